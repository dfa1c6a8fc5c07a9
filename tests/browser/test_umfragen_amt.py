"""The office around its surveys: results by what is chosen, the staff council, sheets of paper, what came of it."""

import re
from pathlib import Path

import pytest
from celery import current_app
from django.urls import reverse
from outloud.model import Document
from playwright.sync_api import Browser, Page, expect

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from monitoring.models import Umfrage, Umfrageeingang
from monitoring.tasks import flush_umfragen
from tests.browser.test_partner import check, page_for
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory
from tests.factories.strategie import running
from tests.factories.termine import LeistungFactory
from tests.monitoring.umfragen import answered
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
SOMMER, HEUTE = "2026-08-20T10:00:00", "2026-11-24T10:00:00"


@pytest.fixture(autouse=True)
def ohne_warteschlange(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)


@pytest.fixture
def gefragt(settings):
    """Twelve people have answered about one service in summer; today is a day in autumn."""
    LeistungFactory.create(slug="karte", name="Karte abholen")
    settings.BEHOERDE_UHR = SOMMER
    with als(System.AUFGABE):
        answered(12, leistung="karte")
    flush_umfragen()
    settings.BEHOERDE_UHR = HEUTE


@pytest.fixture
def leitung(db):
    return staff_of(OrganisationseinheitFactory.create(name="Leitung"), Rolle.LEITUNG)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_result_is_broken_down_and_leads_to_a_measure(browser: Browser, base_url, gefragt, leitung, axe_findings):
    with als(System.AUFGABE):
        running(titel="Mehr Stühle im Warteraum")
    page = page_for(browser, base_url, leitung, breite=360)
    page.goto(reverse("umfragen:ergebnisse"))
    expect(page.get_by_text("Noch zu wenige Antworten")).to_be_visible()
    page.get_by_label("Quartal").select_option(label="3/2026")
    page.get_by_label("Aufschlüsseln nach").select_option(label="Leistung")
    press(page, "Zeigen")
    expect(page.get_by_role("rowheader", name="Karte abholen")).to_have_count(3)
    expect(page).to_have_url(re.compile("periode=2026-07-01&nach=leistung"))
    check(page, axe_findings)
    follow(page, axe_findings)
    page.context.close()


def follow(page: Page, axe_findings) -> None:
    """From a result to what was done, to the measure and back."""
    page.get_by_role("link", name="Folge aufschreiben").click()
    expect(page.get_by_label("Ergebnis aus dem Quartal")).to_have_value("2026-07-01")
    page.get_by_label("Maßnahme dazu").select_option(label="Mehr Stühle im Warteraum")
    page.locator("#id_gesagt_de").fill("Zu wenige Stühle")
    page.locator("#id_getan_de").fill("Zehn neue Stühle")
    press(page, "Speichern")
    row = page.get_by_role("region", name="Zu wenige Stühle")
    expect(row).to_contain_text("noch nicht öffentlich")
    check(page, axe_findings)
    row.get_by_role("link", name="Maßnahme: Mehr Stühle im Warteraum").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mehr Stühle im Warteraum")
    told = page.get_by_role("region", name="Gesagt – getan")
    expect(told).to_contain_text("Zehn neue Stühle")
    check(page, axe_findings)
    told.get_by_role("link", name="Ergebnis 3/2026").click()
    expect(page.get_by_role("region", name="Gesagt – getan")).to_contain_text("Zu wenige Stühle")


def lay_before_council(lead: Page) -> str:
    """Return the link for the staff council."""
    press(lead, "Dem Personalrat vorlegen")
    link = lead.locator("a[href*='/personalrat/']")
    expect(link).to_be_visible()
    return re.search(r"/umfrage/personalrat/.*", link.get_attribute("href") or "")[0]


def decide(council: Page, link: str, words: str, button: str) -> None:
    council.goto(link)
    council.get_by_label("Beschluss", exact=True).fill(words)
    press(council, button)
    expect(council.get_by_text(words)).to_be_visible()


def write_survey(lead: Page) -> None:
    lead.goto(reverse("umfragen:personalliste"))
    lead.locator("#id_titel").fill("Wie arbeiten wir?")
    press(lead, "Entwurf speichern")
    expect(lead.get_by_role("heading", level=1)).to_have_text("Wie arbeiten wir?")


def test_staff_council_refuses_with_a_reason_then_releases(
    browser: Browser, base_url, settings, leitung, page_ohne_skript, axe_findings
):
    settings.BEHOERDE_UHR = HEUTE
    lead, council = page_for(browser, base_url, leitung), page_ohne_skript
    write_survey(lead)
    link = lay_before_council(lead)
    expect(lead.get_by_text("liegt dem Personalrat vor")).to_be_visible()
    expect(lead.get_by_role("button", name="Alle Beschäftigten einladen")).to_have_count(0)
    decide(council, link, "Frage 2 nicht so", "Ablehnen")
    lead.reload()
    expect(lead.get_by_text("vom Personalrat abgelehnt")).to_be_visible()
    expect(lead.get_by_text("Frage 2 nicht so")).to_be_visible()
    check(lead, axe_findings)
    press(lead, "Zum Entwurf machen")
    decide(council, lay_before_council(lead), "Sitzung 7", "Freigeben")
    lead.reload()
    expect(lead.get_by_text("vom Personalrat freigegeben")).to_be_visible()
    press(lead, "Alle Beschäftigten einladen")
    expect(lead.get_by_role("button", name="Befragung beenden")).to_be_visible()
    assert Umfrage.objects.get().status == "eingeladen"
    lead.context.close()


def codes_of(path: Path) -> list[str]:
    """Return the codes on the sheets, in the order of the pages."""
    pages = Document(str(path))
    text = "".join("".join(pages.content(at).text.split()) for at in range(len(pages.pages)))
    return re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", text)


def test_code_of_a_printed_sheet_is_typed_in(browser: Browser, base_url, settings, page_ohne_skript, tmp_path, axe_findings):
    settings.BEHOERDE_UHR = HEUTE
    StandortFactory.create(slug="rathaus", name="Rathaus")
    desk = page_for(browser, base_url, staff_of(OrganisationseinheitFactory.create(), Rolle.EMPFANG), breite=360)
    desk.goto(reverse("umfragen:papier"))
    check(desk, axe_findings)
    desk.get_by_label("Wie viele Blätter").fill("2")
    # A PDF is shown by the browser, not saved: the same form is sent once more and its answer kept.
    fields = {
        one["name"]: one["value"]
        for one in desk.evaluate(
            "Array.from(new FormData(document.querySelector('main form[method=post]')), ([name, value]) => ({name, value}))"
        )
    }
    (tmp_path / "blaetter.pdf").write_bytes(desk.request.post(reverse("umfragen:papier"), form=fields).body())
    codes = codes_of(tmp_path / "blaetter.pdf")
    assert len(codes) == 2
    page_ohne_skript.goto(reverse("umfragelink:code"))
    page_ohne_skript.locator("[name=code]").fill(codes[1].lower())
    page_ohne_skript.locator("main button[type=submit]").click()
    page_ohne_skript.get_by_label("zufrieden", exact=True).check()
    press(page_ohne_skript, "Antwort abschicken")
    expect(page_ohne_skript.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Antwort")
    assert Umfrageeingang.objects.count() == 1
    desk.context.close()
