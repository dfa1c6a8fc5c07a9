"""Somebody reads a case of another unit in an emergency; its lead reviews it, data protection sees that it happened."""

import pytest
from celery import current_app
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.db import als
from behoerde.kern.models import Nachricht, Organisationseinheit, Protokolleintrag
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Fallakte
from tests.anmelden import make_staff
from tests.browser.test_freigabe import akte, einheit
from tests.browser.test_partner import check, page_for
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import staff_of

__all__ = ["akte", "einheit"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture(autouse=True)
def ohne_warteschlange(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)


@pytest.fixture
def leitung(einheit: Organisationseinheit):
    return staff_of(einheit, Rolle.LEITUNG)


def open_in_an_emergency(reader: Page, akte: Fallakte, axe_findings) -> None:
    reader.goto(reverse("fallmanagement:zugriffe"))
    check(reader, axe_findings)
    reader.get_by_role("button", name="Akte öffnen und Leitung benachrichtigen").click()
    expect(reader.get_by_text("Bitte nennen Sie den Grund. Die Leitung liest ihn.").first).to_be_visible()
    reader.get_by_label("Aktenzeichen").fill(akte.aktenzeichen)
    reader.get_by_label("Warum müssen Sie diese Akte jetzt lesen?").fill("Steht am Schalter.")
    reader.get_by_role("button", name="Akte öffnen und Leitung benachrichtigen").click()
    expect(reader.get_by_text("Kommt am liebsten morgens.")).to_be_visible()
    check(reader, axe_findings)


def review(lead: Page, akte: Fallakte, axe_findings) -> None:
    lead.goto(akte.get_absolute_url())
    lead.get_by_role("link", name="Zugriffe ansehen").click()
    check(lead, axe_findings)
    lead.goto(reverse("fallmanagement:zugriffe_pruefen"))
    expect(lead.get_by_text("Steht am Schalter.")).to_be_visible()
    check(lead, axe_findings)
    lead.get_by_role("button", name="War nötig", exact=True).click()
    expect(lead.get_by_text("Nichts zu prüfen")).to_be_visible()
    check(lead, axe_findings)


@pytest.mark.parametrize("breite", [1280, 360])
def test_emergency_is_told_reviewed_and_counted(browser, base_url, akte, leitung, axe_findings, breite):
    reader = staff_of(OrganisationseinheitFactory.create(name="Fallmanagement Süd"), Rolle.FALLMANAGEMENT)
    open_in_an_emergency(page_for(browser, base_url, reader, breite=breite), akte, axe_findings)
    assert [row.adresse for row in Nachricht.objects.filter(anlass="notzugriff")] == [leitung.email]
    protector = make_staff(Rolle.DATENSCHUTZ)
    with als(protector):
        entries = Protokolleintrag.objects.filter(vorgang="notzugriff").values_list("user_id", "objekt_id")
        assert list(entries) == [(reader.pk, str(akte.pk))]
    page = page_for(browser, base_url, protector, breite=breite)
    page.goto(reverse("fallmanagement:zugriffe_zahlen"))
    expect(page.get_by_role("region", name="Die letzten").get_by_text("noch nicht geprüft")).to_be_visible()
    expect(page.get_by_text("Steht am Schalter.")).to_have_count(0)
    check(page, axe_findings)
    review(page_for(browser, base_url, leitung, breite=breite), akte, axe_findings)
    page.reload()
    expect(page.get_by_role("region", name="Die letzten").get_by_text("Der Zugriff war nötig")).to_be_visible()


def test_without_a_lead_data_protection_is_told(browser, base_url, akte, axe_findings):
    protector = make_staff(Rolle.DATENSCHUTZ)
    reader = staff_of(OrganisationseinheitFactory.create(name="Fallmanagement Süd"), Rolle.FALLMANAGEMENT)
    page = page_for(browser, base_url, reader)
    open_in_an_emergency(page, akte, axe_findings)
    assert [row.adresse for row in Nachricht.objects.filter(anlass="notzugriff")] == [protector.email]
    page.get_by_role("button", name="Zugriff beenden").click()
    expect(page.get_by_text("Zurzeit keine fremde Akte")).to_be_visible()
    assert page.goto(akte.get_absolute_url()).status == 404
