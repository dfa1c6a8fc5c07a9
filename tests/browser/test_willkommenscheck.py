"""Somebody of the staff walks through a house with the checklist, on a tablet and at a desk."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from behoerde.kern.rechte import Rolle
from lotsen.actions.willkommenscheck import begin_check, finish_check, rate
from lotsen.pruefliste import pruefliste
from tests.browser.test_lotse import sign_in
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lotse(db):
    return staff_of(OrganisationseinheitFactory.create(), Rolle.LOTSE)


def keep_picture(page: Page, name: str) -> None:
    if folder := os.environ.get("BILDER"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_walk_finds_something_writes_it_down_and_sees_to_it(page: Page, base_url, lotse, axe_findings, complaints):
    standort = StandortFactory.create(name="Haus Mitte")
    before = begin_check(standort=standort, user=lotse)
    rate(before, dict.fromkeys(pruefliste().punkte, "teils"))
    finish_check(before, user=lotse)
    sign_in(page, base_url, lotse)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/lotsen/haeuser/")
    assert axe_findings(page) == []
    keep_picture(page, "haeuser")
    page.get_by_role("button", name=re.compile("Willkommenscheck beginnen")).click()
    for punkt in pruefliste().punkte.values():
        page.get_by_role("group", name=str(punkt)).get_by_text("erfüllt", exact=True).click()
    page.get_by_role("button", name="Zwischenstand speichern").click()
    expect(page.get_by_text("100 % erfüllt")).to_be_visible()
    assert axe_findings(page) == []
    keep_picture(page, "check")
    page.get_by_role("link", name=re.compile("Mangel aufschreiben.*Trinkwasser")).click()
    page.get_by_label("Was ist zu sehen?").fill("Der Spender ist leer.")
    page.get_by_label("Bis wann").fill("2099-12-31")
    assert axe_findings(page) == []
    keep_picture(page, "mangel-neu")
    page.get_by_role("button", name="Speichern", exact=True).click()
    page.get_by_role("button", name="Check abschließen").click()
    expect(page.get_by_text("abgeschlossen", exact=True)).to_be_visible()
    page.goto("/lotsen/haeuser/maengel/")
    assert axe_findings(page) == []
    keep_picture(page, "maengel")
    page.get_by_role("row", name="Der Spender ist leer.").get_by_role("link").click()
    keep_picture(page, "mangel")
    assert axe_findings(page) == []
    page.get_by_role("button", name="behoben").click()
    expect(page.get_by_role("definition").filter(has_text="behoben")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/lotsen/haeuser/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
