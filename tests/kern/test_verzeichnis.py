"""Signing in by the directory of the city (OpenID Connect)."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount

from behoerde.kern.actions.beispiel import current_code
from behoerde.kern.models import User
from behoerde.kern.rechte import Rolle
from tests.anmelden import GEHEIMNIS, make_staff
from tests.kern.verzeichnis import configured, directory

pytestmark = pytest.mark.django_db(transaction=True)
PERSON = {"sub": "4711", "email": "ana@stadt.example", "email_verified": True, "name": "Ana"}
START, BACK = "/konto/verzeichnis/stadt/login/", "/konto/verzeichnis/stadt/login/callback/"


def sign_in(client, settings, person):
    """Go to the directory and come back with its code."""
    with directory(person) as address:
        settings.SOCIALACCOUNT_PROVIDERS = configured(address)
        there = client.get(START, {"next": "/konto/2fa/"}).url
        assert there.startswith(f"{address}/anmelden?")
        state = parse_qs(urlsplit(there).query)["state"][0]
        return client.get(BACK, {"code": "c", "state": state})


def test_button_is_there_only_when_a_directory_is_configured(client, settings):
    assert START not in client.get("/konto/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = configured("http://127.0.0.1:1")
    assert START in client.get("/konto/login/").content.decode()


def test_directory_opens_the_account_but_the_second_factor_is_still_asked(client, settings):
    user = make_staff(Rolle.EMPFANG, email="ana@stadt.example")
    assert sign_in(client, settings, PERSON).url == "/konto/2fa/authenticate/"
    assert client.get("/arbeitsplatz/").status_code == 302
    assert client.post("/konto/2fa/authenticate/", {"code": current_code(GEHEIMNIS)}).url == "/konto/2fa/"
    assert SocialAccount.objects.get().user == user


def test_unknown_person_is_told_who_can_help_and_no_account_appears(client, settings):
    make_staff(Rolle.EMPFANG)
    response = sign_in(client, settings, PERSON)
    assert "Für Sie gibt es hier noch kein Konto" in response.content.decode()
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_unverified_address_opens_nothing(client, settings):
    make_staff(Rolle.EMPFANG, email="ana@stadt.example")
    response = sign_in(client, settings, PERSON | {"email_verified": False})
    assert "Für Sie gibt es hier noch kein Konto" in response.content.decode()


def test_leaver_stays_out(client, settings):
    make_staff(Rolle.EMPFANG, email="ana@stadt.example", austritt_am="2026-01-01")
    assert sign_in(client, settings, PERSON).url == "/konto/gesperrt/"


def test_directory_that_does_not_answer_is_said_in_words(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = configured("http://127.0.0.1:1")
    response = client.get(START)
    assert (response.status_code, "antwortet gerade nicht" in response.content.decode()) == (401, True)


def test_answer_without_a_question_is_refused(client, settings):
    make_staff(Rolle.EMPFANG, email="ana@stadt.example")
    with directory(PERSON) as address:
        settings.SOCIALACCOUNT_PROVIDERS = configured(address)
        assert client.get(BACK, {"code": "c", "state": "fremd"}).status_code == 401


def test_unknown_directory_does_not_exist(client):
    assert client.get("/konto/verzeichnis/anderes/login/").status_code == 404
