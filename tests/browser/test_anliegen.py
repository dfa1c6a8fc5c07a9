"""A client states a concern, answers a question, chooses an offered time: in two scripts, with and without JavaScript."""

import re

import pytest
from celery import current_app
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from termine.enums import Linkzweck
from termine.models import Aufnahme, LeistungUnterlage, Termin
from tests.factories.termine import DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, UnterlageFactory, aufnahme
from tests.kern import evil
from tests.termine.anliegen import ask, offer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELEFON = {"width": 360, "height": 740}
FOTO = {"name": "reisepass.jpg", "mimeType": "image/jpeg", "buffer": evil.jpeg()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return browser_context_args | {"locale": "de-DE", "viewport": TELEFON}


@pytest.fixture(autouse=True)
def leistung(settings, monkeypatch):
    """A Leistung that needs a look first, one counter with time tomorrow morning; it is Monday, eight o'clock."""
    settings.BEHOERDE_UHR, settings.SCHUTZ_AUFWAND = "2026-11-23T08:00:00", 1
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)
    leistung = LeistungFactory.create(
        slug="studium",
        name="Aufenthalt zum Studium",
        zugang="sichtung",
        fragen=["titel", "arbeit", "kinder"],
        versprechen_angebot_arbeitstage=5,
        versprechen_wartezeit_min=20,
    )
    for position, name in enumerate(("Gültiger Pass", "Biometrisches Foto")):
        LeistungUnterlage.objects.create(leistung=leistung, unterlage=UnterlageFactory.create(name=name), position=position)
    DienstFactory.create(platz=PlatzFactory.create(team=TeamFactory.create(leistungen=[leistung])))
    return leistung


@pytest.fixture
def look(axe_findings, complaints):
    """Return a function that finds nothing wrong with a page: no rule broken, nothing beside the screen, no complaint."""

    def check(page: Page) -> None:
        assert axe_findings(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
        assert complaints == [], page.url

    return check


class Weg:
    """The way of a client, in any language: found by field and component, not by words."""

    def __init__(self, page: Page, look=lambda _page: None):
        self.page, self.look = page, look
        page.set_default_timeout(20_000)

    def at(self, address: str, component: str) -> None:
        """Wait for the page and look at it."""
        expect(self.page).to_have_url(re.compile(address), timeout=20_000)
        expect(self.page.locator(component).first).to_be_visible()
        expect(self.page.locator("h1")).to_have_count(1)
        self.look(self.page)

    def start(self, sprache: str) -> None:
        self.page.goto(f"/sprache/?wahl={sprache}&weiter=/termine/leistungen/studium/")
        self.at("/studium/$", ".zusage")
        self.page.locator(".aktion a").click()
        self.at("/anfragen/$", "[name=worte]")

    def fill(self) -> None:
        """Send too early, then fill everything in and add a file."""
        self.submit()
        self.at("/anfragen/$", ".kern-alert")
        for name, value in (("vorname", "Olena"), ("nachname", "Beispiel")):
            self.page.locator(f"[name=person-0-{name}]").fill(value)
        for part, value in enumerate(("17", "5", "1990")):
            self.page.locator(f"[name=person-0-geburtsdatum_{part}]").fill(value)
        self.page.locator("[name=titel_art]").select_option("visum")
        self.page.locator("[name=worte]").fill("Мій дозвіл закінчується")
        self.page.locator("[name=email]").fill("olena@beispiel.example")
        self.page.locator("[name=dateien]").set_input_files(FOTO)
        self.page.locator("[name=dateien_hinzufuegen]").click()
        self.at("/anfragen/", ".dateien")
        expect(self.page.locator("[name=worte]")).to_have_value("Мій дозвіл закінчується")

    def answer(self) -> None:
        self.page.locator("a[href$='/antworten/']").click()
        self.at("/antworten/$", "[name=text]")
        self.page.locator("[name=text]").fill("Так")
        self.page.locator("[name=dateien]").set_input_files(FOTO | {"name": "vertrag.jpg", "buffer": evil.jpeg(50, 30)})
        self.submit()
        self.at("neu=beantwortet", ".hinweis--gut")

    def choose(self) -> None:
        self.page.locator("a[href$='/vorschlaege/']").click()
        self.at("/vorschlaege/$", "[name=nehmen]")
        self.page.locator("[name=nehmen]").nth(1).click()
        self.at("/mein/", ".beleg__qr svg")

    def submit(self) -> None:
        self.page.locator("main form button.kern-btn--primary").last.click()


def own_page(row: Aufnahme) -> str:
    return reverse("termine:mein", args=[link_token(Linkzweck.ANLIEGEN, row.pk)])


def act_and_open(weg: Weg, act, *more) -> None:
    """Let the office act, then come back by the link."""
    row = Aufnahme.objects.get()
    act(row, *more)
    weg.page.goto(own_page(row))
    weg.at("/mein/", "a[href$='/antworten/'], a[href$='/vorschlaege/']")


def walk_on(weg: Weg) -> None:
    act_and_open(weg, ask)
    weg.answer()
    act_and_open(weg, offer, 0, 30)
    weg.choose()
    assert Termin.objects.get().status == "gebucht"
    assert Aufnahme.objects.get().unterlagen.filter(stand="neu").count() == 2


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_concern_from_the_first_page_to_the_ticket(page, look, sprache):
    weg = Weg(page, look)
    weg.start(sprache)
    weg.fill()
    weg.submit()
    weg.at("neu=eingegangen", ".beleg__qr svg")
    row = Aufnahme.objects.get()
    expect(page.locator(".beleg__code")).to_have_text(row.vorgang)
    assert row.sprache == sprache
    page.goto(reverse("termine:beleg_pruefen", args=[link_token(Linkzweck.EINGANG, row.pk)]))
    weg.at("/beleg/", ".angaben")
    walk_on(weg)


def test_concern_without_javascript(page_ohne_skript):
    weg = Weg(page_ohne_skript)
    weg.start("de")
    weg.fill()
    weg.submit()
    weg.at("/code/", "[name=code]")
    deliver_due()
    weg.page.locator("[name=code]").fill(re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0])
    weg.submit()
    weg.at("nachweis=", ".dateien")
    expect(weg.page.locator("[name=worte]")).to_have_value("Мій дозвіл закінчується")
    weg.submit()
    weg.at("neu=eingegangen", ".beleg__qr svg")
    walk_on(weg)


def test_pages_beside_the_way_break_no_rule_in_the_dark(page, look, leistung):
    row = aufnahme(leistung)
    page.emulate_media(color_scheme="dark")
    for name in ("mein", "anliegen_unterlagen", "anliegen_vorschlaege", "anliegen_zurueckziehen"):
        page.goto(reverse(f"termine:{name}", args=[link_token(Linkzweck.ANLIEGEN, row.pk)]))
        look(page)
    page.goto("/termine/mein/vorgang/")
    look(page)


def test_one_more_person_by_keyboard_keeps_what_was_typed(page):
    weg = Weg(page)
    page.goto("/termine/leistungen/studium/anfragen/")
    page.locator("[name=person-0-vorname]").fill("Olena")
    page.locator("[name=personen][value=mehr]").focus()
    page.keyboard.press("Enter")
    weg.at("/anfragen/", "[name=person-1-vorname]")
    expect(page.locator("[name=person-0-vorname]")).to_have_value("Olena")


def test_concern_is_found_by_number_and_taken_back(page, leistung):
    row = aufnahme(leistung)
    weg = Weg(page)
    page.goto("/termine/mein/")
    page.locator("a[href$='/vorgang/']").click()
    page.get_by_label("Vorgangsnummer").fill(row.vorgang)
    for part, value in enumerate(("17", "5", "1990")):
        page.locator(f"[name=geburtsdatum_{part}]").fill(value)
    weg.submit()
    weg.at("/mein/.+", ".weg")
    page.get_by_role("link", name="Anliegen zurückziehen").click()
    weg.submit()
    weg.at("neu=zurueckgezogen", ".hinweis--gut")
