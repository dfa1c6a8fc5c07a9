"""Somebody looks for help in the directory: without JavaScript, on a phone, also in Arabic."""

import json

import pytest
from django.conf import settings as project
from django.urls import reverse
from playwright.sync_api import Page, expect

from lotsen.actions.beispiel import ANGEBOTE
from lotsen.actions.verzeichnis import load_hsds
from lotsen.models import Angebot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def verzeichnis(db):
    load_hsds(json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"])


def test_help_is_found_on_a_phone_without_javascript(page_ohne_skript):
    page = page_ohne_skript
    page.goto(reverse("lotsen:verzeichnis"))
    page.get_by_label("Wobei brauchen Sie Hilfe?").fill("kindergled")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Kindergeld und Kinderzuschlag").click()
    expect(page.get_by_role("heading", name="Sprechzeiten")).to_be_visible()
    page.get_by_role("link", name="Wer hilft wobei?").click()
    expect(page.get_by_label("Thema")).to_be_visible()


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_pages_keep_wcag_and_fit_a_phone(page: Page, base_url, axe_findings, complaints, sprache):
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])
    angebot = Angebot.objects.get(angebotsart="psychosoziales_zentrum")
    for address in (reverse("lotsen:verzeichnis"), reverse("lotsen:angebot", args=[angebot.pk])):
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.goto(address).status == 200
        assert axe_findings(page) == []
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
