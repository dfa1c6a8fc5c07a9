"""A case manager places somebody and enters what it saves; a lead sees the year: keys, phone, dark, without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Vermittlung
from tests.browser.test_fallmanagement import BREIT, TELEFON, akte, fallmanagerin, fill_date
from tests.browser.test_lotse import sign_in
from tests.factories.vermittlung import ErsparnismonatFactory, VermittlungFactory, begonnen
from tests.termine.empfang import staff_of

__all__ = ["akte", "fallmanagerin"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture
def job(akte) -> Vermittlung:
    """A job that began four months ago, its first month entered."""
    beginn = uhr.today().replace(day=1) - timedelta(days=90)
    with als(System.AUFGABE):
        row = begonnen(beginn, fallakte=akte, arbeitgeber="Bäckerei Sonne")
        ErsparnismonatFactory.create(vermittlung=row, monat=beginn.replace(day=1))
    return row


def test_from_a_proposal_to_the_first_day(page: Page, base_url, fallmanagerin, akte, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(BREIT)
    page.goto(akte.get_absolute_url())
    page.get_by_role("link", name="Vermittlung", exact=True).click()
    page.get_by_label("Betrieb").fill("Bäckerei Sonne")
    page.get_by_label("Tätigkeit oder Beruf").fill("Bäcker")
    page.get_by_label("Art", exact=True).select_option("ausbildung")
    page.get_by_role("button", name="Eintragen").click()
    page.goto(reverse("fallmanagement:vermittlungen"))
    assert axe_findings(page) == []
    page.get_by_label("Weiter zu").select_option("vertrag")
    page.get_by_label("Weiter zu").press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("jetzt „Vertrag“")).to_be_visible()
    page.get_by_role("button", name="Lamin Ceesay").click()
    fill_date(page, "Erster Tag", uhr.today())
    page.locator("#weiter").get_by_role("button", name="Eintragen").click()
    expect(page.get_by_text("nach 12 Monaten")).to_be_visible()
    assert axe_findings(page) == []
    assert complaints == []


def test_month_is_entered_and_a_look_back_answered(page: Page, base_url, fallmanagerin, job, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.goto(reverse("fallmanagement:ersparnis", args=[job.fallakte_id, job.pk]))
    expect(page.get_by_label("Brutto in Euro")).to_have_value("724,00")
    page.get_by_label("Netto in Euro").fill("580,50")
    page.get_by_label("Nachweis").select_option("abrechnung")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Der Monat ist gespeichert.")).to_be_visible()
    assert axe_findings(page) == []
    with als(System.AUFGABE):
        assert job.monate.count() == 2
    assert complaints == []


@pytest.mark.parametrize(("size", "theme"), [(BREIT, "light"), (TELEFON, "dark")])
def test_pages_of_placements_on_desk_and_phone(page: Page, base_url, job, axe_findings, complaints, size, theme):
    sign_in(page, base_url, staff_of(job.fallakte.einheit, Rolle.LEITUNG))
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)
    names = ("ersparnis_jahr", "ersparnis_methode", "ersparnis_annahmen")
    board = reverse("fallmanagement:vermittlungen")
    one = reverse("fallmanagement:ersparnis", args=[job.fallakte_id, job.pk])
    pages = [job.get_absolute_url(), one, f"{board}?wer=alle", f"{board}?wer=alle&ansicht=liste"]
    for address in [*pages, *(reverse(f"fallmanagement:{name}") for name in names)]:
        page.goto(address)
        assert axe_findings(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    assert complaints == []


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_board_moves_without_javascript(page: Page, base_url, fallmanagerin, akte):
    with als(System.AUFGABE):
        row = VermittlungFactory.create(fallakte=akte)
    sign_in(page, base_url, fallmanagerin)
    page.goto(reverse("fallmanagement:vermittlungen"))
    page.get_by_label("Weiter zu").select_option("probe")
    page.get_by_role("button", name="Lamin Ceesay").click()
    expect(page.get_by_text("jetzt „Probearbeit“")).to_be_visible()
    with als(System.AUFGABE):
        row.refresh_from_db()
    assert row.stand == "probe"
