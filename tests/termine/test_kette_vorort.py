from datetime import timedelta

import pytest

from termine.actions import schalter
from termine.actions.anmelden import check_in
from termine.actions.empfang import record_arrival, record_missed
from termine.actions.ruecknahme import undo
from termine.models import Termin, Vorsprache
from termine.queries.haus import last_station, number_of
from tests.factories.kern import StandortFactory
from tests.factories.termine import MORGEN
from tests.termine.hilfen import refused
from tests.termine.ketten import booked, counter, taken_in
from tests.termine.wettlauf import run_together


@pytest.fixture
def haus(db):
    return StandortFactory.create()


@pytest.fixture
def leistungen(haus):
    return [counter(haus, "anmeldung"), counter(haus, "karte")]


@pytest.fixture
def kette(leistungen, uhr):
    termine = booked(taken_in(*leistungen), 0, 15)
    uhr.move_to(MORGEN)
    return termine


def staende(kette) -> list[str]:
    return [Termin.objects.get(pk=termin.pk).status for termin in kette]


def platz(leistung):
    return leistung.teams.get().plaetze.get()


@pytest.mark.django_db
@pytest.mark.parametrize("station", [0, 1])
def test_one_check_in_with_any_code_begins_at_the_first_station(kette, haus, station):
    number = check_in(kette[station], haus)
    assert check_in(kette[1 - station], haus) == number
    assert (number.termin, staende(kette)) == (kette[0], ["angekommen", "gebucht"])


@pytest.mark.django_db
def test_finished_station_lets_the_next_one_wait_under_the_same_number(kette, haus, leistungen):
    number = check_in(kette[0], haus)
    schalter.call_next(platz(leistungen[0]))
    assert refused(schalter.call_next, platz(leistungen[1])) == "niemand"
    schalter.finish(number)
    assert staende(kette) == ["erledigt", "angekommen"]
    second = schalter.call_next(platz(leistungen[1]))
    assert (second.wartenummer, second.termin, second.station) == (number.wartenummer, kette[1], 2)
    schalter.finish(second)
    assert staende(kette) == ["erledigt", "erledigt"]
    assert Vorsprache.objects.count() == 2


@pytest.mark.django_db
def test_own_page_follows_to_the_next_station(kette, haus, leistungen):
    number = check_in(kette[0], haus)
    schalter.call_next(platz(leistungen[0]))
    schalter.finish(number)
    number.refresh_from_db()
    follower = Vorsprache.objects.get(station=2)
    assert (last_station(number), number_of(kette[0]), number_of(kette[1])) == (follower, follower, follower)


@pytest.mark.django_db
def test_whoever_was_kept_at_the_first_station_is_not_late_at_the_second(kette, haus, leistungen, uhr):
    number = check_in(kette[0], haus)
    schalter.call_next(platz(leistungen[0]))
    uhr.shift(timedelta(minutes=50))
    schalter.finish(number)
    follower = Vorsprache.objects.get(station=2)
    assert (follower.wartend.hat_zeit, follower.wartet_seit) == (True, MORGEN + timedelta(minutes=50))


@pytest.mark.django_db
def test_undo_calls_back_from_the_next_station_until_it_calls(kette, haus, leistungen):
    number = check_in(kette[0], haus)
    schalter.call_next(platz(leistungen[0]))
    schalter.finish(number)
    undo(number)
    assert (staende(kette), Vorsprache.objects.count()) == (["in_bearbeitung", "gebucht"], 1)
    schalter.finish(number)
    schalter.call_next(platz(leistungen[1]))
    assert refused(undo, number) == "naechste_station"
    assert staende(kette) == ["erledigt", "aufgerufen"]


@pytest.mark.django_db
def test_parked_station_keeps_the_rest_waiting(kette, haus, leistungen, uhr):
    number = check_in(kette[0], haus)
    schalter.call_next(platz(leistungen[0]))
    schalter.park(number, minuten=30)
    uhr.shift(timedelta(minutes=20))
    assert refused(record_missed, kette[1]) == "andere_station"
    assert staende(kette) == ["geparkt", "gebucht"]


@pytest.mark.django_db
def test_missed_station_leaves_the_rest_booked_and_a_late_check_in_leads_there(kette, haus, leistungen, uhr):
    uhr.shift(timedelta(minutes=10))
    record_missed(kette[0])
    assert staende(kette) == ["versaeumt", "gebucht"]
    number = check_in(kette[0], haus)
    assert (number.termin, staende(kette)) == (kette[1], ["versaeumt", "angekommen"])


@pytest.mark.django_db
def test_front_desk_can_still_let_a_missed_station_begin(kette, uhr):
    uhr.shift(timedelta(minutes=10))
    record_missed(kette[0])
    assert record_arrival(kette[0]) == kette[0]
    assert staende(kette) == ["angekommen", "gebucht"]


@pytest.mark.django_db
def test_whoever_goes_before_the_call_leaves_the_rest_booked(kette, haus):
    schalter.leave(check_in(kette[0], haus))
    assert staende(kette) == ["versaeumt", "gebucht"]


@pytest.mark.django_db(transaction=True)
def test_finishing_twice_at_once_queues_the_next_station_once(haus, uhr):
    leistungen = [counter(haus, "anmeldung"), counter(haus, "karte")]
    kette = booked(taken_in(*leistungen), 0, 15)
    uhr.move_to(MORGEN)
    number = check_in(kette[0], haus)
    schalter.call_next(platz(leistungen[0]))
    run_together([lambda: schalter.finish(number)] * 3)
    assert (staende(kette), Vorsprache.objects.filter(station=2).count()) == (["erledigt", "angekommen"], 1)
