"""A referral in four browsers: a guide, a client who reads Arabic, and partners of two organisations at once."""

import pytest
from django.conf import settings as project
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from lotsen.models import Verweis
from lotsen.verweis_tabelle import Verweislink
from tests.anmelden import make_staff
from tests.browser.vorort import sign_in
from tests.factories.kern import PersonFactory
from tests.factories.lotsen import ErstberatungFactory
from tests.lotsen.verweise import VERTRAULICH, angebot_of, partner_unit, partner_user, sent, with_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def page_for(browser: Browser, base_url: str, user=None, *, sprache: str = "de", breite: int = 1280) -> Page:
    context = browser.new_context(base_url=base_url, locale="de-DE", viewport={"width": breite, "height": 900})
    if user is not None:
        sign_in(context, base_url, user)
    else:
        context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])
    return context.new_page()


def check(page: Page, axe_findings) -> None:
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def ask_on_the_screen(guide: Page, axe_findings) -> None:
    """Walk from the list to the words of the consent, with person and offer looked up."""
    guide.goto(reverse("verweise:verweise"))
    check(guide, axe_findings)
    guide.get_by_role("link", name="Jemanden verweisen").click()
    guide.get_by_label("Name der Person").fill("sabbagh")
    guide.get_by_role("search").filter(has=guide.get_by_label("Name der Person")).get_by_role("button").click()
    guide.get_by_role("link", name="Tariq Sabbagh").click()
    guide.get_by_label("Angebot oder Träger").fill("migrationsberatung")
    guide.get_by_role("search").get_by_role("button").click()
    check(guide, axe_findings)
    guide.get_by_role("button", name="Dorthin verweisen").click()
    guide.get_by_label("Zweck").fill("Platz in der Beratung")
    for name in ("Name", "E-Mail-Adresse oder Telefonnummer", "Deutschkenntnisse"):
        guide.get_by_role("group", name="Was wir weitergeben").get_by_text(name, exact=True).click()
    guide.get_by_role("textbox", name="Deutschkenntnisse").fill("A2 mit Zertifikat")
    check(guide, axe_findings)
    guide.get_by_role("button", name="Der Person zeigen").click()
    expect(guide.locator("blockquote")).to_have_attribute("dir", "rtl")
    check(guide, axe_findings)


def test_a_referral_goes_its_way_and_another_organisation_never_sees_it(browser, base_url, axe_findings):
    nord, sued = partner_unit("Beratung Nord"), partner_unit("Beratung Süd")
    lotsin = make_staff(Rolle.LOTSE, vorname="Leyla", nachname="Brandt")
    person = PersonFactory.create(vorname="Tariq", nachname="Sabbagh", sprache="ar")
    ErstberatungFactory.create(person=person, einheit=lotsin.rollenzuweisungen.get().organisationseinheit)
    angebot_of(nord, name="Migrationsberatung Nord")
    guide = page_for(browser, base_url, lotsin)
    ask_on_the_screen(guide, axe_findings)

    with als(System.AUFGABE):
        verweis = Verweis.objects.get()
        token = link_token(Verweislink.EINWILLIGUNG, verweis.pk)
    client = page_for(browser, base_url, sprache="ar", breite=360)
    client.goto(reverse("verweis_person:einwilligung", args=[token]))
    expect(client.locator("html")).to_have_attribute("dir", "rtl")
    expect(client.get_by_text("A2 mit Zertifikat")).to_be_visible()
    check(client, axe_findings)
    client.get_by_role("button", name="نعم، أوافق").click()
    expect(client.get_by_role("button", name="سحب موافقتي")).to_be_visible()

    here = page_for(browser, base_url, partner_user(nord, vorname="Olga", nachname="Brenner"))
    other = page_for(browser, base_url, partner_user(sued))
    here.goto(reverse("partner:eingang"))
    here.get_by_role("link", name=verweis.kennung).click()
    expect(here.get_by_role("heading", name="Name und Kontakt sehen Sie nach der Annahme")).to_be_visible()
    expect(here.get_by_text("Sabbagh")).to_have_count(0)
    check(here, axe_findings)
    address = here.url
    here.get_by_text("Annehmen", exact=True).click()
    here.get_by_role("button", name="Antwort speichern").click()
    expect(here.get_by_role("heading", name="Tariq Sabbagh")).to_be_visible()
    assert other.goto(address).status == 404
    other.goto(reverse("partner:eingang"))
    expect(other.get_by_text("Alles beantwortet")).to_be_visible()

    here.get_by_text("War da", exact=True).click()
    here.get_by_role("button", name="Antwort speichern").click()
    here.get_by_text("Abschließen", exact=True).click()
    here.get_by_role("combobox", name="Ergebnis").select_option("geholfen")
    here.get_by_role("button", name="Antwort speichern").click()
    expect(here.get_by_text("Sie müssen hier nichts mehr tun.")).to_be_visible()
    guide.goto(verweis.get_absolute_url())
    expect(guide.get_by_text("abgeschlossen (Es hat geholfen)").first).to_be_visible()
    check(guide, axe_findings)

    client.reload()
    client.get_by_role("button", name="سحب موافقتي").click()
    expect(client.get_by_text("حُذفت المعلومات لدى الجهة")).to_be_visible()
    assert here.goto(address).status == 404


def test_letter_closes_the_loop_on_a_phone_without_javascript(page_ohne_skript):
    with als(System.AUFGABE):
        verweis = with_letter(angebot_of(None, VERTRAULICH), nachname="Geheimname")
        token = link_token(Verweislink.BEGLEITBRIEF, verweis.pk)
    page = page_ohne_skript
    page.goto(reverse("partner:brief", args=[token]))
    page.get_by_text("War da", exact=True).click()
    page.get_by_role("button", name="Antwort speichern").click()
    expect(page.get_by_text("Danke, das ist gespeichert.")).to_be_visible()
    expect(page.get_by_text("Geheimname")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("schema", ["light", "dark"])
def test_pages_of_partners_keep_wcag_and_fit_a_phone(browser, base_url, axe_findings, schema):
    nord = partner_unit("Beratung Nord")
    user = partner_user(nord)
    with als(System.AUFGABE):
        verweis = sent(angebot_of(nord, plaetze=10, frei=3))
    pages = [reverse("partner"), *(reverse(f"partner:{name}") for name in ("eingang", "plaetze", "statistik"))]
    page = page_for(browser, base_url, user)
    page.emulate_media(color_scheme=schema)
    for address in (*pages, reverse("partner:verweis", args=[verweis.kopie_id])):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address)
            check(page, axe_findings)
    page.get_by_role("button", name="Antwort speichern").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    check(page, axe_findings)
