"""A client finds a concern, books, moves and cancels: on a phone, in two scripts, with and without JavaScript, by keyboard."""

import re

import pytest
from celery import current_app
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.actions.zustellung import deliver_due
from termine.models import Belegung, LeistungUnterlage, Termin, Unterlage
from tests.factories.termine import DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.kundin import booking_url, page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELEFON = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """A browser that prefers German, until somebody chooses another language."""
    return browser_context_args | {"locale": "de-DE", "viewport": TELEFON}


@pytest.fixture(autouse=True)
def amt(settings, monkeypatch):
    """One Leistung for several people, one counter with time tomorrow morning; it is Monday, eight o'clock."""
    settings.BEHOERDE_UHR, settings.SCHUTZ_AUFWAND = "2026-11-23T08:00:00", 1
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)
    leistung = LeistungFactory.create(slug="uebertrag", name="Aufenthaltstitel übertragen", gebuehr_eur=67)
    unterlage = Unterlage.objects.create(key="pass", name="Neuer Pass", hinweis="Das Original")
    LeistungUnterlage.objects.create(leistung=leistung, unterlage=unterlage, position=1)
    return DienstFactory.create(platz=PlatzFactory.create(team=TeamFactory.create(leistungen=[leistung])))


@pytest.fixture
def leistung(amt):
    return amt.team.leistungen.get()


class Weg:
    """The way of a client, in any language: found by field and component, not by words."""

    def __init__(self, page: Page, look=lambda _page: None):
        self.page, self.look = page, look
        page.set_default_timeout(10_000)
        page.set_viewport_size(TELEFON)

    def at(self, address: str, component: str) -> None:
        """Wait for the page and look at it."""
        expect(self.page).to_have_url(re.compile(address))
        expect(self.page.locator(component).first).to_be_visible()
        expect(self.page.locator("h1")).to_have_count(1)
        self.look(self.page)

    def find(self, sprache: str) -> None:
        self.page.goto(f"/sprache/?wahl={sprache}&weiter=/")
        self.at("/$", ".tuer")
        self.page.locator(".tuer a").first.click()
        self.at("/termine/$", ".suchfeld")
        self.page.locator("[name=q]").fill("aufenthaltstietel")
        self.page.locator(".suchfeld button").click()
        self.at(r"\?q=", ".leistung")
        self.page.locator(".leistung a").first.click()

    def prepare(self) -> None:
        self.at("/uebertrag/$", ".eckdaten")
        self.page.locator(".mitbringen label").first.click()
        self.page.locator(".aktion a").click()
        self.at("/buchen/$", ".personenwahl")
        self.page.locator(".personenwahl a").nth(1).click()

    def take_time(self) -> None:
        self.at("personen=2$", ".wochenplan")
        self.page.locator(".aktion button").click()
        self.at("personen=2$", ".kern-alert")
        self.page.locator(".zeit").first.click()
        self.page.locator(".aktion button").click()

    def name_everybody(self, address: str) -> None:
        self.at(address, ".person")
        self.submit()
        self.at(address, ".kern-alert")
        for number, name in enumerate(("Olena", "Taras")):
            self.page.locator(f"[name=person-{number}-vorname]").fill(name)
            self.page.locator(f"[name=person-{number}-nachname]").fill("Beispiel")
            for part, value in enumerate(("17", "5", "1990")):
                self.page.locator(f"[name=person-{number}-geburtsdatum_{part}]").fill(value)
        self.page.locator("[name=email]").fill("olena@beispiel.example")
        self.submit()

    def type_code(self, address: str) -> None:
        self.at(address, "[name=code]")
        self.page.locator("[name=code]").fill("12")
        self.submit()
        self.at(address, ".kern-alert")
        self.page.locator("[name=code]").fill(re.search(r"\b\d{6}\b", message())[0])
        self.submit()

    def submit(self) -> None:
        self.page.locator("form button.kern-btn--primary").first.click()


def message() -> str:
    """Deliver what is due and return the newest mail."""
    deliver_due()
    return mail.outbox[-1].body


@pytest.fixture
def look(axe_findings, complaints):
    """Return a function that finds nothing wrong with a page: no rule broken, nothing beside the screen, no complaint."""

    def check(page: Page) -> None:
        assert axe_findings(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
        assert complaints == [], page.url

    return check


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_whole_way_on_a_phone(page, look, sprache):
    weg = Weg(page, look)
    weg.find(sprache)
    weg.prepare()
    weg.take_time()
    weg.name_everybody("/buchung/")
    weg.type_code("/code/")
    weg.at("/mein/", ".beleg__qr svg")
    termin = Termin.objects.get()
    expect(page.locator(".beleg__code")).to_have_text(termin.code)
    assert (termin.status, termin.sprache, termin.personenzahl) == ("gebucht", sprache, 2)


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_whole_way_without_javascript(page_ohne_skript, sprache):
    weg = Weg(page_ohne_skript)
    weg.find(sprache)
    weg.prepare()
    weg.take_time()
    weg.name_everybody("/angaben/")
    weg.at("/code/", "[name=code]")
    assert Belegung.objects.count() == 0
    weg.type_code("/code/")
    weg.at("/mein/", ".beleg__qr svg")
    assert Termin.objects.get().status == "gebucht"


def test_pages_of_the_way_without_javascript_break_no_rule(page, look):
    page.route("**/altcha.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    weg = Weg(page, look)
    page.goto("/termine/leistungen/uebertrag/buchen/?personen=2")
    weg.take_time()
    weg.name_everybody("/angaben/")
    weg.at("/code/", "[name=code]")
    page.locator("main a[href$='adresse/']").click()
    weg.at("/adresse/$", "[name=kontakt]")


def test_whole_way_by_keyboard(page, leistung):
    Weg(page)
    page.goto(f"{booking_url(leistung)}&tag=2026-11-24")
    page.locator("input[name=zeit]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/buchung/"))
    expect(page.get_by_text("Dienstag, 24. November 2026, 9:15 Uhr")).to_be_visible()
    page.get_by_label("Vorname").focus()
    for text in ("Olena", "Beispiel", "17", "5", "1990"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("olena@beispiel.example")
    page.keyboard.press("Enter")
    page.get_by_label("Code aus unserer Nachricht").focus()
    page.keyboard.type(re.search(r"\b\d{6}\b", message())[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ihr Termin steht fest")).to_be_visible()


def test_action_bar_covers_nothing_that_has_the_focus(page, leistung):
    Weg(page)
    page.emulate_media(reduced_motion="reduce")
    page.goto(booking_url(leistung))
    covered = []
    for button in page.locator(".naechste .zeitkarte").all():
        page.evaluate("scrollTo(0, 0)")
        button.focus()
        lower = button.evaluate("node => node.getBoundingClientRect().bottom")
        covered.append(lower > page.locator(".aktion").bounding_box()["y"])
    assert covered == [False] * 3


def test_link_of_the_mail_asks_for_one_button(page, look, leistung, base_url):
    weg = Weg(page, look)
    page.goto("/termine/leistungen/uebertrag/buchen/?personen=2")
    weg.take_time()
    weg.name_everybody("/buchung/")
    weg.at("/code/", "[name=code]")
    page.goto(re.search(r"/termine/buchung/\S+/bestaetigen/", message())[0])
    weg.at("/bestaetigen/$", ".beleg")
    weg.submit()
    weg.at("/mein/", ".beleg__qr svg")


def test_visit_is_found_moved_and_cancelled(page, look, amt, leistung):
    termin = gebuchter_termin(amt, leistung)
    weg = Weg(page, look)
    page.goto(reverse("termine:mein_suchen"))
    weg.submit()
    weg.at("/mein/$", ".kern-alert")
    page.get_by_label("Termincode").fill(termin.code.lower())
    page.get_by_label("Geburtsjahr").fill("1990")
    weg.submit()
    weg.at("/mein/.+", ".beleg")
    page.get_by_role("link", name="Termin verschieben").click()
    weg.at("/verschieben/$", ".wochenplan")
    page.locator(".zeitkarte").last.click()
    weg.at("neu=verschoben", ".beleg")
    page.get_by_role("link", name="Termin absagen").click()
    weg.at("/absagen/$", "[name=grund]")
    weg.submit()
    weg.at("neu=abgesagt", "h1")
    assert Termin.objects.get().status == "abgesagt"


def test_time_taken_by_somebody_else_keeps_the_page_and_offers_more(page, amt, leistung):
    Weg(page)
    page.goto(booking_url(leistung))
    gebuchter_termin(amt, leistung)
    page.locator(".zeitkarte").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Diese Zeit ist gerade vergeben worden.")
    expect(page.get_by_role("heading", name="In der Nähe Ihrer Wunschzeit")).to_be_visible()
    page.locator(".zeitkarte").first.click()
    expect(page).to_have_url(re.compile("/buchung/"))


def test_countdown_warns_in_time_and_says_when_it_is_over(page, leistung):
    Weg(page)
    page.goto(booking_url(leistung))
    page.clock.install()
    page.locator(".zeitkarte").first.click()
    expect(page.locator("[data-uhr]")).to_have_text(re.compile(r"^(10:00|9:5\d)$"))
    page.clock.fast_forward("08:10")
    expect(page.locator("[data-warnung]")).to_have_text("Noch 2 Minuten. Brauchen Sie mehr Zeit?")
    page.get_by_label("Vorname").fill("Olena")
    page.get_by_role("button", name="10 Minuten länger").click()
    expect(page.locator("[data-warnung]")).to_be_empty()
    expect(page.get_by_label("Vorname")).to_have_value("Olena")
    page.clock.fast_forward("11:00")
    expect(page.locator("[data-warnung]")).to_contain_text("Die Zeit ist abgelaufen.")


def test_search_answers_while_somebody_types(page, complaints):
    Weg(page)
    page.goto(reverse("termine:finden"))
    page.get_by_label("Ihr Anliegen").press_sequentially("übertragen")
    expect(page.locator("#treffer")).to_have_text("1 Anliegen passt")
    expect(page.locator(".leistung a")).to_have_text("Aufenthaltstitel übertragen")
    expect(page).to_have_url(re.compile(r"\?q="))
    assert complaints == []


def test_only_the_field_of_the_chosen_way_is_shown(page, leistung):
    Weg(page)
    page.goto(booking_url(leistung))
    page.locator(".zeitkarte").first.click()
    page.get_by_label("Per SMS aufs Handy").check()
    expect(page.get_by_label("Handynummer")).to_be_visible()
    expect(page.get_by_label("E-Mail", exact=True)).to_be_hidden()


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_ticket_lies_well_on_a_dark_phone_and_on_paper(page, look, amt, leistung, sprache):
    termin = gebuchter_termin(amt, leistung)
    Weg(page)
    page.emulate_media(color_scheme="dark")
    page.goto(f"/sprache/?wahl={sprache}&weiter={page_of(termin)}")
    look(page)
    page.emulate_media(media="print")
    expect(page.locator(".beleg__qr")).to_be_visible()
    expect(page.locator(".knopfpaar")).to_be_hidden()
