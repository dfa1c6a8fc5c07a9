"""A guide keeps the directory true: finds what is old, corrects it, takes it back; every page read by axe."""

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.rechte import Rolle
from lotsen.models import Angebot
from lotsen.pflegelink import PFLEGE
from tests.anmelden import sign_in
from tests.factories.lotsen import AngebotFactory, OrtFactory, TraegerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEITEN = ("angebot", "texte", "plaetze", "stand", "verlauf")


@pytest.fixture
def angebot() -> Angebot:
    haus = OrtFactory.create(name="Haus der Begegnung")
    traeger = TraegerFactory.create(name="Verein für Nachbarschaft")
    angebot = AngebotFactory.create(
        traeger=traeger, name_de="Sprachcafé am Markt", angebotsart="ehrenamtliche_sprachangebote", orte=[haus], frei=4
    )
    angebot.sprechzeiten.create(wochentag=1, von="17:00", bis="19:00")
    AngebotFactory.create(name_de="Fahrradwerkstatt", bestaetigt_am=uhr.today())
    return angebot


@pytest.fixture
def pult(page: Page, angebot, base_url) -> Page:
    """The desk of a guide, in German."""
    client = Client()
    sign_in(client, Rolle.LOTSE, vorname="Mara", nachname="Keller")
    values = {
        project.SESSION_COOKIE_NAME: client.cookies[project.SESSION_COOKIE_NAME].value,
        project.LANGUAGE_COOKIE_NAME: "de",
    }
    page.set_default_timeout(10_000)
    page.context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in values.items()])
    page.goto(reverse("pflege:liste"))
    return page


def test_what_is_old_is_found_corrected_confirmed_and_taken_back(pult, complaints):
    pult.get_by_label("Zu prüfen").select_option(label="seit über 6 Monaten nicht bestätigt")
    pult.get_by_role("button", name="Anzeigen").click()
    expect(pult.get_by_role("link", name="Fahrradwerkstatt")).to_have_count(0)
    pult.get_by_role("link", name="Sprachcafé am Markt", exact=True).click()
    pult.get_by_label("Telefon").fill("+49 30 23125 099")
    pult.get_by_role("group", name="Zeile 2").get_by_label("Wochentag").select_option(label="Mittwoch")
    pult.get_by_role("group", name="Zeile 2").get_by_label("von").fill("17:00")
    pult.get_by_role("group", name="Zeile 2").get_by_label("bis", exact=True).fill("19:00")
    pult.get_by_role("button", name="Speichern").click()
    expect(pult.get_by_text("Gespeichert.", exact=True)).to_be_visible()
    pult.get_by_role("button", name="Heute bestätigt").click()
    expect(pult.get_by_text("Danke. Das Angebot ist heute bestätigt.")).to_be_visible()
    pult.get_by_role("link", name="Verlauf").click()
    expect(pult.get_by_text("Montag 17:00–19:00; Mittwoch 17:00–19:00")).to_be_visible()
    pult.get_by_role("button", name="Wieder gelten lassen").click()
    expect(pult.get_by_text("Diese Fassung gilt wieder.")).to_be_visible()
    assert Angebot.objects.get(name_de="Sprachcafé am Markt").telefon == ""
    assert complaints == []


def test_break_is_asked_for_and_taken_back(pult):
    pult.get_by_role("link", name="Sprachcafé am Markt", exact=True).click()
    pult.get_by_role("link", name="Pause eintragen").click()
    pult.get_by_role("button", name="Ja, Pause eintragen").click()
    expect(pult.get_by_text("macht Pause").first).to_be_visible()
    pult.get_by_role("button", name="Wird angeboten").click()
    expect(pult.get_by_text("Gespeichert: wird angeboten.")).to_be_visible()


def test_pages_of_the_directory_keep_wcag_and_fit_a_phone(pult, angebot, axe_findings):
    single = [reverse(f"pflege:{name}", args=[angebot.pk]) for name in SEITEN]
    stand, ort = single.index(reverse("pflege:stand", args=[angebot.pk])), angebot.orte.get()
    single[stand] += "?nach=beendet"
    rows = [reverse("pflege:traeger", args=[angebot.traeger_id]), reverse("pflege:ort", args=[ort.pk])]
    lists = [reverse(f"pflege:{name}") for name in ("liste", "neu", "traegerliste", "traeger_neu", "orte", "ort_neu")]
    for address in [*lists, *single, *rows]:
        pult.set_viewport_size({"width": 1280, "height": 800})
        answer = pult.goto(address)
        assert (address, answer.status, axe_findings(pult)) == (address, 200, [])
        pult.set_viewport_size({"width": 360, "height": 740})
        assert (address, pult.evaluate("document.documentElement.scrollWidth")) == (address, 360)


def test_table_is_looked_at_row_by_row_before_it_is_taken(pult, axe_findings, complaints):
    pult.get_by_role("link", name="Liste übernehmen").click()
    assert axe_findings(pult) == []
    rows = "name;traeger;angebotsart\nNähtreff;Verein für Nachbarschaft;ehrenamtliche_sprachangebote\nKurs;Verein;unfug\n"
    pult.get_by_label("Datei", exact=True).set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    pult.get_by_role("button", name="Ansehen, was sich ändert").click()
    expect(pult.get_by_text("Zeile 3: Angebotsart „unfug“ kennen wir nicht.")).to_be_visible()
    assert (axe_findings(pult), Angebot.objects.filter(name_de="Nähtreff").count()) == ([], 0)
    pult.set_viewport_size({"width": 360, "height": 740})
    assert pult.evaluate("document.documentElement.scrollWidth") == 360
    pult.get_by_role("button", name="1 Angebot übernehmen").click()
    expect(pult.get_by_text("Übernommen: 1 Angebot ist neu oder geändert.")).to_be_visible()
    assert complaints == []


def test_wrong_hour_is_said_beside_its_field(pult, angebot, axe_findings):
    pult.goto(reverse("pflege:angebot", args=[angebot.pk]))
    pult.get_by_role("group", name="Zeile 1").get_by_label("bis", exact=True).fill("08:00")
    pult.locator("#id_sprachen").fill("Deutsch, Ukrainsch")
    pult.get_by_role("button", name="Speichern").click()
    expect(pult.get_by_role("group", name="Zeile 1").get_by_label("bis", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(pult.locator("#id_sprachen")).to_have_value("Deutsch, Ukrainsch")
    assert axe_findings(pult) == []


def test_traeger_corrects_by_link_without_account_and_without_script(page, angebot, page_ohne_skript, axe_findings):
    token = create_link(PFLEGE, angebot.traeger_id, uhr.now() + uhr.DAY)
    address = reverse("traegerpflege:uebersicht", args=[token])
    phone = page_ohne_skript
    phone.goto(address)
    phone.get_by_role("link", name="Ändern").click()
    phone.get_by_label("Was gerade anders ist").fill("Im August geschlossen")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.get_by_role("button", name="Speichern und bestätigen").click()
    expect(phone.get_by_text("Danke, das ist gespeichert.")).to_be_visible()
    expect(phone.get_by_text("Im August geschlossen")).to_be_visible()
    for path in (address, reverse("traegerpflege:berichtigen", args=[token, angebot.pk])):
        page.goto(path)
        assert (path, axe_findings(page)) == (path, [])
