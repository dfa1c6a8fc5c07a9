"""The lead looks at the figures of the office, narrows them, opens one, sets a target; everybody sees what was promised."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from monitoring.actions.verdichten import roll_up_recent
from tests.browser.test_ansichten import fits
from tests.browser.test_fallmanagement import TELEFON
from tests.browser.test_lotse import sign_in
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture
def leitung(db):
    """Of forty visits of today thirty were called in time, all of these in the town hall."""
    StandortFactory.create(name="Rathaus", slug="rathaus")
    StandortFactory.create(name="Nordstadt", slug="nordstadt")
    with als(System.AUFGABE):
        for number in range(40):
            in_time = number < 30
            melde("wartezeit", wert=5 if in_time else 30, kanal="termin", standort="rathaus" if in_time else "nordstadt")
        roll_up_recent()
    cache.clear()
    return staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG)


def test_lead_narrows_opens_and_sets_a_target(page: Page, base_url, leitung, axe_findings, complaints):
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("monitoring:lage"))
    tile = page.get_by_role("article").filter(has_text="Eingehaltene garantierte Termine")
    expect(tile).to_contain_text("75 %")
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_label("Standort").select_option("Nordstadt")
    page.get_by_role("button", name="Zeigen").click()
    expect(tile).to_contain_text("0 %")
    tile.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eingehaltene garantierte Termine")
    expect(page.get_by_label("Standort")).to_have_value("nordstadt")
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("link", name="Ziel setzen").click()
    page.get_by_label("Gilt ab").fill(str(uhr.today() - timedelta(days=1)))
    page.get_by_label("Ziel (Prozent)").fill("950")
    page.get_by_label("Beschlossen durch").fill("Beispielbeschluss")
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_label("Beschlossen durch")).to_have_value("Beispielbeschluss")
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_label("Ziel (Prozent)").fill("90")
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_role("article")).to_contain_text("Ziel 90 % verfehlt")
    assert complaints == []


def test_everybody_sees_how_often_the_promise_was_kept(page: Page, base_url, leitung, axe_findings, complaints):
    page.set_viewport_size(TELEFON)
    page.goto(reverse("start"))
    section = page.get_by_role("region", name="Was wir versprechen")
    expect(section).to_contain_text("75 %")
    expect(section).to_contain_text("höchstens 15 Minuten nach der vereinbarten Zeit")
    assert (axe_findings(page), fits(page), complaints) == ([], True, [])
