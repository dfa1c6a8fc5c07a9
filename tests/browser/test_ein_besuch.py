"""One visit from the first word to the end, seen by everybody at once: client, front desk, caseworker, terminal, display.

Five browsers are open the whole time; each sees what the others do. Once in German, once in Arabic.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from celery import current_app
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.rechte import Rolle
from termine.enums import Linkzweck
from termine.models import Aufnahme, Termin, Vorsprache
from termine.planung import as_range
from tests.browser.vorort import QUERFORMAT, TELEFON, set_up, sign_in, speak, type_on_screen
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
BREIT, SCHIRM = {"width": 1280, "height": 800}, {"width": 1920, "height": 1080}
# What the client reads, in the order in which it happens.
SAETZE = {
    "de": {
        "geprueft": "Wir prüfen Ihr Anliegen",
        "angeboten": "Wählen Sie eine Zeit",
        "gebucht": "Ihr Termin steht fest",
        "angekommen": "Sie sind angemeldet. Wir rufen Ihre Nummer auf.",
        "aufgerufen": "Bitte kommen Sie jetzt: Schalter 1",
        "im_gespraech": "Sie sind gerade hier: Schalter 1",
        "erledigt": "Ihr Besuch ist beendet. Danke, dass Sie da waren.",
    },
    "ar": {
        "geprueft": "نراجع طلبك",
        "angeboten": "اختر وقتًا",
        "gebucht": "موعدك مؤكد",
        "angekommen": "تم تسجيل حضورك. سننادي رقمك.",
        "aufgerufen": "يُرجى التوجه الآن إلى: Schalter 1",
        "im_gespraech": "أنت الآن هنا: Schalter 1",
        "erledigt": "انتهت زيارتك. شكرًا لحضورك.",
    },
}


@dataclass
class Amt:
    """The five browsers."""

    klient: Page
    empfang: Page
    schalter: Page
    kiosk: Page
    anzeige: Page


@pytest.fixture
def dienst(settings, monkeypatch):
    """One counter that is on duty on three days; it is Monday, ten to nine."""
    uhr._offset.cache_clear()
    settings.BEHOERDE_UHR, settings.SCHUTZ_AUFWAND = "2026-11-23T08:50:00", 1
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)
    leistung = LeistungFactory.create(
        slug="studium", name="Aufenthalt zum Studium", zugang="sichtung", fragen=["titel"], versprechen_angebot_arbeitstage=5
    )
    platz = PlatzFactory.create(name="Schalter 1", team=TeamFactory.create(name="Studium", leistungen=[leistung]))
    days = [MORGEN + timedelta(days=n) for n in range(4)]
    dienste = [DienstFactory.create(platz=platz, zeitraum=as_range((day, day + timedelta(hours=4)))) for day in days]
    return dienste[0]


@pytest.fixture
def amt(browser, base_url, dienst):
    """Five browsers, each with its own cookies, all open."""

    def opened(viewport: dict) -> Page:
        context = browser.new_context(base_url=base_url, locale="de-DE", viewport=viewport)
        context.set_default_timeout(20_000)
        return context.new_page()

    found = Amt(opened(TELEFON), opened(BREIT), opened(BREIT), opened(QUERFORMAT), opened(SCHIRM))
    einheit, standort = dienst.team.organisationseinheit, dienst.team.standort
    sign_in(found.empfang.context, base_url, staff_of(einheit, Rolle.EMPFANG))
    sign_in(found.schalter.context, base_url, staff_of(einheit, Rolle.SACHBEARBEITUNG), dienst.platz)
    set_up(found.kiosk.context, base_url, standort, "kiosk")
    set_up(found.anzeige.context, base_url, standort, "anzeige")
    found.empfang.goto(reverse("termine:empfang"))
    found.schalter.goto(reverse("termine:schalter"))
    found.kiosk.goto(reverse("termine:ankunft"))
    found.anzeige.goto(reverse("termine:aufruf", args=[standort.slug]))
    yield found
    for page in (found.klient, found.empfang, found.schalter, found.kiosk, found.anzeige):
        page.context.close()


def state_concern(page: Page, base_url: str, sprache: str) -> Aufnahme:
    """The client says what it is about."""
    speak(page.context, base_url, sprache)
    page.goto("/termine/leistungen/studium/anfragen/")
    page.locator("[name=person-0-vorname]").fill("Olena")
    page.locator("[name=person-0-nachname]").fill("Beispiel")
    for part, value in enumerate(("17", "5", "1990")):
        page.locator(f"[name=person-0-geburtsdatum_{part}]").fill(value)
    page.locator("[name=titel_art]").select_option("visum")
    page.locator("[name=worte]").fill("Мій дозвіл закінчується")
    page.locator("[name=email]").fill("olena@beispiel.example")
    page.locator("main form button.kern-btn--primary").last.click()
    expect(page).to_have_url(re.compile("neu=eingegangen"))
    return Aufnahme.objects.get()


def offer_times(page: Page) -> None:
    """The front desk opens the concern and offers what the portal proposes."""
    page.reload()
    page.locator("[data-zeile]").first.click()
    expect(page.locator("h1")).to_have_text("Beispiel, Olena")
    page.get_by_role("button", name="Zeiten anbieten").click()
    expect(page.get_by_role("status").first).to_contain_text("3 Zeiten sind angeboten und gehalten.")


def take_first_time(page: Page) -> Termin:
    """The client takes the first of the offered times and sees the ticket."""
    page.locator("a[href$='/vorschlaege/']").click()
    page.locator("[name=nehmen]").first.click()
    expect(page.locator(".beleg__qr svg")).to_be_visible()
    return Termin.objects.get()


def check_in(page: Page, code: str) -> None:
    """Somebody types the code of the ticket on the screen of the terminal."""
    page.goto(f"{reverse('termine:ankunft')}?tasten=1")
    type_on_screen(page, code.replace("-", ""))
    page.locator(".kiosk__feld button").click()
    expect(page.locator(".nummerkarte__zahl")).to_have_text("A 001")


def call_next(page: Page) -> None:
    """The caseworker sees one person and presses one key."""
    expect(page.locator("[data-zeile]")).to_have_text(["A 001"])
    page.keyboard.press("n")
    expect(page.locator(".schalter__person")).to_contain_text("Beispiel, Olena")


def reads_by_itself(page: Page, text: str) -> None:
    """The page of the client asks again every fifteen seconds."""
    expect(page.get_by_role("status")).to_have_text(text, timeout=30_000)


def states() -> tuple[str, list[str], list[str]]:
    """Return (concern, visits, numbers) as the database has them."""
    visits = list(Termin.objects.values_list("status", flat=True))
    return Aufnahme.objects.get().stand, visits, list(Vorsprache.objects.values_list("status", flat=True))


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_one_visit_seen_by_everybody(amt, base_url, settings, sprache):
    reads = SAETZE[sprache]
    aufnahme = state_concern(amt.klient, base_url, sprache)
    expect(amt.klient.locator(".station--jetzt .station__titel")).to_have_text(reads["geprueft"])
    assert states() == ("eingegangen", [], [])

    offer_times(amt.empfang)
    amt.klient.goto(reverse("termine:mein", args=[link_token(Linkzweck.ANLIEGEN, aufnahme.pk)]))
    expect(amt.klient.locator(".station--jetzt .station__titel")).to_have_text(reads["angeboten"])
    assert states()[0] == "angeboten"

    termin = take_first_time(amt.klient)
    expect(amt.klient.locator("h1")).to_have_text(reads["gebucht"])
    assert states() == ("terminiert", ["gebucht"], [])

    kurz_vorher = uhr.local(termin.starts_at) - timedelta(minutes=3)
    settings.BEHOERDE_UHR = f"{kurz_vorher:%Y-%m-%dT%H:%M:%S}"
    check_in(amt.kiosk, termin.code)
    amt.klient.reload()
    expect(amt.klient.get_by_role("status")).to_contain_text(reads["angekommen"])
    assert states() == ("terminiert", ["angekommen"], ["wartet"])

    sign_in(amt.schalter.context, base_url, staff_of(termin.platz.team.organisationseinheit, Rolle.SACHBEARBEITUNG), termin.platz)
    amt.schalter.goto(reverse("termine:schalter"))
    call_next(amt.schalter)
    expect(amt.anzeige.locator(".aufruf__nummer")).to_have_text("A 001")
    expect(amt.anzeige.locator(".aufruf__platz")).to_have_text("Schalter 1")
    expect(amt.anzeige.locator("#zuruf")).to_have_text("A 001: Schalter 1")
    reads_by_itself(amt.klient, reads["aufgerufen"])
    assert states() == ("terminiert", ["aufgerufen"], ["aufgerufen"])

    amt.schalter.keyboard.press("b")
    expect(amt.schalter.locator(".schalter__uhr")).to_contain_text(f"im Gespräch seit {kurz_vorher:%-H:%M} Uhr")
    reads_by_itself(amt.klient, reads["im_gespraech"])
    amt.schalter.keyboard.press("e")
    expect(amt.schalter.get_by_role("status").first).to_contain_text("A 001: erledigt.")
    reads_by_itself(amt.klient, reads["erledigt"])
    expect(amt.anzeige.locator(".aufruf__nummer")).to_have_count(0)
    assert states() == ("terminiert", ["erledigt"], ["erledigt"])
