"""A guide talks with somebody, who then walks their way: staff page with keys, client without JavaScript, German and Arabic."""

import json

import pytest
from django.conf import settings as project
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from lotsen.actions.antwort import answer, answer_bedarfe
from lotsen.actions.beispiel import ANGEBOTE
from lotsen.actions.empfehlung import accept
from lotsen.actions.link import make_link
from lotsen.actions.verzeichnis import load_hsds
from lotsen.beratung import Linkzweck
from lotsen.models import Angebot
from tests.anmelden import BACKEND
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.lotsen import ErstberatungFactory
from tests.lotsen.profile import NEU_MIT_SCHUTZ
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
KURS = "integrationskurstraeger"


@pytest.fixture
def beratung(db):
    load_hsds(json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"])
    einheit = OrganisationseinheitFactory.create(name="Lotsenstelle")
    lotse = staff_of(einheit, Rolle.LOTSE)
    person = PersonFactory.create(vorname="Amir", nachname="Haddad", sprache="ar")
    return ErstberatungFactory.create(person=person, einheit=einheit, lotse=lotse, sprache="ar")


def sign_in(page: Page, base_url: str, user) -> None:
    from django.test import Client

    client = Client()
    client.force_login(user, backend=BACKEND)
    page.context.add_cookies(
        [{"name": project.SESSION_COOKIE_NAME, "value": client.cookies[project.SESSION_COOKIE_NAME].value, "url": base_url}]
    )


def in_language(page: Page, base_url: str, sprache: str) -> None:
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])


def test_guide_leads_a_talk_by_keys_and_sends_the_person_on_their_way(page: Page, base_url, beratung, axe_findings, complaints):
    sign_in(page, base_url, beratung.lotse)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(reverse("erstberatung:liste"))
    assert axe_findings(page) == []
    page.get_by_role("link", name="Amir Haddad").click()
    page.get_by_label("Deutsch von Grund auf lernen").check()
    assert axe_findings(page) == []
    page.get_by_role("button", name="Weiter mit den Fragen").click()
    page.goto(f"{reverse('erstberatung:gespraech', args=[beratung.pk])}?frage=integrationskurs_besucht")
    expect(page.get_by_role("heading", name="Haben Sie schon an einem Integrationskurs teilgenommen?")).to_be_visible()
    assert axe_findings(page) == []
    page.keyboard.press("2")
    expect(page.get_by_role("link", name="Zurück zur letzten Antwort")).to_be_visible()
    with als(System.AUFGABE):
        for name, value in NEU_MIT_SCHUTZ.items():
            answer(erstberatung=beratung, tatsache=name, value=value, user=beratung.lotse)
    page.goto(reverse("erstberatung:empfehlungen", args=[beratung.pk]))
    assert axe_findings(page) == []
    kurs = page.locator(f"#art-{KURS}")
    kurs.get_by_role("button", name="Auf den Wegweiser").click()
    expect(kurs.get_by_text("auf dem Wegweiser")).to_be_visible()
    page.get_by_role("button", name="Abschließen, Wegweiser mitgeben").click()
    page.locator("form", has=page.get_by_role("button", name="Link erstellen")).first.get_by_role(
        "button", name="Link erstellen"
    ).click()
    expect(page.get_by_role("img", name="Wegweiser der Person")).to_be_visible()
    assert axe_findings(page) == []
    assert complaints == []


def test_person_answers_alone_without_javascript(page_ohne_skript, beratung):
    page = page_ohne_skript
    token = make_link(zweck=Linkzweck.BERATUNG, erstberatung=beratung)
    page.goto(reverse("wegweiser:beginn", args=[token]))
    page.get_by_label("Deutsch lernen").check()
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Deutsch von Grund auf lernen").check()
    page.get_by_role("button", name="Weiter").click()
    page.get_by_role("button", name="Das weiß ich nicht").click()
    page.get_by_role("link", name="Genug für heute: Antworten ansehen und abschicken").click()
    expect(page.get_by_text("Deutsch von Grund auf lernen")).to_be_visible()
    page.get_by_role("button", name="Abschicken").click()
    expect(page.get_by_text("Danke! Ihre Antworten sind bei uns.")).to_be_visible()


@pytest.fixture
def mit_weg(beratung):
    """A person with two steps on their way."""
    with als(System.AUFGABE):
        answer_bedarfe(erstberatung=beratung, names=["bedarf_ankommen_anmeldung"], user=beratung.lotse)
        for name, value in NEU_MIT_SCHUTZ.items():
            answer(erstberatung=beratung, tatsache=name, value=value, user=beratung.lotse)
        for slug in (KURS, "buergeramt"):
            angebot = Angebot.objects.filter(angebotsart=slug).first()
            accept(erstberatung=beratung, angebotsart=slug, angebot=angebot, user=beratung.lotse)
        make_link(zweck=Linkzweck.WEGWEISER, erstberatung=beratung)
        make_link(zweck=Linkzweck.BERATUNG, erstberatung=beratung)
    return beratung


def test_person_ticks_a_step_without_javascript(page_ohne_skript, mit_weg):
    page = page_ohne_skript
    page.goto(reverse("wegweiser:mein", args=[link_token(Linkzweck.WEGWEISER, mit_weg.person_id)]))
    expect(page.get_by_text("0 von 2 Schritten erledigt")).to_be_visible()
    page.get_by_role("button", name="Das habe ich erledigt").first.click()
    expect(page.get_by_text("1 von 2 Schritten erledigt")).to_be_visible()


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_pages_of_the_person_keep_wcag_and_fit_a_phone(page: Page, base_url, mit_weg, axe_findings, complaints, sprache):
    in_language(page, base_url, sprache)
    way, talk = (link_token(Linkzweck.WEGWEISER, mit_weg.person_id), link_token(Linkzweck.BERATUNG, mit_weg.pk))
    addresses = [
        reverse("wegweiser:mein", args=[way]),
        reverse("wegweiser:beginn", args=[talk]),
        reverse("wegweiser:bedarf", args=[talk]) + "?thema=sprache&thema=arbeit",
        reverse("wegweiser:frage", args=[talk]) + "?frage=einreise_am",
        reverse("wegweiser:frage", args=[talk]) + "?frage=deutsch",
        reverse("wegweiser:pruefen", args=[talk]),
    ]
    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.goto(address).status == 200
        assert axe_findings(page) == []
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
