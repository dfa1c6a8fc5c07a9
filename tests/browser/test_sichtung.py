"""A morning at the triage desk: every step by keyboard in at most two activations, by mouse, in German and English; WCAG rules."""

from datetime import timedelta

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.rechte import Rolle
from termine.models import LeistungUnterlage, Serviceversprechen
from termine.planung import as_range
from tests.anmelden import BACKEND
from tests.factories.termine import (
    MORGEN,
    DienstFactory,
    LeistungFactory,
    MitgliedFactory,
    PlatzFactory,
    TeamFactory,
    UnterlageFactory,
    aufnahme,
    kontakt,
)
from tests.termine.empfang import staff_of
from tests.termine.test_zusammenfuehrung import twin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def amt(settings):
    """Three concerns, one of them due today, two people who may take them over, a week of free times."""
    settings.BEHOERDE_UHR = "2026-11-23T08:50:03"
    leistung = LeistungFactory.create(slug="studium", name="Aufenthaltserlaubnis zum Studium verlängern", zugang="sichtung")
    for position, name in enumerate(("Pass", "Immatrikulation", "Krankenversicherung")):
        unterlage = UnterlageFactory.create(key=name.lower(), name=name)
        LeistungUnterlage.objects.create(leistung=leistung, unterlage=unterlage, position=position)
    team = TeamFactory.create(name="Studium", leistungen=[leistung])
    TeamFactory.create(name="Bürgerbüro", leistungen=[leistung])
    for n, sprachen in enumerate((["de", "en"], ["de", "tr"])):
        platz = PlatzFactory.create(name=f"Schalter {n + 1}", team=team, sprachen=sprachen)
        for day in range(9):
            DienstFactory.create(
                platz=platz, zeitraum=as_range((MORGEN + timedelta(days=day), MORGEN + timedelta(days=day, hours=6)))
            )
        MitgliedFactory.create(team=team, platz=platz, sprachen=sprachen)
    words = "My permit ends in December. I passed two exams late because I was in hospital."
    for n in range(3):
        row = aufnahme(
            leistung, n=n, kontakt=kontakt(n, sprache="en"), worte=words, titel_art="aufenthaltserlaubnis", unterlagen=["pass"]
        )
        Serviceversprechen.objects.filter(aufnahme=row).update(angebot_bis=MORGEN + timedelta(days=2 * n - 1, hours=7))
    return team


def open_desk(page: Page, amt, base_url: str, sprache: str = "de") -> Page:
    client = Client()
    client.force_login(staff_of(amt.organisationseinheit, Rolle.EMPFANG), backend=BACKEND)
    values = {
        project.SESSION_COOKIE_NAME: client.cookies[project.SESSION_COOKIE_NAME].value,
        project.LANGUAGE_COOKIE_NAME: sprache,
    }
    page.set_default_timeout(10_000)
    page.context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in values.items()])
    page.goto(reverse("termine:empfang"))
    return page


@pytest.fixture
def desk(page: Page, amt, base_url) -> Page:
    return open_desk(page, amt, base_url)


@pytest.fixture
def concern(desk) -> Page:
    """The first concern stands open, chosen by keyboard."""
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_have_text("Beispiel, Olenaaa")
    return desk


class Activations:
    """Presses keys and counts those that activate something; typed words don't count."""

    def __init__(self, page: Page):
        self.page, self.count = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1


def said(page: Page):
    return page.get_by_role("status").first


def test_browser_keeps_no_copy_of_a_page_about_somebody(concern, complaints):
    concern.locator("[data-zeile]").last.click()
    expect(concern.locator("h1")).not_to_have_text("Beispiel, Olenaaa")
    kept = concern.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])")
    assert "Beispiel" not in kept
    concern.go_back()
    expect(concern.locator("h1")).to_have_text("Beispiel, Olenaaa")
    assert complaints == []


def test_list_says_what_is_due(desk, complaints):
    expect(desk.locator(".gruppe").first).to_contain_text("Versprechen in Gefahr")
    expect(desk.locator(".vorgang").first).to_contain_text("heute bis 16:00 Uhr")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    expect(desk.locator("[data-zeile]").nth(1)).to_be_focused()
    assert complaints == []


def test_three_times_are_offered_with_one_key_and_taken_back_with_one(concern, complaints):
    keys = Activations(concern)
    keys.press("a")
    expect(said(concern)).to_contain_text("3 Zeiten sind angeboten und gehalten.")
    assert keys.count == 1
    concern.keyboard.press("z")
    expect(said(concern)).to_contain_text("Die Zeiten sind wieder frei.")
    assert complaints == []


def test_ticks_by_number(concern):
    concern.keyboard.press("1")
    expect(concern.locator("[data-zahl]").first).to_have_text("(2)")
    concern.keyboard.press("4")
    expect(concern.locator("[data-zahl]").first).to_have_text("(3)")


def test_question_takes_two_activations(concern):
    keys = Activations(concern)
    keys.press("r")
    expect(concern.get_by_role("button", name="Rückfrage senden")).to_be_focused()
    keys.press("Enter")
    expect(said(concern)).to_contain_text("Die Rückfrage ist gestellt.")
    assert keys.count == 2


def test_answer_takes_two_activations(concern):
    keys = Activations(concern)
    keys.press("o")
    expect(concern.get_by_label("Antwort")).to_be_focused()
    concern.keyboard.type("You do not need a new blocked account.")
    keys.press("Control+Enter")
    expect(said(concern)).to_contain_text("ohne Termin beantwortet")
    assert keys.count == 2


def test_forwarding_takes_two_activations(concern):
    keys = Activations(concern)
    keys.press("w")
    expect(concern.get_by_label("An ein Team")).to_be_focused()
    concern.keyboard.type("Bürgerbüro")
    keys.press("Control+Enter")
    expect(said(concern)).to_contain_text("Jetzt ist zuständig: Bürgerbüro.")
    assert keys.count == 2


def test_booking_on_the_phone_takes_two_activations(concern):
    keys = Activations(concern)
    keys.press("b")
    expect(concern.locator("[name=buchen]").first).to_be_focused()
    keys.press("Enter")
    expect(said(concern)).to_contain_text("Fest gebucht:")
    assert keys.count == 2


def test_taking_over_takes_one_activation(concern):
    concern.keyboard.press("t")
    expect(said(concern)).to_contain_text("Ansprechperson: Miriam Yıldız.")


def test_other_ansprechperson_shows_the_times_of_that_counter(concern):
    concern.locator("[name=ansprechperson]").nth(1).check()
    expect(concern.locator("#zeiten")).to_contain_text("Schalter 2")


def test_family_is_split_with_two_activations(desk, amt):
    aufnahme(amt.leistungen.get(), n=7, personen=2)
    desk.reload()
    desk.locator("[data-zeile]").last.click()
    expect(desk.locator("h1")).to_have_text("Beispiel, Olenasc")
    keys = Activations(desk)
    keys.press("f")
    expect(desk.get_by_label("Olenasc Beispiel")).to_be_focused()
    desk.get_by_label("Olenatc Beispiel").check()  # says who, like words that are typed
    keys.press("Control+Enter")
    expect(said(desk)).to_contain_text("Olenatc Beispiel hat jetzt einen eigenen Vorgang")
    assert keys.count == 2


def test_duplicate_is_merged_with_one_activation(desk, amt):
    leistung = amt.leistungen.get()
    aufnahme(leistung, n=8, leute=[twin(8)])
    desk.reload()
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    keys = Activations(desk)
    expect(desk.get_by_role("heading", name="Vielleicht doppelt")).to_be_visible()
    keys.press("d")
    expect(said(desk)).to_contain_text("ist hier aufgegangen")
    assert keys.count == 1
    keys.press("z")
    expect(said(desk)).to_contain_text("wieder getrennt")
    expect(desk.get_by_role("heading", name="Vielleicht doppelt")).to_be_visible()


def test_concern_is_taken_in_from_the_list(desk, axe_findings):
    desk.keyboard.press("n")
    desk.get_by_label("Worum geht es?").select_option(label="Aufenthaltserlaubnis zum Studium verlängern")
    desk.get_by_role("button", name="Weiter").click()
    assert axe_findings(desk) == []
    desk.get_by_label("Vorname").fill("Amal")
    desk.get_by_label("Nachname").fill("Haddad")
    for label, value in (("Tag", "17"), ("Monat", "5"), ("Jahr", "1990")):
        desk.get_by_label(label, exact=True).fill(value)
    desk.get_by_label("gar nicht").check()
    desk.get_by_role("button", name="Anliegen aufnehmen").click()
    expect(said(desk)).to_contain_text("Aufgenommen: A-")
    expect(desk.locator("h1")).to_have_text("Haddad, Amal")


def test_matrix_obeys_the_rules(desk, axe_findings):
    desk.get_by_role("link", name="Wer wofür zuständig ist").click()
    expect(desk.get_by_role("table")).to_contain_text("zuerst")
    assert axe_findings(desk) == []


def test_refused_answer_keeps_the_panel_open(concern):
    concern.keyboard.press("o")
    concern.get_by_role("button", name="Antwort senden").click()
    expect(concern.locator("#antwort")).to_have_attribute("open", "")
    expect(concern.locator("#antwort")).to_contain_text("Bitte schreiben Sie der Person eine Antwort.")


@pytest.mark.parametrize("sprache", ["de", "en"])
def test_pages_obey_the_rules(page, amt, base_url, axe_findings, sprache):
    open_desk(page, amt, base_url, sprache)
    assert axe_findings(page) == []
    page.locator("[data-zeile]").first.click()
    expect(page.locator("h1")).to_have_text("Beispiel, Olenaaa")
    for panel in page.locator("details[data-klappe]").all():
        panel.locator("summary").click()
    assert axe_findings(page) == []
    page.get_by_role("link", name="Andere Zeiten" if sprache == "de" else "Other times").click()
    expect(page.locator(".wochenplan")).to_be_visible()
    assert axe_findings(page) == []


def test_everything_works_without_script(page_ohne_skript, amt, base_url):
    open_desk(page_ohne_skript, amt, base_url)
    page_ohne_skript.locator("[data-zeile]").first.click()
    page_ohne_skript.get_by_role("button", name="Zeiten anbieten").click()
    expect(said(page_ohne_skript)).to_contain_text("3 Zeiten sind angeboten und gehalten.")
