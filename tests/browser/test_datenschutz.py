"""Data protection answers somebody who asks, keeps her data for a while, lets the hold end and erases."""

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.models import Person, Protokolleintrag
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Fallakte
from tests.anmelden import make_staff, sign_in
from tests.factories.fallmanagement import FallakteFactory, VermerkFactory
from tests.factories.kern import LoeschfristFactory, LoeschsperreFactory, PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pult(page: Page, base_url) -> Page:
    """The desk of the data protection officer, in German."""
    client = Client()
    sign_in(client, Rolle.DATENSCHUTZ, vorname="Judith", nachname="Lange")
    values = {
        project.SESSION_COOKIE_NAME: client.cookies[project.SESSION_COOKIE_NAME].value,
        project.LANGUAGE_COOKIE_NAME: "de",
    }
    page.set_default_timeout(10_000)
    page.context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in values.items()])
    return page


def find(pult: Page) -> None:
    pult.goto(reverse("kern:datenschutz_fristen"))
    pult.get_by_role("link", name="Auskunft oder Löschung").click()
    pult.get_by_label("Name", exact=True).fill("Kovalenko")
    pult.get_by_label("Geburtsdatum").fill("1990-05-17")
    pult.get_by_role("button", name="Suchen").click()
    pult.get_by_role("link", name="Olena Kovalenko").click()


def test_person_is_kept_let_go_and_erased(pult, complaints):
    PersonFactory.create(vorname="Olena", nachname="Kovalenko")
    find(pult)
    pult.get_by_role("link", name="Löschsperre setzen").click()
    pult.get_by_label("Grund").fill("Verfahren 12")
    pult.get_by_label("Letzter Tag").fill(uhr.today().isoformat())
    pult.get_by_role("button", name="Sperren").click()
    expect(pult.get_by_role("link", name="Löschen …")).to_have_count(0)
    pult.get_by_role("button", name="Löschsperre beenden").click()
    pult.get_by_role("link", name="Löschen …").click()
    pult.get_by_label("Grund oder Aktenzeichen").fill("Antrag 7")
    pult.get_by_text("Ich habe die Vorschau gelesen").click()
    pult.get_by_role("button", name="Endgültig löschen").click()
    expect(pult.get_by_text("Gelöscht: ")).to_be_visible()
    assert (Person.objects.filter(nachname="Kovalenko").count(), complaints) == (0, [])


def export(pult: Page, name: str) -> bytes:
    """Return what a button of the page of a person gives out."""
    answer = pult.request.get(pult.get_by_role("link", name=name).get_attribute("href"))
    assert answer.status == 200
    return answer.body()


@pytest.mark.parametrize("breite", [1280, 360])
def test_person_with_a_case_gets_all_of_it_and_a_dry_run_erases_nothing(pult, axe_findings, complaints, breite):
    with als(System.AUFGABE):
        akte = FallakteFactory.create(person=PersonFactory.create(vorname="Olena", nachname="Kovalenko"))
        VermerkFactory.create(fallakte=akte, text="Kommt am liebsten morgens.")
    pult.set_viewport_size({"width": breite, "height": 800})
    find(pult)
    assert axe_findings(pult) == []
    given = export(pult, "Auskunft als JSON").decode()
    assert [word for word in (akte.aktenzeichen, "Kommt am liebsten morgens.") if word not in given] == []
    assert export(pult, "Auskunft als PDF")[:5] == b"%PDF-"
    pult.get_by_role("link", name="Löschen …").click()
    rows = pult.get_by_role("region", name="Was gelöscht würde").get_by_role("row")
    expect(rows.filter(has=pult.get_by_role("rowheader", name="Fallakten", exact=True))).to_have_count(1)
    assert (axe_findings(pult), pult.evaluate("document.documentElement.scrollWidth <= innerWidth")) == ([], True)
    with als(System.AUFGABE):
        assert Fallakte.objects.filter(pk=akte.pk).exists()
    with als(make_staff(Rolle.DATENSCHUTZ)):
        reasons = Protokolleintrag.objects.filter(objekt_id=str(akte.person_id)).values_list("grund", flat=True)
        assert sorted(set(reasons)) == ["Auskunft JSON", "Auskunft PDF", "Datenschutz"]
    assert complaints == []


def test_pages_keep_wcag_and_fit_a_phone(pult, axe_findings):
    person = LoeschsperreFactory.create().person
    LoeschfristFactory.create()
    names = ("fristen", "vorschau", "personen")
    pages = [reverse(f"kern:datenschutz_{name}") for name in names] + [reverse("kern:datenschutz_frist", args=["kern.Person"])]
    pages += [reverse(f"kern:datenschutz_{name}", args=[person.pk]) for name in ("person", "loeschen", "sperre")]
    for address in pages:
        pult.set_viewport_size({"width": 1280, "height": 800})
        assert pult.goto(address).status == 200
        assert axe_findings(pult) == [], address
        pult.set_viewport_size({"width": 360, "height": 740})
        assert pult.evaluate("document.documentElement.scrollWidth") <= 360, address
