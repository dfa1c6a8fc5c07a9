"""A case manager from a hint to one file, and back to two; by keys, on a phone, without findings of axe."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from tests.browser.test_lotse import sign_in
from tests.factories.aktenpaar import paar
from tests.factories.fallmanagement import VermerkFactory, ZustaendigkeitFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
BREIT, TELEFON = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def fallmanagerin(db):
    return staff_of(OrganisationseinheitFactory.create(name="Fallmanagement"), Rolle.FALLMANAGEMENT)


@pytest.fixture
def akten(fallmanagerin):
    with als(System.AUFGABE):
        einheit = fallmanagerin.rollenzuweisungen.get().organisationseinheit
        first, second = paar(einheit, fallmanagerin, vorname="Ameena")
        ZustaendigkeitFactory.create(fallakte=first, user=fallmanagerin)
        VermerkFactory.create(fallakte=second, text="Sucht eine Lehrstelle.")
    return first, second


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def beside_one_another(page: Page, cells: int) -> bool:
    """Tell whether every cell of a table can be seen without scrolling it."""
    seen = (
        page.locator("tbody tr")
        .first.locator("th, td")
        .evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().right <= document.documentElement.clientWidth)")
    )
    return len(seen) >= cells and all(seen)


def test_from_a_hint_to_one_file_and_back(page: Page, base_url, fallmanagerin, akten, axe_findings, complaints):
    first, second = akten
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(BREIT)
    page.goto(first.get_absolute_url())
    page.get_by_role("link", name="Akten vergleichen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zwei Akten vergleichen")
    assert axe_findings(page) == []
    button = page.get_by_role("button", name="Akten zusammenführen")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Bitte wählen Sie, was gilt.")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_role("radio", name=f"Amina {first.aktenzeichen}").check()
    page.get_by_role("button", name="Akten zusammenführen").click()
    expect(page.get_by_text(f"{second.aktenzeichen} ist mit {first.aktenzeichen} zusammengeführt.")).to_be_visible()
    expect(page.get_by_text("Sucht eine Lehrstelle.")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_role("region", name="Zusammengeführt").get_by_role("button", name="Zurücknehmen").click()
    expect(page.get_by_text("sind wieder zwei Akten.")).to_be_visible()
    expect(page.get_by_text("Noch kein Vermerk.")).to_be_visible()
    assert complaints == []


def test_told_apart_on_a_phone(page: Page, base_url, fallmanagerin, akten, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("fallmanagement:dubletten"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Doppelte Akten")
    assert (axe_findings(page), fits(page)) == ([], True)
    assert beside_one_another(page, 3)
    page.get_by_role("link", name="Vergleichen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zwei Akten vergleichen")
    assert (axe_findings(page), fits(page), beside_one_another(page, 4)) == ([], True, True)
    page.get_by_label("Es sind Verwandte, zum Beispiel Zwillinge").check()
    page.get_by_role("button", name="Als zwei Personen festhalten").click()
    expect(page.get_by_text("Es sind Verwandte, zum Beispiel Zwillinge")).to_be_visible()
    page.get_by_role("link", name="Meine", exact=True).click()
    expect(page.get_by_text("Keine doppelten Akten")).to_be_visible()
    assert complaints == []
