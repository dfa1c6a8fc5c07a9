"""A decision is entered, the Gemeinden are asked, one answers by its link without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.rechte import Rolle
from monitoring.models import Beschluss, Stellungnahme
from monitoring.stellungnahme import Stellungnahmelink
from tests.browser.test_lotse import sign_in
from tests.factories.gremien import BeschlussFactory, GemeindekontaktFactory, GremiumFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.schulung import StellenstandFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
TELEFON = {"width": 360, "height": 740}


@pytest.fixture
def leitung(db):
    return staff_of(OrganisationseinheitFactory.create(name="Leitung"), Rolle.LEITUNG)


def wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_decision_is_entered_on_a_phone(page: Page, base_url, leitung, axe_findings, complaints):
    GremiumFactory.create(name="Rat")
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("gremien:beschluss_neu"))
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("[data-fehlerliste]")).to_be_visible()
    assert (axe_findings(page), wide(page)) == ([], False)
    page.get_by_label("Gremium").select_option(label="Rat")
    page.locator("#id_nummer").fill("B-7")
    page.locator("#id_tag").fill(f"{uhr.today() - timedelta(days=9)}")
    page.locator("#id_betreff").fill("Klare Briefe")
    page.locator("#id_klartext").fill("Alle Briefe werden verständlich.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Klare Briefe")).to_be_visible()
    page.get_by_role("button", name="Ist umgesetzt").click()
    expect(page.get_by_role("button", name="Doch nicht umgesetzt")).to_be_visible()
    assert axe_findings(page) == []
    assert Beschluss.objects.get().status == "umgesetzt"
    assert complaints == []


def test_gemeinde_answers_without_javascript(page: Page, page_ohne_skript, base_url, leitung):
    GemeindekontaktFactory.create(einheit__name="Aue")
    sign_in(page, base_url, leitung)
    page.goto(reverse("gremien:anhoerung_neu"))
    page.locator("#id_betreff").fill("Leitbild")
    page.locator("#id_text").fill("Was brauchen Sie?")
    page.locator("#id_frist").fill(f"{uhr.today() + timedelta(days=30)}")
    page.get_by_role("button", name="Alle Gemeinden fragen").click()
    expect(page.get_by_text("noch keine Antwort")).to_be_visible()
    link = link_token(Stellungnahmelink.STELLUNGNAHME, Stellungnahme.objects.get().pk)
    phone = page_ohne_skript
    phone.goto(reverse("stellungnahme", args=[link]))
    phone.locator("label[for=id_haltung_0]").click()
    phone.get_by_label("Begründung").fill("Gern.")
    phone.get_by_role("button", name="Stellungnahme abgeben").click()
    expect(phone.get_by_text("Danke, Ihre Stellungnahme ist gespeichert.")).to_be_visible()
    assert not wide(phone)
    page.reload()
    expect(page.get_by_text("Wir stimmen zu.")).to_be_visible()


def test_pages_keep_wcag_and_fit_a_phone(page: Page, base_url, leitung, axe_findings, complaints):
    row = BeschlussFactory.create(frist=uhr.today() - timedelta(days=1))
    contact = GemeindekontaktFactory.create()
    StellenstandFactory.create()
    sign_in(page, base_url, leitung)
    page.set_viewport_size(TELEFON)
    names: list[tuple] = [("gremien:liste",), ("gremien:gremien",), ("gremien:beschluss", row.pk), ("gremien:anhoerungen",)]
    names += [("gremien:anhoerung_neu",), ("gremien:gemeinden",), ("gremien:kontakt", contact.einheit_id)]
    names += [("stellen:stellen",), ("stellen:liste",)]
    for name, *args in names:
        assert page.goto(reverse(name, args=args)).status == 200
        assert (name, axe_findings(page), wide(page)) == (name, [], False)
    assert complaints == []
