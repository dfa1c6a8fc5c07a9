"""VERWALTUNG suspends a rule: finds it, sees what it does, looks at the consequences, sets it and ends it again."""

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.models import Vorgabe
from behoerde.kern.rechte import Rolle
from tests.anmelden import sign_in
from tests.factories.kern import VorgabeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGEL = ["lotsen", "integrationskurs_zulassung"]


@pytest.fixture
def pult(page: Page, base_url) -> Page:
    """The desk of somebody of VERWALTUNG, in German."""
    client = Client()
    sign_in(client, Rolle.VERWALTUNG, vorname="Emre", nachname="Kaplan")
    values = {
        project.SESSION_COOKIE_NAME: client.cookies[project.SESSION_COOKIE_NAME].value,
        project.LANGUAGE_COOKIE_NAME: "de",
    }
    page.set_default_timeout(10_000)
    page.context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in values.items()])
    return page


def test_rule_is_suspended_and_let_free_again(pult, complaints):
    pult.goto(reverse("kern:regeln"))
    pult.get_by_label("Regel, Norm oder Angebot").fill("§ 44 Abs. 4")
    pult.get_by_role("button", name="Anzeigen").click()
    pult.get_by_role("link", name="Zulassung zum Integrationskurs bei freien Plätzen").click()
    pult.get_by_role("link", name="Vorgabe festlegen").click()
    pult.get_by_text("aussetzen: kommt zurzeit nicht in Frage").click()
    pult.get_by_label("Was gilt").fill("Zurzeit wird niemand zugelassen.")
    pult.get_by_role("button", name="Weiter").click()
    expect(pult.get_by_label("Was gilt")).to_have_value("Zurzeit wird niemand zugelassen.")
    pult.get_by_label("Quelle").fill("Erlass 3/2026")
    pult.get_by_role("button", name="Weiter").click()
    expect(pult.get_by_text("empfiehlt niemand mehr diese Angebote")).to_be_visible()
    pult.get_by_role("button", name="So festlegen").click()
    expect(pult.get_by_text("Die Vorgabe ist festgelegt.")).to_be_visible()
    pult.get_by_role("link", name="Beenden").click()
    pult.get_by_role("button", name="Beenden").click()
    expect(pult.get_by_text("Die Vorgabe endet mit diesem Tag.")).to_be_visible()
    assert Vorgabe.objects.get().bis == Vorgabe.objects.get().ab
    assert complaints == []


def test_pages_of_rules_keep_wcag_and_fit_a_phone(pult, axe_findings):
    vorgabe = VorgabeFactory.create()
    pages = [
        reverse("kern:regeln"),
        reverse("kern:regel", args=REGEL),
        reverse("kern:vorgabe_neu", args=REGEL),
        reverse("kern:vorgabe_beenden", args=[vorgabe.pk]),
    ]
    for address in pages:
        pult.set_viewport_size({"width": 1280, "height": 800})
        assert pult.goto(address).status == 200
        assert axe_findings(pult) == []
        pult.set_viewport_size({"width": 360, "height": 740})
        assert pult.evaluate("document.documentElement.scrollWidth") <= 360
