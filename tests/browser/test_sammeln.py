"""A lead on a phone and at the desk: the board, many cases at once and back again, who carries how much."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.fallakte import move
from tests.browser.test_fallmanagement import BREIT, TELEFON
from tests.browser.test_lotse import sign_in
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture
def leitung(db):
    einheit = OrganisationseinheitFactory.create(name="Fallmanagement")
    with als(System.AUFGABE):
        for name in ("Ceesay", "Haidari"):
            move(FallakteFactory.create(person=PersonFactory.create(nachname=name), einheit=einheit), "klaerung")
    staff_of(einheit, Rolle.FALLMANAGEMENT)
    return staff_of(einheit, Rolle.LEITUNG)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_many_cases_at_once_and_back(page: Page, base_url, leitung, axe_findings, complaints):
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    page.goto(f"{reverse('fallmanagement:liste')}?ansicht=offen")
    for box in page.get_by_role("checkbox", name="ankreuzen").all():
        box.check()
    page.get_by_label("Mit den angekreuzten Fällen").select_option("phase")
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_label("Neue Phase").select_option("plan")
    page.get_by_role("button", name="Vorschau", exact=True).click()
    expect(page.get_by_text("jetzt „Plan“, vorher „Klärung“")).to_have_count(2)
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("button", name="Bei 2 Fällen ausführen").click()
    expect(page.get_by_text("Bei 2 Fällen erledigt.")).to_be_visible()
    page.get_by_role("button", name="Zurücknehmen").click()
    expect(page.get_by_text("Bei 2 Fällen zurückgenommen.")).to_be_visible()
    assert complaints == []


def test_lead_shares_out_and_moves_on_the_board(page: Page, base_url, leitung, axe_findings, complaints):
    sign_in(page, base_url, leitung)
    page.set_viewport_size(BREIT)
    page.goto(reverse("fallmanagement:auslastung"))
    assert axe_findings(page) == []
    page.get_by_role("button", name="Vorschau der Verteilung").click()
    page.get_by_role("button", name="Bei 2 Fällen ausführen").click()
    expect(page.get_by_text("Hier ist nichts")).to_be_visible()
    page.goto(f"{reverse('fallmanagement:tafel')}?ansicht=offen")
    assert axe_findings(page) == []
    page.get_by_label("Weiter zu").first.select_option("plan")
    page.get_by_role("button", name="Weiter").first.click()
    expect(page.get_by_role("region", name="Plan")).to_contain_text("1")
    page.set_viewport_size(TELEFON)
    assert (axe_findings(page), fits(page)) == ([], True)
    assert complaints == []
