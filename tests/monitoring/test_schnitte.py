"""Every question a page may ask of months is answered by rows of one cut, and as the events themselves answer it."""

from itertools import product
from random import Random

import pytest

from behoerde.kern.models import Ereignis
from monitoring.actions.verdichten import roll_up_day, roll_up_months
from monitoring.katalog import indikator
from monitoring.queries.werte import Ausschnitt, values
from monitoring.schnitte import cut_of, cuts_of_months
from tests.monitoring.ereignisse import HEUTE, happen

ONLINE = "abschlussquote-online"
LEISTUNGEN, HAEUSER, SPRACHEN = ("a", "b", ""), ("rathaus", "nord", ""), ("de", "uk")


def test_cut_is_named_by_what_it_is_split_by():
    assert cut_of(["standort", "", "leistung", "kanal"]) == "leistung,standort"
    assert cuts_of_months() == {
        "": ["leistung", "sprache", "standort"],
        "leistung": ["sprache", "standort"],
        "sprache": ["leistung", "standort"],
        "standort": ["leistung", "sprache"],
        "leistung,sprache": ["standort"],
        "leistung,standort": ["sprache"],
        "sprache,standort": ["leistung"],
        "leistung,sprache,standort": [],
    }


def asked(slug: str, merkmale: tuple[str, ...]) -> list[Ausschnitt]:
    """Return every part of this month that may be asked for."""
    first = HEUTE.replace(day=1)
    narrowed = product(("", "a"), ("", "nord"), ("", *merkmale))
    parts = [Ausschnitt(None, first, HEUTE, leistung, haus, nach) for leistung, haus, nach in narrowed]
    return [part for part in parts if part.fits(indikator(slug))]


def counted(part: Ausschnitt, **events: object) -> dict[str, int]:
    """Count events one by one."""
    found: dict[str, int] = {}
    for event in Ereignis.objects.filter(**events, **part.filter):
        name = getattr(event, part.merkmal) if part.merkmal else ""
        found[name] = found.get(name, 0) + 1
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("uhr", "amt")
@pytest.mark.parametrize(
    ("slug", "events"),
    [
        ("wartezeit-vor-ort-p50", {"art": "wartezeit", "kanal": "termin", "wert__isnull": False}),
        ("garantie-eingehalten", {"art": "wartezeit", "kanal": "termin"}),
        (ONLINE, {"art": "vormerkung"}),
    ],
)
def test_months_answer_as_the_events_do(slug: str, events: dict[str, object]):
    chance = Random(7)
    for _number in range(60):
        where = {"leistung": chance.choice(LEISTUNGEN), "standort": chance.choice(HAEUSER), "sprache": chance.choice(SPRACHEN)}
        happen(HEUTE, wert=chance.choice((None, 3, 40)), kanal=chance.choice(("termin", "ohne_termin")), **where)
        happen(HEUTE, "vormerkung", kanal="online", **where)
    roll_up_day(HEUTE)
    roll_up_months([HEUTE])
    one = indikator(slug)
    parts = asked(slug, one.merkmale)
    found = [values([one], part)[slug] for part in parts]
    told = [{name: wert.n for name, row in rows.items() for wert in row.values() if wert.n} for rows in found]
    assert told == [counted(part, **events) for part in parts]
    assert len(parts) == (6 if slug == ONLINE else 12)
