"""The lead notes a meeting, makes a measure of what was agreed, looks at the file of another office before taking it over."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.rechte import Rolle
from monitoring.models import Fundstueck
from tests.browser.test_ansichten import fits
from tests.browser.test_lotse import sign_in
from tests.factories.austausch import EntwicklungsphaseFactory, EntwicklungswerkstattFactory, FundstueckFactory
from tests.factories.gremien import BeschlussFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.strategie import ZielFactory
from tests.monitoring.test_austausch import VORHABEN, content
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
TELEFON = {"width": 360, "height": 740}


@pytest.fixture
def leitung(db):
    return staff_of(OrganisationseinheitFactory.create(name="Leitung"), Rolle.LEITUNG)


def save(page: Page) -> None:
    page.get_by_role("button", name="Speichern").click()


def test_meeting_becomes_a_measure(page: Page, base_url, leitung, axe_findings, complaints):
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("austausch:treffen_neu"))
    page.get_by_label("Tag").fill(f"{uhr.today() - timedelta(days=2)}")
    page.get_by_label("Thema").fill("Briefe")
    page.get_by_label("Teilnehmende Ämter").fill("Amt Aue")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Briefe")
    page.get_by_role("link", name="Neue Vereinbarung").click()
    page.locator("#id_text").fill("Bausteine tauschen")
    save(page)
    assert (axe_findings(page), fits(page)) == ([], True)
    page.get_by_role("link", name="Als Maßnahme aufnehmen").click()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bausteine tauschen")
    expect(page.get_by_role("main")).to_contain_text("Idee seit")
    assert (axe_findings(page), complaints) == ([], [])


def test_file_is_looked_at_and_then_taken_over(page: Page, base_url, leitung, axe_findings, complaints):
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("austausch:einlesen"))
    file = {"name": "datei.json", "mimeType": "application/json", "buffer": content(VORHABEN)}
    page.get_by_label("Austauschdatei (JSON)").set_input_files(file)
    page.get_by_role("button", name="Ansehen").click()
    expect(page.get_by_role("main")).to_contain_text("1 neu, 0 geändert, 0 gleich geblieben.")
    assert (axe_findings(page), fits(page), Fundstueck.objects.count()) == ([], True, 0)
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.get_by_role("heading", name="Abendsprechstunde")).to_be_visible()
    assert (axe_findings(page), fits(page), complaints) == ([], True, [])


def test_decision_is_linked_to_a_goal(page: Page, base_url, leitung, axe_findings, complaints):
    beschluss, ziel = BeschlussFactory.create(), ZielFactory.create(titel="Kurze Wege")
    sign_in(page, base_url, leitung)
    page.goto(beschluss.get_absolute_url())
    page.get_by_role("link", name="Mit Leitsatz, Ziel oder Maßnahme verknüpfen").click()
    page.get_by_label("Worum geht es in diesem Beschluss?").select_option(label="Kurze Wege")
    save(page)
    page.get_by_role("link", name="Kurze Wege").click()
    expect(page.get_by_role("region", name="Beschlüsse dazu")).to_contain_text(beschluss.betreff)
    assert axe_findings(page) == []
    page.goto(beschluss.get_absolute_url())
    page.get_by_role("button", name="Verknüpfung lösen").click()
    expect(page.get_by_role("link", name="Kurze Wege")).to_have_count(0)
    assert (ziel.beschluesse.count(), complaints) == (0, [])


def test_pages_keep_wcag_and_fit_a_phone(page: Page, base_url, leitung, axe_findings, complaints):
    row = EntwicklungswerkstattFactory.create()
    EntwicklungsphaseFactory.create(von=uhr.today() + timedelta(days=1))
    FundstueckFactory.create()
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    names: list[tuple] = [("liste",), ("fundstuecke",), ("einlesen",), ("entwicklung",), ("phase_neu",), ("phase", row.phase_id)]
    names += [("phase_ergebnis", row.phase_id), ("werkstatt_neu", row.phase_id), ("werkstatt_aufnehmen", row.pk)]
    for name, *args in names:
        assert page.goto(reverse(f"austausch:{name}", args=args)).status == 200
        assert (name, axe_findings(page), fits(page)) == (name, [], True)
    assert complaints == []
