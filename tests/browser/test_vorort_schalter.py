"""A morning at the counter: every step by mouse, then by keyboard alone; WCAG rules on every page of it."""

import pytest
from celery import current_app
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from behoerde.kern import uhr
from behoerde.kern.rechte import Rolle
from termine.models import Notiz, Team, Vorsprache
from tests.browser.vorort import ACHT_UHR_45, sign_in
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory
from tests.termine.empfang import staff_of
from tests.termine.haus import KURZ, arrived, walk_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCHALTER = "/termine/schalter/"


@pytest.fixture(autouse=True)
def dienst(settings, monkeypatch):
    """Two counters from nine to one; a visit for nine and two people without an appointment are here at a quarter to nine."""
    uhr._offset.cache_clear()
    settings.BEHOERDE_UHR = ACHT_UHR_45
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)
    leistung = LeistungFactory.create(name="Aufenthaltskarte abholen", versprechen_wartezeit_min=20)
    team = TeamFactory.create(name="Service-Schalter", leistungen=[leistung])
    first = DienstFactory.create(platz=PlatzFactory.create(name="Schalter 1", team=team))
    DienstFactory.create(platz=PlatzFactory.create(name="Schalter 2", team=team))
    arrived(first, leistung)
    for n in range(2):
        walk_in(team.standort, leistung, n=n)
    return first


@pytest.fixture
def schalter(page: Page, dienst, base_url) -> Page:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.set_default_timeout(10_000)
    clerk = staff_of(dienst.team.organisationseinheit, Rolle.SACHBEARBEITUNG)
    sign_in(page.context, base_url, clerk, dienst.platz)
    page.goto(SCHALTER)
    return page


@pytest.fixture
def look(axe_findings, complaints):
    """Return a function that finds nothing wrong with a page of the counter."""

    def check(page: Page) -> None:
        assert (axe_findings(page), page.evaluate("document.documentElement.scrollWidth - innerWidth"), complaints) == ([], 0, [])

    return check


def said(page: Page) -> Locator:
    return page.get_by_role("status").first


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()


def states() -> dict[str, str]:
    return {vorsprache.wartenummer: vorsprache.status for vorsprache in Vorsprache.objects.all()}


def test_next_called_again_served_and_the_next(schalter, settings, look):
    settings.BEHOERDE_UHR = "2026-11-24T08:57:00"
    schalter.reload()
    look(schalter)
    expect(schalter.locator(".seite")).to_contain_text("A 001: Termin 9:00 Uhr")
    press(schalter, "Nächste Person")
    expect(schalter.locator("h1")).to_have_text("A 001")
    expect(schalter.locator(".schalter__person")).to_contain_text("Beispiel, Olenaaa")
    look(schalter)
    press(schalter, "Noch einmal aufrufen")
    expect(schalter.locator(".schalter__uhr")).to_contain_text("2-mal aufgerufen, zuletzt um 8:57 Uhr")
    press(schalter, "Ist da")
    expect(schalter.locator(".schalter__uhr")).to_contain_text("im Gespräch seit 8:57 Uhr")
    look(schalter)
    press(schalter, "Erledigt, nächste Person")
    expect(schalter.locator("h1")).to_have_text("B 001")
    assert states() == {"A 001": "erledigt", "B 001": "aufgerufen", "B 002": "wartet"}


def test_identity_is_noted_by_key_and_who_is_somebody_else_is_not_served(schalter, settings, look):
    Team.objects.update(ausweis_pflicht=True)
    settings.BEHOERDE_UHR = "2026-11-24T08:57:00"
    press(schalter, "Nächste Person")
    expect(schalter.locator("h1")).to_have_text("A 001")
    press(schalter, "Ist da")
    press(schalter, "Erledigt, nächste Person")
    expect(schalter.get_by_text("Bitte prüfen Sie zuerst den Ausweis")).to_be_visible()
    schalter.locator("#ausweis summary").click()
    for width in (1280, 360):
        schalter.set_viewport_size({"width": width, "height": 800})
        look(schalter)
    schalter.get_by_text("Eine andere Person ist gekommen").click()
    press(schalter, "Nicht bedienen")
    expect(said(schalter)).to_contain_text("A 001 wird nicht bedient.")
    look(schalter)
    press(schalter, "Zurücknehmen")
    press(schalter, "Nächste Person")
    expect(schalter.locator("h1")).to_have_text("A 001")
    schalter.keyboard.press("i")
    expect(said(schalter)).to_contain_text("Person geprüft")
    press(schalter, "Ist da")
    press(schalter, "Erledigt, nächste Person")
    assert states() == {"A 001": "erledigt", "B 001": "aufgerufen", "B 002": "wartet"}


def test_parked_person_comes_back_to_the_front(schalter, settings, look):
    press(schalter, "Nächste Person")
    expect(schalter.locator("h1")).to_have_text("B 001")
    schalter.get_by_label("Wartet noch").select_option("15")
    press(schalter, "Parken")
    expect(schalter.locator(".gruppe").nth(1)).to_contain_text("Wartet auf etwas anderes")
    look(schalter)
    settings.BEHOERDE_UHR = "2026-11-24T08:59:00"
    press(schalter, "Nächste Person")
    expect(schalter.locator("h1")).to_have_text("A 001")
    press(schalter, "Ist da")
    settings.BEHOERDE_UHR = "2026-11-24T09:01:00"
    press(schalter, "Erledigt, nächste Person")
    expect(schalter.locator("h1")).to_have_text("B 001")


def test_nobody_came_is_noted_after_the_second_call_and_taken_back(schalter):
    press(schalter, "Nächste Person")
    expect(schalter.get_by_role("button", name="Nicht erschienen")).to_have_count(0)
    press(schalter, "Noch einmal aufrufen")
    press(schalter, "Nicht erschienen")
    expect(said(schalter)).to_contain_text("B 001: nicht erschienen.")
    press(schalter, "Zurücknehmen")
    expect(said(schalter)).to_contain_text("B 001: wartet.")
    assert states()["B 001"] == "wartet"


def test_sent_on_with_a_remark_to_the_other_counter(schalter, dienst, base_url, browser, look):
    press(schalter, "Nächste Person")
    press(schalter, "Ist da")
    schalter.get_by_role("link", name="Weiterreichen").click()
    look(schalter)
    press(schalter, "Jetzt weiterreichen")
    expect(schalter.locator("main")).to_contain_text("Bitte wählen Sie, wohin die Person geht.")
    schalter.get_by_text("Schalter 2").click()
    schalter.get_by_label("Hinweis für den nächsten Schalter").fill("Foto fehlt")
    press(schalter, "Jetzt weiterreichen")
    expect(said(schalter)).to_contain_text("B 001 geht weiter zu: Schalter 2.")
    other = browser.new_context(base_url=base_url, locale="de-DE")
    clerk = staff_of(dienst.team.organisationseinheit, Rolle.SACHBEARBEITUNG)
    sign_in(other, base_url, clerk, dienst.team.plaetze.get(name="Schalter 2"))
    second = other.new_page()
    second.goto(SCHALTER)
    press(second, "Nächste Person")
    expect(second.locator("h1")).to_have_text("B 001")
    expect(second.locator(".schalter__person .hinweis")).to_contain_text("Foto fehlt")
    other.close()


def test_note_is_read_at_the_next_visit(schalter, dienst, settings, look):
    settings.BEHOERDE_UHR = "2026-11-24T08:57:00"
    schalter.reload()
    press(schalter, "Nächste Person")
    schalter.locator(".schalter__notiz summary").click()
    look(schalter)
    schalter.get_by_label("Notiz für den nächsten Besuch").fill("Bringt beim nächsten Mal das Foto mit.")
    press(schalter, "Notiz speichern")
    expect(said(schalter)).to_contain_text("Die Notiz ist gespeichert.")
    press(schalter, "Ist da")
    press(schalter, "Erledigt E")
    expect(said(schalter)).to_contain_text("A 001: erledigt.")
    again = arrived(dienst, dienst.team.leistungen.get(), beginn=MORGEN + KURZ, schluessel="noch-einmal")
    schalter.goto(reverse("termine:schalter_nummer", args=[again.pk]))
    expect(schalter.locator(".schalter__person")).to_contain_text("Bringt beim nächsten Mal das Foto mit.")
    assert Notiz.objects.count() == 1


def test_morning_by_keyboard_alone(schalter, complaints):
    keys = schalter.keyboard
    keys.press("n")
    expect(schalter.locator("h1")).to_have_text("B 001")
    keys.press("a")
    expect(schalter.locator(".schalter__uhr")).to_contain_text("2-mal aufgerufen")
    keys.press("x")
    expect(said(schalter)).to_contain_text("B 001: nicht erschienen.")
    keys.press("r")
    expect(said(schalter)).to_contain_text("B 001: wartet.")
    keys.press("n")
    expect(schalter.locator("h1")).to_have_text("B 001")
    keys.press("p")
    expect(schalter.get_by_text("Der Schalter ist frei")).to_be_visible()
    keys.press("n")
    expect(schalter.locator("h1")).to_have_text("B 002")
    keys.press("b")
    expect(schalter.locator(".schalter__uhr")).to_contain_text("im Gespräch seit")
    keys.press("w")
    expect(schalter.locator("h1")).to_have_text("B 002 weiterreichen")
    schalter.get_by_role("radio").first.focus()
    keys.press("Space")
    keys.press("Tab")
    keys.type("Foto fehlt")
    keys.press("Tab")
    keys.press("Enter")
    expect(said(schalter)).to_contain_text("B 002 geht weiter zu: Service-Schalter")
    keys.press("j")
    expect(schalter.locator("[data-zeile]").first).to_be_focused()
    keys.press("Enter")
    expect(schalter.locator("h1")).to_have_text("B 002")
    keys.press("d")
    expect(schalter.locator(".personkopf")).to_contain_text("Notfall")
    keys.press("a")
    expect(schalter.get_by_role("button", name="Ist da")).to_be_visible()
    keys.press("b")
    expect(schalter.locator(".schalter__uhr")).to_contain_text("im Gespräch seit")
    keys.press("e")
    expect(said(schalter)).to_contain_text("B 002: erledigt.")
    assert complaints == []


def test_somebody_without_an_appointment_gets_a_number_by_keyboard(schalter, look):
    schalter.keyboard.press("o")
    expect(schalter.get_by_role("heading", name="Jemand ohne Termin")).to_be_visible()
    look(schalter)
    schalter.get_by_label("Sprache der Person").focus()
    schalter.keyboard.type("Türkçe")
    schalter.get_by_role("button", name="Nummer geben").focus()
    schalter.keyboard.press("Enter")
    expect(schalter.locator("h1")).to_have_text("B 003")
    assert Vorsprache.objects.get(nummer=3).sprache == "tr"


def test_list_freshens_by_itself(page, schalter, dienst):
    expect(schalter.locator("[data-zeile]")).to_have_count(3)
    walk_in(dienst.team.standort, n=7)
    expect(schalter.locator("[data-zeile]")).to_have_count(4, timeout=20_000)


@pytest.mark.parametrize("width", [390, 800])
def test_small_screen_shows_the_person_first(schalter, width):
    schalter.set_viewport_size({"width": width, "height": 844})
    press(schalter, "Nächste Person")
    expect(schalter.locator("h1")).to_have_text("B 001")
    tops = [schalter.locator(part).bounding_box()["y"] for part in (".schalter__person", "#tun", "#liste")]
    assert tops == sorted(tops)
    assert schalter.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_choice_of_the_counter_obeys_the_rules(schalter, look):
    schalter.get_by_role("link", name="Schalter wechseln").click()
    look(schalter)
    press(schalter, "Schalter 2")
    expect(schalter.locator("h1")).to_have_text("Schalter 2")


@pytest.mark.parametrize("farben", ["light", "dark"])
def test_colours_obey_the_rules(schalter, axe_findings, farben):
    schalter.emulate_media(color_scheme=farben)
    press(schalter, "Nächste Person")
    expect(schalter.locator("h1")).to_have_text("B 001")
    assert axe_findings(schalter) == []


def test_two_columns_keep_the_steps_above_the_person(schalter):
    schalter.set_viewport_size({"width": 1100, "height": 780})
    press(schalter, "Nächste Person")
    expect(schalter.locator("h1")).to_have_text("B 001")
    expect(schalter.get_by_role("button", name="Ist da")).to_be_in_viewport()
    tops = [schalter.locator(part).bounding_box()["y"] for part in ("#tun", ".schalter__person")]
    assert tops == sorted(tops)
