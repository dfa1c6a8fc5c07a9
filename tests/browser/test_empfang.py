"""A morning at the front desk, by keyboard, by mouse, and without JavaScript; WCAG rules on every page of it."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.rechte import Rolle
from termine.actions.bestaetigung import submit
from termine.actions.erfassung import record_personen
from termine.models import Auffaelligkeit, Termin
from tests.anmelden import BACKEND
from tests.factories.termine import (
    MORGEN,
    DienstFactory,
    LeistungFactory,
    PlatzFactory,
    TeamFactory,
    gebuchter_termin,
    kontakt,
    person,
)
from tests.termine.empfang import staff_of
from tests.termine.hilfen import hold

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIERTELSTUNDE = timedelta(minutes=15)


@pytest.fixture
def amt(settings):
    """Two visits this morning, one booking that waits for the desk; it is ten to nine."""
    settings.BEHOERDE_UHR = "2026-11-24T08:50:03"
    leistung = LeistungFactory.create(slug="abholung", name="Aufenthaltskarte abholen")
    team = TeamFactory.create(name="Aufenthalt", leistungen=[leistung])
    dienst = DienstFactory.create(platz=PlatzFactory.create(name="Schalter 1", team=team))
    for n in range(2):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n * VIERTELSTUNDE)
    late = hold(leistung, team.standort, schluessel="ohne-kontakt", beginn=MORGEN + timedelta(hours=2))
    submit(record_personen(late, [person(7)], kontakt(email="")))
    return team


def cookies(team, base_url: str) -> list[dict]:
    """Return the session of the front desk of ``team``, in German."""
    client = Client()
    client.force_login(staff_of(team.organisationseinheit, Rolle.EMPFANG), backend=BACKEND)
    values = {
        project.SESSION_COOKIE_NAME: client.cookies[project.SESSION_COOKIE_NAME].value,
        project.LANGUAGE_COOKIE_NAME: "de",
    }
    return [{"name": name, "value": value, "url": base_url} for name, value in values.items()]


@pytest.fixture
def desk(page: Page, amt, base_url) -> Page:
    page.set_default_timeout(10_000)
    page.context.add_cookies(cookies(amt, base_url))
    page.goto(reverse("termine:heute"))
    return page


def test_morning_by_keyboard(desk, complaints):
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    expect(desk.locator("[data-zeile]").nth(1)).to_be_focused()
    desk.keyboard.press("k")
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_have_text("Beispiel, Olenaaa")
    expect(desk.locator("[data-zeile]").first).to_be_focused()
    desk.keyboard.press("a")
    expect(desk.get_by_role("status").first).to_contain_text("Olenaaa Beispiel ist da.")
    expect(desk.locator(".vorgang--aktiv")).to_contain_text("ist da")
    assert complaints == []


def test_search_and_cancel_by_keyboard(desk, complaints):
    desk.keyboard.press("/")
    desk.keyboard.type("olenaba")
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_have_text("Suche")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_have_text("Beispiel, Olenaba")
    desk.keyboard.press("x")
    desk.get_by_label("Die Person, zum Beispiel am Telefon").check()
    desk.get_by_label("Grund").select_option("krank")
    desk.get_by_role("button", name="Jetzt absagen").press("Enter")
    expect(desk.get_by_role("status").first).to_contain_text("Der Termin ist abgesagt.")
    expect(desk.get_by_role("status").first).to_be_focused()
    desk.keyboard.press("r")
    expect(desk.get_by_role("status").first).to_contain_text("Der Termin gilt wieder")
    assert complaints == []


def test_confirm_for_somebody_without_contact(desk):
    desk.get_by_role("link", name="Wartet auf Bestätigung 1").click()
    desk.get_by_role("link", name="Beispiel, Olenaha").click()
    expect(desk.locator("h1")).to_have_text("Beispiel, Olenaha")
    desk.keyboard.press("b")
    expect(desk.get_by_role("status").first).to_contain_text(
        "Der Termin ist fest gebucht: Dienstag, 24. November 2026, 11:00 Uhr."
    )


def test_move_by_mouse(desk):
    desk.get_by_role("link", name="Beispiel, Olenaaa").click()
    desk.get_by_role("link", name="Verschieben").click()
    desk.locator(".wochenplan label", has=desk.get_by_label("Di, 24. Nov., 10:00 Uhr")).click()
    desk.get_by_role("button", name="Auf diese Zeit verschieben").click()
    expect(desk.get_by_role("status").first).to_contain_text("10:00 Uhr")
    expect(desk.locator(".weg")).to_contain_text("Verschoben von Di, 24. Nov., 9:00 Uhr auf Di, 24. Nov., 10:00 Uhr")


def edge(page: Page, selector: str, side: str) -> float:
    return round(page.locator(selector).first.evaluate(f"e => e.getBoundingClientRect().{side}"))


def test_sentence_keeps_a_distance_to_what_follows(desk):
    desk.get_by_role("link", name="Beispiel, Olenaaa").click()
    desk.get_by_role("button", name="Ist angekommen").click()
    assert edge(desk, "#pult", "top") - edge(desk, ".meldung", "bottom") == 24


def test_fields_of_a_row_stand_on_one_line(desk):
    desk.goto(reverse("termine:heute_neu"))
    name, *rest = (edge(desk, f"#id_{field}", "bottom") for field in ("person-0-vorname", "person-0-nachname"))
    assert rest == [name]
    assert edge(desk, "#id_email", "bottom") == edge(desk, "#id_mobil", "bottom")


def test_search_word_stays_after_searching(desk):
    desk.goto(reverse("termine:heute_neu"))
    desk.get_by_label("Leistung suchen").fill("karte")
    desk.get_by_role("button", name="Suchen", exact=True).click()
    desk.wait_for_load_state("networkidle")
    expect(desk.get_by_label("Leistung suchen")).to_have_value("karte")


def test_code_and_counter_never_break_on_paper(desk):
    desk.goto(reverse("termine:heute_tagesplan"))
    desk.emulate_media(media="print")
    for nth in (4, 7):
        expect(desk.locator(f"tbody tr:first-child > :nth-child({nth + 1})")).to_have_css("white-space", "nowrap")


def fill_person(page: Page) -> None:
    page.get_by_label("Vorname").fill("Amal")
    page.get_by_label("Nachname").fill("Haddad")
    for label, typed in (("Tag", "17"), ("Monat", "5"), ("Jahr", "1990")):
        page.get_by_role("group", name="Geburtsdatum").get_by_label(label, exact=True).fill(typed)


def test_book_while_somebody_waits(desk, complaints):
    desk.keyboard.press("n")
    fill_person(desk)
    desk.get_by_label("Leistung suchen").press_sequentially("karte abholn", delay=20)
    desk.locator("label:has([name=leistung])", has_text="Aufenthaltskarte abholen").click()
    desk.locator(".wochenplan label", has=desk.get_by_label("Di, 24. Nov., 9:30 Uhr")).click()
    desk.get_by_label("gar nicht").check()
    desk.get_by_role("button", name="Fest buchen").click()
    expect(desk.get_by_role("status").first).to_contain_text("Gebucht für Amal Haddad: Dienstag, 24. November 2026, 9:30 Uhr")
    assert complaints == []


def test_book_without_javascript(page_ohne_skript, amt, base_url):
    page = page_ohne_skript
    page.context.add_cookies(cookies(amt, base_url))
    page.goto(reverse("termine:heute"))
    expect(page.locator("kbd").first).to_be_hidden()
    page.get_by_role("link", name="Termin buchen").click()
    fill_person(page)
    page.locator("label:has([name=leistung])", has_text="Aufenthaltskarte abholen").click()
    page.get_by_role("button", name="Passende Zeiten zeigen").click()
    page.locator(".wochenplan label", has=page.get_by_label("Di, 24. Nov., 9:30 Uhr")).click()
    page.get_by_label("gar nicht").check()
    page.get_by_role("button", name="Fest buchen").click()
    expect(page.get_by_role("status").first).to_contain_text("Gebucht für Amal Haddad")


def look_again(page: Page) -> None:
    """Let the list ask again, as it does when somebody comes back to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_list_shows_what_colleagues_did(desk):
    Termin.objects.filter(starts_at=MORGEN).update(status="angekommen")
    look_again(desk)
    expect(desk.locator(".vorgang").first).to_contain_text("ist da")
    expect(desk.get_by_role("link", name="Im Haus 1")).to_be_visible()


def test_list_leads_to_the_sign_in_when_the_session_has_ended(desk):
    Session.objects.all().delete()
    look_again(desk)
    expect(desk).to_have_url(re.compile("login"))


def test_keys_can_be_switched_off(desk):
    desk.keyboard.press("?")
    desk.get_by_label("Tasten benutzen").uncheck()
    desk.get_by_role("button", name="Schließen").click()
    desk.keyboard.press("n")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_hidden()
    expect(desk.locator("h1")).to_contain_text("Heute")
    desk.get_by_role("button", name="alle Tasten").click()
    expect(desk.get_by_role("dialog")).to_be_visible()


def addresses() -> dict[str, str]:
    booked, waiting = Termin.objects.get(starts_at=MORGEN), Termin.objects.get(status="bestaetigung_offen")
    return {
        "list": reverse("termine:heute"),
        "other day": reverse("termine:heute") + "?tag=2026-11-25",
        "queue": reverse("termine:heute") + "?status=bestaetigung",
        "search": reverse("termine:heute") + "?q=olena",
        "visit": booked.get_absolute_url(),
        "waiting": waiting.get_absolute_url(),
        "cancel": reverse("termine:heute_absagen", args=[booked.pk]),
        "move": reverse("termine:heute_verschieben", args=[booked.pk]),
        "book": reverse("termine:heute_neu") + f"?aus={booked.pk}",
        "plan": reverse("termine:heute_tagesplan") + "?nach=platz",
        "patterns": reverse("termine:heute_auffaelligkeiten"),
    }


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_page_obeys_the_rules(desk, complaints, axe_findings, width, scheme):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    found = {}
    Auffaelligkeit.objects.create(
        muster="namen", merkmal="0" * 64, anzahl=4, termine=list(Termin.objects.values_list("pk", flat=True))
    )
    for name, address in addresses().items():
        desk.goto(address)
        found[name] = (axe_findings(desk), desk.evaluate("document.documentElement.scrollWidth"))
    assert found == dict.fromkeys(found, ([], width))
    assert complaints == []
