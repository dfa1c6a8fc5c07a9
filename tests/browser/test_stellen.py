"""A case manager finds a vacancy and proposes somebody; the employer answers on a phone, without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.betrieb import give_link
from fallmanagement.actions.vorschlag import answer
from fallmanagement.models import Fallakte, Stellenangebot, Vorschlag
from tests.browser.test_lotse import sign_in
from tests.browser.vorort import speak
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.stellen import BetriebFactory, StellenangebotFactory, released
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
BREIT, TELEFON = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def fallmanagerin(db):
    return staff_of(OrganisationseinheitFactory.create(name="Fallmanagement"), Rolle.FALLMANAGEMENT)


@pytest.fixture
def akte(fallmanagerin) -> Fallakte:
    einheit = fallmanagerin.rollenzuweisungen.get().organisationseinheit
    person = PersonFactory.create(vorname="Lamin", nachname="Ceesay", sprache="en")
    with als(System.AUFGABE):
        return FallakteFactory.create(person=person, einheit=einheit, angelegt_von=fallmanagerin)


@pytest.fixture
def stelle(fallmanagerin) -> Stellenangebot:
    einheit = fallmanagerin.rollenzuweisungen.get().organisationseinheit
    betrieb = BetriebFactory.create(name="Bäckerei Lindner", einheit=einheit)
    return StellenangebotFactory.create(betrieb=betrieb, titel="Verkauf", deutsch_sprechen="A2", beginn=uhr.today())


def wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_from_a_case_to_a_proposal(page: Page, base_url, fallmanagerin, akte, stelle, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(BREIT)
    page.goto(reverse("fallmanagement:akte_stellen", args=[akte.pk]))
    page.get_by_text("Warum").first.click()
    expect(page.get_by_text("Sprachstand feststellen")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_role("link", name="Verkauf").click()
    page.get_by_label("Warum diese Person für diese Stelle?").fill("Hat im Laden geholfen.")
    page.get_by_role("button", name="Vormerken").click()
    page.get_by_label("Name", exact=True).check()
    page.get_by_role("button", name="Text der Einwilligung zeigen").click()
    expect(page.get_by_text("I agree that")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_role("button", name="Die Person ist einverstanden").click()
    expect(page.get_by_text("Der Betrieb sieht den Vorschlag jetzt über seinen Link.")).to_be_visible()
    assert complaints == []


def test_register_at_every_width(page: Page, base_url, fallmanagerin, akte, stelle, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    addresses = [reverse(f"betriebe:{name}") for name in ("liste", "neu", "stellen", "uebernehmen")]
    addresses += [stelle.betrieb.get_absolute_url(), stelle.get_absolute_url(), reverse("betriebe:personen", args=[stelle.pk])]
    addresses += [reverse("betriebe:stelle_bearbeiten", args=[stelle.pk])]
    for size in (TELEFON, BREIT):
        page.set_viewport_size(size)
        for address in addresses:
            page.goto(address)
            assert (address, wide(page), axe_findings(page)) == (address, False, [])
    assert complaints == []


@pytest.fixture
def seite_des_betriebs(akte, stelle) -> str:
    with als(System.AUFGABE):
        released(akte, stelle, felder=("name", "deutsch"))
        return reverse("betriebslink:uebersicht", args=[give_link(stelle.betrieb)])


def test_employer_on_a_phone_without_javascript(page_ohne_skript: Page, seite_des_betriebs):
    page = page_ohne_skript
    page.goto(seite_des_betriebs)
    expect(page.get_by_text("Lamin Ceesay")).to_be_visible()
    page.get_by_role("button", name="Wir haben Interesse").click()
    expect(page.get_by_text("Sie haben Interesse gemeldet.")).to_be_visible()
    page.get_by_role("link", name="Stelle eintragen").click()
    page.get_by_label("Wie heißt die Stelle?").fill("Backstube")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Backstube")).to_be_visible()
    page.get_by_role("button", name=re.compile("Ist besetzt.*Backstube")).click()
    expect(page.get_by_role("heading", name="Backstube")).to_have_count(0)
    with als(System.AUFGABE):
        assert Vorschlag.objects.get().status == "interesse"


def test_interest_is_one_click_from_a_placement(page: Page, base_url, fallmanagerin, akte, stelle, axe_findings, complaints):
    with als(System.AUFGABE):
        vorschlag = answer(released(akte, stelle), interesse=True)
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(TELEFON)
    page.goto(vorschlag.get_absolute_url())
    assert (wide(page), axe_findings(page)) == (False, [])
    page.get_by_role("button", name="Vermittlung beginnen").click()
    expect(page.get_by_role("heading", name="Verkauf")).to_be_visible()
    assert (wide(page), axe_findings(page)) == (False, [])
    page.get_by_role("link", name="Bäckerei Lindner").click()
    expect(page.get_by_role("region", name="Vermittlungen hierher")).to_contain_text(akte.aktenzeichen)
    assert (wide(page), axe_findings(page)) == (False, [])
    assert complaints == []


@pytest.mark.parametrize(("sprache", "richtung"), [("ar", "rtl"), ("uk", "ltr")])
def test_employer_corrects_and_refuses_in_another_language(
    page_ohne_skript: Page, base_url, seite_des_betriebs, sprache, richtung
):
    page = page_ohne_skript
    speak(page.context, base_url, sprache)
    page.goto(seite_des_betriebs)
    expect(page.locator("html")).to_have_attribute("dir", richtung)
    page.locator("article h3", has_text="Verkauf").last.locator("..").get_by_role("link").click()
    page.locator("[name=titel]").fill("")
    page.locator("form [type=submit]").last.click()
    expect(page.locator("[name=titel]")).to_have_attribute("aria-invalid", "true")
    page.locator("[name=titel]").fill("Verkauf am Morgen")
    page.locator("form [type=submit]").last.click()
    expect(page.locator("article h3", has_text="Verkauf am Morgen").first).to_be_visible()
    page.locator("details:has([name=grund]) summary").click()
    page.locator("[name=grund]").first.check()
    page.locator("[name=antwort][value=absage]").click()
    expect(page.get_by_text("Lamin Ceesay")).to_have_count(0)
    assert not wide(page)
    with als(System.AUFGABE):
        row = Vorschlag.objects.select_related("stellenangebot").get()
    assert (row.status, row.angaben, row.stellenangebot.titel) == ("abgelehnt", "", "Verkauf am Morgen")


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_pages_of_an_employer_fit_a_phone(page: Page, seite_des_betriebs, sprache, axe_findings, complaints):
    page.set_viewport_size(TELEFON)
    page.goto(f"{reverse('kern:sprache')}?wahl={sprache}&weiter={seite_des_betriebs}")
    for address in (seite_des_betriebs, f"{seite_des_betriebs}neu/"):
        page.goto(address)
        assert (page.locator("html").get_attribute("dir") == "rtl", wide(page), axe_findings(page)) == (
            sprache == "ar",
            False,
            [],
        )
    assert complaints == []
