"""A protected form in a real browser, with and without JavaScript."""

import pytest
from celery import current_app
from playwright.sync_api import Page, Route, expect

from behoerde.kern.actions.kontaktnachweis import code_of
from behoerde.kern.actions.schutz import VALID_FOR
from behoerde.kern.models import Arbeitsnachweis, Kontaktnachweis

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.kern.schutzprobe"),
]


@pytest.fixture(autouse=True)
def _quiet(settings, monkeypatch):
    settings.SCHUTZ_AUFWAND = 1
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)


def fill_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Anliegen").fill("Umzug")
    page.get_by_label("E-Mail").fill("olena@beispiel.example")


def test_device_with_javascript_proves_its_work_unseen(page, complaints, axe_findings):
    fill_in(page, "/probe/")
    assert axe_findings(page) == []
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("angenommen geprueft")).to_be_visible()
    assert (complaints, Arbeitsnachweis.objects.count()) == ([], 1)


def test_form_sent_before_the_task_is_solved_waits_and_says_so(page):
    held = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/schutz/aufgabe*", hold)
    fill_in(page, "/probe/")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("Wir prüfen kurz")).to_be_in_viewport()
    held[0].continue_()
    expect(page.get_by_text("angenommen geprueft")).to_be_visible()


def test_proof_that_grew_old_is_solved_again(page, monkeypatch):
    monkeypatch.setattr("behoerde.kern.schutz.feld.RESERVE", int(VALID_FOR.total_seconds()))
    fill_in(page, "/probe/")
    expect(page.locator("input[name=schutz_loesung]")).not_to_have_value("")
    with page.expect_request("**/schutz/aufgabe*"):
        page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("angenommen geprueft")).to_be_visible()


def test_page_with_an_error_solves_a_new_task(page):
    page.goto("/probe/")
    page.get_by_label("E-Mail").fill("keine")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_role("heading", name="Bitte prüfen Sie")).to_be_visible()
    page.get_by_label("Anliegen").fill("Umzug")
    page.get_by_label("E-Mail").fill("olena@beispiel.example")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("angenommen geprueft")).to_be_visible()


def test_device_that_cannot_solve_the_task_gets_a_code(page):
    page.route("**/pbkdf2.js", lambda route: route.abort())
    fill_in(page, "/probe/")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_role("heading", name="Code eingeben")).to_be_visible()


def type_code(page: Page) -> None:
    page.get_by_label("Code aus unserer Nachricht").fill(code_of(Kontaktnachweis.objects.get()))
    page.get_by_role("button", name="Weiter").click()


def test_person_without_javascript_types_a_code(page_ohne_skript):
    page = page_ohne_skript
    fill_in(page, "/probe/")
    page.get_by_role("button", name="Absenden").click()
    type_code(page)
    expect(page.get_by_label("Anliegen")).to_have_value("Umzug")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("angenommen kontakt olena@beispiel.example")).to_be_visible()


def test_person_without_javascript_takes_another_address(page_ohne_skript):
    page = page_ohne_skript
    fill_in(page, "/probe/")
    page.get_by_role("button", name="Absenden").click()
    page.get_by_role("link", name="An eine andere Adresse senden").click()
    page.get_by_label("E-Mail-Adresse oder Handynummer").fill("0151 23456789")
    page.get_by_role("button", name="Code senden").click()
    expect(page.get_by_text("+4915123456789")).to_be_visible()
    type_code(page)
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("angenommen kontakt +4915123456789")).to_be_visible()


def test_pages_of_the_code_pass_axe(page, complaints, axe_findings):
    def findings_at(heading: str) -> list[str]:
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        return axe_findings(page)

    page.route("**/altcha.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    fill_in(page, "/probe/")
    page.get_by_role("button", name="Absenden").click()
    page.get_by_role("button", name="Weiter").click()
    assert findings_at("Bitte prüfen Sie 1 Angabe") == []
    page.get_by_role("link", name="An eine andere Adresse senden").click()
    assert findings_at("Code an eine andere Adresse senden") == []
    page.get_by_role("button", name="Code senden").click()
    type_code(page)
    assert findings_at("Probe") == []
    page.goto(f"/code/{'x' * 22}/")
    assert findings_at("Diese Seite gilt nicht mehr") == []
    assert [text for text in complaints if "404" not in text] == []
