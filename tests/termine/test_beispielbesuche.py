from collections import Counter
from datetime import timedelta

import pytest

from behoerde.kern.actions.beispiel import devices
from behoerde.kern.actions.geraet import find_setup, set_up
from behoerde.kern.models import Geraet, Nachricht, Standort
from termine.actions.beispiel import build
from termine.actions.beispielbesuche import fill_houses
from termine.models import Termin, Vorsprache
from termine.queries.anzeige import calls
from termine.queries.haus import at_counter, lage
from tests.factories.termine import JETZT

pytestmark = [pytest.mark.django_db, pytest.mark.langsam]
SONNTAG = JETZT - timedelta(days=1)


def states(slug: str) -> Counter:
    return Counter(Vorsprache.objects.filter(standort__slug=slug).today().values_list("status", flat=True))


def test_houses_are_alive_once_and_the_first_counter_is_free(uhr):
    uhr.move_to(JETZT + timedelta(hours=1))
    build()
    fill_houses()
    rathaus, nordstadt = states("rathaus"), states("nordstadt")
    assert [rathaus[s] for s in ("erledigt", "in_bearbeitung", "aufgerufen", "geparkt")] == [4, 1, 1, 1]
    assert [nordstadt[s] for s in ("erledigt", "aufgerufen", "geparkt")] == [4, 1, 1]
    assert min(rathaus["wartet"], nordstadt["wartet"]) >= 3
    house = Standort.objects.get(slug="rathaus")
    assert [at_counter(team.plaetze.order_by("pk").first()) for team in house.teams.all()] == [None] * house.teams.count()
    someone = Vorsprache.objects.filter(standort=house, status="wartet", termin=None).latest("angekommen_am")
    assert len(calls(house)) == 2
    assert lage(someone.wartend, house).minuten > 0
    assert set(Termin.objects.filter(vorsprachen__status="wartet").values_list("status", flat=True)) <= {"angekommen"}
    assert not Nachricht.objects.filter(empfaenger_art="vorsprache").exists()
    before = states("rathaus")
    fill_houses()
    assert states("rathaus") == before


def test_nobody_comes_while_the_office_is_closed_and_new_people_the_next_day(uhr):
    uhr.move_to(SONNTAG)
    build()
    fill_houses()
    assert Vorsprache.objects.count() == 0
    for day in (1, 2):
        uhr.move_to(SONNTAG + timedelta(days=day, hours=2, minutes=30))
        fill_houses()
        assert states("rathaus")["aufgerufen"] == 1


def test_every_house_has_a_terminal_and_a_display_that_are_set_up_once(uhr):
    build()
    assert sorted(Geraet.objects.values_list("standort__slug", "art")) == [
        ("nordstadt", "anzeige"),
        ("nordstadt", "kiosk"),
        ("rathaus", "anzeige"),
        ("rathaus", "kiosk"),
    ]
    names = [name for name, _path in devices()]
    assert len(names) == 4
    token = devices()[0][1].rstrip("/").rpartition("/")[2]
    assert find_setup(token).name == names[0].partition(",")[0]
    set_up(token)
    assert [name for name, _path in devices()] == names[1:]
    uhr.shift(timedelta(days=3))
    later = devices()
    assert ([name for name, _path in later], Geraet.objects.exclude(token_hash="").count()) == (names[1:], 1)
    assert find_setup(later[0][1].rstrip("/").rpartition("/")[2]).name == names[1].partition(",")[0]
    build()
    assert Geraet.objects.count() == 4
