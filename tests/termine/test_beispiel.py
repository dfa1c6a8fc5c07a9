from collections import Counter
from datetime import timedelta

import pytest

from behoerde.kern.actions.beispiel import build as build_accounts
from behoerde.kern.models import Person, Standort
from termine.actions.beispiel import build
from termine.models import Anliegen, Belegung, Dienst, Leistung, Platz, Pruefvermerk, Termin
from termine.queries.abweichung import frei_differences
from termine.queries.verwaltung_angaben import gruppen
from termine.queries.woche import next_free
from tests.factories.termine import JETZT

pytestmark = [pytest.mark.django_db, pytest.mark.langsam]
MODELLE = [Standort, Leistung, Platz, Dienst, Belegung, Termin, Anliegen, Person]


def counts():
    return [model.objects.count() for model in MODELLE]


def codes():
    return list(Termin.objects.order_by("code").values_list("code", "starts_at", "status"))


def test_example_office_is_complete_and_stays_as_it_is(uhr):
    build()
    first, visits = counts(), codes()
    build()
    assert (counts(), codes()) == (first, visits)
    assert first[:3] == [2, 53, 8]
    assert frei_differences() == []
    assert all(next_free(leistung) for leistung in Leistung.objects.filter(zugang="direkt"))


def test_example_office_has_a_past_and_a_future(uhr):
    build()
    past = Counter(Termin.objects.filter(ends_at__lt=JETZT).values_list("status", flat=True))
    future = Counter(Termin.objects.filter(ends_at__gte=JETZT).values_list("status", flat=True))
    assert set(past) == {"erledigt", "versaeumt", "abgesagt"}
    assert set(future) == {"gebucht"}
    assert past["erledigt"] > past["versaeumt"] > 0
    emails = Person.objects.exclude(email="").values_list("email", flat=True)
    assert all(email.endswith("@beispiel.example") and email.isascii() for email in emails)


def test_example_office_has_confirmed_a_part_of_its_facts_once(uhr):
    build_accounts()
    build()
    found, zahlen = gruppen()
    whole = {gruppe.leistung.slug for gruppe in found if {zeile.stand for zeile in gruppe.zeilen} == {"bestaetigt"}}
    assert whole == {"eat-abholung", "eat-eid-pin", "verpflichtungserklaerung", "bescheinigung"}
    assert min(zahlen.je_stand.values()) > 20
    Pruefvermerk.objects.first().delete()
    left = Pruefvermerk.objects.count()
    build()
    assert Pruefvermerk.objects.count() == left


def test_next_week_the_roster_goes_on(uhr):
    build()
    before = Termin.objects.count()
    uhr.shift(timedelta(days=7))
    build()
    assert Termin.objects.count() > before
    assert frei_differences() == []
