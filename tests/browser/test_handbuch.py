"""The pictures of the handbook: both ways walked on the example office.

Every run walks the ways and compares the stations with the pictures that the handbook names. The files are written with
``HANDBUCH=1`` only, so that a plain test run leaves the working tree as it is.
"""

import os
import re
from collections.abc import Callable

import pytest
from celery import current_app
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.env import BASE_DIR
from behoerde.kern import register
from behoerde.kern.actions.beispiel import KENNWORT, logins
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import System, als
from behoerde.kern.models import Standort
from termine.enums import Linkzweck
from termine.models import Aufnahme, Vorsprache
from tests.browser import vorort

BUCH = BASE_DIR / "docs" / "handbuch"
BILDER = BUCH / "bilder"
HOECHSTENS = 200_000  # bytes of one picture
TELEFON, BREIT = {"width": 390, "height": 844}, {"width": 1100, "height": 780}
TEXTE = {path.name: path for path in (*sorted(BUCH.glob("*.md")), BASE_DIR / "README.md")}


def named_in(name: str) -> list[str]:
    """Return the pictures a text shows, in its order."""
    return re.findall(r"!\[[^\]]+\]\((?:docs/handbuch/)?bilder/([a-z0-9-]+)\.png\)", TEXTE[name].read_text(encoding="utf-8"))


@pytest.fixture
def amt(settings, monkeypatch):
    """The example office on a Tuesday morning, half past eight; messages go out when the test says so."""
    settings.BEHOERDE_UHR, settings.SCHUTZ_AUFWAND = "2026-11-24T08:31:07", 1
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)
    for entry in register.alle(register.Beispieldaten):
        with als(System.AUFGABE):
            entry.builder(False)


def walked(test: Callable) -> Callable:
    """Mark a test that walks through the example office in a German browser."""
    marks = pytest.mark
    for mark in (
        marks.browser,
        marks.browser_context_args(locale="de-DE"),
        marks.timeout(300),
        marks.django_db(transaction=True),
    ):
        test = mark(test)
    return test


class Album:
    """Takes a picture of what the window shows and remembers its name."""

    def __init__(self, page: Page, prefix: str):
        self.page, self.prefix, self.names = page, prefix, []
        page.set_default_timeout(15_000)

    def take(self, name: str, station: str) -> None:
        expect(self.page.locator(station).first).to_be_visible()
        self.page.evaluate("document.fonts.ready")
        self.names.append(f"{self.prefix}-{name}")
        if os.environ.get("HANDBUCH"):
            self.page.screenshot(path=BILDER / f"{self.names[-1]}.png", animations="disabled", caret="hide")

    def show(self, selector: str) -> None:
        """Scroll until ``selector`` stands at the top of the window."""
        self.page.locator(selector).first.evaluate("element => element.scrollIntoView({block: 'start'})")


def submit(page: Page) -> None:
    page.locator("main form button.kern-btn--primary").first.click()


def search_and_prepare(page: Page, album: Album) -> None:
    page.goto("/")
    album.take("start", ".tuer")
    page.locator(".tuer a").first.click()
    page.locator("[name=q]").fill("karte abholen")
    page.locator(".suchfeld button").click()
    album.take("finden", "main .leistung")
    page.locator(".leistung a").first.click()
    album.take("leistung", ".eckdaten")
    album.show(".mitbringen")
    album.take("unterlagen", ".mitbringen")


def choose_time(page: Page, album: Album) -> None:
    page.locator(".aktion a").click()
    page.locator(".personenwahl a").first.click()
    album.take("zeit", ".zeitkarte")
    album.show(".wochenplan")
    album.take("kalender", ".wochenplan")
    page.set_viewport_size(BREIT)
    page.evaluate("scrollTo(0, 0)")
    album.take("breit", ".wochenplan")
    page.set_viewport_size(TELEFON)
    page.locator(".zeitkarte").first.click()


def give_name_and_code(page: Page, album: Album) -> None:
    album.take("angaben", "[name=person-0-vorname]")
    page.get_by_label("Vorname").fill("Olena")
    page.get_by_label("Nachname").fill("Kowalenko")
    for part, typed in enumerate(("17", "5", "1990")):
        page.locator(f"[name=person-0-geburtsdatum_{part}]").fill(typed)
    page.locator("[name=email]").fill("olena@beispiel.example")
    submit(page)
    expect(page.locator("[name=code]")).to_be_visible()
    deliver_due()
    page.locator("[name=code]").fill(re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0])
    album.take("code", "[name=code]")
    submit(page)


def look_after_own_visit(page: Page, album: Album) -> None:
    album.take("termin", ".beleg")
    page.get_by_role("link", name="Termin verschieben").click()
    album.take("verschieben", ".zeitkarte")
    page.go_back()
    page.get_by_role("link", name="Termin absagen").click()
    album.take("absagen", "[name=grund]")
    page.go_back()
    page.get_by_role("link", name="Auf frühere Zeit warten").click()
    album.take("frueher", "main form")
    page.goto(reverse("termine:mein_suchen"))
    album.take("suchen", "[name=geburtsjahr]")


def state_a_concern(page: Page, album: Album) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(reverse("termine:leistung", args=["studium"]))
    album.show(".zusage")
    album.take("anliegen", ".zusage")
    page.locator(".aktion a").click()
    page.get_by_label("Vorname").fill("Iryna")
    page.get_by_label("Nachname").fill("Probenko")
    for part, typed in enumerate(("3", "4", "1998")):
        page.locator(f"[name=person-0-geburtsdatum_{part}]").fill(typed)
    page.locator("[name=worte]").fill("Мій дозвіл скоро закінчується.")
    page.locator("[name=email]").fill("iryna@beispiel.example")
    page.evaluate("scrollTo(0, 0)")
    album.take("schildern", "[name=worte]")
    page.locator("main form button.kern-btn--primary").last.click()
    expect(page).to_have_url(re.compile("neu=eingegangen"))
    album.take("eingang", ".beleg__qr svg")


def choose_an_offered_time(page: Page, album: Album) -> None:
    offered = Aufnahme.objects.filter(stand="angeboten").order_by("nummer").first()
    page.goto(reverse("termine:anliegen_vorschlaege", args=[link_token(Linkzweck.ANLIEGEN, offered.pk)]))
    album.take("vorschlaege", "[name=nehmen]")


def sign_in(page: Page, name: str, album: Album | None = None) -> None:
    """Sign in as the example account ``name``; with an album its stations are taken."""
    take = album.take if album else lambda *_station: None
    page.goto(reverse("account_login"))
    page.locator("[name=login]").fill(f"{name}@musterstadt.example")
    page.locator("[name=password]").fill(KENNWORT)
    take("anmelden", "[name=password]")
    submit(page)
    expect(page.locator("[name=code]")).to_be_visible()
    page.locator("[name=code]").fill(next(row.code for row in logins() if row.name == name))
    take("code", "[name=code]")
    submit(page)
    expect(page.locator("h1").first).to_be_visible()
    take("arbeitsplatz", "h1")


def receive_somebody(page: Page, album: Album) -> None:
    page.goto(reverse("termine:heute"))
    album.take("tagesliste", "[data-zeile]")
    page.locator(".vorgang").filter(has_text="erwartet").first.locator("[data-zeile]").click()
    album.take("termin", ".empfang__termin")
    page.locator("[data-taste=a]").click()
    album.take("angekommen", "[role=status]")


def change_a_visit(page: Page, album: Album) -> None:
    page.goto(reverse("termine:heute"))
    address = page.locator(".vorgang").filter(has_text="erwartet").last.locator("[data-zeile]").get_attribute("href")
    page.goto(address)
    page.locator("a[data-taste=v]").click()
    album.take("verschieben", ".wochenplan")
    page.goto(address)
    page.locator("[data-taste=x]").click()
    album.take("absagen", "[name=grund]")


def book_for_somebody(page: Page, album: Album) -> None:
    page.goto(reverse("termine:heute_neu"))
    page.get_by_label("Leistung suchen").press_sequentially("karte abholen", delay=10)
    page.get_by_role("radio", name="Elektronischen Aufenthaltstitel").check(force=True)
    album.take("buchen", ".wochenplan")
    page.get_by_label("Dolmetschen aus").select_option(value="uk")
    album.show("[name=dolmetschen]")
    album.take("dolmetschen", "[name=dolmetschen]")


def book_for_many(page: Page, album: Album) -> None:
    page.goto(reverse("termine:heute_sammel"))
    album.take("sammel", "main form")
    page.goto(reverse("termine:heute_kalender"))
    page.get_by_role("button", name="Adresse").click()
    album.take("kalender", "main h1")


def print_the_day(page: Page, album: Album) -> None:
    page.goto(reverse("termine:heute_tagesplan"))
    album.take("tagesplan", "table")


def triage(page: Page, album: Album) -> None:
    page.goto(reverse("termine:empfang"))
    album.take("liste", "[data-zeile]")
    page.locator("[data-zeile]").first.click()
    album.take("anliegen", ".empfang__termin #person")
    page.locator("summary[data-taste=r]").click()
    album.take("rueckfrage", "#frage textarea")
    page.locator("a[data-taste=n]").last.click()
    album.take("zeiten", ".wochenplan")
    page.go_back()
    page.locator("button[data-taste=a]").click()
    album.take("angeboten", "[role=status]")


def offer_one_way(page: Page, album: Album) -> None:
    """A second concern of the same person joins the first on one way."""
    page.goto(reverse("termine:empfang"))
    page.locator("[data-zeile]").first.click()
    page.locator("a[data-taste=m]").click()
    page.locator("select[name$=leistung]").select_option("Aufenthaltstitel in neuen Pass übertragen / eAT neu ausstellen")
    page.get_by_role("button", name="Dazunehmen").click()
    album.take("weg", "[name=kette]")


def take_in_for_others(page: Page, album: Album) -> None:
    page.goto(reverse("termine:empfang_neu"))
    album.take("aufnehmen", "main form")
    page.goto(reverse("termine:empfang_zustaendigkeit"))
    album.take("zustaendigkeit", "main table")


def a_counter_falls_out(page: Page, album: Album) -> None:
    page.goto(reverse("termine:heute_ausfall"))
    album.take("ausfall", "main form")


def look_after_the_office(page: Page, album: Album) -> None:
    pages = {
        "dienstplan": (reverse("dienstplan:dienstplan"), "main h1"),
        "leistungen": (reverse("verwaltung:leistungen"), "main h1"),
        "leistung": (reverse("verwaltung:leistung", args=["studium"]), "main form"),
        "texte": (reverse("verwaltung:leistung_texte", args=["studium"]) + "?sprache=uk", "main form"),
        "angaben": (reverse("verwaltung:angaben"), "main h1"),
        "nachricht": (reverse("kern:nachricht_text", args=["termin_bestaetigt"]) + "?sprache=ar", ".nachricht__brief"),
        "geraete": (reverse("kern:geraete"), "main h1"),
        "konten": (reverse("kern:konten"), "main h1"),
    }
    for name, (address, station) in pages.items():
        page.goto(address)
        album.take(name, station)


def come_in(page: Page, album: Album, base_url: str) -> None:
    """At the terminal: the first page, the keys, a number; then the number on the own phone."""
    rathaus = Standort.objects.get(slug="rathaus")
    page.set_viewport_size(vorort.QUERFORMAT)
    vorort.set_up(page.context, base_url, rathaus, "kiosk")
    page.goto(reverse("termine:ankunft"))
    album.take("terminal", ".kiosk__bild")
    page.locator("a[href$='tasten=1']").click()
    album.take("tasten", ".tastenfeld")
    page.goto(reverse("termine:ankunft_ohne_termin"))
    page.locator(".kiosk__anliegen button").first.click()
    album.take("nummer", ".nummerkarte")
    page.set_viewport_size(TELEFON)
    page.goto(vorort.number_page(Vorsprache.objects.filter(standort=rathaus).latest("angekommen_am")))
    album.take("handy", ".eckdaten")
    page.set_viewport_size({"width": 1280, "height": 720})
    vorort.set_up(page.context, base_url, rathaus, "anzeige")
    page.goto(reverse("termine:aufruf", args=[rathaus.slug]))
    album.take("anzeige", ".aufruf__nummer")


def sit_at_the_counter(page: Page, album: Album) -> None:
    page.set_viewport_size(BREIT)
    page.goto(reverse("termine:schalter_wahl"))
    album.take("wahl", ".schalter__wahl")
    page.get_by_role("button", name="Schalter 1").click()
    album.take("frei", "[data-zeile]")
    page.locator("[data-taste=n]").click()
    album.take("aufgerufen", "[data-taste=b]")
    page.locator("[data-taste=b]").click()
    page.locator("a[data-taste=w]").click()
    album.take("weiterreichen", "[name=ziel]")


@walked
def test_handbook_on_site_shows_terminal_display_and_counter(page, amt, base_url):
    album = Album(page, "vor-ort")
    come_in(page, album, base_url)
    sign_in(page, "sachbearbeitung")
    sit_at_the_counter(page, album)
    assert album.names == named_in("vor-ort.md")


@walked
def test_handbook_of_clients_shows_the_way_of_a_client(page, amt):
    page.set_viewport_size(TELEFON)
    album = Album(page, "kundin")
    search_and_prepare(page, album)
    choose_time(page, album)
    give_name_and_code(page, album)
    look_after_own_visit(page, album)
    state_a_concern(page, album)
    choose_an_offered_time(page, album)
    assert [name for name in album.names if name not in named_in("README.md")] == named_in("kundin.md")


@walked
def test_handbook_of_the_front_desk_shows_its_morning(page, amt):
    page.set_viewport_size(BREIT)
    album = Album(page, "empfang")
    sign_in(page, "empfang", album)
    receive_somebody(page, album)
    change_a_visit(page, album)
    book_for_somebody(page, album)
    book_for_many(page, album)
    print_the_day(page, album)
    assert album.names == named_in("empfang.md")


@walked
def test_handbook_of_the_triage_desk_shows_how_promises_are_kept(page, amt):
    page.set_viewport_size(BREIT)
    album = Album(page, "sichtung")
    sign_in(page, "empfang")
    triage(page, album)
    offer_one_way(page, album)
    take_in_for_others(page, album)
    a_counter_falls_out(page, album)
    assert album.names == named_in("sichtung.md")


@walked
def test_handbook_of_administration_shows_what_it_looks_after(page, amt):
    page.set_viewport_size(BREIT)
    album = Album(page, "verwaltung")
    sign_in(page, "verwaltung")
    look_after_the_office(page, album)
    assert album.names == named_in("verwaltung.md")


@walked
def test_handbook_of_partners_shows_a_referral_and_its_answer(page, amt):
    page.set_viewport_size(BREIT)
    album = Album(page, "partner")
    sign_in(page, "partner")
    page.goto(reverse("partner:eingang"))
    album.take("eingang", ".vorgang")
    page.locator(".vorgang__name").first.click()
    album.take("verweis", ".partner__antwort")
    page.get_by_text("Annehmen", exact=True).click()
    page.get_by_role("button", name="Antwort speichern").click()
    expect(page.get_by_role("button", name="Antwort zurücknehmen")).to_be_visible()
    album.take("angenommen", ".partner__antwort")
    page.goto(reverse("fallpartner:faelle"))
    page.locator("main table a").first.click()
    album.take("fall", ".eckdaten")
    page.goto(reverse("partner:plaetze"))
    album.take("plaetze", "main form")
    assert album.names == named_in("partner.md")


def test_every_named_picture_exists_and_is_small():
    sizes = {name: (BILDER / f"{name}.png").stat().st_size for text in TEXTE for name in named_in(text)}
    assert {name: size for name, size in sizes.items() if size > HOECHSTENS} == {}
    assert sorted(path.stem for path in BILDER.iterdir()) == sorted(sizes)
