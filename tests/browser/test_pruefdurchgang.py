"""A run that checks paths again: begun on a phone, watched until it is done."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.perspektive import check_paths
from fallmanagement.tasks import run_durchgaenge
from tests.browser.test_ansichten import fits
from tests.browser.test_fallmanagement import TELEFON
from tests.browser.test_lotse import sign_in
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture
def fallmanagerin(db):
    """Her case was checked when nobody knew anything; since then it has a birth date."""
    einheit = OrganisationseinheitFactory.create(name="Fallmanagement")
    user = staff_of(einheit, Rolle.FALLMANAGEMENT)
    with als(System.AUFGABE):
        akte = FallakteFactory.create(einheit=einheit, person__geburtsdatum=uhr.today() - timedelta(days=9000))
        check_paths(akte, tatsachen={"status": "60a"}, user=user)
    return user


def test_run_is_begun_and_watched(page: Page, base_url, fallmanagerin, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("fallmanagement:pruefdurchgaenge"))
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("button", name="Durchgang beginnen").click()
    expect(page.get_by_role("status")).to_contain_text("0 von 1 Fällen geprüft")
    expect(page.get_by_role("button", name="Durchgang abbrechen")).to_be_visible()
    run_durchgaenge()
    expect(page.get_by_role("status")).to_contain_text("1 von 1 Fällen geprüft", timeout=30_000)
    expect(page.get_by_role("button", name="Durchgang abbrechen")).to_have_count(0)
    assert (axe_findings(page), fits(page)) == ([], True)
    assert complaints == []
