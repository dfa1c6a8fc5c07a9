"""Races in the waiting room: real threads, real PostgreSQL."""

from functools import partial
from threading import Barrier

import pytest

from termine.actions import schalter
from termine.actions.anmelden import check_in
from termine.actions.empfang import record_arrival
from termine.actions.schalter import call, call_next
from termine.models import Nummernkreis, Platz, Termin, Vorsprache
from tests.factories.termine import MORGEN, DienstFactory, PlatzFactory, gebuchter_termin
from tests.termine.haus import KURZ, arrived, walk_in
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db(transaction=True)
SCHALTER = 6


@pytest.fixture
def plaetze(dienst, team) -> list[Platz]:
    return [dienst.platz, *(DienstFactory.create(platz=PlatzFactory.create(team=team)).platz for _n in range(SCHALTER - 1))]


@pytest.fixture(autouse=True)
def _morning(uhr):
    uhr.move_to(MORGEN)


def test_counters_that_press_together_get_different_people(plaetze, standort, leistung, uhr, dienst):
    uhr.move_to(MORGEN - KURZ)
    visits = [arrived(dienst, leistung, n=n, beginn=MORGEN + n * KURZ).pk for n in range(2)]
    uhr.move_to(MORGEN)
    others = [walk_in(standort, leistung, n=n).pk for n in range(SCHALTER - 2)]
    found = run_together([partial(call_next, platz) for platz in plaetze])
    assert sorted(v.pk for v in found) == sorted([*visits, *others])
    assert sorted(Vorsprache.objects.values_list("platz", flat=True)) == sorted(platz.pk for platz in plaetze)


def test_one_person_and_many_counters(plaetze, standort, leistung):
    jemand = walk_in(standort, leistung)
    found = run_together([partial(call_next, platz) for platz in plaetze])
    assert found.count("niemand") == SCHALTER - 1
    assert [v for v in found if v != "niemand"] == [jemand]


def test_without_the_lock_two_counters_would_get_the_same_person(plaetze, standort, leistung, monkeypatch):
    """The race is real: the same statement that locks nothing lets everybody call the first one."""
    walk_in(standort, leistung)
    unguarded, together = schalter.NEHMEN.partition("FOR NO KEY UPDATE")[0], Barrier(SCHALTER, timeout=20)
    call_one = schalter._call

    def call_together(vorsprache, platz):
        together.wait()
        return call_one(vorsprache, platz)

    monkeypatch.setattr(schalter, "NEHMEN", unguarded)
    monkeypatch.setattr(schalter, "_call", call_together)
    monkeypatch.setattr(schalter, "announce", lambda *_args: None)
    found = run_together([partial(call_next, platz) for platz in plaetze])
    assert len({v.pk for v in found}) == 1
    assert len(found) == SCHALTER


def test_one_counter_that_presses_twice_calls_one_person(plaetze, standort, leistung):
    for n in range(3):
        walk_in(standort, leistung, n=n)
    found = run_together([partial(call_next, plaetze[0])] * 4)
    assert len({v.pk for v in found}) == 1
    assert Vorsprache.objects.filter(status="aufgerufen").count() == 1


def test_next_and_a_call_by_hand_never_meet(plaetze, standort, leistung):
    people = [walk_in(standort, leistung, n=n) for n in range(2)]
    found = run_together([partial(call_next, plaetze[0]), partial(call, people[0], plaetze[1])])
    called = [v.pk for v in found if not isinstance(v, str)]
    assert len(called) == len(set(called))
    assert Vorsprache.objects.filter(status="aufgerufen").count() == len(called)


def test_numbers_drawn_together_have_no_gap_and_no_double(standort, leistung, dienst):
    found = run_together([partial(walk_in, standort, leistung, n=n) for n in range(12)])
    assert sorted(v.nummer for v in found) == list(range(1, 13))
    assert Nummernkreis.objects.get().letzte == 12


def test_same_button_pressed_together_draws_one_number(standort, leistung, dienst):
    found = run_together([partial(walk_in, standort, leistung, n=7)] * 6)
    assert {v.wartenummer for v in found} == {"B 001"}
    assert Vorsprache.objects.count() == 1


def test_kiosk_and_desk_check_in_together(dienst, leistung, standort):
    termin = gebuchter_termin(dienst, leistung, beginn=MORGEN + KURZ)
    calls = [partial(check_in, termin, standort), partial(record_arrival, termin)] * 3
    assert "uebergang" not in run_together(calls)
    assert Vorsprache.objects.count() == 1
    assert Termin.objects.get().status == "angekommen"
