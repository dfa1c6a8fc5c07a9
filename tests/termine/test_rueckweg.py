"""What the office cancels, or nobody came to, is back at the desk: with a Vorgang and a promise."""

from datetime import timedelta

import pytest

from behoerde.kern.models import Nachricht
from termine.actions.aenderung import cancel_termin, replace_termin
from termine.actions.empfang import undo_cancellation
from termine.actions.rueckweg import need_again
from termine.actions.verfall import sweep_expired
from termine.actions.vorschlag import accept_vorschlag, offer_termine
from termine.enums import Absagegrund, Absagevon
from termine.models import Aufnahme, Termin
from tests.factories.termine import JETZT, MORGEN, aufnahme, gebuchter_termin, person
from tests.termine.hilfen import refused

pytestmark = pytest.mark.django_db
AMT = {"von": Absagevon.AMT, "grund": Absagegrund.KRANK}


@pytest.fixture
def direkt(dienst, leistung):
    return gebuchter_termin(dienst, leistung, personen=[person(0), person(1)])


@pytest.fixture
def gesichtet(sichtung, sichtung_dienst):
    row = aufnahme(sichtung)
    return accept_vorschlag(offer_termine(row, [(MORGEN, sichtung_dienst.team.standort)], gueltig_bis=MORGEN)[0])


def missed(termin, uhr) -> Termin:
    uhr.move_to(termin.ends_at + timedelta(minutes=1))
    Termin.objects.filter(pk=termin.pk).update(status="versaeumt")
    return termin


def test_direct_booking_that_the_office_cancels_gets_a_vorgang(direkt):
    cancel_termin(direkt, **AMT)
    row = Aufnahme.objects.select_related("versprechen").get()
    assert (row.stand, row.leistung, row.team, row.kontakt) == ("in_sichtung", direkt.leistung, direkt.platz.team, direkt.kontakt)
    assert row.anliegen.count() == 2
    assert (row.versprechen.angebot_bis - JETZT, row.versprechen.beantwortet_am) == (timedelta(days=2, hours=8), None)


def test_visit_that_the_person_cancels_leaves_nothing_at_the_desk(direkt):
    cancel_termin(direkt, von=Absagevon.PERSON)
    assert not Aufnahme.objects.exists()


def test_concern_that_went_through_triage_keeps_its_vorgang(gesichtet):
    cancel_termin(gesichtet, **AMT)
    row = Aufnahme.objects.select_related("versprechen").get()
    assert (row.stand, row.versprechen.runde, row.versprechen.beantwortet_am) == ("in_sichtung", 2, None)


def test_new_time_chosen_by_the_person_keeps_the_promise(direkt, standort):
    cancel_termin(direkt, **AMT)
    replace_termin(direkt, beginn=MORGEN + timedelta(hours=1, minutes=15), standort=standort, schluessel="neu")
    row = Aufnahme.objects.select_related("versprechen").get()
    assert (row.stand, row.versprechen.beantwortet_am) == ("terminiert", JETZT)


def test_cancellation_taken_back_keeps_the_promise(direkt):
    cancel_termin(direkt, **AMT)
    undo_cancellation(direkt)
    row = Aufnahme.objects.select_related("versprechen").get()
    assert (row.stand, row.versprechen.beantwortet_am) == ("terminiert", JETZT)


def test_who_did_not_come_and_still_needs_it_is_back(gesichtet, uhr):
    (row,) = need_again(missed(gesichtet, uhr))
    assert (row.pk, Aufnahme.objects.get().stand) == (gesichtet.anliegen.get().aufnahme_id, "in_sichtung")
    assert [again.pk for again in need_again(gesichtet)] == [row.pk]
    assert Nachricht.objects.filter(anlass="anliegen_wieder_offen").count() == 1


def test_visit_that_still_lies_ahead_is_not_brought_back(gesichtet):
    assert refused(need_again, gesichtet) == "nicht_versaeumt"


def test_offers_that_ran_out_are_told(sichtung, sichtung_dienst, uhr):
    row = aufnahme(sichtung)
    offer_termine(row, [(MORGEN, sichtung_dienst.team.standort)], gueltig_bis=MORGEN)
    uhr.move_to(MORGEN)
    sweep_expired()
    assert Nachricht.objects.filter(anlass="anliegen_vorschlaege_verfallen", empfaenger_id=row.kontakt_id).count() == 1
