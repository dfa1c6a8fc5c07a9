"""A day at the example office, through all apps: from a concern on a phone to the figure that the council reads.

A client, the front desk, a caseworker, a guide, a partner, a case manager and the lead each take their own step on their
own pages; messages, the night and the day of the visit come when the test says so.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import System, als
from behoerde.kern.models import User
from lotsen.actions.antwort import answer
from lotsen.models import Angebot, Erstberatung, Verweis
from monitoring.actions.verdichten import roll_up_recent
from monitoring.bericht import Berichtart
from monitoring.katalog import indikator
from monitoring.models import Bericht
from monitoring.queries.kennzahlen import Spanne, tiles
from monitoring.tasks import flush_umfragen, measure_all, publish_figures, write_reports
from monitoring.zelle import rounded
from termine.enums import Linkzweck
from termine.models import Aufnahme, Termin
from tests.browser.test_fallmanagement import fill_date
from tests.browser.test_handbuch import amt
from tests.browser.vorort import QUERFORMAT, TELEFON, set_up, sign_in, speak, type_on_screen
from tests.lotsen.profile import NEU_MIT_SCHUTZ
from tests.monitoring.umfragen import answered

__all__ = ["amt"]
# Longer than the others: the whole example office is built, and every app takes its part.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
BREIT = {"width": 1280, "height": 900}
VORNAME, NACHNAME, GEBOREN = "Amina", "Tagfalter", (17, 5, 1990)
ARBEIT, ZUFRIEDEN = "Arbeitsaufkommen", "Zufriedenheit der Klientinnen und Klienten"


@dataclass
class Tag:
    """The day: who comes in, and how late it is."""

    page_of: Callable[..., Page]
    settings: object
    phone: Page

    def clock(self, instant) -> None:
        self.settings.BEHOERDE_UHR = f"{uhr.local(instant):%Y-%m-%dT%H:%M:%S}"


@pytest.fixture
def tag(amt, browser, base_url, settings) -> Iterator[Tag]:
    """The example office on a Tuesday morning, and a phone that reads German."""
    uhr._offset.cache_clear()
    contexts = []

    def opened(name: str = "", viewport: dict = BREIT, platz=None) -> Page:
        contexts.append(browser.new_context(base_url=base_url, locale="de-DE", viewport=viewport))
        contexts[-1].set_default_timeout(20_000)
        if name:
            sign_in(contexts[-1], base_url, User.objects.get(email=f"{name}@musterstadt.example"), platz)
        return contexts[-1].new_page()

    phone = opened(viewport=TELEFON)
    speak(phone.context, base_url, "de")
    yield Tag(opened, settings, phone)
    for context in contexts:
        context.close()


def fill_person(page: Page, prefix: str) -> None:
    page.locator(f"[name={prefix}vorname]").fill(VORNAME)
    page.locator(f"[name={prefix}nachname]").fill(NACHNAME)


def state_concern(phone: Page) -> Aufnahme:
    """The client reads what is promised and says what it is about."""
    phone.goto(reverse("termine:leistung", args=["studium"]))
    expect(phone.locator(".zusage")).to_contain_text("Das versprechen wir")
    phone.locator(".aktion a").click()
    fill_person(phone, "person-0-")
    for part, value in enumerate(GEBOREN):
        phone.locator(f"[name=person-0-geburtsdatum_{part}]").fill(str(value))
    phone.locator("[name=worte]").fill("Mein Aufenthalt endet bald.")
    phone.locator("[name=email]").fill("amina@beispiel.example")
    phone.locator("main form button.kern-btn--primary").last.click()
    expect(phone).to_have_url(re.compile("neu=eingegangen"))
    with als(System.AUFGABE):
        return Aufnahme.objects.get(kontakt__nachname=NACHNAME)


def keep_the_promise(desk: Page) -> None:
    """The front desk finds the concern in its list and offers three times."""
    desk.goto(reverse("termine:empfang"))
    desk.locator("[data-zeile]").filter(has_text=NACHNAME).click()
    expect(desk.locator("h1")).to_have_text(f"{NACHNAME}, {VORNAME}")
    desk.get_by_role("button", name="Zeiten anbieten").click()
    expect(desk.get_by_role("status").first).to_contain_text("3 Zeiten sind angeboten und gehalten.")


def take_a_time(phone: Page, aufnahme: Aufnahme) -> Termin:
    phone.goto(reverse("termine:mein", args=[link_token(Linkzweck.ANLIEGEN, aufnahme.pk)]))
    phone.locator("a[href$='/vorschlaege/']").click()
    phone.locator("[name=nehmen]").first.click()
    expect(phone.locator("h1")).to_have_text("Ihr Termin steht fest")
    with als(System.AUFGABE):
        return Termin.objects.get(anliegen__aufnahme=aufnahme)


def come_in(kiosk: Page, base_url: str, termin: Termin) -> str:
    """The client types the code of the ticket at the terminal; return the number."""
    set_up(kiosk.context, base_url, termin.standort, "kiosk")
    kiosk.goto(f"{reverse('termine:ankunft')}?tasten=1")
    type_on_screen(kiosk, termin.code.replace("-", ""))
    kiosk.locator(".kiosk__feld button").click()
    expect(kiosk.locator(".nummerkarte__zahl")).to_be_visible()
    return kiosk.locator(".nummerkarte__zahl").inner_text()


def serve(seat: Page, number: str) -> None:
    """The caseworker calls, talks and is done, by keys."""
    seat.goto(reverse("termine:schalter"))
    expect(seat.locator("[data-zeile]")).to_have_text([number])
    seat.keyboard.press("n")
    expect(seat.locator(".schalter__person")).to_contain_text(NACHNAME)
    seat.keyboard.press("b")
    expect(seat.locator(".schalter__uhr")).to_contain_text("im Gespräch seit")
    seat.keyboard.press("e")
    expect(seat.get_by_role("status").first).to_contain_text(f"{number}: erledigt.")


def talk(guide: Page) -> Erstberatung:
    """The guide finds out what the person needs; who was served today is known."""
    guide.goto(reverse("erstberatung:neu"))
    fill_person(guide, "")
    for part, value in enumerate(GEBOREN):
        guide.locator(f"[name=geburtsdatum_{part}]").fill(str(value))
    guide.get_by_role("button", name="Jetzt gemeinsam beginnen").click()
    guide.get_by_role("button", name="Ja, mit dieser Person").click()
    guide.get_by_label("Deutsch von Grund auf lernen").check()
    guide.get_by_role("button", name="Weiter mit den Fragen").click()
    expect(guide.locator(".beratungsfrage")).to_be_visible()
    with als(System.AUFGABE):
        beratung = Erstberatung.objects.get(person__nachname=NACHNAME)
        for name, value in NEU_MIT_SCHUTZ.items():  # forty answers are another test's
            answer(erstberatung=beratung, tatsache=name, value=value, user=beratung.lotse)
    return beratung


def refer(guide: Page, beratung: Erstberatung, angebot: Angebot) -> Verweis:
    """The guide looks the person and the offer up; the person agrees on the screen."""
    guide.goto(reverse("erstberatung:empfehlungen", args=[beratung.pk]))
    guide.get_by_role("button", name="Abschließen, Wegweiser mitgeben").click()
    guide.goto(reverse("verweise:neu"))
    guide.get_by_label("Name der Person").fill(NACHNAME)
    guide.get_by_role("search").filter(has=guide.get_by_label("Name der Person")).get_by_role("button").click()
    guide.get_by_role("link", name=f"{VORNAME} {NACHNAME}").click()
    guide.get_by_label("Angebot oder Träger").fill(angebot.traeger.name)
    guide.get_by_role("search").get_by_role("button").click()
    guide.get_by_role("listitem").filter(has_text=angebot.name).get_by_role("button", name="Dorthin verweisen").click()
    guide.get_by_label("Zweck").fill("Platz in der Beratung")
    guide.get_by_role("group", name="Was wir weitergeben").get_by_text("Name", exact=True).click()
    guide.get_by_role("button", name="Der Person zeigen").click()
    guide.get_by_role("button", name="Die Person sagt Ja: senden").click()
    expect(guide.get_by_role("heading", name="Was die Stelle bekommen hat")).to_be_visible()
    with als(System.AUFGABE):
        return Verweis.objects.get(person=beratung.person_id)


def help_at_the_partner(partner: Page, verweis: Verweis) -> None:
    """The partner accepts, meets the person and says that it helped."""
    partner.goto(reverse("partner:eingang"))
    partner.get_by_role("link", name=verweis.kennung).click()
    for step in ("Annehmen", "War da"):
        partner.get_by_text(step, exact=True).click()
        partner.get_by_role("button", name="Antwort speichern").click()
        expect(partner.get_by_role("heading", name=f"{VORNAME} {NACHNAME}")).to_be_visible()
    partner.get_by_text("Abschließen", exact=True).click()
    partner.get_by_role("combobox", name="Ergebnis").select_option("geholfen")
    partner.get_by_role("button", name="Antwort speichern").click()
    expect(partner.get_by_text("Sie müssen hier nichts mehr tun.")).to_be_visible()


def place(manager: Page) -> None:
    """The case manager opens a file for the person and enters the first day of an apprenticeship."""
    manager.goto(reverse("fallmanagement:neu"))
    fill_person(manager, "")
    for part, value in enumerate(GEBOREN):
        manager.locator(f"[name=geburtsdatum_{part}]").fill(str(value))
    manager.get_by_role("button", name="Fallakte anlegen").click()
    manager.get_by_role("button", name="Ja, für diese Person").click()
    expect(manager.get_by_role("heading", level=1)).to_contain_text(f"{VORNAME} {NACHNAME}")
    manager.get_by_role("link", name="Vermittlung", exact=True).click()
    manager.get_by_label("Betrieb").fill("Bäckerei Sonne (Beispiel)")
    manager.get_by_label("Tätigkeit oder Beruf").fill("Bäckerin")
    manager.get_by_label("Art", exact=True).select_option("ausbildung")
    manager.get_by_role("button", name="Eintragen").click()
    manager.goto(reverse("fallmanagement:vermittlungen"))
    card = manager.locator(".tafel__karte").filter(has_text=NACHNAME)
    card.get_by_label("Weiter zu").select_option("vertrag")
    card.get_by_role("button", name=NACHNAME).click()
    expect(manager.get_by_text("jetzt „Vertrag“")).to_be_visible()
    manager.locator(".tafel__karte").filter(has_text=NACHNAME).get_by_role("button", name=NACHNAME).click()
    fill_date(manager, "Erster Tag", uhr.today())
    manager.locator("#weiter").get_by_role("button", name="Eintragen").click()
    expect(manager.get_by_text("nach 12 Monaten")).to_be_visible()


def say_how_it_was(phone: Page) -> None:
    """The client follows the link of the message; nine others have answered on paper."""
    deliver_due()
    message = next(sent for sent in mail.outbox if sent.to == ["amina@beispiel.example"] and "/umfrage/" in sent.body)
    phone.goto(re.search(r"/umfrage/(?!abmelden)[^\s]+/", message.body)[0])
    phone.get_by_label("zufrieden", exact=True).check()
    phone.get_by_role("button", name="Antwort abschicken").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Antwort")
    with als(System.AUFGABE):
        answered(9)


def counted(lead: Page, name: str) -> int:
    """Return of how many cases a figure is, as its tile says."""
    tile = lead.get_by_role("article").filter(has_text=name)
    expect(tile).to_contain_text("n = ")
    return int(re.search(r"n = (\d+)", tile.inner_text())[1])


def night() -> None:
    """What runs by itself until the next morning."""
    flush_umfragen()
    with als(System.AUFGABE):
        roll_up_recent()
    measure_all()
    cache.clear()


def report_to_the_council(tag: Tag, day: date) -> None:
    """A month later the figures are published, and the lead asks for the report of the half-year in which the day was."""
    published = (day.replace(day=28) + timedelta(days=8)).replace(day=5)
    tag.clock(datetime.combine(published, time(9), uhr.ZONE))
    night()
    publish_figures()
    lead = tag.page_of("leitung")
    lead.goto(reverse("berichte:liste"))
    half = date(day.year, 1 if day.month < 7 else 7, 1)
    lead.get_by_label("Welcher Bericht, für welchen Zeitraum?").select_option(f"{Berichtart.RAT}:{half}")
    lead.get_by_role("button", name="Bericht erstellen").click()
    expect(lead.get_by_role("status").filter(has_text="angefordert")).to_be_visible()
    write_reports()
    expect(lead.get_by_role("link", name="Bericht öffnen (PDF)")).to_be_visible()
    with als(System.AUFGABE):
        report = Bericht.objects.order_by("-angefordert_am", "-pk").first()
        month_end = published.replace(day=1) - timedelta(days=1)
        (tile,) = tiles([indikator("arbeitsmenge")], Spanne(tag=month_end))
    figures = {one["slug"]: one["n"] for part in report.inhalt["zahlen"]["bereiche"] for one in part["zahlen"]}
    assert (report.status, figures["arbeitsmenge"]) == ("fertig", rounded(tile.zelle.n))


def test_a_day_from_a_concern_to_the_figure_everybody_reads(tag, base_url):
    lead = tag.page_of("leitung")
    lead.goto(reverse("monitoring:lage"))
    before = [counted(lead, name) for name in (ARBEIT, ZUFRIEDEN)]

    aufnahme = state_concern(tag.phone)
    keep_the_promise(tag.page_of("empfang"))
    termin = take_a_time(tag.phone, aufnahme)
    tag.clock(termin.starts_at - timedelta(minutes=3))
    number = come_in(tag.page_of(viewport=QUERFORMAT), base_url, termin)
    serve(tag.page_of("sachbearbeitung", platz=termin.platz), number)

    with als(System.AUFGABE):
        angebot = (
            Angebot.objects.offered()
            .filter(traeger__einheit__isnull=False)
            .select_related("traeger")
            .order_by("name", "pk")
            .first()
        )
    guide = tag.page_of("lotse")
    verweis = refer(guide, talk(guide), angebot)
    help_at_the_partner(tag.page_of("partner"), verweis)
    place(tag.page_of("fallmanagement"))

    tag.clock(termin.starts_at + timedelta(hours=2))
    say_how_it_was(tag.phone)
    night()
    lead = tag.page_of("leitung")
    lead.goto(reverse("monitoring:lage"))
    assert [counted(lead, name) for name in (ARBEIT, ZUFRIEDEN)] == [before[0] + 1, before[1] + 10]
    tag.phone.goto(reverse("start"))
    promise = tag.phone.get_by_role("region", name="Was wir versprechen")
    expect(promise).to_contain_text("höchstens 15 Minuten nach der vereinbarten Zeit")
    expect(promise.get_by_role("link", name="Das ganze Leitbild lesen")).to_be_visible()
    report_to_the_council(tag, uhr.local(termin.starts_at).date())
