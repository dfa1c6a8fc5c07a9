from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from termine.actions.katalog import load_katalog
from termine.models import Lebenslage, Leistung, LeistungUnterlage, Unterlage, Zielgruppe

pytestmark = pytest.mark.django_db


def snapshot():
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Leistung, Unterlage, Lebenslage, Zielgruppe, LeistungUnterlage)
    }


def test_whole_catalogue_is_loaded():
    assert load_katalog() == 53
    counts = [model.objects.count() for model in (Leistung, Unterlage, Lebenslage, Zielgruppe, LeistungUnterlage)]
    assert counts == [53, 43, 11, 23, 301]


def test_entry_carries_fee_duration_promise_and_documents_in_order(django_assert_num_queries):
    load_katalog()
    with django_assert_num_queries(3):
        karte = Leistung.objects.with_details().get(slug="blaue-karte-eu")
        assert karte.lebenslage.key == "arbeit"
    assert (karte.gebuehr_eur, karte.gebuehr_geprueft, karte.dauer(4)) == (Decimal("100.00"), True, 25 + 3 * 8)
    assert (karte.versprechen_angebot_arbeitstage, karte.versprechen_wartezeit_min, karte.zugang) == (5, 20, "sichtung")
    assert [zeile.unterlage.key for zeile in karte.unterlagenliste.all()][:3] == ["pass", "foto", "antrag"]


def test_texts_stand_in_every_language_with_their_review():
    load_katalog()
    for leistung in Leistung.objects.all():
        names = {code: getattr(leistung, f"name_{code.replace('-', '_')}") for code, _name in settings.LANGUAGES}
        assert all(names.values()), leistung.slug
        assert leistung.geprueft == dict.fromkeys(names, False)
    with translation.override("en"):
        assert str(Leistung.objects.get(slug="blaue-karte-eu")) == "EU Blue Card"


def test_loading_again_changes_nothing():
    load_katalog()
    before = snapshot()
    history = Leistung.pgh_event_model.objects.count()
    load_katalog()
    assert snapshot() == before
    assert Leistung.pgh_event_model.objects.count() == history


def test_what_the_office_edited_stays():
    load_katalog()
    Leistung.objects.filter(slug="eat-abholung").update(dauer_minuten=25, bearbeitet_am=datetime(2026, 11, 23, tzinfo=UTC))
    Leistung.objects.filter(slug="eat-eid-pin").update(dauer_minuten=25)
    Unterlage.objects.filter(key="pass").update(name_de="Reisepass", bearbeitet_am=datetime(2026, 11, 23, tzinfo=UTC))
    LeistungUnterlage.objects.filter(leistung__slug="eat-abholung").delete()
    call_command("katalog")
    found = Leistung.objects.filter(slug__in=["eat-abholung", "eat-eid-pin"]).order_by("slug")
    assert [(leistung.dauer_minuten, leistung.unterlagenliste.exists()) for leistung in found] == [(25, False), (10, True)]
    assert Unterlage.objects.get(key="pass").name_de == "Reisepass"
