from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Ereignis
from termine.actions.feierabend import close_days
from termine.actions.ruecknahme import undo
from termine.actions.schalter import begin, call, call_next, finish, forward, leave, mark_urgent, miss, park
from termine.enums import TERMIN_UEBERGAENGE, TERMIN_ZUR_VORSPRACHE, VORSPRACHE_UEBERGAENGE, VorspracheStatus
from termine.models import Nummernkreis, Vorsprache
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.haus import KURZ, arrived, status_of, walk_in
from tests.termine.hilfen import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning(uhr, dienst):
    uhr.move_to(MORGEN - timedelta(minutes=10))


@pytest.fixture
def platz(dienst):
    return dienst.platz


@pytest.fixture
def jemand(standort, leistung):
    return walk_in(standort, leistung)


@pytest.fixture
def besuch(dienst, leistung):
    return arrived(dienst, leistung)


def events(art: str) -> list[tuple]:
    return list(Ereignis.objects.filter(art=art).values_list("wert", "kanal", "ergebnis"))


def test_next_person_is_called_to_the_counter(platz, jemand):
    called = call_next(platz)
    assert (called, called.status, called.platz, called.aufrufe) == (jemand, "aufgerufen", platz, 1)


def test_pressing_twice_calls_one_person(platz, standort, jemand):
    walk_in(standort, n=1)
    assert call_next(platz) == call_next(platz) == jemand


def test_nobody_waits(platz):
    assert refused(call_next, platz) == "niemand"


def test_counter_finishes_before_it_calls_the_next(platz, standort, jemand):
    walk_in(standort, n=1)
    begin(call_next(platz))
    assert refused(call_next, platz) == "im_gespraech"
    assert refused(call, Vorsprache.objects.get(nummer=2), platz) == "im_gespraech"


def test_visit_moves_along_with_its_number(platz, besuch, uhr):
    stations = []
    for step in (lambda: call_next(platz), lambda: begin(besuch), lambda: finish(besuch)):
        uhr.shift(timedelta(minutes=5))
        stations.append((step().status, status_of(besuch.termin)))
    assert stations == [("aufgerufen",) * 2, ("in_bearbeitung",) * 2, ("erledigt",) * 2]


def test_finish_without_pressing_begin_keeps_the_order_of_states(platz, besuch):
    finish(call_next(platz))
    assert status_of(besuch.termin) == "erledigt"
    assert Vorsprache.objects.get().begonnen_am is not None


def test_finishing_twice_is_harmless(platz, jemand):
    finish(finish(call_next(platz)))
    assert len(events("vorsprache_erledigt")) == 1


def test_who_was_served_early_may_be_given_the_next_visit_at_once(platz, besuch, dienst, leistung):
    with pytest.raises(DomainError):
        gebuchter_termin(dienst, leistung, beginn=MORGEN + 4 * KURZ, schluessel="noch-einmal")
    finish(call_next(platz))
    again = gebuchter_termin(dienst, leistung, beginn=MORGEN + 4 * KURZ, schluessel="noch-einmal")
    assert list(again.anliegen.values_list("status", flat=True)) == ["terminiert"]


def test_waiting_time_of_a_visit_counts_from_the_appointed_time(platz, besuch, leistung, uhr):
    leistung.versprechen_wartezeit_min = 10
    leistung.save()
    uhr.move_to(MORGEN + timedelta(minutes=12))
    call_next(platz)
    assert events("wartezeit") == [(12.0, "termin", "ueberschritten")]


def test_waiting_time_of_a_walk_in_counts_from_the_door_and_only_once(platz, jemand, leistung, uhr):
    leistung.versprechen_wartezeit_min = 10
    leistung.save()
    uhr.shift(timedelta(minutes=4))
    park(call_next(platz), minuten=5)
    call(jemand, platz)
    assert events("wartezeit") == [(4.0, "ohne_termin", "gehalten")]


def test_leistung_without_promise_is_not_judged(platz, jemand):
    call_next(platz)
    assert events("wartezeit") == [(0.0, "ohne_termin", "")]


def test_call_again_counts_and_shines_anew(platz, jemand, uhr):
    call_next(platz)
    uhr.shift(timedelta(minutes=1))
    again = call(jemand, platz)
    assert (again.aufrufe, again.aufgerufen_am - again.erster_aufruf_am) == (2, timedelta(minutes=1))


def test_somebody_out_of_turn(platz, standort, jemand):
    second = walk_in(standort, n=1)
    assert call(second, platz).status == "aufgerufen"
    assert Vorsprache.objects.get(pk=jemand.pk).status == "wartet"


def test_parked_person_is_not_next_until_the_time_is_over(platz, jemand, uhr):
    park(call_next(platz), minuten=10)
    assert refused(call_next, platz) == "niemand"
    uhr.shift(timedelta(minutes=10))
    assert call_next(platz) == jemand


def test_forwarded_person_comes_first_at_the_next_counter(platz, besuch, standort, leistung):
    other = DienstFactory.create(platz=PlatzFactory.create(team=TeamFactory.create(standort=standort)))
    walk_in(standort, n=1)
    walk_in(standort, n=2)
    forward(begin(call(besuch, platz)), team=other.team, hinweis="braucht noch ein Foto")
    assert status_of(besuch.termin) == "weitergereicht"
    called = call_next(other.platz)
    assert (called, called.hinweis, called.aufrufe) == (besuch, "braucht noch ein Foto", 1)


def test_person_counts_as_missing_after_two_calls_or_five_minutes(platz, jemand, uhr):
    call_next(platz)
    assert refused(miss, jemand) == "zu_frueh"
    call(jemand, platz)
    assert miss(jemand).status == "versaeumt"


def test_person_counts_as_missing_five_minutes_after_one_call(platz, besuch, uhr):
    call_next(platz)
    uhr.shift(timedelta(minutes=5))
    assert miss(besuch).status == "versaeumt"
    assert status_of(besuch.termin) == "versaeumt"


def test_person_who_leaves_after_the_first_counter_was_served(platz, besuch):
    forward(begin(call_next(platz)), team=platz.team)
    leave(besuch)
    assert status_of(besuch.termin) == "erledigt"


def test_person_who_waits_may_leave(besuch):
    assert (leave(besuch).status, status_of(besuch.termin)) == ("gegangen", "versaeumt")


def test_emergency_is_called_first_and_can_be_taken_back(platz, standort, jemand):
    second = walk_in(standort, n=1)
    mark_urgent(second, dringend=True)
    assert call_next(platz) == second
    undo(second)
    mark_urgent(second, dringend=False)
    assert call_next(platz) == jemand


def test_emergency_is_for_people_who_wait(platz, jemand):
    call_next(platz)
    assert refused(mark_urgent, jemand, dringend=True) == "uebergang"


@pytest.mark.parametrize("before", ["wartet", "geparkt", "weitergereicht"])
def test_wrong_call_is_taken_back(platz, besuch, before):
    if before == "geparkt":
        park(call_next(platz), minuten=1)
    elif before == "weitergereicht":
        forward(begin(call_next(platz)), team=platz.team)
    call(besuch, platz)
    assert undo(besuch).status == before
    assert status_of(besuch.termin) == TERMIN_ZUR_VORSPRACHE[before]


def test_conversation_goes_back_to_the_call_and_forth(platz, besuch):
    begin(call_next(platz))
    assert undo(besuch).status == "aufgerufen"
    finish(besuch)
    assert (undo(besuch).status, status_of(besuch.termin)) == ("in_bearbeitung", "in_bearbeitung")


def test_finished_conversation_stays_when_the_counter_went_on(platz, standort, besuch, uhr):
    walk_in(standort, n=1)
    finish(call(besuch, platz))
    call_next(platz)
    assert refused(undo, besuch) == "im_gespraech"
    uhr.shift(timedelta(minutes=11))
    assert refused(undo, besuch) == "zu_spaet"


@pytest.mark.parametrize("forwarded", [False, True])
def test_person_who_comes_back_waits_again(platz, besuch, forwarded):
    if forwarded:
        forward(begin(call_next(platz)), team=platz.team)
    leave(besuch)
    back = undo(besuch)
    expected = "weitergereicht" if forwarded else "wartet"
    assert (back.status, status_of(besuch.termin)) == (expected, TERMIN_ZUR_VORSPRACHE[expected])


def test_nothing_to_take_back_while_waiting(jemand):
    assert refused(undo, jemand) == "uebergang"


def test_person_of_yesterday_does_not_come_back(jemand, uhr):
    leave(jemand)
    uhr.shift(timedelta(days=1))
    assert refused(undo, jemand) == "zu_spaet"


# --- The night ---------------------------------------------------------------
def test_night_ends_everybody_and_empties_contacts(platz, standort, leistung, dienst, uhr):
    waits, talks, called, parked = (arrived(dienst, leistung, n=n, beginn=MORGEN + n * KURZ) for n in range(4))
    others = [DienstFactory.create(platz=PlatzFactory.create(team=platz.team)).platz for _n in range(2)]
    begin(call(talks, platz))
    call(called, others[0])
    park(call(parked, others[1]), minuten=5)
    Vorsprache.objects.filter(pk=waits.pk).update(mobil="+491701234567")
    Vorsprache.objects.filter(pk=talks.pk).update(hinweis="Foto fehlt")
    uhr.shift(timedelta(days=1))
    assert close_days() == 4
    rows = {v.pk: v for v in Vorsprache.objects.all()}
    found = [(rows[v.pk].status, status_of(v.termin)) for v in (waits, talks, called, parked)]
    assert found == [
        ("gegangen", "versaeumt"),
        ("erledigt", "erledigt"),
        ("versaeumt", "versaeumt"),
        ("gegangen", "versaeumt"),
    ]
    assert {(v.mobil, v.hinweis) for v in rows.values()} == {("", "")}
    assert (close_days(), Nummernkreis.objects.count()) == (0, 0)


def test_night_leaves_today_alone(jemand):
    assert close_days() == 0
    assert Vorsprache.objects.get().status == "wartet"


# --- The database ------------------------------------------------------------
def test_every_move_of_a_number_is_one_of_its_visit():
    for before, targets in VORSPRACHE_UEBERGAENGE.items():
        for after in targets:
            old, new = TERMIN_ZUR_VORSPRACHE[before], TERMIN_ZUR_VORSPRACHE[after]
            ends = {"versaeumt", "erledigt"} if after in {"gegangen", "versaeumt"} else {new}
            comes_back = before in {"gegangen", "versaeumt"}
            starts = {"versaeumt", "erledigt"} if comes_back else {old}
            assert any(end in TERMIN_UEBERGAENGE[start] for start in starts for end in ends), (before, after)


def test_database_refuses_a_move_that_does_not_exist(jemand):
    with pytest.raises(ProgrammingError, match="Invalid transition"), transaction.atomic():
        Vorsprache.objects.update(status="erledigt", beendet_am=MORGEN)


def test_database_refuses_two_people_at_one_counter(platz, standort, jemand):
    second = walk_in(standort, n=1)
    call_next(platz)
    with pytest.raises(IntegrityError, match="vorsprache_eine_am_platz"), transaction.atomic():
        Vorsprache.objects.filter(pk=second.pk).update(status="aufgerufen", platz=platz, aufgerufen_am=MORGEN)


def test_database_refuses_a_mobile_number_after_the_end(platz, jemand):
    finish(call_next(platz))
    with pytest.raises(IntegrityError, match="vorsprache_mobil_geleert"), transaction.atomic():
        Vorsprache.objects.update(mobil="+491701234567")


def test_every_status_has_moves():
    assert set(VORSPRACHE_UEBERGAENGE) == set(VorspracheStatus)


def test_counter_of_another_team_is_not_asked_for_what_it_does_not_offer(standort, leistung, jemand):
    other = TeamFactory.create(standort=standort, leistungen=[LeistungFactory.create()])
    platz = DienstFactory.create(platz=PlatzFactory.create(team=other)).platz
    assert refused(call_next, platz) == "niemand"
