"""VERWALTUNG changes what clients read: looks first, saves, sees each version and lets an old one hold again."""

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.models import Rollenzuweisung, User
from behoerde.kern.rechte import Rolle
from termine.models import Lebenslage, Leistung, LeistungUnterlage, Unterlage
from tests.anmelden import sign_in
from tests.factories.termine import LeistungFactory
from tests.termine.sammel import BuchungspartnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEITEN = ("leistung", "leistung_texte", "leistung_unterlagen", "leistung_verlauf")


@pytest.fixture
def karte() -> Leistung:
    lage = Lebenslage.objects.create(key="karte", name="Karte", satz="Ich brauche meine Karte")
    karte = LeistungFactory.create(slug="karte", name="Aufenthaltskarte abholen", lebenslage=lage, geprueft={"de": True})
    LeistungUnterlage.objects.create(leistung=karte, unterlage=Unterlage.objects.create(key="pass", name="Pass"), position=0)
    return karte


@pytest.fixture
def pult(page: Page, karte, base_url) -> Page:
    """The desk of somebody who looks after the catalogue, in German."""
    client = Client()
    sign_in(client, Rolle.VERWALTUNG, vorname="Emre", nachname="Kaplan")
    values = {
        project.SESSION_COOKIE_NAME: client.cookies[project.SESSION_COOKIE_NAME].value,
        project.LANGUAGE_COOKIE_NAME: "de",
    }
    page.set_default_timeout(10_000)
    page.context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in values.items()])
    page.goto(reverse("verwaltung:leistungen"))
    return page


def test_change_is_looked_at_saved_and_taken_back(pult, complaints):
    pult.get_by_role("link", name="Aufenthaltskarte abholen").click()
    pult.get_by_label("Dauer für eine Person").fill("95")
    with pult.expect_popup() as look:
        pult.get_by_role("button", name="Vorschau in neuem Tab").click()
    expect(look.value.get_by_text("Gespeichert ist noch nichts")).to_be_visible()
    expect(look.value.get_by_text("1 Stunde 35 Minuten").first).to_be_visible()
    pult.get_by_role("button", name="Speichern", exact=True).click()
    expect(pult.get_by_text("Gespeichert.", exact=True)).to_be_visible()
    pult.get_by_role("link", name="Fassungen").click()
    pult.get_by_role("button", name="Wieder gelten lassen").click()
    expect(pult.get_by_text("Diese Fassung gilt wieder.")).to_be_visible()
    assert Leistung.objects.get().dauer_minuten == 15
    assert complaints == []


@pytest.mark.parametrize("width", [1000, 1100, 1280, 1590])
def test_no_area_of_the_office_is_cut_off(pult, width):
    pult.set_viewport_size({"width": width, "height": 800})
    assert pult.locator(".werknav a").count() >= 8
    assert pult.locator(".werknav").evaluate("nav => nav.scrollWidth <= nav.clientWidth") is True


def test_pages_of_the_catalogue_keep_wcag_and_fit_a_phone(pult, karte, axe_findings):
    pages = [reverse("verwaltung:leistungen"), *(reverse(f"verwaltung:{name}", args=[karte.slug]) for name in SEITEN)]
    for address in pages:
        pult.set_viewport_size({"width": 1280, "height": 800})
        answer = pult.goto(address)
        assert (address, answer.status, axe_findings(pult)) == (address, 200, [])
        pult.set_viewport_size({"width": 360, "height": 740})
        assert (address, pult.evaluate("document.documentElement.scrollWidth")) == (address, 360)


def test_long_words_stay_on_a_phone(pult, karte):
    User.objects.update(email="auslaenderbehoerde-verwaltung@musterstadt.example")
    einheit = Rollenzuweisung.objects.get().organisationseinheit
    BuchungspartnerFactory.create(name="Universitätsverwaltungsgesellschaft", einheit=einheit, leistungen=[karte])
    pult.set_viewport_size({"width": 360, "height": 740})
    for address in (reverse("termine:heute_partner"), reverse("kern:nachricht_text", args=["termin_bestaetigt"])):
        pult.goto(address)
        assert (address, pult.evaluate("document.documentElement.scrollWidth")) == (address, 360)
    pult.goto(reverse("termine:heute_partner"))
    expect(pult.get_by_role("link", name="Universitätsverwaltungsgesellschaft")).to_be_visible()


def test_refused_duration_is_said_beside_its_field(pult, karte, axe_findings):
    pult.goto(reverse("verwaltung:leistung", args=[karte.slug]))
    pult.get_by_label("Dauer für eine Person").fill("1")
    pult.get_by_label("Notiz für das Amt").fill("Bitte prüfen")
    pult.get_by_role("button", name="Speichern", exact=True).click()
    expect(pult.get_by_label("Dauer für eine Person")).to_have_attribute("aria-invalid", "true")
    expect(pult.get_by_label("Notiz für das Amt")).to_have_value("Bitte prüfen")
    assert axe_findings(pult) == []


def test_message_is_looked_at_in_arabic_and_sent_as_a_test(pult, axe_findings, complaints):
    pult.goto(reverse("kern:nachricht_texte"))
    pult.get_by_role("link", name="Ihr Termin am …, …", exact=True).click()
    for width in (1280, 360):
        pult.set_viewport_size({"width": width, "height": 800})
        pult.get_by_role("link", name="العربية", exact=True).click()
        expect(pult.locator(".nachricht__brief")).to_have_attribute("dir", "rtl")
        assert pult.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        assert axe_findings(pult) == []
    pult.get_by_text("Als SMS an eine Handynummer").click()
    pult.get_by_role("button", name="Zur Probe schicken").click()
    expect(pult.get_by_label("Handynummer", exact=True)).to_have_attribute("aria-invalid", "true")
    assert axe_findings(pult) == []
    pult.get_by_label("Handynummer", exact=True).fill("0151 23456789")
    pult.get_by_role("button", name="Zur Probe schicken").click()
    expect(pult.get_by_text("Die Testnachricht geht an +4915123456789.")).to_be_visible()
    assert complaints == []
