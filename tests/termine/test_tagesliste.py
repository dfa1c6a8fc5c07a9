from datetime import date, timedelta

import pytest

from termine.actions.aenderung import cancel_termin
from termine.actions.bestaetigung import submit
from termine.actions.erfassung import record_personen
from termine.enums import Absagevon
from termine.models import LeistungUnterlage, Unterlage
from termine.queries.tagesliste import awaiting_desk, cancelled_on, tagesliste
from tests.factories.termine import MORGEN, gebuchter_termin, kontakt, person
from tests.termine.hilfen import hold, sent

pytestmark = pytest.mark.django_db
DIENSTAG = date(2026, 11, 24)


def show(termine):
    """Touch everything the page shows."""
    return [
        (
            termin.code,
            termin.platz.team.name,
            termin.leistung.name,
            [anliegen.person.nachname for anliegen in termin.anliegen.all()],
            [zeile.unterlage.name for zeile in termin.leistung.unterlagenliste.all()],
        )
        for termin in termine
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_day_list_shows_all_in_constant_queries(dienst, leistung, standort, count, django_assert_num_queries):
    LeistungUnterlage.objects.create(leistung=leistung, unterlage=Unterlage.objects.create(key="pass", name="Pass"), position=0)
    for n in range(count):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + timedelta(hours=n))
    with django_assert_num_queries(4):
        rows = show(tagesliste(standort, DIENSTAG))
    assert len(rows) == count
    assert rows[0][1:] == (dienst.team.name, leistung.name, ["Beispiel"], ["Pass"])


def test_day_list_holds_only_agreed_visits_of_the_day_and_house(dienst, leistung, standort):
    termin = gebuchter_termin(dienst, leistung)
    sent(leistung, standort, n=1, beginn=MORGEN + timedelta(hours=1))
    gone = cancel_termin(gebuchter_termin(dienst, leistung, n=2, beginn=MORGEN + timedelta(hours=2)), von=Absagevon.PERSON)
    assert list(tagesliste(standort, DIENSTAG)) == [termin]
    assert list(tagesliste(standort, DIENSTAG + timedelta(days=1))) == []
    assert list(cancelled_on(standort, DIENSTAG)) == [gone]


def test_bookings_without_contact_wait_for_the_desk(dienst, leistung, standort):
    silent = submit(record_personen(hold(leistung, standort), [person()], kontakt(email="")))
    sent(leistung, standort, n=1, beginn=MORGEN + timedelta(hours=1))
    assert list(awaiting_desk(standort)) == [silent]
