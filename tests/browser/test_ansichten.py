"""Filters under a name, and the list of cases by keys: at the desk, on a phone, without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from tests.browser.test_fallmanagement import BREIT, TELEFON
from tests.browser.test_lotse import sign_in
from tests.browser.test_partner import check, page_for
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
LISTE, LAGE = reverse("fallmanagement:liste"), reverse("monitoring:lage")


@pytest.fixture
def fallmanagerin(db):
    einheit = OrganisationseinheitFactory.create(name="Fallmanagement")
    with als(System.AUFGABE):
        for name in ("Ceesay", "Haidari"):
            FallakteFactory.create(person=PersonFactory.create(nachname=name), einheit=einheit)
    return staff_of(einheit, Rolle.FALLMANAGEMENT)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def save(page: Page, name: str) -> None:
    page.locator("summary", has_text="Ansichten").click()
    page.get_by_label("Name der Ansicht").fill(name)
    page.get_by_role("button", name="Diese Ansicht speichern").click()
    expect(page.get_by_text(f"Die Ansicht „{name}“ ist gespeichert.")).to_be_visible()


def test_view_is_kept_renamed_deleted_and_brought_back(page: Page, base_url, fallmanagerin, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(TELEFON)
    page.goto(f"{LISTE}?ansicht=ohne&phase=neu")
    save(page, "Neue ohne Hand")
    page.locator("summary", has_text="Ansichten").click()
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("link", name="Ansichten ordnen").click()
    expect(page.get_by_role("heading", name="Neue ohne Hand")).to_be_visible()
    page.get_by_role("button", name="Liste damit öffnen").click()
    expect(page.get_by_text("öffnet sich zuerst")).to_be_visible()
    page.locator("summary", has_text="Umbenennen").click()
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("button", name="Löschen").click()
    expect(page.get_by_text("Noch keine Ansicht")).to_be_visible()
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.get_by_text("öffnet sich zuerst")).to_be_visible()
    page.goto(LISTE)
    expect(page.get_by_role("navigation", name="Gespeicherte Ansichten").get_by_role("link")).to_have_attribute(
        "aria-current", "true"
    )
    assert complaints == []


def test_long_name_without_a_gap_widens_no_page(page: Page, base_url, fallmanagerin, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(TELEFON)
    page.goto(f"{LISTE}?ansicht=ohne&phase=neu")
    save(page, "Wiedervorlagenübersichtsliste" * 2)
    assert fits(page)
    page.goto(reverse("kern:ansichten"))
    expect(page.get_by_role("heading", level=2)).to_be_visible()
    assert fits(page)
    assert complaints == []


def test_cases_are_ticked_and_moved_by_keys_alone(page: Page, base_url, fallmanagerin, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(BREIT)
    page.goto(f"{LISTE}?ansicht=offen")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    for box in page.get_by_role("checkbox", name="ankreuzen").all():
        expect(box).to_be_checked()
    page.keyboard.press("m")
    expect(page.get_by_label("Mit den angekreuzten Fällen")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Alle Tasten")).to_be_visible()
    assert axe_findings(page) == []
    page.goto(f"{reverse('fallmanagement:tafel')}?ansicht=offen")
    page.keyboard.press("j")
    page.keyboard.press("Tab")
    page.keyboard.type("Kl")  # the next phase is Klärung
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("jetzt „Klärung“")).to_be_visible()
    assert complaints == []


def test_view_without_javascript(page_ohne_skript: Page, base_url, fallmanagerin):
    page = page_ohne_skript
    sign_in(page, base_url, fallmanagerin)
    page.goto(f"{LISTE}?ansicht=offen&q=Haidari")
    save(page, "Offene")
    expect(page).to_have_url(f"{base_url}{LISTE}?ansicht=offen")
    expect(page.get_by_role("link", name="Offene", exact=True)).to_have_attribute("aria-current", "true")


def test_lead_gives_a_view_to_the_desk_on_a_phone(browser, base_url, axe_findings):
    einheit = OrganisationseinheitFactory.create()
    lead = page_for(browser, base_url, staff_of(einheit, Rolle.LEITUNG), breite=360)
    lead.goto(f"{LAGE}?monate=24")
    save(lead, "Zwei Jahre")
    lead.goto(reverse("kern:ansichten"))
    lead.get_by_label("Teilen mit der Rolle").select_option(label="Empfang")
    lead.get_by_role("button", name="Teilen", exact=False).last.click()
    shared = lead.get_by_role("region", name="Mit einer Rolle geteilt")
    expect(shared).to_contain_text("Zwei Jahre")
    check(lead, axe_findings)
    desk = page_for(browser, base_url, staff_of(einheit, Rolle.EMPFANG), breite=360)
    desk.goto(LAGE)
    given = desk.get_by_role("navigation", name="Ansichten des Amts").get_by_role("link")
    expect(given).to_contain_text("Zwei Jahre")
    check(desk, axe_findings)
    given.click()
    expect(desk).to_have_url(f"{base_url}{LAGE}?monate=24")
    check(desk, axe_findings)
    shared.get_by_role("button", name="Zurücknehmen").click()
    expect(lead.get_by_text("„Zwei Jahre“ ist nicht mehr geteilt.")).to_be_visible()
    desk.goto(LAGE)
    expect(desk.get_by_role("navigation", name="Ansichten des Amts")).to_have_count(0)
    for page in (lead, desk):
        page.context.close()
