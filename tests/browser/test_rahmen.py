"""The frames of all pages in a real browser: theme, menus, language, error summary; WCAG rules on every public page."""

import pytest
from django.conf import settings as project
from django.urls import reverse
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEITEN = ["start", "kern:sprache", "kern:barrierefreiheit", "kern:datenschutz", "kern:impressum", "account_login"]


def speak(page: Page, base_url: str, language: str) -> None:
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": language, "url": base_url}])


@pytest.mark.parametrize(("language", "scheme"), [("de", "light"), ("ar", "dark")])
@pytest.mark.parametrize("name", SEITEN)
def test_public_page_on_a_phone(page, base_url, complaints, axe_findings, name, language, scheme):
    speak(page, base_url, language)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(reverse(name))
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert (axe_findings(page), complaints, width) == ([], [], [360, 360])


@pytest.mark.parametrize("language", sorted(code for code, _name in project.LANGUAGES))
def test_name_of_the_office_stays_beside_the_languages_on_the_narrowest_phone(page, base_url, language):
    speak(page, base_url, language)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    name, menu = (page.locator(css).bounding_box() for css in (".dachmarke__name", ".seitenkopf nav summary"))
    apart = name["x"] - menu["x"] - menu["width"] if language == "ar" else menu["x"] - name["x"] - name["width"]
    assert apart >= 8


def test_missing_page_obeys_the_same_rules(page, axe_findings):
    page.goto("/gibt-es-nicht/")
    assert (axe_findings(page), page.locator("h1").inner_text()) == ([], "Diese Seite gibt es nicht")


def test_chosen_theme_stays_without_a_cookie(page):
    page.goto("/")
    page.get_by_label("Dunkel").check()
    page.goto("/impressum/")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    expect(page.get_by_label("Dunkel")).to_be_checked()
    assert page.context.cookies() == []


def test_theme_goes_back_to_the_device(page):
    page.goto("/")
    page.get_by_label("Hell").check()
    page.get_by_label("Wie mein Gerät").check()
    page.reload()
    assert page.locator("html").get_attribute("data-kern-theme") is None


def test_dark_theme_prints_on_white(page):
    page.goto("/")
    page.get_by_label("Dunkel").check()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "light")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")


def test_theme_is_not_offered_without_javascript(page_ohne_skript):
    page_ohne_skript.goto("/")
    expect(page_ohne_skript.locator("[data-thema]")).to_be_hidden()


def test_escape_closes_the_menu_and_returns_the_focus(page):
    page.goto("/")
    page.locator(".sprachmenue summary").click()
    page.get_by_role("link", name="Türkçe").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".sprachmenue")).not_to_have_attribute("open", "")
    expect(page.locator(".sprachmenue summary")).to_be_focused()


def test_click_beside_the_menu_closes_it(page):
    page.goto("/")
    page.locator(".sprachmenue summary").click()
    page.locator("h1").click()
    expect(page.locator(".sprachmenue")).not_to_have_attribute("open", "")


def test_language_is_chosen_without_javascript(page_ohne_skript):
    page_ohne_skript.goto("/impressum/")
    page_ohne_skript.locator(".sprachmenue summary").click()
    page_ohne_skript.get_by_role("link", name="العربية").click()
    expect(page_ohne_skript.locator("html")).to_have_attribute("dir", "rtl")
    assert page_ohne_skript.url.endswith("/impressum/")


def test_keyboard_starts_with_the_way_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#inhalt")


def test_errors_are_read_first_and_lead_to_their_field(page):
    page.goto("/konto/login/")
    page.get_by_label("E-Mail-Adresse").fill("")
    page.get_by_label("Passwort", exact=True).fill("")
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.locator("[data-fehlerliste]")).to_be_focused()
    page.get_by_role("link", name="E-Mail-Adresse").click()
    expect(page.get_by_label("E-Mail-Adresse")).to_be_focused()
