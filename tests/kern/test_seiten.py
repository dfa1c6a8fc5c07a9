"""Pages for everybody, and the frames around all pages."""

import re
from html.parser import HTMLParser

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as project
from django.http import Http404
from django.templatetags.static import static
from django.urls import reverse
from pytest_django.asserts import assertContains, assertInHTML, assertNotContains, assertRedirects

from behoerde.kern import register
from behoerde.kern.rechte import Recht, Rolle
from behoerde.kern.register import Kachel, Navigation, Personenbezug
from behoerde.kern.views.seiten import BausteineView
from tests.factories.kern import UserFactory

pytestmark = pytest.mark.django_db
SEITEN = ["start", "kern:sprache", "kern:barrierefreiheit", "kern:datenschutz", "kern:impressum"]
SPRACHEN = [code for code, _name in project.LANGUAGES]


class Outline(HTMLParser):
    """Collect what every page must have and must not have."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if (
            "style" in attributes
            or tag == "style"
            or (tag == "script" and "src" not in attributes)
            or any(a.startswith("on") for a in attributes)
        ):
            self.inline.append(tag)


@pytest.fixture
def speak(client):
    def choose(language: str):
        client.cookies[project.LANGUAGE_COOKIE_NAME] = language
        return client

    return choose


@pytest.fixture
def staff(client):
    user = UserFactory.create(rollen=[Rolle.EMPFANG], vorname="Miriam", nachname="Yıldız")
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


@pytest.fixture
def leeres_register(monkeypatch):
    monkeypatch.setattr(register, "_register", register._Register())


@pytest.mark.parametrize("language", SPRACHEN)
@pytest.mark.parametrize("name", SEITEN)
def test_page_stands_in_its_frame(speak, name, language):
    html = speak(language).get(reverse(name)).content.decode()
    outline = Outline(html)
    assert [outline.tags.count(tag) for tag in ("h1", "main", "header", "footer", "title")] == [1] * 5
    assert outline.inline == []
    assert len(outline.ids) == len(set(outline.ids))
    assert '<a class="sprung" href="#inhalt">' in html
    assert "inhalt" in outline.ids


@pytest.mark.parametrize("name", SEITEN)
def test_page_sets_no_cookie(client, name):
    assert client.get(reverse(name)).cookies == {}


@pytest.mark.parametrize(
    ("language", "attributes", "sheet"),
    [
        ("de", 'lang="de" dir="ltr"', "kern.min.css"),
        ("de-simple", 'lang="de" dir="ltr"', "kern.min.css"),
        ("ar", 'lang="ar" dir="rtl"', "kern.rtl.min.css"),
        ("tr", 'lang="tr" dir="ltr"', "kern.min.css"),
    ],
)
def test_language_and_direction(speak, language, attributes, sheet):
    html = speak(language).get("/").content.decode()
    assert f"<html {attributes}>" in html
    assert re.findall(r"kern\.(?:rtl\.)?min\.css", html) == [sheet]


@pytest.mark.parametrize(("language", "stands_there"), [(code, code not in {"de", "en"}) for code in SPRACHEN])
def test_unread_translation_says_so(speak, language, stands_there):
    html = speak(language).get("/").content.decode()
    assert ('class="sprachhinweis"' in html) is stands_there


def test_easy_language_names_the_missing_check(speak):
    assertContains(speak("de-simple").get("/"), "Noch keine Prüf-Gruppe hat diesen Text in Leichter Sprache geprüft.")


def test_language_menu_returns_to_the_same_page(client):
    html = client.get("/impressum/?a=1").content.decode()
    assertInHTML(
        '<a href="/sprache/?wahl=uk&amp;weiter=%2Fimpressum%2F%3Fa%3D1" lang="uk" hreflang="uk" dir="ltr">Українська</a>', html
    )


def test_language_is_kept_in_a_cookie(client):
    response = client.get("/sprache/?wahl=tr&weiter=/impressum/%3Fa%3D1")
    assertRedirects(response, "/impressum/?a=1", fetch_redirect_response=False)
    cookie = response.cookies[project.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["max-age"], cookie["samesite"], bool(cookie["httponly"])) == ("tr", 31_536_000, "Lax", True)


@pytest.mark.parametrize(
    "weiter", ["https://anderswo.example/", "//anderswo.example/", "/\\anderswo.example", "javascript:alert(1)", ""]
)
def test_language_never_leads_elsewhere(client, weiter):
    assertRedirects(client.get("/sprache/", {"wahl": "tr", "weiter": weiter}), "/", fetch_redirect_response=False)


@pytest.mark.parametrize("wahl", ["", "xx", "de-x-leicht"])
def test_unknown_language_shows_the_list(client, wahl):
    response = client.get("/sprache/", {"wahl": wahl})
    assert (response.status_code, response.cookies) == (200, {})
    assert re.findall(r'href="/sprache/\?wahl=([\w-]+)"', response.content.decode()) == SPRACHEN


def test_start_greets_in_the_other_languages(speak):
    html = speak("en").get("/").content.decode()
    assert re.findall(r'<li><a href="[^"]+" lang="(\w+)"', html) == ["uk", "ar", "tr"]


def test_start_opens_the_doors_that_apps_bring(client, leeres_register):
    door = {"farbe": "blau", "symbol": "calendar-check", "titel": "Ich brauche einen Termin", "text": "", "url": "/termine/"}
    register.add(Kachel("start", "_bausteine/tuer.html", lambda request: door))
    assertContains(client.get("/"), '<h2 class="tuer__titel"><a href="/termine/">Ich brauche einen Termin</a></h2>', html=True)


def test_privacy_page_shows_what_the_erasure_works_from(client):
    html = client.get("/datenschutz/").content.decode()
    rows = re.findall(r'<tr><th scope="row">', html)
    assert len(rows) == len(register.alle(Personenbezug)) > 0


def test_components_are_for_the_example_office_only(rf):
    with pytest.raises(Http404):
        BausteineView.as_view()(rf.get("/bausteine/"), rahmen="klient")


@pytest.mark.parametrize("rahmen", BausteineView.RAHMEN)
def test_components_show_every_state(client, settings, rahmen):
    settings.DEBUG = True
    html = BausteineView.as_view()(client.get("/").wsgi_request, rahmen=rahmen).render().content.decode()
    outline = Outline(html)
    assert [outline.tags.count(tag) for tag in ("h1", "main")] == [1, 1]
    assert (outline.inline, len(outline.ids)) == ([], len(set(outline.ids)))


def test_staff_see_the_areas_they_have_a_right_to(client, staff, leeres_register):
    register.add(
        Navigation("Heute", "/termine/heute/", Recht.TERMINE_SEHEN, zaehler=lambda user: 31),
        Navigation("Arbeitsplatz", "/arbeitsplatz/", Recht.ARBEITSPLATZ),
        Navigation("Konten", "/konten/", Recht.KONTEN_VERWALTEN),
    )
    html = client.get("/arbeitsplatz/").content.decode()
    nav = re.search(r'<nav class="werknav".*?</nav>', html, re.DOTALL).group()
    assertInHTML('<a href="/termine/heute/">Heute<span class="zaehler">31</span></a>', nav)
    assertInHTML('<a href="/arbeitsplatz/" aria-current="page">Arbeitsplatz</a>', nav)
    assert "Konten" not in nav


def test_staff_pages_offer_german_and_english(client, staff):
    html = client.get("/arbeitsplatz/").content.decode()
    assert re.findall(r'hreflang="(\w+)"', html) == ["de", "en"]


def test_staff_sign_out_by_a_form(client, staff):
    assertContains(client.get("/arbeitsplatz/"), '<form method="post" action="/konto/logout/">')


def test_sign_in_offers_no_sign_up(client):
    response = client.get("/konto/login/")
    assertNotContains(response, "signup")
    assertContains(response, "Nur für Beschäftigte und Partner.")


def test_browser_that_looks_for_an_icon_itself_is_sent_to_it(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, static("bild/tuer.svg"))
