"""A Leitbild from the invitation to its public page: lead, organisation on a phone without JavaScript, everybody."""

import re

import pytest
from celery import current_app
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from monitoring.leitbildwerte import Leitbildstand
from monitoring.models import Leitbild, Leitbildeinladung
from monitoring.oeffentlich_leitbildwerte import ZWECK
from tests.browser.test_fallmanagement import fill_date
from tests.browser.test_partner import check, page_for
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.leitbild import AkteursgruppeFactory, leitbild_in
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture(autouse=True)
def ohne_warteschlange(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)


@pytest.fixture
def leitbild() -> Leitbild:
    with als(System.AUFGABE):
        AkteursgruppeFactory.create(name="Wohlfahrt")
        return leitbild_in(Leitbildstand.IDEENSAMMLUNG)


@pytest.fixture
def lead(browser, base_url, db) -> Page:
    return page_for(browser, base_url, staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG))


def invite(lead: Page, leitbild: Leitbild, axe_findings) -> str:
    """Invite an organisation; return the path of its link."""
    lead.goto(reverse("leitbild:einladungen", args=[leitbild.pk]))
    check(lead, axe_findings)
    lead.get_by_label("Organisation", exact=True).fill("Beispielverband")
    lead.get_by_label("Gruppe", exact=True).select_option(label="Wohlfahrt")
    lead.get_by_role("button", name="Einladen").click()
    expect(lead.get_by_text("Beispielverband ist eingeladen.")).to_be_visible()
    with als(System.AUFGABE):
        return reverse("leitbild_oeffentlich:mitreden", args=[link_token(ZWECK, Leitbildeinladung.objects.get().pk)])


def say(phone: Page, path: str) -> None:
    phone.goto(path)
    phone.get_by_label("Wozu?").select_option(label="Verständlich")
    phone.get_by_label("Das möchten wir ändern").check()
    phone.get_by_label("Ihre Worte").fill("Bitte auch auf Arabisch.")
    phone.get_by_role("button", name="Beitrag senden").click()
    expect(phone.get_by_text("Danke. Wir lesen Ihren Beitrag")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def step(lead: Page, leitbild: Leitbild, name: str) -> None:
    lead.goto(leitbild.get_absolute_url())
    lead.get_by_label("Nächster Schritt").select_option(label=name)
    if name == "Beschlossen":
        lead.get_by_label("Wer hat beschlossen?").fill("Rat der Stadt")
        fill_date(lead, "Wann?", leitbild.fassungen.get().angelegt_am.date())
    lead.get_by_role("button", name="Schritt gehen").click()


def answer(lead: Page, leitbild: Leitbild, axe_findings) -> None:
    lead.goto(f"{reverse('leitbild:beitraege', args=[leitbild.pk])}?ansicht=offen")
    lead.get_by_role("link", name=re.compile("^Antworten")).click()
    check(lead, axe_findings)
    lead.get_by_label("zum Teil übernommen").check()
    lead.get_by_label("Begründung").fill("Wichtige Texte gibt es auf Arabisch.")
    lead.get_by_role("button", name="Antwort speichern").click()
    expect(lead.get_by_text("Die Antwort ist gespeichert.")).to_be_visible()


def test_group_is_heard_answered_and_the_leitbild_published(lead, page: Page, page_ohne_skript, leitbild, axe_findings):
    say(page_ohne_skript, invite(lead, leitbild, axe_findings))
    lead.goto(reverse("leitbild:beitraege", args=[leitbild.pk]))
    lead.get_by_role("button", name=re.compile("^Freigeben")).click()
    expect(lead.get_by_text("Hier ist nichts offen")).to_be_visible()
    for name in ("Am Text arbeiten", "Abwägung"):
        step(lead, leitbild, name)
        expect(lead.locator(".schritte__wort")).to_contain_text(name)
    step(lead, leitbild, "Beschlossen")
    expect(lead.get_by_text("1 freigegebener Beitrag hat noch keine begründete Antwort.").first).to_be_visible()
    answer(lead, leitbild, axe_findings)
    for name in ("Beschlossen", "Veröffentlicht"):
        step(lead, leitbild, name)
        expect(lead.locator(".schritte__wort")).to_contain_text(name)
    check(lead, axe_findings)
    page.goto(reverse("leitbild_oeffentlich:leitbild"))
    expect(page.get_by_text("Wir halten, was wir sagen.")).to_be_visible()
    check(page, axe_findings)
    page.get_by_role("link", name="Wer mitgeredet hat, und unsere Antworten").click()
    expect(page.get_by_text("Wichtige Texte gibt es auf Arabisch.")).to_be_visible()
    check(page, axe_findings)


def test_next_version_is_written_and_compared(lead, leitbild, axe_findings):
    lead.goto(reverse("leitbild:fassung", args=[leitbild.pk]))
    check(lead, axe_findings)
    lead.get_by_role("group", name="Leitsatz 1").get_by_label("Text", exact=True).fill("Wir halten Wort.")
    lead.get_by_role("button", name="Als neue Fassung speichern").click()
    expect(lead.get_by_text("Fassung 2 ist gespeichert.")).to_be_visible()
    lead.get_by_role("link", name="Fassung 2").click()
    expect(lead.locator("ins")).to_have_text(["neu: halten", "neu: Wort."])
    check(lead, axe_findings)
