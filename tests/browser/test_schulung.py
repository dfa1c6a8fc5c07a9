"""A course from all sides: the coordinator plans, staff register, a department registers somebody, the manager sees who is trained."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.rechte import Rolle
from monitoring.models import Durchfuehrung, Schulungsgast
from tests.browser.test_lotse import sign_in
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.schulung import DurchfuehrungFactory, KursFactory, SchulungsnachweisFactory, StellenstandFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
BREIT, TELEFON = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def einheit(db):
    return OrganisationseinheitFactory.create(name="Team Mitte")


def wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_coordinator_plans_a_course_and_a_date(page: Page, base_url, einheit, axe_findings, complaints):
    sign_in(page, base_url, staff_of(einheit, Rolle.SCHULUNG))
    page.set_viewport_size(BREIT)
    page.goto(reverse("schulung:kurse"))
    assert axe_findings(page) == []
    page.get_by_role("link", name="Neuer Kurs").first.click()
    page.get_by_label("Titel").fill("Klar sprechen")
    page.get_by_label("Thema").select_option("service")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="Neuer Termin").click()
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("[data-fehlerliste]")).to_be_visible()
    assert axe_findings(page) == []
    for name, value in (("tag", uhr.today() + timedelta(days=30)), ("letzter", uhr.today() + timedelta(days=29))):
        page.locator(f"#id_{name}").fill(f"{value}")
    for name, value in (("von", "09:00"), ("bis", "15:00"), ("ort", "Rathaus, Raum 1"), ("plaetze", "12")):
        page.locator(f"#id_{name}").fill(value)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("12 Plätze sind frei.")).to_be_visible()
    assert Durchfuehrung.objects.get().kurs.titel == "Klar sprechen"
    assert complaints == []


def test_somebody_registers_on_a_phone_without_javascript(page_ohne_skript, base_url, einheit):
    page = page_ohne_skript
    DurchfuehrungFactory.create(kurs=KursFactory.create(titel="Klar sprechen"), plaetze=1)
    sign_in(page, base_url, staff_of(einheit, Rolle.EMPFANG))
    page.goto("/arbeitsplatz/")
    page.get_by_role("link", name="Schulung", exact=True).click()
    page.get_by_role("link", name="Klar sprechen").click()
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_text("Sie sind angemeldet.")).to_be_visible()
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_text("Sie sind abgemeldet.")).to_be_visible()
    assert not wide(page)


def test_department_registers_somebody(page: Page, base_url, axe_findings, complaints):
    DurchfuehrungFactory.create(kurs=KursFactory.create(titel="Klar sprechen"))
    sign_in(page, base_url, staff_of(OrganisationseinheitFactory.create(name="Jugendamt", art="ressort"), Rolle.RESSORT))
    page.set_viewport_size(TELEFON)
    page.goto(reverse("schulung:ressort"))
    page.get_by_role("link", name="Klar sprechen").click()
    page.get_by_label("Name").fill("Kim Beispiel")
    page.get_by_label("Dienstliche E-Mail-Adresse").fill("kim@jugendamt.example")
    assert axe_findings(page) == []
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("rowheader", name="Kim Beispiel")).to_be_visible()
    assert axe_findings(page) == []
    assert not wide(page)
    assert Schulungsgast.objects.get().einheit.name == "Jugendamt"
    assert complaints == []


@pytest.mark.parametrize("rolle", [Rolle.LEITUNG, Rolle.SCHULUNG])
def test_pages_keep_wcag_and_fit_a_phone(page: Page, base_url, einheit, axe_findings, complaints, rolle):
    kurs, user = KursFactory.create(titel="Interkulturelle Kompetenz im Amt"), staff_of(einheit, Rolle.EMPFANG)
    evidence = SchulungsnachweisFactory.create(user=user, kurs=kurs)
    termin = DurchfuehrungFactory.create(kurs=kurs)
    StellenstandFactory.create(einheit=OrganisationseinheitFactory.create(name="Jugendamt", art="ressort"))
    sign_in(page, base_url, staff_of(einheit, rolle))
    page.set_viewport_size(TELEFON)
    names: list[tuple] = [
        ("meine",),
        ("team",),
        ("nachweise",),
        ("gespraeche",),
        ("abdeckung",),
        ("sprachen",),
        ("termin", termin.pk),
    ]
    if rolle == Rolle.SCHULUNG:
        names += [
            ("pflicht",),
            ("kurse",),
            ("kurs", kurs.pk),
            ("teilnehmende", termin.pk),
            ("nachweis", evidence.pk),
            ("nachweis_neu",),
        ]
    for name, *args in names:
        assert page.goto(reverse(f"schulung:{name}", args=args)).status == 200
        assert (name, axe_findings(page), wide(page)) == (name, [], False)
    assert complaints == []
