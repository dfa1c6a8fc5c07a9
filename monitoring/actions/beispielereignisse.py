"""A year of events in the houses of the example office, so that its figures have a course; drawn by chance, the same each time."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import connection
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.models import Ereignis, Standort
from termine.planung import is_arbeitstag

JAHR, JE_TAG = timedelta(days=365), {False: 5, True: 24}
LEISTUNGEN = ("eat-abholung", "verpflichtungserklaerung", "fiktionsbescheinigung")
KOMMT, PERSON_SAGT_AB, AMT_SAGT_AB = 0.86, 0.07, 0.03  # shares of all booked; who is left does not come
EINFUEGEN = """
INSERT INTO kern_ereignis (zeit, id, art, wert, leistung, standort, kanal, sprache, einheit, ergebnis)
SELECT zeit, id, art, wert, leistung, standort, kanal, 'de', '', ergebnis
FROM unnest(%s::timestamptz[], %s::uuid[], %s::text[], %s::float8[], %s::text[], %s::text[], %s::text[], %s::text[])
     AS e(zeit, id, art, wert, leistung, standort, kanal, ergebnis)
"""
Zeile = tuple[str, float | None, str, str]  # kind, value, channel, result


def fill_year(gross: bool) -> None:
    """Write the events of a year until yesterday, once."""
    today = uhr.today()
    first = today - JAHR
    if Ereignis.objects.filter(art="termin_angekommen", zeit__lt=_at(today - timedelta(days=2), 0)).exists():
        return
    rows: list[tuple] = []
    for standort in Standort.objects.order_by("slug"):
        for tag in (first + timedelta(days=n) for n in range(JAHR.days)):
            if is_arbeitstag(tag, standort.land):
                rows += _day(tag, standort.slug, JE_TAG[gross], (tag - first) / JAHR)
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(EINFUEGEN, [list(column) for column in zip(*rows, strict=True)])


def _day(tag: date, standort: str, visits: int, progress: float) -> Iterator[tuple]:
    rng = random.Random(f"{tag}-{standort}")  # noqa: S311 - example data
    for number in range(visits):
        leistung = rng.choice(LEISTUNGEN)
        for art, wert, kanal, ergebnis in _visit(rng, progress):
            yield _at(tag, number), uuid7(), art, wert, leistung, standort, kanal, ergebnis


def _visit(rng: random.Random, progress: float) -> Iterator[Zeile]:
    """Yield what happens around one visit; waiting gets shorter in the course of the year."""
    yield "vormerkung", None, "online", ""
    yield "termin_gebucht", rng.uniform(1, 30), rng.choice(("online", "online", "telefon")), ""
    fate = rng.random()
    if fate < KOMMT:
        yield "termin_angekommen", rng.uniform(-5, 20), "online", ""
        yield "wartezeit", rng.expovariate(1 / (11 - 5 * progress)), "termin", ""
        yield "vorsprache_erledigt", rng.uniform(5, 25), "termin", ""
    elif fate < KOMMT + PERSON_SAGT_AB:
        yield "termin_abgesagt", rng.uniform(0, 5), "online", "person"
    elif fate < KOMMT + PERSON_SAGT_AB + AMT_SAGT_AB:
        yield "termin_abgesagt", rng.uniform(0, 5), "online", "amt"
    else:
        yield "termin_versaeumt", None, "online", ""


def _at(tag: date, number: int) -> datetime:
    return datetime.combine(tag, time(8 + number % 8, 30), uhr.ZONE)
