"""A yearly report of twenty pages and more, from the worker's task to the finished file."""

import time
from datetime import date, timedelta
from io import BytesIO
from statistics import median

RUNDEN = 3
SEITEN = 20
BESCHLUESSE = 40


def long_report() -> list[str]:
    """Write the same long report again and again, as the worker does: figures, strategy, decisions, file, freeze."""
    import pikepdf

    from behoerde.kern.db import System, als
    from monitoring.actions.bericht import ask
    from monitoring.bericht import Berichtart
    from monitoring.models import Bericht
    from monitoring.tasks import write_reports

    user, von = _fill()
    seconds, pages = [], 0
    for _round in range(RUNDEN):
        with als(System.AUFGABE):
            key = ask(art=Berichtart.JAHR, von=von, vorwort="", user=user).pk
        began = time.perf_counter()
        write_reports()
        seconds.append(time.perf_counter() - began)
        with als(System.AUFGABE):
            row = Bericht.objects.get(pk=key)
        if not row.ist_fertig:
            raise RuntimeError(row.grund)
        with pikepdf.open(BytesIO(row.pdf)) as pdf:
            pages = len(pdf.pages)
    if pages < SEITEN:
        raise RuntimeError(f"only {pages} pages")
    told = f"median {median(seconds):.1f} s, worst {max(seconds):.1f} s of {RUNDEN}, {len(row.pdf) // 1024} kB"
    return [f"yearly report of {pages} pages in the worker (at most 15 s for 20 pages)", told]


def _fill() -> tuple:
    """Return who asks, and the year: two months of events, forty decisions, a published revision."""
    from behoerde.kern import uhr
    from behoerde.kern.db import System, als
    from behoerde.kern.rechte import Rolle
    from monitoring.actions.veroeffentlichung import last_month_end, publish
    from tests.factories.gremien import BeschlussFactory
    from tests.factories.kern import OrganisationseinheitFactory
    from tests.monitoring.ereignisse import happen, roll_up
    from tests.termine.empfang import staff_of

    last = last_month_end()
    year = date(last.year, 1, 1)
    with als(System.AUFGABE):
        user = staff_of(OrganisationseinheitFactory.create(name="Messung Bericht"), Rolle.LEITUNG)
        for tag in (last, last.replace(day=1) - timedelta(days=1)):
            for kind in ("wartezeit", "vorsprache_erledigt", "termin_gebucht", "vormerkung"):
                happen(tag, kind, wert=5, kanal="termin", anzahl=60)
            roll_up(tag)
        publish()
        for n in range(BESCHLUESSE):
            text = "Was sich ändert, in einfachen Worten. " * 40
            BeschlussFactory.create(
                nummer=f"M-{n}", betreff=f"Beschluss {n}", klartext=text, tag=min(last, uhr.today()), frist=None, oeffentlich=True
            )
    return user, year
