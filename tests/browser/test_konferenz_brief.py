"""A meeting about a case whose resolutions become tasks; letters from a template, one and many."""

from datetime import timedelta

import pytest
from celery import current_app
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.freigabe import release
from fallmanagement.models import Fallakte
from fallmanagement.tasks import write_briefserien
from tests.browser.test_fallmanagement import fill_date
from tests.browser.test_freigabe import akte, einheit
from tests.browser.test_partner import check, page_for
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory
from tests.factories.kern import PersonFactory
from tests.factories.zusammenarbeit import BrieffassungFactory, angaben
from tests.lotsen.verweise import partner_unit
from tests.termine.empfang import staff_of

__all__ = ["akte", "einheit"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture(autouse=True)
def ohne_warteschlange(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)


def paper(page: Page, name: str) -> tuple[int, bytes]:
    """Return status and first bytes of what a link leads to."""
    answer = page.request.get(page.get_by_role("link", name=name).get_attribute("href"))
    return answer.status, answer.body()[:5]


def call(page: Page, axe_findings) -> None:
    """Call a meeting in a week and let the Jobcenter come."""
    page.goto(reverse("fallmanagement:konferenzen"))
    check(page, axe_findings)
    page.get_by_label("Titel").fill("Ausbildung im Frühjahr")
    fill_date(page, "Tag", uhr.today() + timedelta(days=7))
    page.get_by_label("Uhrzeit").fill("9:30")
    page.get_by_label("Ort").fill("Rathaus")
    page.get_by_role("button", name="Anlegen").click()
    page.get_by_label("Stelle", exact=True).select_option(label="Jobcenter")
    page.get_by_role("button", name="Stelle einladen").click()
    expect(page.get_by_role("region", name="Wer kommt")).to_contain_text("Jobcenter")


def put_on_the_list(page: Page, akte: Fallakte) -> None:
    page.get_by_label("Aktenzeichen").fill(akte.aktenzeichen)
    page.get_by_label("Worum geht es?").fill("Wer fragt den Betrieb?")
    page.get_by_role("button", name="Fall auf die Liste").click()


@pytest.mark.parametrize("breite", [1280, 360])
def test_meeting_makes_tasks_of_its_resolutions(browser, base_url, akte, einheit, axe_findings, settings, breite):
    partner, manager = partner_unit("Jobcenter"), staff_of(einheit, Rolle.FALLMANAGEMENT)
    page = page_for(browser, base_url, manager, breite=breite)
    call(page, axe_findings)
    put_on_the_list(page, akte)
    expect(page.get_by_text("Ohne Freigabe für diesen Tag: Jobcenter").first).to_be_visible()
    check(page, axe_findings)
    with als(System.AUFGABE):
        release(akte, angaben(partner), user=akte.angelegt_von)
    put_on_the_list(page, akte)
    page.get_by_label("Fall", exact=True).select_option(label=akte.aktenzeichen)
    page.get_by_role("textbox", name="Beschluss").fill("Das Jobcenter fragt den Betrieb.")
    page.get_by_role("button", name="Beschluss festhalten").click()
    expect(page.get_by_text("Der Beschluss ist jetzt eine Aufgabe der Akte.")).to_be_visible()
    check(page, axe_findings)
    assert paper(page, "Niederschrift (PDF)") == (200, b"%PDF-")
    meeting = page.url
    page.goto(reverse("fallmanagement:akte_fristen", args=[akte.pk]))
    expect(page.get_by_text("Das Jobcenter fragt den Betrieb.").first).to_be_visible()
    settings.BEHOERDE_UHR = (uhr.now() + timedelta(days=8)).isoformat()
    later = page_for(browser, base_url, manager, breite=breite)
    later.goto(meeting)
    later.get_by_role("button", name="Abschließen").click()
    expect(later.get_by_text("Die Fallkonferenz ist abgeschlossen.")).to_be_visible()
    expect(later.get_by_role("button", name="Beschluss festhalten")).to_have_count(0)
    check(later, axe_findings)


def test_template_preview_and_letter_of_one_case(browser, base_url, akte, einheit, axe_findings):
    lead = page_for(browser, base_url, staff_of(einheit, Rolle.LEITUNG))
    lead.goto(reverse("fallmanagement:briefvorlagen"))
    check(lead, axe_findings)
    lead.get_by_label("Name der Vorlage").fill("Einladung")
    lead.get_by_label("Betreff", exact=True).fill("Einladung {aktenzeichen}")
    lead.get_by_label("Text", exact=True).fill("Guten Tag {nahme}")
    lead.get_by_role("button", name="Vorlage speichern").click()
    expect(lead.get_by_text("Diese Platzhalter gibt es nicht: nahme.").first).to_be_visible()
    lead.get_by_label("Text", exact=True).fill("Guten Tag {name}")
    lead.get_by_role("button", name="Vorlage speichern").click()
    preview = lead.get_by_role("region", name="Vorschau mit erfundenen Angaben")
    expect(preview).to_contain_text("Guten Tag Olena Beispiel")
    check(lead, axe_findings)
    page = page_for(browser, base_url, staff_of(einheit, Rolle.FALLMANAGEMENT), breite=360)
    page.goto(reverse("fallmanagement:akte_briefe", args=[akte.pk]))
    page.get_by_label("Vorlage").select_option(label="Einladung")
    page.get_by_role("button", name="Brief schreiben").click()
    expect(page.get_by_text("Der Brief ist geschrieben.")).to_be_visible()
    check(page, axe_findings)
    assert paper(page, f"Einladung {akte.aktenzeichen}") == (200, b"%PDF-")


@pytest.fixture
def zwei(akte, einheit) -> list[Fallakte]:
    """Two cases with a status that ends, besides one without."""
    with als(System.AUFGABE):
        rows = [FallakteFactory.create(person=PersonFactory.create(), einheit=einheit) for _n in range(2)]
        for row in rows:
            AufenthaltsstatusFactory.create(person=row.person)
        BrieffassungFactory.create(vorlage__einheit=einheit, vorlage__name="Ablauf", text="Ihr Status: {status}")
    return rows


def test_run_writes_what_it_can_and_says_whom_it_left_out(browser, base_url, akte, einheit, zwei, axe_findings):
    page = page_for(browser, base_url, staff_of(einheit, Rolle.FALLMANAGEMENT), breite=360)
    page.goto(reverse("fallmanagement:briefvorlagen"))
    page.get_by_role("link", name="Ablauf").click()
    page.get_by_label("Ansicht").select_option("offen")
    page.get_by_role("button", name="Zeigen, wer ihn bekommt").click()
    expect(page.get_by_role("heading", name="2 Briefe")).to_be_visible()
    expect(page.get_by_text(f"{akte.aktenzeichen}: nicht bekannt: Aufenthaltsstatus heute")).to_be_visible()
    check(page, axe_findings)
    page.get_by_role("button", name="Briefe schreiben").click()
    expect(page.get_by_text("0 von 2 Briefen geschrieben")).to_be_visible()
    check(page, axe_findings)
    write_briefserien()
    expect(page.get_by_text("2 von 2 Briefen geschrieben")).to_be_visible(timeout=20_000)  # the page asks by itself
    expect(page.get_by_role("region", name="Briefe").get_by_role("link")).to_have_text([row.aktenzeichen for row in zwei])
    check(page, axe_findings)
    assert paper(page, "Alle drucken (PDF)") == (200, b"%PDF-")
