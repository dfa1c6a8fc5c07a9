"""Somebody would rather come earlier: waits, is asked, takes the time; in German and Arabic, on a phone, by the WCAG rules."""

from datetime import timedelta

import pytest
from django.conf import settings as project
from playwright.sync_api import Page, expect

from termine.actions.aenderung import cancel_termin
from termine.actions.warteliste import offer_freed
from termine.enums import Absagevon
from termine.planung import as_range
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.kundin import page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SPAET = MORGEN + timedelta(days=3)


@pytest.fixture
def dienst(settings):
    settings.BEHOERDE_UHR = "2026-11-23T08:00:00"
    leistung = LeistungFactory.create(name="Aufenthaltskarte abholen")
    platz = PlatzFactory.create(team=TeamFactory.create(leistungen=[leistung]))
    DienstFactory.create(platz=platz, zeitraum=as_range((SPAET, SPAET + timedelta(hours=4))))
    return DienstFactory.create(platz=platz)


def open_page(page: Page, termin, sprache: str, base_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])
    page.goto(page_of(termin))


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_wish_offer_and_earlier_time(page, dienst, base_url, axe_findings, sprache):
    leistung = dienst.team.leistungen.get()
    termin, other = gebuchter_termin(dienst, leistung, beginn=SPAET), gebuchter_termin(dienst, leistung, n=1)
    open_page(page, termin, sprache, base_url)
    page.locator("a[href$='/frueher/']").click()
    page.locator("[name=tage]").nth(1).check()
    assert axe_findings(page) == []
    page.locator(".knopfpaar button").first.click()
    expect(page.get_by_role("status").first).to_be_visible()
    cancel_termin(other, von=Absagevon.PERSON)
    assert offer_freed() == 1
    page.reload()
    assert axe_findings(page) == []
    page.locator("a[href$='/frueher/']").click()
    assert axe_findings(page) == []
    page.locator("[name=nehmen]").click()
    page.wait_for_url("**/?neu=verschoben")
    termin.refresh_from_db()
    assert termin.starts_at == MORGEN


def test_wish_ends_without_script(page_ohne_skript, dienst, base_url):
    termin = gebuchter_termin(dienst, dienst.team.leistungen.get(), beginn=SPAET)
    open_page(page_ohne_skript, termin, "de", base_url)
    page_ohne_skript.get_by_role("link", name="Auf frühere Zeit warten").click()
    page_ohne_skript.get_by_role("button", name="Auf frühere Zeit warten").click()
    page_ohne_skript.get_by_role("link", name="Ändern oder beenden").click()
    page_ohne_skript.get_by_role("button", name="Nicht mehr warten").click()
    expect(page_ohne_skript.get_by_role("status").first).to_contain_text("Sie warten nicht mehr")
