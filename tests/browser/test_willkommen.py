"""Somebody has just arrived: the welcome package on a phone, without JavaScript, also in Arabic."""

import json
import os

import pytest
from django.conf import settings as project
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.actions.zugang import link_token
from lotsen.actions.beispiel import ANGEBOTE
from lotsen.actions.haus import describe_house
from lotsen.actions.verzeichnis import load_hsds
from termine.enums import Linkzweck
from tests.factories.kern import StandortFactory
from tests.termine.haus import walk_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def verzeichnis(db):
    load_hsds(json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"])


def speak(page: Page, base_url: str, sprache: str) -> None:
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])
    page.set_viewport_size({"width": 360, "height": 740})


def keep_picture(page: Page, name: str) -> None:
    if folder := os.environ.get("BILDER"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_package_leads_from_the_start_page_to_who_helps_without_javascript(page_ohne_skript):
    page = page_ohne_skript
    page.goto("/")
    page.get_by_role("link", name="Neu in der Stadt?").click()
    page.get_by_text("Ich habe Kinder dabei", exact=True).click()
    page.get_by_text("Ich arbeite", exact=True).click()
    page.get_by_role("button", name="Paket zeigen").click()
    expect(page.get_by_role("heading", name="Kinder in der Schule anmelden")).to_be_visible()
    expect(page.get_by_text("Frist: 14 Tage")).to_be_visible()
    assert "lage=familie&lage=arbeit" in page.url
    page.locator(".paket-hilfe a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/wegweiser/angebote/" in page.url


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_package_keeps_wcag_and_fits_a_phone(page: Page, base_url, axe_findings, complaints, sprache):
    speak(page, base_url, sprache)
    for name, query in (("wahl", ""), ("paket", "?lage=familie&lage=schutz&dauer=kurz"), ("fehler", "?lage=mond")):
        page.goto(reverse("willkommen:paket") + query)
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        keep_picture(page, f"paket-{name}-{sprache}")
    assert complaints == []


def test_greeting_in_the_language_of_the_person_leads_to_the_package(page: Page, base_url, axe_findings, complaints):
    speak(page, base_url, "ar")
    standort = StandortFactory.create()
    describe_house(standort=standort, wartebereich="Wartebereich A", vorhanden=["spielecke", "wlan"], wlan="Stadt-Gast")
    token = link_token(Linkzweck.NUMMER, walk_in(standort, am_schalter=True, sprache="ar").pk)
    page.goto(reverse("termine:nummer", args=[token]))
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    keep_picture(page, "gruss-ar")
    page.locator(".gruss a").click()
    expect(page.get_by_role("checkbox")).to_have_count(7)
    assert complaints == []


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_farewell_keeps_wcag_and_takes_an_answer_without_a_name(page: Page, base_url, axe_findings, complaints, sprache):
    speak(page, base_url, sprache)
    page.goto(reverse("willkommen:abschied"))
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    keep_picture(page, f"abschied-{sprache}")
    page.locator("label[for=id_zeit_0]").click()
    page.locator("button[value=sagen]").click()
    expect(page.get_by_role("status").first).to_be_visible()
    page.locator("button[value=netz]").click()
    expect(page.locator("#id_email")).to_have_attribute("aria-invalid", "true")
    assert axe_findings(page) == []
    assert complaints == []
