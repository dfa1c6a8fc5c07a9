"""Working together on a case in the browser: desk, case manager, lead and partner."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.db import System, als
from behoerde.kern.models import Organisationseinheit
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Fallakte, Freigabekopie
from tests.browser.test_partner import check, page_for
from tests.factories.fallmanagement import FallakteFactory, VermerkFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.zusammenarbeit import BrieffassungFactory
from tests.lotsen.verweise import partner_unit, partner_user
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture
def einheit(db) -> Organisationseinheit:
    return OrganisationseinheitFactory.create(name="Fallmanagement")


@pytest.fixture
def akte(einheit) -> Fallakte:
    person = PersonFactory.create(vorname="Lamin", nachname="Ceesay", sprache="en")
    with als(System.AUFGABE):
        akte = FallakteFactory.create(person=person, einheit=einheit)
        VermerkFactory.create(fallakte=akte, text="Kommt am liebsten morgens.")
    return akte


def open_in_an_emergency(desk: Page, akte: Fallakte, axe_findings) -> None:
    desk.goto(reverse("fallmanagement:zugriffe"))
    check(desk, axe_findings)
    desk.get_by_role("button", name="Akte öffnen und Leitung benachrichtigen").click()
    expect(desk.get_by_text("Bitte nennen Sie den Grund. Die Leitung liest ihn.").first).to_be_visible()
    desk.get_by_label("Aktenzeichen").fill(akte.aktenzeichen)
    desk.get_by_label("Warum müssen Sie diese Akte jetzt lesen?").fill("Steht am Schalter.")
    desk.get_by_role("button", name="Akte öffnen und Leitung benachrichtigen").click()
    expect(desk.get_by_text("Kommt am liebsten morgens.")).to_be_visible()
    check(desk, axe_findings)


def test_desk_reads_in_an_emergency_and_the_lead_reviews(browser, base_url, akte, einheit, axe_findings):
    lead = page_for(browser, base_url, staff_of(einheit, Rolle.LEITUNG))
    other = OrganisationseinheitFactory.create(name="Aufenthalt")
    open_in_an_emergency(page_for(browser, base_url, staff_of(other, Rolle.SACHBEARBEITUNG), breite=360), akte, axe_findings)
    lead.goto(akte.get_absolute_url())
    lead.get_by_role("link", name="Zugriffe ansehen").click()
    check(lead, axe_findings)
    lead.goto(reverse("fallmanagement:zugriffe_pruefen"))
    check(lead, axe_findings)
    lead.get_by_role("button", name="War nötig", exact=True).click()
    expect(lead.get_by_text("Nichts zu prüfen")).to_be_visible()
    check(lead, axe_findings)


def release_by_consent(manager: Page, akte: Fallakte, axe_findings) -> None:
    manager.goto(reverse("fallmanagement:akte_freigaben", args=[akte.pk]))
    check(manager, axe_findings)
    manager.get_by_label("An wen?").select_option(label="Jobcenter")
    manager.get_by_role("group", name="Was genau?").get_by_text("Name", exact=True).click()
    manager.get_by_label("Wofür?").fill("Ausbildung vorbereiten")
    manager.get_by_role("button", name="Wortlaut für die Person zeigen").click()
    expect(manager.locator("blockquote")).to_contain_text("I agree")
    check(manager, axe_findings)
    manager.get_by_label("Wie hat die Person zugestimmt?").select_option("schirm")
    manager.get_by_role("button", name="Freigeben", exact=True).click()
    expect(manager.get_by_text("Freigegeben.")).to_be_visible()


def test_partner_reads_what_was_released_until_it_is_withdrawn(browser, base_url, akte, einheit, axe_findings):
    partner = partner_unit("Jobcenter")
    manager = page_for(browser, base_url, staff_of(einheit, Rolle.FALLMANAGEMENT))
    release_by_consent(manager, akte, axe_findings)
    here = page_for(browser, base_url, partner_user(partner), breite=360)
    here.goto(reverse("fallpartner:faelle"))
    check(here, axe_findings)
    with als(System.AUFGABE):
        kopie = Freigabekopie.objects.get()
    here.get_by_role("link", name=kopie.kennung).click()
    expect(here.get_by_text("Lamin Ceesay")).to_be_visible()
    check(here, axe_findings)
    manager.get_by_role("button", name="Die Person widerruft").click()
    expect(manager.get_by_text("Der Partner sieht nichts mehr davon.")).to_be_visible()
    here.reload()
    expect(here.get_by_text("Lamin Ceesay")).to_have_count(0)


def test_case_manager_holds_a_meeting_and_writes_a_letter(browser, base_url, akte, einheit, axe_findings):
    with als(System.AUFGABE):
        fassung = BrieffassungFactory.create(vorlage__einheit=einheit, vorlage__name="Einladung")
    page = page_for(browser, base_url, staff_of(einheit, Rolle.FALLMANAGEMENT), breite=360)
    page.goto(reverse("fallmanagement:konferenzen"))
    check(page, axe_findings)
    page.goto(reverse("fallmanagement:akte_briefe", args=[akte.pk]))
    page.get_by_label("Vorlage").select_option(label="Einladung")
    page.get_by_role("button", name="Brief schreiben").click()
    expect(page.get_by_role("link", name=f"Einladung {akte.aktenzeichen}")).to_be_visible()
    check(page, axe_findings)
    page.goto(fassung.vorlage.get_absolute_url())
    page.get_by_role("button", name="Zeigen, wer ihn bekommt").click()
    check(page, axe_findings)
