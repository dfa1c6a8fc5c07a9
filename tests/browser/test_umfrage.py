"""After a visit: the message, the survey on a phone without JavaScript, the result; in German and Arabic."""

import re

import pytest
from django.conf import settings as project
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import System, als
from behoerde.kern.models import Nachricht
from monitoring.models import Umfrageantwort
from monitoring.tasks import flush_umfragen
from monitoring.umfrage import BOGEN
from termine.actions.aenderung import cancel_termin
from termine.enums import Absagevon
from tests.factories.termine import DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.monitoring.umfragen import answered, tokens

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def link(settings, base_url) -> str:
    """The address in the message about a visit that was cancelled."""
    settings.BEHOERDE_UHR = "2026-11-23T08:00:00"
    leistung = LeistungFactory.create()
    dienst = DienstFactory.create(platz=PlatzFactory.create(team=TeamFactory.create(leistungen=[leistung])))
    with als(System.AUFGABE):
        cancel_termin(gebuchter_termin(dienst, leistung), von=Absagevon.PERSON)
    Nachricht.objects.filter(anlass="umfrage").update(faellig_ab="2026-11-23T00:00:00Z")
    deliver_due()
    message = next(sent for sent in mail.outbox if "/umfrage/" in sent.body)
    return base_url + re.search(r"/umfrage/[^a][^\s]+/", message.body)[0]


def test_survey_from_the_message_to_the_result_without_javascript(page_ohne_skript, link):
    page = page_ohne_skript
    page.goto(link)
    page.get_by_label("zufrieden", exact=True).check()
    page.get_by_role("group", name="Ich wurde respektvoll behandelt.").get_by_label("stimmt genau").check()
    page.get_by_label("Was sollen wir besser machen?").fill("Mehr Stühle")
    page.get_by_role("button", name="Antwort abschicken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Antwort")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Antwort")
    with als(System.AUFGABE):
        answered(9)
    flush_umfragen()
    assert Umfrageantwort.objects.filter(frage=BOGEN, merkmal="").count() == 10
    assert "Mehr Stühle" in {row.text for row in Umfrageantwort.objects.exclude(merkmal="x")}


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_survey_keeps_wcag_and_fits_a_phone(page: Page, base_url, axe_findings, complaints, sprache):
    with als(System.AUFGABE):
        token = tokens()[0]
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(reverse("umfragelink:code"))
    assert axe_findings(page) == []
    page.locator("[name=code]").fill(token.geheim)
    page.locator("main button[type=submit]").click()
    expect(page.locator("[name=zufriedenheit]")).to_have_count(5)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if sprache == "ar" else "ltr")
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("main button[type=submit]").click()
    expect(page.locator("[data-fehlerliste]")).to_be_visible()
    page.locator("[name=zufriedenheit]").first.check()
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(re.compile("/danke/$"))
    assert axe_findings(page) == []
    assert complaints == []
