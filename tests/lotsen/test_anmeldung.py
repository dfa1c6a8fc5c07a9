"""Registering for a Veranstaltung: places count people, who waits moves up, the database lets nobody in beyond."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Ereignis, Nachricht
from lotsen.actions.anmeldung import Gaeste, Wer, change, check_in, come_back, register, undo_check_in, withdraw
from lotsen.actions.veranstaltung import close_past
from lotsen.models import Anmeldung
from lotsen.veranstaltung import AnmeldungStatus, VeranstaltungStatus
from tests.factories.kern import UserFactory
from tests.factories.veranstaltung import VeranstaltungFactory, angemeldet
from tests.termine.wettlauf import run_together

S = AnmeldungStatus


@pytest.fixture
def empfang(uhr, ruhig, amt):
    return VeranstaltungFactory.create(plaetze=5, kinderplaetze=2)


def states(veranstaltung) -> list[str]:
    return [row.status for row in veranstaltung.anmeldungen.order_by("angelegt_am", "id")]


def refused(call) -> str:
    with pytest.raises(DomainError) as error:
        call()
    return error.value.code


def test_same_key_again_yields_the_same_registration(empfang):
    key = uuid4()
    first = register(veranstaltung=empfang, wer=Wer("Olena"), gaeste=Gaeste(2), schluessel=key)
    assert register(veranstaltung=empfang, wer=Wer("Olena"), gaeste=Gaeste(2), schluessel=key) == first
    assert Anmeldung.objects.count() == 1


def test_places_count_people_and_not_registrations(empfang):
    for people in (3, 3, 2):
        angemeldet(empfang, personen=people)
    assert states(empfang) == [S.ANGEMELDET, S.WARTELISTE, S.ANGEMELDET]


def test_places_for_children_are_counted_on_their_own(empfang):
    angemeldet(empfang, personen=2, kinder=2)
    assert angemeldet(empfang, personen=2, kinder=1).status == S.WARTELISTE


def test_group_larger_than_the_house_does_not_wait_for_ever(uhr, ruhig, amt):
    event = VeranstaltungFactory.create(plaetze=3, hoechstens=6)
    assert refused(lambda: angemeldet(event, personen=4)) == "voll"


def test_without_waiting_list_a_full_house_says_so(uhr, ruhig, amt):
    event = VeranstaltungFactory.create(plaetze=1, mit_warteliste=False)
    angemeldet(event)
    assert refused(lambda: angemeldet(event)) == "voll"


@pytest.mark.parametrize("days", [-2, 21])
def test_registration_outside_of_its_time_is_refused(uhr, ruhig, amt, days):
    event = VeranstaltungFactory.create()
    uhr.shift(timedelta(days=days))
    assert refused(lambda: angemeldet(event)) == "zu"


def test_more_people_than_one_registration_may_bring_are_refused(uhr, ruhig, amt):
    event = VeranstaltungFactory.create(hoechstens=2)
    assert refused(lambda: angemeldet(event, personen=3)) == "zu_viele"


def test_first_who_fits_moves_up_when_somebody_stays_away(empfang):
    first = angemeldet(empfang, personen=3)
    angemeldet(empfang, personen=2)
    for people in (4, 3, 1):
        angemeldet(empfang, personen=people)
    withdraw(anmeldung=first)
    assert states(empfang) == [S.ABGEMELDET, S.ANGEMELDET, S.WARTELISTE, S.ANGEMELDET, S.WARTELISTE]
    assert Ereignis.objects.filter(art="veranstaltung_nachgerueckt").count() == 1


def test_coming_with_fewer_lets_others_in_and_with_too_many_is_refused(empfang):
    row = angemeldet(empfang, personen=4)
    waiting = angemeldet(empfang, personen=3)
    assert refused(lambda: change(anmeldung=row, gaeste=Gaeste(6))) == "voll"
    change(anmeldung=row, gaeste=Gaeste(2))
    waiting.refresh_from_db()
    assert waiting.status == S.ANGEMELDET


def test_who_comes_back_stands_at_the_end_of_the_line(empfang):
    row = angemeldet(empfang, personen=5)
    waiting = angemeldet(empfang, personen=5)
    withdraw(anmeldung=row)
    uhr_later = come_back(anmeldung=row)
    waiting.refresh_from_db()
    assert (waiting.status, uhr_later.status) == (S.ANGEMELDET, S.WARTELISTE)


def test_second_scan_says_that_they_are_there_and_can_be_undone(empfang):
    row, user = angemeldet(empfang), UserFactory.create()
    assert [check_in(anmeldung=row, user=user), check_in(anmeldung=row, user=user)] == [False, True]
    undo_check_in(anmeldung=row)
    assert check_in(anmeldung=row, user=user) is False


def test_who_waits_is_not_let_in(empfang):
    angemeldet(empfang, personen=5)
    row = angemeldet(empfang)
    assert refused(lambda: check_in(anmeldung=row, user=UserFactory.create())) == "kein_platz"


def test_database_refuses_more_people_than_places(empfang):
    row = angemeldet(empfang, personen=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Anmeldung.objects.filter(pk=row.pk).update(personen=6)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(empfang).objects.filter(pk=empfang.pk).update(plaetze=4)


def test_person_is_told_about_a_place_and_about_moving_up(empfang):
    first = angemeldet(empfang, personen=5, sprache="de")
    angemeldet(empfang, "Tariq", personen=5, email="tariq@beispiel.example", sprache="ar")
    withdraw(anmeldung=first)
    told = Nachricht.objects.filter(anlass="anmeldung_stand").order_by("angelegt_am", "pk")
    assert [(row.sprache, row.kontext["status"]) for row in told] == [
        ("de", S.ANGEMELDET),
        ("ar", S.WARTELISTE),
        ("ar", S.ANGEMELDET),
    ]


def test_event_is_closed_when_it_is_over(empfang, uhr):
    angemeldet(empfang)
    seen = []
    for hours in (21 * 24 - 1, 4):
        uhr.shift(timedelta(hours=hours))
        close_past()
        empfang.refresh_from_db()
        seen.append((empfang.status, Anmeldung.objects.count()))
    assert seen == [(VeranstaltungStatus.FREIGEGEBEN, 1), (VeranstaltungStatus.BEENDET, 1)]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_get_more_places_than_there_are(ruhig):
    with als(System.AUFGABE):
        event = VeranstaltungFactory.create(plaetze=7, kinderplaetze=2)

    def call(number: int):
        def run():
            with als(System.AUFGABE):
                return angemeldet(event, f"Gast {number}", personen=1 + number % 3, kinder=number % 2, email="")

        return run

    run_together([call(number) for number in range(12)])
    with als(System.AUFGABE):
        taking = list(event.anmeldungen.taking())
        assert sum(row.personen for row in taking) <= 7
        assert sum(row.kinder for row in taking) <= 2
        assert event.anmeldungen.count() == 12


@given(steps=st.lists(st.tuples(st.sampled_from("nwcz"), st.integers(1, 4), st.integers(0, 2), st.integers(0, 5)), max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_steps_fills_the_house_beyond_or_leaves_a_fitting_one_waiting(uhr, ruhig, amt, steps):
    event = VeranstaltungFactory.create(plaetze=5, kinderplaetze=2)
    rows: list[Anmeldung] = []
    for step, people, children, which in steps:
        try:
            if step == "n" or not rows:
                rows.append(angemeldet(event, personen=people, kinder=min(people, children), email=""))
            elif step == "w":
                withdraw(anmeldung=rows[which % len(rows)])
            elif step == "z":
                come_back(anmeldung=rows[which % len(rows)])
            else:
                change(anmeldung=rows[which % len(rows)], gaeste=Gaeste(people, min(people, children)))
        except DomainError:
            continue
    taking = list(event.anmeldungen.taking())
    free = 5 - sum(row.personen for row in taking), 2 - sum(row.kinder for row in taking)
    assert min(free) >= 0
    assert [row for row in event.anmeldungen.waiting() if row.personen <= free[0] and row.kinder <= free[1]] == []


def test_mail_in_arabic_brings_place_code_and_calendar(empfang, mailoutbox):
    row = angemeldet(empfang, sprache="ar")
    deliver_due()
    (mail,) = mailoutbox
    assert row.code in mail.body
    assert [name for name, _content, _type in mail.attachments] == ["veranstaltung.ics"]
