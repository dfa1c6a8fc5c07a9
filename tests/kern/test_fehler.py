"""Error pages: what to do next, in the person's language; 500 and 503 without the database (no test here may reach it)."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from pytest_django.asserts import assertInHTML

from behoerde.kern.views import fehler


def post(data: dict, **environ: str):
    return RequestFactory().post("/termine/angaben/?schritt=3", data, **environ)


def hidden(response) -> list[tuple[str, str]]:
    return re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', response.content.decode())


def heading(response) -> str:
    return re.search(r"<h1>(.*?)</h1>", response.content.decode()).group(1)


@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (fehler.bad_request, 400, "Das haben wir nicht verstanden"),
        (fehler.csrf, 403, "Bitte senden Sie das noch einmal"),
        (fehler.server_error, 500, "Das hat bei uns nicht geklappt"),
        (fehler.stoerung, 503, "Wir sind gleich wieder da"),
    ],
)
def test_page_needs_no_database(rf, view, status, title):
    response = view(rf.get("/"))
    assert (response.status_code, heading(response), response["Cache-Control"]) == (status, title, "no-store")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (fehler.permission_denied, 403, "Diese Seite ist nicht für Sie freigegeben"),
        (fehler.not_found, 404, "Diese Seite gibt es nicht"),
    ],
)
def test_page_inside_the_frame(rf, client, view, status, title):
    request = client.get("/").wsgi_request
    response = view(request)
    assert (response.status_code, heading(response)) == (status, title)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/termine/leistungen/gibt-es-nicht/"])
def test_missing_page_is_ours_with_debug_too(client, settings, path):
    settings.DEBUG = True
    response = client.get(path, headers={"accept-language": "en"})
    assert (response.status_code, heading(response)) == (404, "This page does not exist")


@pytest.mark.parametrize(("language", "attributes"), [("ar", 'lang="ar" dir="rtl"'), ("de-simple", 'lang="de" dir="ltr"')])
def test_page_speaks_the_language_of_the_cookie(rf, settings, language, attributes):
    rf.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert f"<html {attributes}>" in fehler.stoerung(rf.get("/")).content.decode()


def test_failed_post_is_offered_again_with_the_same_fields():
    response = fehler.stoerung(post({"schluessel": "k-1", "name": 'Olena "O" <O>', "bedarf": ["kind", "aufzug"]}))
    assert hidden(response) == [
        ("schluessel", "k-1"),
        ("name", "Olena &quot;O&quot; &lt;O&gt;"),
        ("bedarf", "kind"),
        ("bedarf", "aufzug"),
    ]
    assert '<form class="fehlerseite__wege" method="post" action="/termine/angaben/?schritt=3">' in response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "10")


def test_failed_post_keeps_its_own_csrf_token_and_gets_no_new_one():
    assert hidden(fehler.stoerung(post({"csrfmiddlewaretoken": "von-anderswo"}))) == [("csrfmiddlewaretoken", "von-anderswo")]


def test_passwords_and_files_are_never_echoed():
    upload = SimpleUploadedFile("pass.pdf", b"%PDF-1.7")
    response = fehler.stoerung(post({"login": "a@b.example", "password": "geheim", "oldPassword": "alt", "datei": upload}))
    assert hidden(response) == [("login", "a@b.example")]
    assertInHTML(
        "<p>Ihre Angaben sind noch da. Nur Dateien und Passwörter müssen Sie danach noch einmal eingeben.</p>",
        response.content.decode(),
    )


def test_post_that_was_nothing_but_a_password_asks_to_go_back():
    html = fehler.stoerung(post({"password": "geheim"})).content.decode()
    assert "<form" not in html
    assert "Bitte gehen Sie in einer Minute zurück und senden Sie noch einmal." in html


def test_failed_get_offers_the_same_address(rf):
    assertInHTML(
        '<a class="kern-btn kern-btn--primary" href="/termine/?q=pass"><span class="kern-label">Noch einmal versuchen</span></a>',
        fehler.stoerung(rf.get("/termine/?q=pass")).content.decode(),
    )


def test_address_with_two_slashes_stays_on_this_server():
    html = fehler.stoerung(post({"a": "b"}, PATH_INFO="//anderswo.example/x")).content.decode()
    assert 'action="/%2Fanderswo.example/x?schritt=3"' in html
