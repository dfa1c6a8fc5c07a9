"""Somebody wants to know whether they can become German: on a phone, without JavaScript, also in Arabic."""

import json
import os

import pytest
from django.conf import settings as project
from django.urls import reverse
from playwright.sync_api import Page, expect

from lotsen.actions.beispiel import ANGEBOTE
from lotsen.actions.verzeichnis import load_hsds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def verzeichnis(db):
    load_hsds(json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"])


def answer(page: Page, since: tuple[str, str, str]) -> None:
    page.locator("#id_status").select_option("18b")
    for part, value in zip(page.locator("[name^=rechtmaessig_seit]").all(), since, strict=True):
        part.fill(value)
    for name, value in (("aufenthalt_unterbrochen", "nein"), ("identitaet_geklaert", "ja"), ("ohne_sgb2_12", "ja")):
        page.locator(f"label:has(+ input[name={name}][value={value}]), input[name={name}][value={value}] + label").click()
    page.locator("#id_deutsch").select_option("A2")
    page.locator("button[type=submit].kern-btn--primary").click()


def test_check_says_what_is_missing_and_who_helps_without_javascript(page_ohne_skript):
    page = page_ohne_skript
    page.goto("/")
    page.get_by_role("link", name="Kann ich Deutsche oder Deutscher werden?").click()
    answer(page, ("1", "2", "2020"))
    expect(page.get_by_role("heading", name="Das fehlt noch")).to_be_visible()
    expect(page.get_by_text("fehlt noch", exact=True)).to_have_count(1)
    page.get_by_role("link", name="Integrationskurs").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Integrationskurs")


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_check_keeps_wcag_and_fits_a_phone(page: Page, base_url, axe_findings, complaints, sprache):
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(reverse("einbuergerung"))
    for since in (None, ("31", "2", "2020"), ("1", "2", "2020")):
        if since:
            answer(page, since)
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        if folder := os.environ.get("BILDER"):
            page.screenshot(path=f"{folder}/einb-{sprache}-{since and since[0]}.png", full_page=True)
    assert complaints == []
