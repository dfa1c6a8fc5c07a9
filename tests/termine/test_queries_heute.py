from dataclasses import replace
from datetime import date, timedelta

import pytest

from termine.actions.aenderung import cancel_termin
from termine.actions.bestaetigung import submit
from termine.actions.erfassung import record_personen
from termine.actions.warteliste import stop_waiting, wish_earlier
from termine.enums import Absagevon
from termine.queries.heute import Auswahl, counts, liste, wartet_auf_bestaetigung
from tests.factories.termine import MORGEN, gebuchter_termin, kontakt, person
from tests.termine.hilfen import hold, sent

pytestmark = pytest.mark.django_db
DIENSTAG = Auswahl(date(2026, 11, 24))
MITTWOCH = Auswahl(date(2026, 11, 25))


def show(termine):
    """Touch everything a row shows."""
    return [
        (
            termin.code,
            termin.platz.team.name,
            termin.leistung.name,
            [anliegen.person.nachname for anliegen in termin.anliegen.all()],
            termin.nicht_zustellbar,
        )
        for termin in termine
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_day_list_shows_all_in_constant_queries(empfang, dienst, leistung, count, django_assert_num_queries):
    for n in range(count):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + timedelta(hours=n))
    assert empfang.einheiten == {dienst.team.organisationseinheit_id}
    with django_assert_num_queries(3):
        rows = show(liste(empfang, DIENSTAG))
    assert len(rows) == count
    assert rows[0][1:] == (dienst.team.name, leistung.name, ["Beispiel"], False)


def test_day_list_holds_what_is_agreed_or_waits_on_the_day(empfang, dienst, leistung, standort):
    termin = gebuchter_termin(dienst, leistung)
    waiting = sent(leistung, standort, n=1, beginn=MORGEN + timedelta(hours=1))
    hold(leistung, standort, schluessel="nur-vorgemerkt", beginn=MORGEN + timedelta(hours=3))
    gone = cancel_termin(gebuchter_termin(dienst, leistung, n=2, beginn=MORGEN + timedelta(hours=2)), von=Absagevon.PERSON)
    assert list(liste(empfang, DIENSTAG)) == [termin, waiting]
    assert list(liste(empfang, MITTWOCH)) == []
    assert list(liste(empfang, replace(DIENSTAG, status="abgesagt"))) == [gone]


def test_day_list_marks_and_finds_who_waits_for_an_earlier_time(empfang, dienst, leistung):
    waits, stopped, _other = (gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + timedelta(hours=n)) for n in range(3))
    wish_earlier(waits)
    wish_earlier(stopped)
    stop_waiting(stopped)
    assert [termin.will_frueher for termin in liste(empfang, DIENSTAG)] == [True, False, False]
    assert list(liste(empfang, replace(DIENSTAG, status="frueher"))) == [waits]
    assert counts(empfang, DIENSTAG)["frueher"] == 1


def test_bookings_without_contact_wait_for_the_desk(empfang, dienst, leistung, standort):
    silent = submit(record_personen(hold(leistung, standort), [person()], kontakt(email="")))
    sent(leistung, standort, n=1, beginn=MORGEN + timedelta(hours=1))
    assert list(wartet_auf_bestaetigung(empfang)) == [silent]
