from datetime import timedelta

import pytest

from behoerde.kern.models import Nachricht
from termine.actions.aenderung import cancel_termin, move_termin
from termine.actions.ausfall import Ausgang, close_plaetze, resolve
from termine.actions.empfang import undo_cancellation
from termine.actions.warteliste import wish_earlier
from termine.enums import Absagevon
from termine.models import Anliegen, Belegung, Kette, Termin
from termine.planung import as_range
from tests.factories.kern import StandortFactory
from tests.factories.termine import MORGEN, DienstFactory, PlatzFactory, gebuchter_termin
from tests.termine.hilfen import refused
from tests.termine.ketten import booked, counter, taken_in
from tests.termine.wettlauf import run_together


@pytest.fixture
def haus(db):
    return StandortFactory.create()


@pytest.fixture
def anmeldung(haus):
    return counter(haus, "anmeldung")


@pytest.fixture
def karte(haus):
    return counter(haus, "karte")


@pytest.fixture
def kette(anmeldung, karte):
    return booked(taken_in(anmeldung, karte), 0, 15)


def at(minutes: int):
    return MORGEN + timedelta(minutes=minutes)


def fresh(termine) -> list[Termin]:
    return [Termin.objects.get(pk=termin.pk) for termin in termine]


def starts(termine) -> list[float]:
    return [(termin.starts_at - MORGEN).total_seconds() / 60 for termin in fresh(termine)]


def written(anlass: str) -> int:
    return Nachricht.objects.filter(anlass=anlass).count()


@pytest.mark.django_db
@pytest.mark.parametrize("station", [0, 1])
def test_person_cancels_the_whole_way_by_any_station_and_is_told_once(kette, station):
    cancel_termin(kette[station], von=Absagevon.PERSON)
    cancel_termin(kette[1 - station], von=Absagevon.PERSON)
    assert [termin.status for termin in fresh(kette)] == ["abgesagt"] * 2
    assert set(Anliegen.objects.values_list("status", flat=True)) == {"zurueckgezogen"}
    assert (written("termin_abgesagt_person"), Belegung.objects.filter(art="termin").count()) == (1, 0)


@pytest.mark.django_db
def test_office_owes_every_concern_of_a_way_it_cancels(kette):
    cancel_termin(kette[1], von=Absagevon.AMT)
    assert set(Anliegen.objects.values_list("status", flat=True)) == {"in_sichtung"}
    assert (written("termin_abgesagt_amt"), Belegung.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_cancellation_is_taken_back_for_the_whole_way(kette):
    cancel_termin(kette[0], von=Absagevon.AMT)
    second = undo_cancellation(kette[1])
    assert undo_cancellation(kette[1]) == second
    again = list(Termin.objects.filter(kette=second.kette_id).order_by("station"))
    assert (starts(again), [t.status for t in again], Kette.objects.count()) == ([0, 15], ["gebucht"] * 2, 2)
    assert undo_cancellation(kette[0]) == again[0]


@pytest.mark.django_db
def test_way_moves_as_a_whole_with_one_message(kette):
    move_termin(kette[1], beginn=at(60), standort=kette[0].standort)
    assert starts(kette) == [60, 75]
    assert (written("termin_verschoben"), [t.kalender_sequenz for t in fresh(kette)]) == (1, [1, 1])
    move_termin(kette[0], beginn=at(60), standort=kette[0].standort)
    assert written("termin_verschoben") == 1


@pytest.mark.django_db
def test_way_waits_for_the_second_counter_where_it_is_taken(kette, karte):
    gebuchter_termin(karte.teams.get().dienste.get(), karte, n=8, beginn=at(75))
    move_termin(kette[0], beginn=at(60), standort=kette[0].standort)
    assert starts(kette) == [60, 90]


@pytest.mark.django_db
def test_way_does_not_move_where_the_stations_do_not_follow(kette, karte):
    for n, minutes in enumerate((75, 90)):
        gebuchter_termin(karte.teams.get().dienste.get(), karte, n=6 + n, beginn=at(minutes))
    assert refused(move_termin, kette[0], beginn=at(60), standort=kette[0].standort) == "vergeben"
    assert starts(kette) == [0, 15]


@pytest.mark.django_db
def test_way_has_no_place_in_the_waiting_list(kette):
    assert refused(wish_earlier, kette[0]) == "kette"


def closed(leistung) -> None:
    close_plaetze([leistung.teams.get().plaetze.first()], von=MORGEN.date(), bis=MORGEN.date())


def later_duty(leistung, start: int, hours: int = 1) -> None:
    """Put another counter of the team on duty, so many minutes after MORGEN."""
    platz = PlatzFactory.create(team=leistung.teams.get())
    DienstFactory.create(platz=platz, herkunft="hand", zeitraum=as_range((at(start), at(start) + timedelta(hours=hours))))


@pytest.mark.django_db
def test_closed_counter_gives_its_station_the_same_time_elsewhere(kette, karte):
    later_duty(karte, 0)
    closed(karte)
    assert (resolve(fresh(kette)[1]), starts(kette), written("termin_verschoben")) == (Ausgang.GLEICHE_ZEIT, [0, 15], 0)


@pytest.mark.django_db
def test_station_moves_alone_while_the_way_stays_in_order(kette, karte):
    later_duty(karte, 30)
    closed(karte)
    assert (resolve(fresh(kette)[1]), starts(kette), written("termin_verschoben")) == (Ausgang.NEUE_ZEIT, [0, 30], 1)


@pytest.mark.django_db
def test_whole_way_moves_where_one_station_would_be_too_far_away(kette, karte):
    later_duty(karte, 120)
    closed(karte)
    assert (resolve(fresh(kette)[1]), starts(kette), written("termin_verschoben")) == (Ausgang.NEUE_ZEIT, [90, 120], 1)


@pytest.mark.django_db
def test_way_stays_where_nothing_fits(kette, karte):
    closed(karte)
    assert (resolve(fresh(kette)[1]), starts(kette)) == (Ausgang.BLEIBT, [0, 15])


@pytest.mark.django_db(transaction=True)
def test_moves_of_both_stations_at_once_keep_the_way_together(haus):
    first, second = counter(haus, "anmeldung"), counter(haus, "karte")
    kette = booked(taken_in(first, second), 0, 15)
    calls = [lambda t=t, m=m: move_termin(t, beginn=at(m), standort=t.standort).pk for t, m in zip(kette, (60, 120), strict=True)]
    results = run_together(calls)
    assert {type(result) for result in results} == {type(kette[0].pk)}
    first_start, second_start = starts(kette)
    assert second_start - first_start == 15
    assert Belegung.objects.filter(art="termin").count() == 2


@pytest.mark.django_db(transaction=True)
def test_cancel_and_move_at_once_leave_one_of_both(haus):
    kette = booked(taken_in(counter(haus, "anmeldung"), counter(haus, "karte")), 0, 15)
    calls = [
        lambda: cancel_termin(kette[1], von=Absagevon.PERSON).status,
        lambda: move_termin(kette[0], beginn=at(60), standort=kette[0].standort).status,
    ]
    results = run_together(calls)
    assert results[0] == "abgesagt"
    assert [termin.status for termin in fresh(kette)] == ["abgesagt"] * 2
