"""Everybody reads the figures on a phone and without JavaScript; the lead corrects them and the old ones stay."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from monitoring.actions.verdichten import roll_up_day, roll_up_months
from monitoring.actions.veroeffentlichung import last_month_end, publish
from tests.browser.test_ansichten import fits
from tests.browser.test_fallmanagement import TELEFON
from tests.browser.test_lotse import sign_in
from tests.factories.kern import OrganisationseinheitFactory
from tests.monitoring.ereignisse import happen
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
ZAHL = "Aufrufe höchstens 15 Minuten nach der vereinbarten Zeit"


@pytest.fixture
def ausgabe(db):
    """Of forty visits of each of two months thirty were called in time."""
    cache.clear()
    last = last_month_end()
    tage = (last, last.replace(day=1) - timedelta(days=1))
    with als(System.AUFGABE):
        for tag in tage:
            happen(tag, wert=5, kanal="termin", anzahl=30)
            happen(tag, wert=30, kanal="termin", anzahl=10)
            roll_up_day(tag)
        roll_up_months(tage)
        return publish()


def test_everybody_reads_figures_without_javascript(page_ohne_skript: Page, base_url, ausgabe, axe_findings):
    page = page_ohne_skript
    page.set_viewport_size(TELEFON)
    page.goto(reverse("start"))
    page.get_by_role("contentinfo").get_by_role("link", name="Unsere Zahlen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Unsere Zahlen")
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tabelle herunterladen").click()
    assert download.value.suggested_filename == "kennzahlen-1.csv"
    page.get_by_role("link", name=ZAHL).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ZAHL)
    expect(page.get_by_text("Gezählt wurden etwa 80 Fälle.")).to_be_visible()
    assert fits(page)


@pytest.mark.parametrize("sprache", ["de", "ar", "de-simple"])
def test_pages_keep_wcag_and_fit_a_phone(page: Page, base_url, ausgabe, axe_findings, complaints, sprache):
    page.goto(reverse("kern:sprache") + f"?wahl={sprache}")
    page.set_viewport_size(TELEFON)
    pages = (("neueste",), ("zahl", 1, "garantie-eingehalten"), ("ausgaben",))
    for name, *args in pages:
        page.goto(reverse(f"transparenz:{name}", args=args))
        assert (name, axe_findings(page), fits(page)) == (name, [], True)
    assert complaints == []


def test_lead_corrects_and_the_old_one_stays(page: Page, page_ohne_skript: Page, base_url, ausgabe, axe_findings, complaints):
    sign_in(page, base_url, staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG))
    page.goto(reverse("monitoring:lage"))
    page.get_by_role("link", name="Veröffentlichungen").click()
    page.get_by_role("button", name="Berichtigung veröffentlichen").click()
    expect(page.locator("[data-fehlerliste]")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_label("Was wird berichtigt?").fill("Ein Haus fehlte.")
    page.get_by_role("button", name="Berichtigung veröffentlichen").click()
    expect(page.get_by_text("Ausgabe 2 ist veröffentlicht.")).to_be_visible()
    reader = page_ohne_skript
    reader.goto(reverse("transparenz:neueste"))
    expect(reader.get_by_text("Ein Haus fehlte.")).to_be_visible()
    reader.get_by_role("link", name="Frühere Ausgaben").click()
    reader.get_by_role("link", name="Ausgabe 1:").click()
    expect(reader.get_by_text("Dazu gibt es eine neuere Ausgabe.")).to_be_visible()
    assert complaints == []
