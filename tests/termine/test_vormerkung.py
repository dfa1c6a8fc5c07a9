from datetime import timedelta

import pytest
from django.utils import translation

from termine.actions.bestaetigung import submit
from termine.actions.erfassung import record_personen
from termine.actions.verfall import sweep_expired
from termine.actions.vormerkung import extend_hold, release_hold
from termine.angaben import Bedarf
from termine.models import Belegung, Termin
from termine.queries.frei import free_zeiten
from termine.queries.woche import next_free
from tests.factories.termine import JETZT, MORGEN, DienstFactory, PlatzFactory, gebuchter_termin, kontakt, person
from tests.termine.hilfen import hold, refused

pytestmark = pytest.mark.django_db


def starts(leistung):
    return [zeit.beginn for zeit in free_zeiten(leistung, MORGEN, MORGEN + timedelta(hours=4))]


def test_hold_takes_the_time_for_ten_minutes(leistung, standort, dienst):
    termin = hold(leistung, standort)
    assert (termin.status, termin.starts_at, termin.ends_at) == ("vorgemerkt", MORGEN, MORGEN + timedelta(minutes=15))
    assert termin.belegung.ablauf == JETZT + timedelta(minutes=10)
    assert termin.standort == standort
    assert MORGEN not in starts(leistung)


def test_hold_for_several_people_is_longer(leistung, standort, dienst):
    assert hold(leistung, standort, personen=3).dauer_minuten == 25


def test_same_key_yields_the_same_hold(leistung, standort, dienst):
    first = hold(leistung, standort)
    assert hold(leistung, standort) == first
    assert Belegung.objects.count() == 1


def test_taken_time_is_refused(leistung, standort, dienst):
    hold(leistung, standort)
    assert refused(hold, leistung, standort, schluessel="formular-2") == "vergeben"
    assert Termin.objects.count() == 1


@pytest.mark.parametrize("shift", [5, 14, -15, 240])
def test_time_off_the_grid_or_off_duty_is_refused(leistung, standort, dienst, shift):
    assert refused(hold, leistung, standort, beginn=MORGEN + timedelta(minutes=shift)) == "vergeben"


def test_time_within_lead_time_is_refused(leistung, standort, dienst, uhr):
    uhr.move_to(MORGEN - timedelta(minutes=59))
    assert refused(hold, leistung, standort) == "vergeben"


@pytest.mark.parametrize("personen", [0, 5])
def test_too_many_people_are_refused(leistung, standort, dienst, personen):
    assert refused(hold, leistung, standort, personen=personen) == "zu_viele_personen"


def test_leistung_with_a_look_first_cannot_be_held(leistung, standort, dienst):
    leistung.zugang = "sichtung"
    assert refused(hold, leistung, standort) == "nicht_direkt"


def test_expired_hold_counts_as_free(leistung, standort, dienst, uhr):
    hold(leistung, standort)
    uhr.shift(timedelta(minutes=10))
    assert starts(leistung)[0] == MORGEN


def test_expired_hold_gives_way_to_the_next_person(leistung, standort, dienst, uhr):
    first = hold(leistung, standort)
    uhr.shift(timedelta(minutes=10))
    second = hold(leistung, standort, schluessel="formular-2")
    first.refresh_from_db()
    assert (first.status, first.belegung, second.status) == ("verfallen", None, "vorgemerkt")
    assert Belegung.objects.count() == 1


def test_hold_one_second_before_its_end_still_stands(leistung, standort, dienst, uhr):
    hold(leistung, standort)
    uhr.shift(timedelta(minutes=9, seconds=59))
    assert sweep_expired() == 0
    assert refused(hold, leistung, standort, schluessel="formular-2") == "vergeben"


def test_sweep_ends_expired_holds_only(leistung, standort, dienst, uhr):
    expired = hold(leistung, standort)
    record_personen(expired, [person()], kontakt())
    uhr.shift(timedelta(minutes=8))
    living = hold(leistung, standort, schluessel="formular-2", beginn=MORGEN + timedelta(minutes=30))
    uhr.shift(timedelta(minutes=2))
    assert sweep_expired() == 1
    assert set(Termin.objects.values_list("pk", "status")) == {(expired.pk, "verfallen"), (living.pk, "vorgemerkt")}
    assert expired.anliegen.get().status == "zurueckgezogen"


def test_extending_is_bounded(leistung, standort, dienst, uhr):
    termin = hold(leistung, standort)
    for _n in range(3):
        uhr.shift(timedelta(minutes=9))
        termin = extend_hold(termin)
    assert termin.belegung.ablauf == JETZT + timedelta(minutes=27 + 10)
    assert refused(extend_hold, termin) == "verlaengerung"


def test_lapsed_hold_cannot_be_extended(leistung, standort, dienst, uhr):
    termin = hold(leistung, standort)
    uhr.shift(timedelta(minutes=10))
    sweep_expired()
    assert refused(extend_hold, termin) == "verfallen"


def test_sent_booking_is_not_extended_by_typing(leistung, standort, dienst):
    termin = hold(leistung, standort)
    record_personen(termin, [person()], kontakt())
    assert refused(extend_hold, submit(termin)) == "verlaengerung"


def test_released_hold_is_free_at_once(leistung, standort, dienst):
    termin = hold(leistung, standort)
    release_hold(termin)
    release_hold(termin)
    assert starts(leistung)[0] == MORGEN


def test_hold_prefers_who_speaks_the_language(leistung, standort, team, dienst):
    arabic = DienstFactory.create(platz=PlatzFactory.create(team=team, sprachen=["ar", "de", "en"]))
    with translation.override("ar"):
        assert hold(leistung, standort).platz == arabic.platz
    assert hold(leistung, standort, schluessel="formular-2").platz == dienst.platz


def test_hold_with_a_need_takes_only_a_fitting_counter(leistung, standort, team, dienst):
    bedarf = Bedarf(merkmale=["rollstuhl"])
    assert refused(hold, leistung, standort, bedarf=bedarf) == "vergeben"
    DienstFactory.create(platz=PlatzFactory.create(team=team, merkmale=["kind", "rollstuhl"]))
    assert hold(leistung, standort, bedarf=bedarf).platz.merkmale == ["kind", "rollstuhl"]


def test_counter_with_own_leistungen_offers_no_other(leistung, standort, team, dienst):
    dienst.platz.leistungen.add(type(leistung).objects.create(slug="andere", name="Andere", dauer_minuten=15, zugang="direkt"))
    assert starts(leistung) == []
    assert refused(hold, leistung, standort) == "vergeben"


def test_next_free_is_the_first_start_after_lead_time(leistung, standort, dienst, uhr):
    gebuchter_termin(dienst, leistung)
    assert next_free(leistung).beginn == MORGEN + timedelta(minutes=15)
    uhr.move_to(MORGEN + timedelta(hours=1, minutes=1))
    assert next_free(leistung).beginn == MORGEN + timedelta(hours=2, minutes=15)
