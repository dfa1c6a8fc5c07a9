"""Somebody comes in: at the terminal with code, QR code or nothing, in two scripts; then the number on the own phone."""

import re
from datetime import datetime, timedelta

import pytest
from celery import current_app
from django.conf import settings as project
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.geraet import revoke_geraet
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Nachricht
from termine.actions.schalter import begin, call_next, finish
from termine.enums import Linkzweck
from termine.models import Termin, Vorsprache
from termine.planung import as_range
from tests.browser.vorort import ACHT_UHR_45, QUERFORMAT, TELEFON, number_page, overflow, set_up, speak, type_on_screen
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.haus import walk_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ANKUNFT = "/termine/ankunft/"
UNBEKANNT = "Diesen Code kennen wir nicht. Bitte prüfen Sie ihn, oder ziehen Sie eine Nummer."


@pytest.fixture(autouse=True)
def dienst(settings, monkeypatch):
    """One counter from nine to one; it is a quarter to nine."""
    uhr._offset.cache_clear()
    settings.BEHOERDE_UHR = ACHT_UHR_45
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)
    leistung = LeistungFactory.create(slug="eat-abholung", name="Aufenthaltskarte abholen", name_ar="استلام بطاقة الإقامة")
    platz = PlatzFactory.create(name="Schalter 1", team=TeamFactory.create(leistungen=[leistung]))
    return DienstFactory.create(platz=platz)


@pytest.fixture
def leistung(dienst):
    return dienst.team.leistungen.get()


@pytest.fixture
def termin(dienst, leistung) -> Termin:
    return gebuchter_termin(dienst, leistung)


@pytest.fixture
def kiosk(page: Page, dienst, base_url) -> Page:
    page.set_viewport_size(QUERFORMAT)
    page.set_default_timeout(10_000)
    page.geraet = set_up(page.context, base_url, dienst.team.standort, "kiosk")
    page.goto(ANKUNFT)
    return page


@pytest.fixture
def look(axe_findings, complaints):
    """Return a function that finds nothing wrong with a page of the terminal."""

    def check(page: Page) -> None:
        assert (axe_findings(page), overflow(page), complaints) == ([], [0, 0], []), page.url

    return check


def shows_number(page: Page, nummer: str) -> None:
    expect(page.locator(".nummerkarte__zahl")).to_have_text(nummer)


def hint(page: Page) -> str:
    expect(page.locator(".kiosk__hinweis h1")).to_be_visible()
    return page.locator(".kiosk__hinweis h1").inner_text()


@pytest.mark.parametrize(("sprache", "dir_"), [("de", "ltr"), ("ar", "rtl")])
def test_code_typed_on_the_screen_checks_in(kiosk, termin, base_url, look, sprache, dir_):
    kiosk.locator(f".kiosk__sprachen a[lang={sprache}]").first.click()
    expect(kiosk.locator("html")).to_have_attribute("dir", dir_)
    look(kiosk)
    kiosk.locator("a[href$='tasten=1']").click()
    look(kiosk)
    type_on_screen(kiosk, termin.code.replace("-", ""))
    kiosk.locator(".kiosk__feld button").click()
    shows_number(kiosk, "A 001")
    expect(kiosk.locator("html")).to_have_attribute("dir", dir_)
    look(kiosk)
    assert Termin.objects.get().status == "angekommen"
    kiosk.locator(".kiosk__mit .kern-btn--primary").click()
    expect(kiosk.locator("html")).to_have_attribute("lang", "de")  # the next person begins in German
    expect(kiosk).to_have_url(f"{base_url}{ANKUNFT}")


def test_scanner_types_the_address_of_the_ticket_wherever_the_focus_is(kiosk, termin):
    kiosk.keyboard.type(f"{project.ADRESSE}/termine/mein/{link_token(Linkzweck.TERMIN, termin.pk)}/")
    kiosk.keyboard.press("Enter")
    shows_number(kiosk, "A 001")


def test_wrong_key_is_taken_back_on_the_screen(kiosk):
    kiosk.locator("a[href$='tasten=1']").click()
    type_on_screen(kiosk, "23A")
    kiosk.get_by_role("button", name="Letztes Zeichen löschen").click()
    expect(kiosk.locator("[name=code]")).to_have_value("23")


def test_wrong_code_is_said_beside_the_field_and_stays(kiosk, look):
    kiosk.locator("a[href$='tasten=1']").click()
    type_on_screen(kiosk, "222222")
    kiosk.locator(".kiosk__feld button").click()
    expect(kiosk.locator("#id_code_error")).to_have_text(UNBEKANNT)
    expect(kiosk.locator("[name=code]")).to_have_value("222222")
    expect(kiosk.locator("[name=code]")).to_have_attribute("aria-describedby", re.compile("id_code_error"))
    look(kiosk)


@pytest.mark.parametrize(
    ("beginn", "sentence"),
    [
        (timedelta(hours=2), "Sie sind früh da: Ihr Termin ist um 11:00 Uhr. Bitte melden Sie sich ab 10:00 Uhr hier an."),
        (timedelta(days=1), "Ihr Termin ist an einem anderen Tag: Mittwoch, 25. November 2026, 9:00 Uhr."),
    ],
    ids=["early", "another day"],
)
def test_no_is_one_large_sentence_with_a_way_on(kiosk, dienst, leistung, look, beginn, sentence):
    tag = MORGEN + timedelta(days=1)
    DienstFactory.create(platz=dienst.platz, zeitraum=as_range((tag, tag + timedelta(hours=4))))
    code = gebuchter_termin(dienst, leistung, beginn=MORGEN + beginn).code
    kiosk.locator("[name=code]").fill(code)
    kiosk.locator("[name=code]").press("Enter")
    assert hint(kiosk) == sentence
    look(kiosk)
    kiosk.get_by_role("link", name="Nummer ziehen").click()
    expect(kiosk.locator("h1")).to_have_text("Worum geht es?")


def test_who_comes_too_late_still_gets_a_number(kiosk, termin, settings):
    settings.BEHOERDE_UHR = "2026-11-24T09:40:00"
    kiosk.locator("[name=code]").fill(termin.code)
    kiosk.locator("[name=code]").press("Enter")
    shows_number(kiosk, "A 001")
    expect(kiosk.locator(".kiosk__zettel")).to_contain_text("Ihre Terminzeit ist vorbei. Sie kommen trotzdem dran")


@pytest.mark.parametrize(("sprache", "name"), [("de", "Aufenthaltskarte abholen"), ("ar", "استلام بطاقة الإقامة")])
def test_number_is_drawn_without_an_appointment(kiosk, look, sprache, name):
    kiosk.locator(f".kiosk__sprachen a[lang={sprache}]").first.click()
    kiosk.locator("a[href$='/ohne-termin/']").click()
    expect(kiosk.locator(".kiosk__anliegen button").first).to_have_text(name)
    look(kiosk)
    kiosk.locator(".kiosk__anliegen button").first.click()
    shows_number(kiosk, "B 001")
    look(kiosk)
    assert list(Vorsprache.objects.values_list("sprache", "leistung__slug")) == [(sprache, "eat-abholung")]


def test_closed_house_says_so_instead_of_giving_numbers(kiosk, settings, look):
    settings.BEHOERDE_UHR = "2026-11-29T10:00:00"  # a Sunday
    kiosk.reload()
    expect(kiosk.locator("main")).to_contain_text("Heute werden keine Nummern mehr ausgegeben.")
    expect(kiosk.locator("a[href$='/ohne-termin/']")).to_have_count(0)
    look(kiosk)


def test_terminal_greets_the_next_person_after_a_minute(page, dienst, base_url):
    page.set_viewport_size(QUERFORMAT)
    set_up(page.context, base_url, dienst.team.standort, "kiosk")
    speak(page.context, base_url, "ar")
    page.clock.install()
    page.goto(f"{ANKUNFT}?tasten=1")
    type_on_screen(page, "23")
    page.clock.fast_forward(59_000)
    type_on_screen(page, "4")
    page.clock.fast_forward(59_000)
    expect(page.locator("[name=code]")).to_have_value("234")
    page.clock.fast_forward(2_000)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("[name=code]")).to_have_value("")


def test_locked_terminal_shows_nothing_at_the_next_touch(kiosk, axe_findings):
    revoke_geraet(kiosk.geraet)
    kiosk.locator("a[href$='tasten=1']").click()
    expect(kiosk.locator("h1")).to_have_text("Dieses Gerät ist nicht eingerichtet")
    assert axe_findings(kiosk) == []


def test_terminal_works_without_a_script(page_ohne_skript, dienst, termin, base_url):
    set_up(page_ohne_skript.context, base_url, dienst.team.standort, "kiosk")
    page_ohne_skript.goto(f"{ANKUNFT}?tasten=1")
    type_on_screen(page_ohne_skript, termin.code.replace("-", ""))
    page_ohne_skript.locator(".kiosk__feld button").click()
    shows_number(page_ohne_skript, "A 001")


def served(dienst, leistung, settings) -> None:
    """Let the counter end three conversations of ten minutes each."""
    for n in range(3):
        walk_in(dienst.team.standort, leistung, n=n)
        settings.BEHOERDE_UHR = f"2026-11-24T09:{n}0:00"
        called = begin(call_next(dienst.platz))
        settings.BEHOERDE_UHR = f"2026-11-24T09:{n + 1}0:00"
        finish(called)


def test_message_says_when_to_come_back(kiosk, dienst, leistung, settings, look):
    served(dienst, leistung, settings)
    for n in range(3, 6):
        walk_in(dienst.team.standort, leistung, n=n)
    kiosk.goto(f"{ANKUNFT}ohne-termin/")
    kiosk.get_by_role("button", name="Aufenthaltskarte abholen").click()
    shows_number(kiosk, "B 007")
    expect(kiosk.locator(".eckdaten")).to_contain_text("etwa 40 Minuten")
    kiosk.get_by_role("link", name="SMS bekommen, wenn ich dran bin").click()
    kiosk.locator(".kiosk__feld button").click()
    expect(kiosk.locator("#id_mobil_error")).to_have_text("Bitte tippen Sie Ihre Handynummer ein.")
    type_on_screen(kiosk, "015123456789")
    look(kiosk)
    kiosk.locator(".kiosk__feld button").click()
    expect(kiosk.locator(".kiosk__mit")).to_contain_text("Wir schicken Ihnen eine SMS, wenn Sie gleich dran sind.")
    sent = Nachricht.objects.get(anlass="vorsprache_nummer")
    back = uhr.local(datetime.fromisoformat(sent.kontext["zurueck_um"]))
    assert (sent.adresse, f"{back:%H:%M}") == ("+4915123456789", "10:00")


@pytest.mark.parametrize(
    ("sprache", "komm"), [("de", "Bitte kommen Sie jetzt: Schalter 1"), ("ar", "يُرجى التوجه الآن إلى: Schalter 1")]
)
def test_number_on_the_phone_follows_by_itself(page, dienst, leistung, base_url, axe_findings, complaints, sprache, komm):
    vorsprache = walk_in(dienst.team.standort, leistung, sprache=sprache)
    page.set_viewport_size(TELEFON)
    speak(page.context, base_url, sprache)
    page.clock.install()
    page.goto(number_page(vorsprache))
    shows_number(page, "B 001")
    assert axe_findings(page) == []
    called = call_next(dienst.platz)
    page.clock.fast_forward(15_000)
    expect(page.get_by_role("status")).to_have_text(komm)
    assert axe_findings(page) == []
    finish(begin(called))
    page.clock.fast_forward(15_000)
    expect(page.locator(".aufrufzeile")).to_have_count(0)
    assert (page.evaluate("document.documentElement.scrollWidth - innerWidth"), complaints) == (0, [])
