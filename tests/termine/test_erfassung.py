from dataclasses import replace
from datetime import timedelta

import pytest

from behoerde.kern.models import Person
from termine.actions.bestaetigung import confirm_at_desk, submit
from termine.actions.erfassung import record_personen
from termine.actions.nachlauf import close_past_anliegen
from termine.models import Anliegen
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, gebuchter_termin, kontakt, person
from tests.termine.hilfen import hold, refused, sent

pytestmark = pytest.mark.django_db
SPAETER = MORGEN + timedelta(hours=2)


def test_each_person_is_named_with_an_anliegen(leistung, standort, dienst):
    termin = record_personen(hold(leistung, standort, personen=2), [person(0), person(1)], kontakt())
    rows = termin.anliegen.order_by("position").values_list("person__vorname", "leistung", "status")
    assert list(rows) == [(person(0).vorname, leistung.pk, "eingegangen"), (person(1).vorname, leistung.pk, "eingegangen")]
    assert termin.kontakt.email == kontakt().email
    assert termin.anliegen.get(position=1).person.email == ""


@pytest.mark.parametrize("count", [0, 1, 3])
def test_number_of_people_must_fit_the_hold(leistung, standort, dienst, count):
    termin = hold(leistung, standort, personen=2)
    assert refused(record_personen, termin, [person(n) for n in range(count)], kontakt()) == "personenzahl"


def test_naming_somebody_twice_is_refused(leistung, standort, dienst):
    termin = hold(leistung, standort, personen=2)
    same = replace(person(), vorname=person().vorname.upper())
    assert refused(record_personen, termin, [person(), same], kontakt()) == "doppelt_genannt"


def test_naming_again_replaces_what_was_typed(leistung, standort, dienst):
    termin = record_personen(hold(leistung, standort), [person(0)], kontakt(0))
    termin = record_personen(termin, [person(1)], kontakt(1))
    assert [anliegen.person.vorname for anliegen in termin.anliegen.all()] == [person(1).vorname]
    assert Person.objects.count() == 1


def test_second_living_anliegen_is_refused_and_the_hold_stays(leistung, standort, dienst):
    gebuchter_termin(dienst, leistung)
    termin = hold(leistung, standort, beginn=SPAETER)
    assert refused(record_personen, termin, [person()], kontakt(5)) == "anliegen_besteht"
    termin.refresh_from_db()
    assert (termin.status, termin.kontakt, Anliegen.objects.count(), Person.objects.count()) == ("vorgemerkt", None, 1, 1)


def test_other_spelling_is_the_same_person(leistung, standort, dienst):
    gebuchter_termin(dienst, leistung, personen=[replace(person(), nachname="Österreich-Öz")])
    termin = hold(leistung, standort, beginn=SPAETER)
    other = replace(person(), nachname="ÖSTERREICH ÖZ")
    assert refused(record_personen, termin, [other], kontakt()) == "anliegen_besteht"


def test_other_leistung_is_another_anliegen(leistung, standort, team, dienst):
    other = LeistungFactory.create()
    team.leistungen.add(other)
    gebuchter_termin(dienst, leistung)
    assert record_personen(hold(other, standort, beginn=SPAETER), [person()], kontakt()).kontakt is not None


def test_started_booking_that_was_given_up_makes_way(leistung, standort, dienst):
    first = record_personen(hold(leistung, standort), [person()], kontakt())
    second = record_personen(hold(leistung, standort, schluessel="formular-2", beginn=SPAETER), [person()], kontakt())
    first.refresh_from_db()
    assert (first.status, first.belegung, second.status) == ("verfallen", None, "vorgemerkt")


def test_booking_that_waits_for_its_code_does_not_make_way(leistung, standort, dienst, uhr):
    sent(leistung, standort)
    later = hold(leistung, standort, schluessel="formular-2", beginn=SPAETER)
    assert refused(record_personen, later, [person()], kontakt()) == "anliegen_besteht"
    uhr.shift(timedelta(minutes=60))
    again = hold(leistung, standort, schluessel="formular-3", beginn=SPAETER + timedelta(minutes=30))
    assert record_personen(again, [person()], kontakt()).kontakt is not None


def test_after_the_visit_the_person_may_come_again(leistung, standort, dienst, team, uhr):
    termin = gebuchter_termin(dienst, leistung)
    uhr.move_to(MORGEN + timedelta(days=1))
    assert close_past_anliegen() == 1
    assert termin.anliegen.get().status == "erledigt"


def test_visit_of_this_morning_does_not_block_the_afternoon(leistung, standort, dienst, uhr):
    gebuchter_termin(dienst, leistung)
    uhr.move_to(MORGEN + timedelta(minutes=30))
    termin = record_personen(hold(leistung, standort, beginn=SPAETER), [person()], kontakt())
    assert termin.kontakt is not None


def test_naming_after_sending_changes_nothing(leistung, standort, dienst):
    termin = sent(leistung, standort)
    same = record_personen(termin, [person(9)], kontakt(9))
    assert same.kontakt.vorname == person(0).vorname


def test_two_families_share_nothing(leistung, standort, team, dienst):
    DienstFactory.create(platz=PlatzFactory.create(team=team))
    for n in (0, 2):
        termin = hold(leistung, standort, personen=2, schluessel=f"familie-{n}")
        record_personen(termin, [person(n), person(n + 1)], kontakt(n, email=""))
    assert Anliegen.objects.count() == 4


def test_booking_without_contact_waits_for_the_desk(leistung, standort, dienst, uhr):
    termin = record_personen(hold(leistung, standort), [person()], kontakt(email=""))
    termin = submit(termin)
    assert (termin.status, termin.belegung.ablauf) == ("bestaetigung_offen", MORGEN.replace(day=24, hour=7))
    assert confirm_at_desk(termin).status == "gebucht"
