"""A lead enters an absence that ends by itself; what the ledger assumes needs two of them."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Annahme
from tests.browser.test_fallmanagement import fill_date
from tests.browser.test_freigabe import akte, einheit
from tests.browser.test_partner import check, page_for
from tests.factories.fallmanagement import ZustaendigkeitFactory
from tests.termine.empfang import staff_of

__all__ = ["akte", "einheit"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture(autouse=True)
def ohne_warteschlange(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)


@pytest.fixture
def abwesend(akte, einheit: Organisationseinheit) -> User:
    """Whoever answers for the case."""
    user = staff_of(einheit, Rolle.FALLMANAGEMENT)
    with als(System.AUFGABE):
        ZustaendigkeitFactory.create(fallakte=akte, user=user, zeitraum=DateRange(uhr.today(), None))
    return user


def enter_absence(lead: Page, away: User, durch: User, axe_findings) -> None:
    """Enter that ``away`` is absent today and tomorrow."""
    lead.goto(reverse("fallmanagement:vertretung"))
    check(lead, axe_findings)
    lead.get_by_label("Wer ist abwesend?").select_option(str(away.pk))
    lead.get_by_label("Wer vertritt?").select_option(str(durch.pk))
    fill_date(lead, "Erster Tag", uhr.today())
    fill_date(lead, "Letzter Tag", uhr.today() + timedelta(days=1))
    lead.get_by_role("button", name="Eintragen").click()
    expect(lead.get_by_text(f"vertreten durch {durch}")).to_be_visible()
    check(lead, axe_findings)


@pytest.mark.parametrize("breite", [1280, 360])
def test_cases_of_somebody_absent_are_covered_and_come_back(browser, base_url, abwesend, einheit, axe_findings, settings, breite):
    vertretung = staff_of(einheit, Rolle.FALLMANAGEMENT)
    lead = page_for(browser, base_url, staff_of(einheit, Rolle.LEITUNG), breite=breite)
    page = page_for(browser, base_url, vertretung, breite=breite)
    page.goto(reverse("fallmanagement:liste"))
    expect(page.get_by_text("Lamin Ceesay")).to_have_count(0)
    enter_absence(lead, abwesend, vertretung, axe_findings)
    page.reload()
    expect(page.get_by_text("Lamin Ceesay").first).to_be_visible()
    settings.BEHOERDE_UHR = (uhr.now() + timedelta(days=2)).isoformat()
    later = page_for(browser, base_url, vertretung, breite=breite)
    later.goto(reverse("fallmanagement:liste"))
    expect(later.get_by_text("Lamin Ceesay")).to_have_count(0)
    back = page_for(browser, base_url, abwesend, breite=breite)
    back.goto(reverse("fallmanagement:liste"))
    expect(back.get_by_text("Lamin Ceesay").first).to_be_visible()


def propose(lead: Page, axe_findings) -> None:
    lead.goto(reverse("fallmanagement:ersparnis_annahmen"))
    lead.get_by_role("button", name="Vorschlagen").click()
    expect(lead.get_by_role("alert").first).to_be_visible()
    check(lead, axe_findings)
    fill_date(lead, "Gilt ab", uhr.today())
    lead.get_by_label("Anteil in Prozent").fill("20")
    lead.get_by_label("Begründung").fill("Vorsichtig geschätzt.")
    lead.get_by_label("Quelle").fill("Beschluss der Leitung")
    lead.get_by_role("button", name="Vorschlagen").click()


@pytest.mark.parametrize("breite", [1280, 360])
def test_assumption_needs_two_leads(browser, base_url, einheit, axe_findings, breite):
    author = page_for(browser, base_url, staff_of(einheit, Rolle.LEITUNG), breite=breite)
    propose(author, axe_findings)
    author.get_by_role("button", name="Freigeben").click()
    expect(author.get_by_text("Freigeben muss das eine zweite Person")).to_be_visible()
    with als(System.AUFGABE):
        assert Annahme.objects.released().count() == 0
    second = page_for(browser, base_url, staff_of(einheit, Rolle.LEITUNG), breite=breite)
    second.goto(reverse("fallmanagement:ersparnis_annahmen"))
    check(second, axe_findings)
    second.get_by_role("button", name="Freigeben").click()
    expect(second.get_by_role("region", name="Freigegeben")).to_contain_text("Vorsichtig geschätzt.")
    check(second, axe_findings)
    with als(System.AUFGABE):
        assert Annahme.objects.released().count() == 1
