"""The lead asks for a report, sees how far it is, opens and sends it; a member of the council reads it without an account."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from monitoring.actions.bericht import begin, step
from monitoring.models import Bericht
from monitoring.tasks import write_reports
from tests.browser.test_ansichten import fits
from tests.browser.test_fallmanagement import TELEFON
from tests.browser.test_lotse import sign_in
from tests.factories.gremien import BeschlussFactory, GremiumFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture
def leitung(db):
    return staff_of(OrganisationseinheitFactory.create(name="Leitung"), Rolle.LEITUNG)


def asked(page: Page) -> Bericht:
    page.goto(reverse("berichte:liste"))
    page.get_by_label("Welcher Bericht, für welchen Zeitraum?").select_option(index=1)
    page.get_by_label("Vorwort").fill("Worum es geht.")
    page.get_by_role("button", name="Bericht erstellen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bericht für den Rat 1")
    with als(System.AUFGABE):
        return Bericht.objects.get()


def test_lead_watches_a_report_and_opens_it(page: Page, base_url, leitung, axe_findings, complaints):
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    row = asked(page)
    assert (axe_findings(page), fits(page)) == ([], True)
    with als(System.AUFGABE):
        claimed = begin(row.pk)
        step(claimed, 2)
    expect(page.get_by_role("status").filter(has_text="Schritt 2 von 6")).to_be_visible()  # the page asked by itself
    with als(System.AUFGABE):
        Bericht.objects.filter(pk=row.pk).update(gesperrt_bis="2020-01-01T00:00Z")  # that worker is lost
    write_reports()
    link = page.get_by_role("link", name="Bericht öffnen (PDF)")
    expect(link).to_be_visible()
    assert (axe_findings(page), fits(page)) == ([], True)
    assert page.request.get(link.get_attribute("href")).headers["content-type"] == "application/pdf"
    page.goto(reverse("berichte:liste"))
    assert (axe_findings(page), fits(page)) == ([], True)
    page.goto(reverse("berichte:fassung", args=[row.pk]))
    assert (axe_findings(page), fits(page)) == ([], True)
    assert complaints == []


def test_progress_without_javascript_is_there_when_the_page_is_loaded_again(page_ohne_skript: Page, base_url, leitung):
    page = page_ohne_skript
    sign_in(page, base_url, leitung)
    asked(page)
    expect(page.get_by_text("Ohne JavaScript laden Sie sie neu.")).to_be_visible()
    write_reports()
    page.reload()
    expect(page.get_by_role("link", name="Bericht öffnen (PDF)")).to_be_visible()


def name_the_council(page: Page) -> None:
    page.goto(reverse("berichte:adressen"))
    page.get_by_label("Gremium").select_option(label="Rat")
    page.locator("#id_name").fill("Ratsmitglied Beispiel")
    page.get_by_label("E-Mail").fill("mitglied@beispiel.example")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("mitglied@beispiel.example")).to_be_visible()


def test_member_of_the_council_reads_report_decisions_and_figures(
    page: Page, page_ohne_skript: Page, base_url, leitung, axe_findings, complaints
):
    BeschlussFactory.create(betreff="Klare Briefe", tag=uhr.today(), oeffentlich=True, gremium=GremiumFactory.create(name="Rat"))
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    name_the_council(page)
    assert (axe_findings(page), fits(page)) == ([], True)
    row = asked(page)
    write_reports()
    page.goto(reverse("berichte:senden", args=[row.pk]))
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_text("Ratsmitglied Beispiel").click()
    page.get_by_text("Ich habe den Bericht gelesen").click()
    page.get_by_role("button", name="Bericht senden").click()
    expect(page.get_by_text("1 Nachricht geht hinaus.")).to_be_visible()
    deliver_due()
    page.reload()
    expect(page.locator("#versand").locator("xpath=../..")).to_contain_text("gesendet")
    assert complaints == []
    reads_as_a_member(page_ohne_skript, row)


def reads_as_a_member(page: Page, row: Bericht) -> None:
    """Open what the mail names, without an account and without JavaScript."""
    (letter,) = [one for one in mail.outbox if one.to == ["mitglied@beispiel.example"]]
    report, figures = (
        re.search(pattern, letter.body)[0] for pattern in (r"/transparenz/berichte/\S+\.pdf", r"/transparenz/(?=\s)")
    )
    with als(System.AUFGABE):
        row.refresh_from_db()
    assert page.request.get(report).body() == bytes(row.pdf)
    page.goto(figures)
    expect(page.get_by_role("heading", name="Klare Briefe")).to_be_visible()
    expect(page.get_by_role("link", name=row.auf_deutsch)).to_have_attribute("href", report)
    assert fits(page)
