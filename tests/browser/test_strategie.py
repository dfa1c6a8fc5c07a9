"""The lead sets a goal, measures it, plans a measure with a milestone; the light says why it is what it is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from monitoring.actions.strategie import set_ampel
from monitoring.models import Messwert, Vorhaben, Zielwert
from tests.browser.test_ansichten import fits
from tests.browser.test_lotse import sign_in
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.strategie import HandlungsfeldFactory, ZielkennzahlFactory, running
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
TELEFON = {"width": 360, "height": 740}
SLUG = "schulung-abdeckung-abh"


@pytest.fixture
def leitung(db):
    return staff_of(OrganisationseinheitFactory.create(name="Leitung"), Rolle.LEITUNG)


def figure_of(wert: float, ziel: float) -> None:
    day = uhr.today()
    month = {"zeitraum": "monat", "von": day.replace(day=1), "bis": day}
    Messwert.objects.create(slug=SLUG, **month, zaehler=wert * 10, nenner=1000, wert=wert)
    Zielwert.objects.create(slug=SLUG, ab=day - timedelta(days=9), wert=ziel, beleg="Rat")


def save(page: Page) -> None:
    page.get_by_role("button", name="Speichern").click()


def test_lead_goes_from_goal_to_milestone_on_a_phone(page: Page, base_url, leitung, axe_findings, complaints):
    HandlungsfeldFactory.create(name="Service")
    figure_of(90, 80)
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("strategie:ziel_neu"))
    save(page)
    expect(page.locator("[data-fehlerliste]")).to_be_visible()
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_label("Handlungsfeld").select_option(label="Service")
    page.locator("#id_titel").fill("Alle sind geschult")
    page.get_by_label("Zuständig").select_option(label="Leitung")
    page.get_by_label("Zu erreichen bis").fill(f"{uhr.today() + timedelta(days=90)}")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Alle sind geschult")
    page.get_by_role("link", name="Mit einer Kennzahl messen").click()
    page.get_by_label("Kennzahl", exact=True).select_option(value=SLUG)
    save(page)
    light = page.get_by_role("region", name="Ampel")
    expect(light).to_contain_text("im Plan")
    expect(light).to_contain_text("90 %. Ziel seit")
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("link", name="Neue Maßnahme").click()
    page.locator("#id_titel").fill("Zweiter Kurs")
    page.get_by_label("Federführend").select_option(label="Leitung")
    page.get_by_label("Verantwortlich").select_option(label=str(leitung))
    page.get_by_label("Beginn").fill(f"{uhr.today() - timedelta(days=60)}")
    page.get_by_label("Ende").fill(f"{uhr.today() + timedelta(days=60)}")
    save(page)
    for step in ("planen", "ist beschlossen"):
        page.get_by_role("link", name="Nächster Schritt").click()
        page.get_by_label(step).check()
        save(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Zweiter Kurs")
    page.get_by_role("link", name="Neuer Meilenstein").click()
    page.locator("#id_titel").fill("Termine stehen")
    page.get_by_label("Fällig am").fill(f"{uhr.today() - timedelta(days=3)}")
    save(page)
    page.get_by_role("link", name="Nächster Schritt").click()
    page.get_by_label("läuft jetzt").check()
    save(page)
    expect(light).to_contain_text("Meilenstein „Termine stehen“ ist seit 3 Tagen überfällig.")
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("button", name="Ist erledigt").click()
    expect(light).to_contain_text("Alle Meilensteine sind erledigt.")
    page.goto(reverse("strategie:baum"))
    expect(page.get_by_role("main")).to_contain_text("Zweiter Kurs")
    assert (axe_findings(page), fits(page), complaints) == ([], True, [])
    assert Vorhaben.objects.get().status == "laufend"


def test_pages_keep_wcag_and_fit_a_phone(page: Page, base_url, leitung, axe_findings, complaints):
    figure_of(60, 80)
    with als(System.AUFGABE):
        row = running(-40, 30)
        ZielkennzahlFactory.create(ziel=row.ziel, slug=SLUG)
        until = uhr.today() + timedelta(days=9)
        set_ampel(objekt=row.ziel, stand="achtung", grund="Umbau", gilt_bis=until, user=leitung)
        row.wirkungen.create(slug=SLUG, erwartung="steigt", zuversicht="mittel", warum="Mehr Plätze")
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    names = [("baum",), ("feld_neu",), ("ziel", row.ziel_id), ("ziel_bearbeiten", row.ziel_id), ("ziel_kennzahl", row.ziel_id)]
    names += [("ziel_ampel", row.ziel_id), ("ziel_beenden", row.ziel_id), ("vorhaben", row.pk), ("vorhaben_bearbeiten", row.pk)]
    names += [(name, row.pk) for name in ("vorhaben_schritt", "beteiligung", "wirkung", "meilenstein_neu")]
    names += [("meilenstein", row.meilensteine.order_by("faellig_am").first().pk)]
    for name, *args in names:
        assert page.goto(reverse(f"strategie:{name}", args=args)).status == 200
        assert (name, axe_findings(page), fits(page)) == (name, [], True)
    assert complaints == []
