"""Adding files on a phone, with and without JavaScript, in German and Arabic; what staff see in the browser."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from playwright.sync_api import Page, expect

from behoerde.kern import register
from behoerde.kern.actions.datei import release
from behoerde.kern.db import System, als
from behoerde.kern.models import Datei
from behoerde.kern.rechte import Rolle
from behoerde.kern.register import Dateizugang
from tests.browser.test_rahmen import speak
from tests.factories.datei import taken
from tests.factories.kern import UserFactory
from tests.kern import evil

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.kern.urls_mit_debug")]
PASS = {"name": "Pass.jpg", "mimeType": "image/jpeg", "buffer": evil.jpeg(800, 600)}
VERTRAG = {"name": "Vertrag.pdf", "mimeType": "application/pdf", "buffer": evil.pdf(evil.javascript_on_open, pages=2)}
HEIC = {"name": "urlaub.heic", "mimeType": "image/heic", "buffer": b"\0\0\0\x18ftypheic" + bytes(40)}


@pytest.fixture(autouse=True)
def _example_office(settings):
    settings.DEBUG = True  # the page of components


def add(page: Page, *files: dict) -> None:
    page.locator("input[name=unterlagen]").set_input_files(files)
    page.locator("button[name=unterlagen_hinzufuegen]").click()


@pytest.mark.parametrize(("language", "scheme"), [("de", "light"), ("ar", "dark")])
def test_files_are_added_in_rounds_and_removed_on_a_phone(page, base_url, complaints, axe_findings, language, scheme):
    speak(page, base_url, language)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/bausteine/")
    add(page, PASS)
    add(page, VERTRAG, HEIC)
    files = page.locator(".dateifeld li")
    expect(files).to_have_count(2)
    expect(page.locator("#id_unterlagen_error")).to_contain_text("urlaub.heic")
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert (axe_findings(page), complaints, width) == ([], [], [360, 360])
    files.first.locator("button").click()
    expect(files).to_have_count(1)
    expect(files).to_contain_text("Vertrag.pdf")


def test_error_elsewhere_loses_no_file_without_javascript(page_ohne_skript):
    page = page_ohne_skript
    page.goto("/bausteine/")
    page.locator("input[name=unterlagen]").set_input_files([PASS])
    page.get_by_role("button", name="Weiter").click()
    expect(page.locator("#id_anliegen_error")).to_be_visible()
    expect(page.locator(".dateifeld li")).to_have_count(1)
    page.locator("#id_anliegen").fill("Neue Karte")
    page.get_by_role("button", name="Weiter").click()
    expect(page.locator("#id_anliegen_error")).to_have_count(0)
    expect(page.locator("#id_unterlagen_error")).to_have_count(0)


def test_enter_in_a_text_removes_no_file(page):
    page.goto("/bausteine/")
    add(page, PASS)
    page.locator("#id_anliegen").press("Enter")
    expect(page.locator("#id_anliegen_error")).to_be_visible()
    expect(page.locator(".dateifeld li")).to_have_count(1)


def test_field_is_used_by_keyboard(page):
    page.goto("/bausteine/")
    add(page, PASS)
    page.locator("#id_anliegen").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".dateifeld li button")).to_be_focused()  # not the hidden button that Enter means
    page.keyboard.press("Enter")
    expect(page.locator(".dateifeld li")).to_have_count(0)


@pytest.fixture
def staff_page(page, base_url, monkeypatch):
    """A page of somebody at the front desk who may see files of ``probe``."""
    monkeypatch.setitem(register._register.entries, Dateizugang, [Dateizugang("probe", lambda user, objekt_id: True)])
    user = UserFactory.create(rollen=[Rolle.EMPFANG])
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page.context.add_cookies([{"name": "sitzung", "value": client.cookies["sitzung"].value, "url": base_url}])
    return page


def released(content: bytes) -> Datei:
    with als(System.KUNDE):
        datei = taken(content=content)
        release(datei)
    return datei


def test_picture_is_shown_and_nothing_in_it_is_blocked(staff_page, complaints):
    staff_page.goto(released(evil.jpeg(300, 200)).get_absolute_url())
    size = staff_page.locator("img").evaluate("image => [image.naturalWidth, image.naturalHeight]")
    assert (size, complaints) == ([300, 200], [])


@pytest.mark.parametrize(
    ("sizes", "sentences"),
    [([11], ["„0.jpg“: Die Datei ist größer als 10 MB."]), ([9, 9, 9, 9], ["Auf einmal gehen höchstens 30 MB."])],
)
def test_too_large_files_are_named_before_they_are_sent(page, axe_findings, tmp_path, sizes, sentences):
    files = [tmp_path / f"{n}.jpg" for n in range(len(sizes))]
    for file, size in zip(files, sizes, strict=True):
        file.write_bytes(bytes(size * 1024**2))
    page.goto("/bausteine/")
    page.locator("input[name=unterlagen]").set_input_files(files)
    note = page.locator("[data-dateihinweis]")
    expect(note).to_be_visible()
    page.get_by_role("button", name="Weiter").click()  # stays here
    expect(page.locator("input[name=unterlagen]")).to_be_focused()
    assert ([sentence in note.inner_text() for sentence in sentences], axe_findings(page)) == ([True] * len(sentences), [])
    page.locator("input[name=unterlagen]").set_input_files([PASS])
    expect(note).to_be_hidden()
    page.get_by_role("button", name="Weiter").click()
    expect(page.locator(".dateifeld li")).to_have_count(1)
