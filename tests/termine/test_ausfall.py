from datetime import time, timedelta

import pytest

from behoerde.kern.models import Ereignis, Nachricht
from termine.actions.aenderung import cancel_termin
from termine.actions.ausfall import close_plaetze, resolve
from termine.actions.buchung import book_termin
from termine.enums import Absagegrund, Absagevon
from termine.kalender import as_calendar
from termine.models import Ausnahme, Belegung, Dienst, Serviceversprechen, Termin
from termine.planung import as_range
from termine.queries.abweichung import frei_differences
from termine.tasks import ausfall
from tests.factories.termine import (
    MORGEN,
    DienstFactory,
    OeffnungszeitFactory,
    PlatzFactory,
    aufnahme,
    gebuchter_termin,
    kontakt,
    person,
)
from tests.termine.hilfen import refused
from tests.termine.wettlauf import run_together

TAG = MORGEN.date()
UEBERMORGEN = MORGEN + timedelta(days=1)
NAECHSTER_DIENST = as_range((UEBERMORGEN, UEBERMORGEN + timedelta(hours=4)))


@pytest.fixture
def krank(dienst):
    """The counter that will be closed; its team works on MORGEN and the day after from nine to one."""
    for wochentag in (1, 2):
        OeffnungszeitFactory.create(team=dienst.team, wochentag=wochentag, von=time(9), bis=time(13))
    return dienst.platz


@pytest.fixture
def nachbar(krank):
    return DienstFactory.create(platz=PlatzFactory.create(team=krank.team))


@pytest.fixture
def termin(dienst, krank, leistung):
    return gebuchter_termin(dienst, leistung)


def fall_out(*plaetze, bis=TAG):
    close_plaetze(plaetze, von=TAG, bis=bis)
    ausfall([platz.pk for platz in plaetze], TAG.isoformat(), bis.isoformat())


def when(termin):
    termin.refresh_from_db()
    return termin.starts_at, termin.kalender_sequenz


@pytest.mark.django_db
def test_same_time_at_another_counter_comes_first_and_silently(termin, krank, nachbar):
    before = Nachricht.objects.count()
    fall_out(krank)
    assert when(termin) == (MORGEN, 0)
    assert (termin.platz, termin.belegung.dienst) == (nachbar.platz, nachbar)
    assert Nachricht.objects.count() == before
    assert Ereignis.objects.filter(art="ausfall_aufgefangen", ergebnis="gleiche_zeit").count() == 1
    assert frei_differences() == []


@pytest.mark.django_db
def test_emptied_duty_goes_and_asking_twice_changes_nothing(termin, krank, nachbar):
    fall_out(krank)
    fall_out(krank)
    assert list(Dienst.objects.filter(zeitraum__contains=MORGEN)) == [nachbar]
    assert Ausnahme.objects.count() == 1
    assert Ereignis.objects.filter(art="ausfall_aufgefangen").count() == 1


@pytest.mark.django_db
def test_next_time_comes_with_an_apology_and_a_new_calendar_file(termin, krank):
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    fall_out(krank)
    assert when(termin) == (UEBERMORGEN, 1)
    message = Nachricht.objects.get(anlass="termin_verschoben")
    assert message.kontext["von"] == Absagevon.AMT
    assert b"SEQUENCE:1" in as_calendar(termin, "https://amt.example/")


@pytest.mark.django_db
def test_nothing_free_before_the_promised_day_keeps_the_visit(krank, leistung, termin, sichtung):
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    owed = aufnahme(sichtung, n=5)
    owed.anliegen.all().delete()
    termin.anliegen.update(aufnahme=owed)
    Serviceversprechen.objects.filter(aufnahme=owed).update(termin_bis=TAG)
    close_plaetze([krank], von=TAG, bis=TAG)
    assert resolve(termin) == "bleibt"
    assert when(termin) == (MORGEN, 0)


@pytest.mark.django_db
def test_who_cannot_be_told_keeps_the_visit_and_its_duty_stays(krank, dienst, leistung):
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(email=""))
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    fall_out(krank)
    assert when(termin) == (MORGEN, 0)
    dienst.refresh_from_db()
    assert (termin.belegung.dienst, list(dienst.frei)) == (dienst, [])


@pytest.mark.django_db
def test_several_counters_close_together(krank, dienst, nachbar, leistung):
    first, second = gebuchter_termin(dienst, leistung), gebuchter_termin(dienst, leistung, n=1)
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    fall_out(krank, nachbar.platz)
    assert {when(first)[0], when(second)[0]} == {UEBERMORGEN, UEBERMORGEN + timedelta(minutes=15)}


@pytest.mark.django_db
def test_cancelled_meanwhile_is_left_alone(termin, krank, nachbar):
    close_plaetze([krank], von=TAG, bis=TAG)
    cancel_termin(termin, von=Absagevon.PERSON, grund=Absagegrund.KRANK)
    assert resolve(termin) == "bleibt"
    termin.refresh_from_db()
    assert (termin.status, termin.belegung) == ("abgesagt", None)


@pytest.mark.django_db
def test_time_given_back_before_is_offered_to_nobody(termin, krank):
    cancel_termin(termin, von=Absagevon.PERSON, grund=Absagegrund.KRANK)
    close_plaetze([krank], von=TAG, bis=TAG)
    assert (Belegung.objects.count(), Dienst.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_open_counter_is_left_alone(termin, nachbar):
    assert resolve(termin) == "bleibt"
    assert when(termin) == (MORGEN, 0)


@pytest.mark.django_db
def test_past_days_and_days_without_roster_are_refused(krank):
    yesterday, far = TAG - timedelta(days=10), TAG + timedelta(days=200)
    assert refused(close_plaetze, [krank], von=yesterday, bis=TAG) == "vorbei"
    assert refused(close_plaetze, [krank], von=TAG, bis=far) == "zu_weit"


@pytest.mark.django_db(transaction=True)
def test_client_who_books_the_last_counter_at_the_same_moment_never_shares_it(termin, krank, nachbar, leistung, standort):
    close_plaetze([krank], von=TAG, bis=TAG)
    book = {"personen": [person(1)], "kontakt": kontakt(1), "kanal": "telefon", "schluessel": "wettlauf"}
    calls = [
        lambda: resolve(termin),
        lambda: book_termin(leistung=leistung, beginn=MORGEN, standort=standort, **book),
    ]
    moved, booked = run_together(calls)
    outcome = "neue_zeit" if isinstance(booked, Termin) else "gleiche_zeit"
    assert (moved, Termin.objects.filter(belegung__dienst=nachbar, starts_at=MORGEN).count()) == (outcome, 1)
    assert not Termin.objects.filter(belegung__dienst__platz=krank).exists()
    assert frei_differences() == []
