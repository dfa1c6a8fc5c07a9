"""``make bench``: everything in one run, as ratios, printed as a table. Needs DATABASE_URL of a server it may fill."""

import os
import platform
import sys
from datetime import UTC, datetime

os.environ.setdefault("SCHUTZ_AUFWAND", "1")  # the office is measured, not the clients' devices
os.environ["SCHUTZ_GRENZEN"] = "100000/m,100000/m,100000/m"
os.environ["LOG_LEVEL"] = "ERROR"
os.environ["DEBUG"] = "0"
os.environ["DATENBANK_POOL"] = "1"  # as the web server runs

from tests.messungen.umgebung import fresh_database, web


def main(only: set[str]) -> int:
    fresh_database()
    import django

    django.setup()
    from django.core.management import call_command

    import behoerde.wsgi  # noqa: F401 - the process as it serves

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from tests.messungen import (
        anspruch,
        ansturm,
        anzeige,
        ausfall,
        berichte,
        buchung,
        empfehlung,
        fallakten,
        kennzahlen,
        matching,
        namen,
        perspektive,
        sichtung,
        verfuegbarkeit,
        verzeichnis,
    )

    rows: list[list[str]] = []

    def measure(name: str, action) -> None:
        if only and name not in only:
            return
        result = action()
        new = result if isinstance(result[0], list) else [result]
        rows.extend(new)
        print(*(" | ".join(row) for row in new), sep="\n", file=sys.stderr, flush=True)

    measure("anspruch", anspruch.claims)
    measure("groesse", verfuegbarkeit.sizes)
    measure("sichtung", sichtung.triage)
    measure("namen", namen.names)
    measure("empfehlung", empfehlung.recommend)
    measure("fallakten", fallakten.cases)
    measure("perspektive", perspektive.check)
    measure("matching", matching.match)
    measure("verzeichnis", verzeichnis.search)
    measure("hsds", verzeichnis.stream)
    measure("berichte", berichte.long_report)
    measure("ereignis", kennzahlen.cost)
    measure("anzeige", anzeige.displays)
    measure("ausfall", ausfall.sick_note)
    with web() as address:
        measure("verfuegbarkeit", lambda: verfuegbarkeit.availability(address))
        measure("buchung", lambda: buchung.complete(address))
        measure("ansturm", lambda: ansturm.race(address, 200, 1, 20))
        measure("acht-uhr", lambda: ansturm.race(address, 1000, 20, 20))
    measure("kennzahlen", kennzahlen.figures)  # last: ten million events make every VACUUM slow
    print(
        f"\nMeasured {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}, clients on the same machine\n"
    )
    print("| What | Measured |\n|---|---|")
    print("\n".join(f"| {what} | {measured} |" for what, measured in rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(set(sys.argv[1:])))
