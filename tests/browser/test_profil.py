"""A case manager fills a profile, finds an occupation in the catalogue and looks at the CV made of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.db import System, als
from tests.browser.test_fallmanagement import TELEFON, akte, fallmanagerin
from tests.browser.test_lotse import sign_in
from tests.factories.fallmanagement_profil import BerufFactory, DokumentFactory, SprachstandFactory

__all__ = ["akte", "fallmanagerin"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


def test_wish_is_found_in_the_catalogue_and_stands_in_the_cv(page: Page, base_url, fallmanagerin, akte, axe_findings, complaints):
    BerufFactory.create(code="29222", name="Bäcker/in, Konditor/in")
    with als(System.AUFGABE):
        SprachstandFactory.create(fallakte=akte)
        DokumentFactory.create(fallakte=akte)
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("fallmanagement:profil", args=[akte.pk]))
    part = page.get_by_role("region", name="Berufswünsche")
    part.locator("summary").click()
    part.get_by_label("Beruf", exact=True).fill("Bäcker")
    part.get_by_role("button", name="Speichern").click()
    part.get_by_label("Bäcker/in, Konditor/in (KldB 2010 29222)").check()
    assert axe_findings(page) == []
    part.get_by_role("button", name="Speichern").click()
    expect(part.get_by_text("KldB 2010 29222")).to_be_visible()
    for name in ("profil", "lebenslauf", "dokumente"):
        page.goto(reverse(f"fallmanagement:{name}", args=[akte.pk]))
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEFON["width"], name
    page.goto(reverse("fallmanagement:lebenslauf", args=[akte.pk]))
    expect(page.get_by_text("Deutsch: sprechen B1")).to_be_visible()
    assert complaints == []
