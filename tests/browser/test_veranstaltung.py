"""A reception from both sides: staff plan, invite and let in; people come by phone, without JavaScript, in German and Arabic."""

import os
import re
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.rechte import Rolle
from lotsen.actions.anmeldung import withdraw
from lotsen.actions.einladung import release_list
from lotsen.models import Anmeldung, Einladung
from lotsen.veranstaltung import Anmeldelink
from tests.anmelden import BACKEND
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory, StandortFactory, UserFactory
from tests.factories.lotsen import ErstberatungFactory
from tests.factories.veranstaltung import EinladungslisteFactory, VeranstaltungFactory, angemeldet
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
TELEFON, BREIT = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture
def empfang(db):
    return VeranstaltungFactory.create(
        einheit=OrganisationseinheitFactory.create(name="Lotsenstelle"),
        titel_de="Empfang im Rathaus",
        titel_ar="حفل استقبال في دار البلدية",
        beschreibung_ar="نرحب بكل القادمين الجدد.",
        programm_de="18 Uhr: Begrüßung\n19 Uhr: Essen",
        zugang=["rollstuhl", "ruhe"],
        plaetze=5,
    )


def sign_in(page: Page, base_url: str, user) -> None:
    client = Client()
    client.force_login(user, backend=BACKEND)
    value = client.cookies[project.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": project.SESSION_COOKIE_NAME, "value": value, "url": base_url}])


def speak(page: Page, base_url: str, sprache: str) -> None:
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": sprache, "url": base_url}])
    page.set_viewport_size(TELEFON)


def keep_picture(page: Page, name: str) -> None:
    if folder := os.environ.get("BILDER"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_staff_plan_invite_and_let_in(page: Page, base_url, db, axe_findings, complaints):
    einheit = OrganisationseinheitFactory.create(name="Lotsenstelle")
    StandortFactory.create(name="Rathaus")
    ErstberatungFactory.create(person=PersonFactory.create(vorname="Olena", nachname="Koval"), einheit=einheit)
    sign_in(page, base_url, staff_of(einheit, Rolle.LOTSE))
    page.set_viewport_size(BREIT)
    page.goto(reverse("veranstaltungen:liste"))
    assert axe_findings(page) == []
    page.get_by_role("link", name="Neue Veranstaltung").first.click()
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("#id_titel_de-error, [id*=titel_de][id*=error]").first).to_be_visible()
    assert axe_findings(page) == []
    keep_picture(page, "planen-fehler")
    fill_form(page)
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Freigeben").click()
    expect(page.get_by_text("Freigegeben. Man kann sich jetzt anmelden.")).to_be_visible()
    assert axe_findings(page) == []
    keep_picture(page, "veranstaltung")
    page.get_by_role("link", name="Menschen einladen").click()
    page.get_by_role("button", name="Vorschau zeigen").click()
    expect(page.get_by_text("Olena Koval")).to_be_visible()
    assert axe_findings(page) == []
    keep_picture(page, "einladen")
    page.get_by_role("button", name="Zur Freigabe vorschlagen").click()
    expect(page.get_by_text("Eine zweite Person muss diese Liste ansehen und freigeben.")).to_be_visible()
    liste = page.url
    sign_in(page, base_url, staff_of(einheit, Rolle.VERWALTUNG))
    page.goto(liste)
    page.get_by_role("button", name="Freigeben und 1 Person einladen").click()
    expect(page.get_by_text("Freigegeben. 1 Einladung geht hinaus.")).to_be_visible()
    assert axe_findings(page) == []
    keep_picture(page, "einladungsliste")
    assert complaints == []


def fill_form(page: Page) -> None:
    page.get_by_label("Titel", exact=True).fill("Empfang im Rathaus")
    page.get_by_label("Worum es geht", exact=True).fill("Wir begrüßen alle, die neu in der Stadt sind.")
    page.locator("#id_standort").select_option(label="Rathaus")
    today = uhr.today()
    page.locator("#id_tag").fill(f"{today + timedelta(days=60)}")
    page.locator("#id_von").fill("18:00")
    page.locator("#id_bis").fill("20:00")
    page.locator("#id_erster").fill(f"{today}")
    page.locator("#id_letzter").fill(f"{today + timedelta(days=59)}")
    page.locator("#id_plaetze").fill("40")
    page.locator("label[for=id_sprachen_0]").click()


def test_door_says_who_comes_with_how_many_and_who_is_there_already(page: Page, base_url, empfang, axe_findings, complaints):
    row = angemeldet(empfang, "Olena Koval", personen=3, kinder=1)
    sign_in(page, base_url, staff_of(empfang.einheit, Rolle.LOTSE))
    page.set_viewport_size(TELEFON)
    page.goto(reverse("veranstaltungen:einlass", args=[empfang.pk]) + f"?code={row.code}")
    expect(page.get_by_role("heading", name="Olena Koval")).to_be_visible()
    keep_picture(page, "einlass")
    page.get_by_role("button", name="Einlassen").first.click()
    expect(page.get_by_text("Herzlich willkommen")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_label("Code", exact=True).fill(row.code)
    page.locator("form", has=page.get_by_label("Code", exact=True)).get_by_role("button", name="Einlassen").click()
    expect(page.get_by_text("Schon da")).to_be_visible()
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    keep_picture(page, "einlass-bekannt")
    page.get_by_role("button", name="Zurücknehmen").click()
    expect(page.get_by_role("button", name="Einlassen")).to_have_count(2)
    assert complaints == []


def test_person_registers_without_javascript_by_a_code(page_ohne_skript, empfang):
    page = page_ohne_skript
    page.goto("/")
    page.get_by_role("link", name="Feste und Treffen").click()
    page.get_by_role("link", name="Empfang im Rathaus").click()
    page.get_by_label("Ihr Name").fill("Olena Koval")
    page.get_by_label("Wie viele Personen kommen?").fill("2")
    page.locator("[name=email]").fill("olena@beispiel.example")
    page.get_by_role("button", name="Platz reservieren").click()
    deliver_due()
    page.locator("[name=code]").fill(re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0])
    page.locator("main form button.kern-btn--primary").first.click()
    expect(page.get_by_label("Ihr Name")).to_have_value("Olena Koval")
    page.get_by_role("button", name="Platz reservieren").click()
    expect(page.get_by_role("heading", name="Sie sind angemeldet")).to_be_visible()
    page.get_by_role("button", name="Ich komme nicht").click()
    page.get_by_role("button", name="Ich komme doch").click()
    expect(page.get_by_role("heading", name="Sie sind angemeldet")).to_be_visible()


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_pages_of_people_keep_wcag_and_fit_a_phone(page: Page, base_url, empfang, axe_findings, complaints, sprache):
    speak(page, base_url, sprache)
    rows = [angemeldet(empfang, name, personen=number) for name, number in (("Olena", 2), ("Tariq", 3), ("Elif", 2), ("Ivan", 1))]
    withdraw(anmeldung=rows[3])
    liste = EinladungslisteFactory.create(einheit=empfang.einheit, veranstaltung=empfang)
    einladung = Einladung.objects.create(
        liste=liste, person=PersonFactory.create(vorname="Amir", nachname="Haddad", sprache="ar")
    )
    release_list(liste=liste, user=UserFactory.create())
    pages = {
        "liste": reverse("anmeldung:liste"),
        "neu": reverse("anmeldung:veranstaltung", args=[empfang.pk]),
        "einladung": reverse("anmeldung:einladung", args=[link_token(Anmeldelink.EINLADUNG, einladung.pk)]),
        **{f"mein-{row.status}": reverse("anmeldung:mein", args=[link_token(Anmeldelink.ANMELDUNG, row.pk)]) for row in rows},
    }
    for row in rows:
        row.refresh_from_db()
    for name, address in pages.items():
        assert page.goto(address).status == 200
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        keep_picture(page, f"{name}-{sprache}")
    assert complaints == []


def test_person_registers_in_arabic_and_hears_what_is_wrong(page: Page, base_url, empfang, axe_findings, complaints, settings):
    settings.SCHUTZ_AUFWAND = 1
    speak(page, base_url, "ar")
    page.goto(reverse("anmeldung:veranstaltung", args=[empfang.pk]))
    page.locator("label[for=id_kontaktweg_2]").click()
    page.locator("[name=personen]").fill("9")
    page.locator("main form button.kern-btn--primary").click()
    expect(page.locator("[data-fehlerliste]")).to_be_visible()
    assert axe_findings(page) == []
    keep_picture(page, "fehler-ar")
    page.locator("[name=name]").fill("أمير حداد")
    page.locator("[name=personen]").fill("2")
    page.locator("main form button.kern-btn--primary").click()
    expect(page.locator(".beleg__code")).to_be_visible()
    assert axe_findings(page) == []
    assert Anmeldung.objects.get().sprache == "ar"
    assert complaints == []
