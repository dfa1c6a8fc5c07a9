"""The hits of a search: the same whether few are sorted at once or many step by step, and by distance from place to place."""

from math import cos, hypot, radians

import pytest
from django.core.cache import caches

from lotsen.models import Angebot
from lotsen.queries import naehe, treffer
from lotsen.queries.naehe import Punkt
from lotsen.queries.treffer import Suche, Treffer
from tests.factories.lotsen import AngebotFactory, OrtFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("montag", "verzeichnis")]
SUCHEN = [
    {},
    {"q": "Beratung"},
    {"q": "Wohnung"},
    {"q": "Deutsch lernen"},
    {"q": "ich suche einen Kurs"},
    {"q": "Integratonskrus"},
    {"q": "Amt", "barrierefrei": True},
    {"kategorie": "sprache", "sprache": "de"},
    {"q": "Beratung", "offen": True},
    {"offen": True, "frei": True},
    {"q": "gibtesnicht"},
    {"q": "!"},
]


@pytest.mark.parametrize("wanted", SUCHEN, ids=lambda wanted: " ".join(map(str, wanted.values())) or "everything")
def test_few_hits_and_many_come_in_the_same_order(monkeypatch, wanted):
    few = Treffer(Suche(**wanted)).best(25)
    monkeypatch.setattr(treffer, "GEZAEHLT_BIS", 1)
    many = Treffer(Suche(**wanted))
    assert many.best(25) == few
    assert (many.genau, many.zeilen) == (few == [], [])
    assert many.best(3) == few[:3]


def test_many_are_counted_with_their_filters(monkeypatch):
    free = Angebot.objects.filter(frei__gt=0).count()
    monkeypatch.setattr(treffer, "GEZAEHLT_BIS", 5)
    assert Treffer(Suche()).anzahl == 5
    assert Treffer(Suche(frei=True)).anzahl == free


def test_that_there_are_many_is_believed_for_a_minute(monkeypatch):
    monkeypatch.setattr(treffer, "GEZAEHLT_BIS", 5)
    word = Suche(q="Beratung")
    assert Treffer(word).genau is False
    Angebot.objects.update(status="pause")
    assert (Treffer(word).genau, Treffer(Suche(q="Beratung", offen=True)).genau) == (False, True)
    assert Treffer(word).best(25) == []
    caches["prozess"].clear()  # as after the minute
    assert Treffer(word).genau is True


def test_name_comes_before_what_only_mentions_it():
    said, named, kind, very = (
        AngebotFactory.create(name="Ankommen", beschreibung_de="Auch Fahrradwerkstatt", angebotsart="quartiersarbeit"),
        AngebotFactory.create(name="Zur Fahrradwerkstattrunde", angebotsart="quartiersarbeit"),
        AngebotFactory.create(name="Zweirad", beschreibung_de="Fahrradwerkstatt", angebotsart="quartiersarbeit"),
        AngebotFactory.create(name="Ölige Fahrradwerkstatt", angebotsart="quartiersarbeit"),
    )
    found = [pk for pk, _km in Treffer(Suche(q="Fahrradwerkstatt")).best(25)]
    assert found == [very.pk, named.pk, said.pk, kind.pk]


@pytest.mark.parametrize(("first", "times"), [(1, 1), (1, 2), (8, 4)])
@pytest.mark.parametrize("wanted", [{}, {"q": "Beratung"}, {"frei": True}], ids=["everything", "a word", "with places"])
def test_nearest_place_decides_however_many_are_asked_at_once(monkeypatch, wanted, first, times):
    von = Punkt(51.0, 10.0)
    nowhere = AngebotFactory.create(name="Beratung im Netz", frei=1, plaetze=2)
    two = AngebotFactory.create(name="Beratung an zwei Orten", frei=1, plaetze=2)
    two.orte.set([OrtFactory.create(breite=51.5, laenge=10.5), OrtFactory.create(breite=51.01, laenge=10.0)])
    monkeypatch.setattr(naehe, "ORTE_ZUERST", first)
    monkeypatch.setattr(naehe, "MAL", times)
    found = Treffer(Suche(nahe=von, **wanted)).best(40)
    hits = {pk for pk, _km in Treffer(Suche(**wanted)).best(40)}
    assert len(found) == len({pk for pk, _km in found})
    assert {pk for pk, _km in found} == hits
    assert hits >= {nowhere.pk, two.pk}
    assert [(pk, km and round(km, 6)) for pk, km in found if km is not None] == _measured(hits, von)
    assert Treffer(Suche(nahe=von, **wanted)).best(3) == found[:3]


def _measured(hits: set, von: Punkt) -> list[tuple]:
    """Return hits with coordinates and their distance as a person would work it out with a ruler."""
    each = []
    for angebot in Angebot.objects.filter(pk__in=hits).prefetch_related("orte"):
        ways = [
            hypot(ort.breite - von.breite, (ort.laenge - von.laenge) * cos(radians(von.breite))) * 111.195
            for ort in angebot.orte.all()
            if ort.breite is not None
        ]
        if ways:
            each.append((round(min(ways), 6), angebot.suchzeile.name, angebot.pk))
    return [(pk, km) for km, _name, pk in sorted(each)]
