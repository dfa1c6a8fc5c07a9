"""An organisation gets its link, types its people, puts them right and sends them off; WCAG on every page."""

import os

import pytest
from celery import current_app
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.rechte import Rolle
from termine.tasks import sammelbuchungen
from tests.anmelden import BACKEND
from tests.factories.termine import DienstFactory, LeistungFactory, PlatzFactory, TeamFactory
from tests.termine.empfang import staff_of
from tests.termine.sammel import BuchungspartnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DATEI = "vorname;nachname;geburtsdatum;email;sprache\nAmir;Probe;17.05.1990;amir@beispiel.example;ar\n"


@pytest.fixture
def partner(settings, monkeypatch):
    settings.BEHOERDE_UHR = "2026-11-24T08:50:03"
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)
    leistung = LeistungFactory.create(slug="abholung", name="Aufenthaltskarte abholen")
    team = TeamFactory.create(name="Aufenthalt", leistungen=[leistung])
    DienstFactory.create(platz=PlatzFactory.create(name="Schalter 1", team=team))
    return BuchungspartnerFactory.create(
        name="Hochschule Musterstadt", einheit=team.organisationseinheit, leistungen=[leistung], email="hm@beispiel.example"
    )


@pytest.fixture
def link(page: Page, partner, base_url, settings) -> str:
    """Staff make the link; the page shows it once."""
    settings.ADRESSE = base_url
    client = Client()
    client.force_login(staff_of(partner.einheit, Rolle.LEITUNG), backend=BACKEND)
    session = {"name": project.SESSION_COOKIE_NAME, "value": client.cookies[project.SESSION_COOKIE_NAME].value, "url": base_url}
    page.context.add_cookies([session, {"name": project.LANGUAGE_COOKIE_NAME, "value": "de", "url": base_url}])
    page.set_default_timeout(10_000)
    page.goto(reverse("termine:heute_partner"))
    page.get_by_role("link", name="Hochschule Musterstadt").click()
    page.get_by_role("link", name="Link, mit dem die Organisation").click()
    page.get_by_role("button", name="Link erzeugen und schicken").click()
    look(page, "amt-link")
    return page.locator(".kalenderadresse").inner_text()


def look(page: Page, name: str) -> None:
    if folder := os.environ.get("BILDER"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def type_person(page: Page, n: int, vorname: str, geboren: str) -> None:
    row = page.locator("fieldset.karte").nth(n)
    row.get_by_label("Vorname").fill(vorname)
    row.get_by_label("Nachname").fill("Beispiel")
    row.get_by_label("Geburtsdatum").fill(geboren)
    row.get_by_label("E-Mail").fill(f"{vorname.lower()}@beispiel.example")


def test_people_are_typed_corrected_and_sent_without_javascript(page_ohne_skript, link):
    phone = page_ohne_skript
    phone.set_default_timeout(10_000)
    phone.goto(link)
    look(phone, "beginn-360")
    phone.get_by_label("Tag", exact=True).fill("24")
    phone.get_by_role("button", name="Weiter zu den Personen").click()
    type_person(phone, 0, "Olena", "17.05.1990")
    type_person(phone, 1, "Amir", "31.02.1991")
    look(phone, "eintragen-360")
    phone.get_by_role("button", name="Liste absenden").click()
    expect(phone.get_by_role("alert")).to_contain_text("Bitte berichtigen Sie zuerst die Zeilen mit Fehler")
    expect(phone.locator("fieldset.karte")).to_have_count(1)
    look(phone, "fehler-360")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.get_by_label("Geburtsdatum").fill("28.02.1991")
    phone.get_by_role("button", name="Liste absenden").click()
    expect(phone.locator("h1")).to_have_text("Ihre Liste ist bei uns")
    look(phone, "wartet-360")
    sammelbuchungen()
    phone.get_by_role("link", name="Stand auffrischen").click()
    expect(phone.locator(".organisation__personen > li")).to_have_count(2)
    expect(phone.locator(".organisation__personen")).to_contain_text("Dienstag, 24. November")
    expect(phone.locator("main")).not_to_contain_text("1990")
    look(phone, "gebucht-360")


@pytest.mark.parametrize(("sprache", "breite"), [("de", 1280), ("ar", 360), ("tr", 360)])
def test_every_page_is_readable_for_everybody(page, link, base_url, axe_findings, complaints, sprache, breite):
    page.context.clear_cookies()
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])
    page.set_viewport_size({"width": breite, "height": 800})
    page.goto(link)
    look(page, f"beginn-{sprache}")
    found = axe_findings(page)
    page.locator("input[type=file]").set_input_files([{"name": "liste.csv", "mimeType": "text/csv", "buffer": DATEI.encode()}])
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".organisation__personen > li")).to_have_count(1)
    page.locator("button[name=mehr]").click()
    page.locator("input[name=neu1-nachname]").fill("Probe")
    page.keyboard.press("Enter")  # keeps what was typed, sends nothing
    expect(page.locator(".kern-error").first).to_be_visible()
    look(page, f"fehler-{sprache}")
    found += axe_findings(page)
    page.locator("fieldset.karte button[name=entfernen]").click()
    page.locator("button[name=senden]").click()
    expect(page.locator(".organisation__personen > li")).to_have_count(1)
    sammelbuchungen()
    page.reload()
    look(page, f"gebucht-{sprache}")
    assert page.evaluate("document.documentElement.scrollWidth") == breite
    assert (found + axe_findings(page), complaints) == ([], [])


def test_keyboard_alone_sends_a_file(page, link, axe_findings, complaints):
    page.goto(link)
    page.get_by_label("Liste als CSV").set_input_files([{"name": "liste.csv", "mimeType": "text/csv", "buffer": DATEI.encode()}])
    page.get_by_role("button", name="Weiter zu den Personen").press("Enter")
    page.get_by_role("button", name="Liste absenden").press("Enter")
    expect(page.locator("h1")).to_have_text("Ihre Liste ist bei uns")
    assert (axe_findings(page), complaints) == ([], [])
