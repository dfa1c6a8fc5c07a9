"""A case manager tells a partner something about a case; the partner signs in, reads exactly that, and then it ends."""

from datetime import timedelta

import pytest
from celery import current_app
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.beispiel import current_code
from behoerde.kern.db import System, als
from behoerde.kern.models import Organisationseinheit
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.freigabe import release
from fallmanagement.models import Fallakte, Freigabekopie
from tests.anmelden import GEHEIMNIS
from tests.browser.test_anmeldung import enter
from tests.browser.test_partner import check, page_for
from tests.factories.fallmanagement import FallakteFactory, VermerkFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.zusammenarbeit import angaben
from tests.lotsen.verweise import partner_unit, partner_user
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture(autouse=True)
def ohne_warteschlange(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)


@pytest.fixture
def einheit(db) -> Organisationseinheit:
    return OrganisationseinheitFactory.create(name="Fallmanagement")


@pytest.fixture
def akte(einheit) -> Fallakte:
    person = PersonFactory.create(vorname="Lamin", nachname="Ceesay", sprache="en", email="lamin@beispiel.example")
    with als(System.AUFGABE):
        akte = FallakteFactory.create(person=person, einheit=einheit)
        VermerkFactory.create(fallakte=akte, text="Kommt am liebsten morgens.")
    return akte


@pytest.fixture
def partner(db) -> Organisationseinheit:
    return partner_unit("Jobcenter")


def fill_in(manager: Page, akte: Fallakte, axe_findings) -> None:
    """Choose recipient, two fields and the purpose."""
    manager.goto(reverse("fallmanagement:akte_freigaben", args=[akte.pk]))
    check(manager, axe_findings)
    manager.get_by_label("An wen?").select_option(label="Jobcenter")
    for name in ("Name", "Sprache"):
        manager.get_by_role("group", name="Was genau?").get_by_text(name, exact=True).click()
    manager.get_by_label("Wofür?").fill("Ausbildung vorbereiten")


def release_by_consent(manager: Page, akte: Fallakte, axe_findings) -> None:
    fill_in(manager, akte, axe_findings)
    manager.get_by_role("button", name="Wortlaut für die Person zeigen").click()
    expect(manager.locator("blockquote")).to_contain_text("I agree")
    check(manager, axe_findings)
    manager.get_by_label("Wie hat die Person zugestimmt?").select_option("schirm")
    manager.get_by_role("button", name="Freigeben", exact=True).click()
    expect(manager.get_by_text("Freigegeben.")).to_be_visible()
    check(manager, axe_findings)


def signed_in(browser: Browser, base_url: str, partner: Organisationseinheit, breite: int) -> Page:
    """Return the page of a partner who signed in with password and second factor."""
    page, user = page_for(browser, base_url, breite=breite), partner_user(partner, vorname="Olga")
    enter(page, user, current_code(GEHEIMNIS))
    expect(page.locator("h1")).to_contain_text("Olga")
    return page


def kennung() -> str:
    with als(System.AUFGABE):
        return Freigabekopie.objects.get().kennung


@pytest.mark.parametrize("breite", [1280, 360])
def test_partner_reads_exactly_that_until_it_is_withdrawn(browser, base_url, akte, einheit, partner, axe_findings, breite):
    manager = page_for(browser, base_url, staff_of(einheit, Rolle.FALLMANAGEMENT), breite=breite)
    release_by_consent(manager, akte, axe_findings)
    here = signed_in(browser, base_url, partner, breite)
    here.goto(reverse("fallpartner:faelle"))
    check(here, axe_findings)
    here.get_by_role("link", name=kennung()).click()
    told = here.get_by_role("region", name="Angaben")
    expect(told.locator("dt")).to_have_text(["Name", "Sprache"])
    expect(told.locator("dd")).to_have_text(["Lamin Ceesay", "English"])
    for word in ("lamin@beispiel.example", "Kommt am liebsten morgens.", akte.aktenzeichen):
        expect(here.get_by_text(word)).to_have_count(0)
    check(here, axe_findings)
    manager.get_by_role("button", name="Die Person widerruft").click()
    expect(manager.get_by_text("Der Partner sieht nichts mehr davon.")).to_be_visible()
    assert here.reload().status == 404
    here.goto(reverse("fallpartner:faelle"))
    expect(here.get_by_text("Lamin Ceesay")).to_have_count(0)
    check(here, axe_findings)


def test_it_ends_by_itself_after_its_day(browser, base_url, akte, partner, axe_findings, settings):
    with als(System.AUFGABE):
        kopie = release(akte, angaben(partner, bis=uhr.today()), user=akte.angelegt_von).kopie
    user = partner_user(partner)
    page = page_for(browser, base_url, user, breite=360)
    page.goto(kopie.get_absolute_url())
    expect(page.get_by_text("Lamin Ceesay")).to_be_visible()
    settings.BEHOERDE_UHR = (uhr.now() + timedelta(days=1)).isoformat()
    later = page_for(browser, base_url, user, breite=360)
    assert later.goto(kopie.get_absolute_url()).status == 404
    later.goto(reverse("fallpartner:faelle"))
    expect(later.get_by_text(kopie.kennung)).to_have_count(0)
    check(later, axe_findings)


def test_on_a_legal_basis_nothing_goes_before_a_second_person_agrees(browser, base_url, akte, einheit, partner, axe_findings):
    author = page_for(browser, base_url, staff_of(einheit, Rolle.FALLMANAGEMENT))
    fill_in(author, akte, axe_findings)
    author.get_by_text("andere Rechtsgrundlage", exact=False).first.click()
    author.get_by_role("textbox", name="Norm").fill("§ 1 Beispielgesetz")
    author.get_by_role("button", name="Freigeben", exact=True).click()
    expect(author.get_by_text("Eine zweite Person muss noch zustimmen.")).to_be_visible()
    expect(author.get_by_role("button", name="Geprüft: freigeben")).to_have_count(0)
    here = page_for(browser, base_url, partner_user(partner))
    here.goto(reverse("fallpartner:faelle"))
    expect(here.locator("main table")).to_have_count(0)
    second = page_for(browser, base_url, staff_of(einheit, Rolle.FALLMANAGEMENT), breite=360)
    second.goto(reverse("fallmanagement:akte_freigaben", args=[akte.pk]))
    check(second, axe_findings)
    second.get_by_role("button", name="Geprüft: freigeben").click()
    expect(second.get_by_text("Freigegeben.")).to_be_visible()
    here.reload()
    expect(here.get_by_role("link", name=kennung())).to_be_visible()
