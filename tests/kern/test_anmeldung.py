from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.core.cache import caches
from django.test import Client

from behoerde.kern import uhr
from behoerde.kern.actions import beispiel
from behoerde.kern.actions.aufraeumen import drop_expired
from behoerde.kern.actions.beispiel import current_code
from behoerde.kern.cache import AusfallsichererCache
from behoerde.kern.db import System, als
from behoerde.kern.models import Nachricht, Protokolleintrag
from behoerde.kern.rechte import Rolle
from tests.anmelden import GEHEIMNIS, KENNWORT, make_staff, sign_in
from tests.factories.kern import RollenzuweisungFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
LOGIN, CODE = "/konto/login/", "/konto/2fa/authenticate/"


def send_password(client, user, password=KENNWORT):
    return client.post(LOGIN, {"login": user.email, "password": password})


def test_password_and_code_lead_to_the_start_page(client):
    user = make_staff(Rolle.EMPFANG, sprache="en")
    assert send_password(client, user).url == CODE
    response = client.post(CODE, {"code": current_code(GEHEIMNIS)})
    assert (response.url, response.cookies["sprache"].value) == ("/arbeitsplatz/", "en")
    assert client.get("/arbeitsplatz/").status_code == 200


def test_wrong_password_is_said_beside_the_password_and_the_address_stays(client):
    user = make_staff(Rolle.EMPFANG)
    form = send_password(client, user, "falsch").context["form"]
    assert form.errors == {"password": ["E-Mail-Adresse oder Passwort stimmen nicht. Bitte prüfen Sie beides."]}
    assert (form["login"].value(), 'value="falsch"' in str(form["password"])) == (user.email, False)


def test_wrong_code_is_said_beside_the_code(client):
    send_password(client, make_staff(Rolle.EMPFANG))
    form = client.post(CODE, {"code": "000000"}).context["form"]
    assert form.errors == {"code": ["Dieser Code stimmt nicht oder ist abgelaufen. Bitte geben Sie den neuesten Code ein."]}


def test_password_alone_opens_nothing(client):
    send_password(client, make_staff(Rolle.EMPFANG))
    assert client.get("/arbeitsplatz/").url == f"{LOGIN}?next=/arbeitsplatz/"


def test_first_sign_in_sets_up_the_second_factor(client):
    user = UserFactory.create(rollen=[Rolle.EMPFANG])
    user.set_password(KENNWORT)
    user.save()
    send_password(client, user)
    page = client.get("/arbeitsplatz/", follow=True)
    secret = page.context["form"].secret
    response = client.post("/konto/2fa/totp/activate/", {"code": current_code(secret)}, follow=True)
    assert len(response.context["unused_codes"]) == 10
    assert client.get("/arbeitsplatz/").status_code == 200
    with als(System.AUFGABE):
        assert Protokolleintrag.objects.get().vorgang == "app_eingerichtet"
    assert Nachricht.objects.get().adresse == user.email


def test_start_password_is_changed_before_anything_else(client):
    user = sign_in(client, Rolle.EMPFANG, kennwort_aendern=True)
    assert client.get("/arbeitsplatz/").url == "/konto/password/change/"
    new = {"oldpassword": KENNWORT, "password1": "mein-eigener-langer-satz", "password2": "mein-eigener-langer-satz"}
    assert client.post("/konto/password/change/", new).url == "/arbeitsplatz/"
    user.refresh_from_db()
    assert (user.check_password(new["password1"]), user.kennwort_aendern) == (True, False)
    assert client.get("/arbeitsplatz/").status_code == 200
    assert Nachricht.objects.get().kontext["vorgang"] == "kennwort_geaendert"


def test_start_password_can_not_be_kept(client):
    sign_in(client, Rolle.EMPFANG, kennwort_aendern=True)
    same = {"oldpassword": KENNWORT, "password1": KENNWORT, "password2": KENNWORT}
    form = client.post("/konto/password/change/", same).context["form"]
    assert form.errors == {"password1": ["Das ist Ihr jetziges Passwort. Bitte wählen Sie ein neues."]}


@pytest.mark.parametrize("why", ["left", "no role", "role ended"])
def test_closed_account_is_told_so_before_the_second_factor(client, why):
    user = make_staff(*([Rolle.EMPFANG] if why == "left" else []), austritt_am=date(2026, 1, 1) if why == "left" else None)
    if why == "role ended":
        RollenzuweisungFactory.create(user=user, bis=uhr.today() - timedelta(1))
    assert send_password(client, user).url == "/konto/gesperrt/"
    assert client.get(CODE).url == LOGIN


def test_leaver_is_out_at_the_next_request(client):
    user = sign_in(client, Rolle.EMPFANG)
    assert client.get("/arbeitsplatz/").status_code == 200
    user.austritt_am = uhr.today()
    user.save()
    assert client.get("/arbeitsplatz/").url == f"{LOGIN}?next=/arbeitsplatz/"


def test_change_of_the_second_factor_asks_for_the_password_again(client):
    sign_in(client, Rolle.EMPFANG)
    response = client.get("/konto/2fa/totp/deactivate/")
    assert response.url == "/konto/reauthenticate/?next=%2Fkonto%2F2fa%2Ftotp%2Fdeactivate%2F"
    form = client.post(response.url, {"password": "falsch"}).context["form"]
    assert form.errors == {"password": ["Das Passwort stimmt nicht. Bitte geben Sie es noch einmal ein."]}
    client.post(response.url, {"password": KENNWORT})
    client.post("/konto/2fa/totp/deactivate/")
    assert Authenticator.objects.count() == 0
    assert client.get("/arbeitsplatz/").url == "/konto/2fa/totp/activate/"


def sign_in_with(client, user, code):
    send_password(client, user)
    return client.post(CODE, {"code": code})


def test_spare_code_opens_once(client):
    user = make_staff(Rolle.EMPFANG)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    assert sign_in_with(client, user, code).url == "/arbeitsplatz/"
    client.post("/konto/logout/")
    assert list(sign_in_with(client, user, code).context["form"].errors) == ["code"]


def test_sessions_are_listed_and_others_end(client):
    user, other = make_staff(Rolle.EMPFANG), Client()
    here, there = RecoveryCodes.activate(user).get_unused_codes()[:2]
    sign_in_with(other, user, there)
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    sign_in_with(client, user, here)
    assert [session.geraet for session in client.get("/konto/sitzungen/").context["sessions"]] == ["", "Firefox, Windows"]
    client.post("/konto/sitzungen/")
    assert other.get("/arbeitsplatz/").status_code == 302
    assert client.get("/arbeitsplatz/").status_code == 200


def test_ended_sessions_leave_no_trace_of_network_and_browser(client):
    user = make_staff(Rolle.EMPFANG)
    sign_in_with(client, user, current_code(GEHEIMNIS))
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key="k" * 32, user_agent="Probe")
    with als(System.AUFGABE):
        drop_expired()
    assert [session.session_key for session in UserSession.objects.all()] == [client.session.session_key]


def test_new_password_ends_other_sessions(client):
    user, other = make_staff(Rolle.EMPFANG), Client()
    here, there = RecoveryCodes.activate(user).get_unused_codes()[:2]
    sign_in_with(other, user, there)
    sign_in_with(client, user, here)
    new = {"oldpassword": KENNWORT, "password1": "mein-eigener-langer-satz", "password2": "mein-eigener-langer-satz"}
    client.post("/konto/password/change/", new)
    assert (other.get("/arbeitsplatz/").status_code, client.get("/arbeitsplatz/").status_code) == (302, 200)


def test_signing_out_asks_first_and_leads_back_to_the_sign_in(client):
    sign_in(client, Rolle.EMPFANG)
    assert client.get("/konto/logout/").status_code == 200
    assert client.post("/konto/logout/").url == LOGIN
    assert client.get("/arbeitsplatz/").status_code == 302


@pytest.mark.parametrize("address", ["/konto/signup/", "/konto/password/reset/", "/konto/email/", "/konto/social/signup/"])
def test_nobody_makes_or_recovers_an_account_alone(client, address):
    assert client.get(address).status_code == 404


def test_account_without_password_changes_it_in_the_directory(client):
    user = sign_in(client, Rolle.EMPFANG)
    user.set_unusable_password()
    user.save()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get("/konto/password/change/", follow=True)
    assert "Ihr Passwort ändern Sie dort" in response.content.decode()


# --- The example office ----------------------------------------------------
@pytest.fixture
def beispielamt(db):
    beispiel.build()


def test_example_sign_in_is_filled_in_and_shows_its_code(client, settings, beispielamt):
    settings.DEBUG = True
    page = client.get(f"{LOGIN}?rolle=leitung")
    assert (len(page.context["beispiele"]), page.context["form"]["login"].value()) == (10, "leitung@musterstadt.example")
    assert f'value="{beispiel.KENNWORT}"' in page.content.decode()
    client.post(LOGIN, {"login": "leitung@musterstadt.example", "password": beispiel.KENNWORT})
    code = client.get(CODE).context["beispielcode"]
    assert client.post(CODE, {"code": code}).url == "/arbeitsplatz/"


def test_example_sign_in_is_never_shown_outside_of_debug(client, settings, beispielamt):
    settings.DEBUG = False
    page = client.get(f"{LOGIN}?rolle=leitung")
    assert (page.context["beispiele"], page.context["form"]["login"].value()) == ([], None)
    assert (beispiel.KENNWORT in page.content.decode(), "leitung@" in page.content.decode()) == (False, False)
    client.post(LOGIN, {"login": "leitung@musterstadt.example", "password": beispiel.KENNWORT})
    assert client.get(CODE).context["beispielcode"] == ""


def test_other_accounts_never_show_their_code(client, settings, beispielamt):
    settings.DEBUG = True
    send_password(client, make_staff(Rolle.EMPFANG))
    assert client.get(CODE).context["beispielcode"] == ""


# --- Too many tries --------------------------------------------------------
@pytest.fixture(params=["Valkey answers", "Valkey is away"])
def cache_state(request, db, settings, monkeypatch):
    if request.param == "Valkey is away":
        dead = {"BACKEND": "behoerde.kern.cache.AusfallsichererCache", "LOCATION": "redis://127.0.0.1:1/0"}
        settings.CACHES = settings.CACHES | {"default": dead}
        monkeypatch.setattr(AusfallsichererCache, "_asleep_until", 0.0)
        caches["datenbank"].clear()


def test_guessing_a_password_is_stopped(client, cache_state):
    user = make_staff(Rolle.EMPFANG)
    for _try in range(5):
        assert "stimmen nicht" in send_password(client, user, "falsch").context["form"].errors["password"][0]
    assert "Zu viele Versuche" in send_password(client, user).context["form"].errors["password"][0]


def test_sign_in_works(client, cache_state):
    send_password(client, make_staff(Rolle.EMPFANG))
    assert client.post(CODE, {"code": current_code(GEHEIMNIS)}).url == "/arbeitsplatz/"


def test_flood_of_sign_ins_is_answered_in_words(client):
    user = make_staff(Rolle.EMPFANG)
    answers = [client.post(LOGIN, {"login": f"{number}@x.example", "password": "x"}) for number in range(30)]
    assert {answer.status_code for answer in answers} == {200}
    response = send_password(client, user)
    assert (response.status_code, "429.html" in [template.name for template in response.templates]) == (429, True)
