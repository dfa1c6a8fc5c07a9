"""Somebody needs an interpreter, a university sends a list, a caseworker subscribes to the own calendar; WCAG on every page."""

import os

import pytest
from celery import current_app
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.rechte import Rolle
from termine.angaben import Bedarf
from termine.tasks import sammelbuchungen
from tests.anmelden import BACKEND
from tests.factories.termine import DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.empfang import staff_of
from tests.termine.sammel import BuchungspartnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTE = (
    "vorname;nachname;geburtsdatum;email;sprache\nAmir;Probe;17.05.1990;amir@beispiel.example;ar\nSofia;Muster;31.02.1991;;uk\n"
)


@pytest.fixture
def amt(settings, monkeypatch):
    """Ten to nine: one visit that needs an interpreter, at a counter that can bring one in."""
    settings.BEHOERDE_UHR = "2026-11-24T08:50:03"
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)
    leistung = LeistungFactory.create(slug="abholung", name="Aufenthaltskarte abholen")
    team = TeamFactory.create(name="Aufenthalt", leistungen=[leistung])
    dienst = DienstFactory.create(platz=PlatzFactory.create(name="Schalter 1", team=team, merkmale=["dolmetschen"]))
    gebuchter_termin(dienst, leistung, bedarf=Bedarf(dolmetschen="ti", begleitung=True))
    BuchungspartnerFactory.create(name="Hochschule Musterstadt", einheit=team.organisationseinheit, leistungen=[leistung])
    return team


@pytest.fixture
def desk(page: Page, amt, base_url) -> Page:
    client = Client()
    user = staff_of(amt.organisationseinheit, Rolle.EMPFANG, Rolle.LEITUNG)
    client.force_login(user, backend=BACKEND)
    values = {
        project.SESSION_COOKIE_NAME: client.cookies[project.SESSION_COOKIE_NAME].value,
        project.LANGUAGE_COOKIE_NAME: "de",
    }
    page.set_default_timeout(10_000)
    page.context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in values.items()])
    return page


def look(page: Page, name: str) -> None:
    if folder := os.environ.get("BILDER"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_client_finds_times_at_which_somebody_translates(page, amt, base_url, axe_findings, complaints, sprache):
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])
    page.goto(f"{reverse('termine:buchen', args=['abholung'])}?personen=1")
    page.locator("details.bedarf > summary").click()
    page.locator("#id_dolmetschen").select_option("ti")
    page.locator("label[for=id_begleitung]").click()
    look(page, f"zeit-{sprache}")
    page.locator("details.bedarf button[type=submit]").click()
    expect(page.locator("details.bedarf")).to_have_attribute("open", "")
    expect(page.locator("#id_dolmetschen")).to_have_value("ti")
    expect(page.locator(".zeitkarte").first).to_be_visible()
    assert (axe_findings(page), complaints) == ([], [])


def test_desk_orders_the_interpreter_and_takes_it_back(desk, axe_findings, complaints):
    desk.goto(reverse("termine:heute"))
    desk.get_by_role("link", name="Dolmetschen offen 1").click()
    expect(desk.locator("h1")).to_have_text("Dolmetschen offen")
    expect(desk.locator(".vorgang__zusatz")).to_have_text("Dolmetschen noch bestellen")
    look(desk, "offen")
    desk.get_by_role("link", name="Beispiel, Olenaaa").click()
    look(desk, "termin")
    assert axe_findings(desk) == []
    desk.keyboard.press("d")
    expect(desk.get_by_role("status").first).to_contain_text("Dolmetschen ist bestellt für Dienstag")
    look(desk, "bestellt")
    desk.get_by_role("button", name="Doch nicht bestellt").click()
    expect(desk.get_by_role("status").first).to_contain_text("kein Dolmetschen mehr bestellt")
    assert (axe_findings(desk), complaints) == ([], [])


def test_list_of_a_university_becomes_visits(desk, axe_findings, complaints):
    desk.goto(reverse("termine:heute"))
    desk.get_by_role("link", name="Liste für viele buchen").click()
    desk.get_by_label("Buchungspartner").select_option(label="Hochschule Musterstadt")
    desk.get_by_label("Leistung").select_option(label="Aufenthaltskarte abholen")
    desk.get_by_label("Standort").select_option(index=1)
    desk.get_by_label("Frühestens am").fill("2026-11-24")
    look(desk, "sammel")
    assert axe_findings(desk) == []
    desk.get_by_label("Liste als CSV").set_input_files(
        [{"name": "liste.csv", "mimeType": "text/csv", "buffer": LISTE.encode("cp1252")}]
    )
    desk.get_by_role("button", name="Liste prüfen").click()
    expect(desk.locator("#stand")).to_contain_text("Dieses Datum gibt es nicht")
    look(desk, "liste")
    assert axe_findings(desk) == []
    desk.get_by_role("button", name="1 Person buchen").click()
    expect(desk.locator("#stand")).to_contain_text("Wird gebucht: noch 1 Person.")
    sammelbuchungen()
    expect(desk.locator("#stand")).to_contain_text("1 gebucht, 0 noch nicht gebucht, 1 mit Fehler")
    look(desk, "gebucht")
    desk.set_viewport_size({"width": 360, "height": 740})
    look(desk, "gebucht-360")
    assert desk.evaluate("document.documentElement.scrollWidth") == 360
    desk.get_by_text("Nicht gebuchte löschen").click()
    desk.get_by_role("button", name="Ja, löschen").click()
    expect(desk.locator("#stand")).to_contain_text("1 gebucht, 0 noch nicht gebucht, 0 mit Fehler")
    assert (axe_findings(desk), complaints) == ([], [])


def test_own_calendar_is_made_and_renewed_after_a_question(desk, axe_findings, complaints):
    desk.goto(reverse("termine:heute_kalender"))
    desk.get_by_role("button", name="Adresse erzeugen").click()
    first = desk.locator(".kalenderadresse").inner_text()
    look(desk, "kalender")
    assert axe_findings(desk) == []
    desk.get_by_role("link", name="Neue Adresse erzeugen").click()
    desk.get_by_role("button", name="Ja, neue Adresse erzeugen").click()
    expect(desk.locator(".kalenderadresse")).not_to_have_text(first)
    assert complaints == []


def test_management_takes_an_organisation_in(desk, axe_findings, complaints):
    desk.goto(reverse("termine:heute_partner"))
    look(desk, "partner")
    assert axe_findings(desk) == []
    desk.get_by_role("link", name="Organisation aufnehmen").click()
    desk.get_by_role("button", name="Speichern").click()
    look(desk, "partner-fehler")
    assert (axe_findings(desk), complaints) == ([], [])
