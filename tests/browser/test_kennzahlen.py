"""A lead looks at figures: narrowed, one of them, a month, a warning, kept under a name, as PDF."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.db import System, als, append
from behoerde.kern.models import Ereignis
from behoerde.kern.rechte import Rolle
from monitoring.actions.verdichten import roll_up_day, roll_up_months
from tests.browser.test_lotse import sign_in
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture
def leitung(db):
    StandortFactory.create(name="Rathaus", slug="rathaus")
    tag = last_month()
    with als(System.AUFGABE):
        for _n in range(8):
            zeit = datetime(tag.year, tag.month, tag.day, 12, tzinfo=uhr.ZONE)
            append(Ereignis(zeit=zeit, art="wartezeit", wert=5, kanal="termin", standort="rathaus"))
        roll_up_day(tag)
        roll_up_months([tag])
    return staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG)


def last_month() -> date:
    """Return a day in the middle of the month before this one."""
    return (uhr.today().replace(day=1) - uhr.DAY).replace(day=15)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("breite", [1280, 360])
def test_lead_narrows_looks_warns_keeps_and_prints(page: Page, base_url, leitung, axe_findings, complaints, breite):
    sign_in(page, base_url, leitung)
    page.set_viewport_size({"width": breite, "height": 900})
    page.goto(reverse("monitoring:lage"))
    page.get_by_label("Standort").select_option("rathaus")
    page.get_by_role("button", name="Zeigen").click()
    expect(page).to_have_url(f"{base_url}{reverse('monitoring:lage')}?monate=12&leistung=&standort=rathaus")
    assert (axe_findings(page), fits(page)) == ([], True)
    page.locator("summary", has_text="Ansichten").click()
    page.get_by_label("Name der Ansicht").fill("Rathaus")
    page.get_by_role("button", name="Diese Ansicht speichern").click()
    expect(page.get_by_text("Die Ansicht „Rathaus“ ist gespeichert.")).to_be_visible()
    page.locator(".kennzahl a", has_text="Wartezeit").first.click()
    expect(page.locator("h1")).to_contain_text("Wartezeit")
    page.locator("summary", has_text="Zahlen als Tabelle").click()
    page.locator(f"a[href*='monat={last_month():%Y-%m}']").click()
    expect(page.get_by_role("link", name="Alle Monate")).to_be_visible()
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("link", name="Warnung anlegen").click()
    page.get_by_text("mehr als die übliche Schwankung zeigt").click()
    page.get_by_role("button", name="Anlegen").click()
    expect(page.get_by_role("button", name="Abbestellen")).to_be_visible()
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("link", name="Lage", exact=True).first.click()
    page.get_by_role("navigation", name="Gespeicherte Ansichten").get_by_role("link", name="Rathaus").click()
    expect(page.get_by_label("Standort")).to_have_value("rathaus")
    address = page.get_by_role("link", name="PDF").get_attribute("href")
    answer = page.request.get(f"{base_url}{reverse('monitoring:lage')}{address}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert complaints == []
