"""What every request passes, on a few addresses of its own."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path, reverse

from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import Organisationseinheit, Person, Protokolleintrag
from behoerde.kern.rechte import Recht, Rolle, oeffentlich, recht_required
from tests.factories.kern import PersonFactory, UserFactory
from tests.muster import MUSTER
from tests.test_rechte import ADDRESSES


@oeffentlich
def whoami(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('behoerde.rechte')")
        return HttpResponse(" ".join(cursor.fetchone()))


@oeffentlich
def writes_and_fails(request):
    PersonFactory.create()
    return HttpResponse(status=500)


@oeffentlich
def database_away(request):
    raise OperationalError("server closed the connection unexpectedly")


@recht_required(Recht.PROTOKOLL_LESEN)
def lazy_list(request):
    record("gelesen", Organisationseinheit.objects.first())
    template = engines["django"].from_string("{% for row in rows %}{{ row.vorgang }} {% endfor %}")
    return TemplateResponse(request, template, {"rows": Protokolleintrag.objects.all()})


handler500 = "behoerde.kern.views.fehler.server_error"
urlpatterns = [
    path("wer/", whoami),
    path("schreibt/", writes_and_fails),
    path("weg/", database_away),
    path("liste/", lazy_list),
    path("", include("behoerde.urls")),
]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def staff(client):
    user = UserFactory.create(rollen=[Rolle.DATENSCHUTZ])
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client.force_login(user, backend=BACKEND)
    return user


def test_request_without_account_runs_as_kunde(client):
    assert client.get("/wer/").content == b"behoerde_app kunde"


def test_request_of_staff_carries_their_rights(client, staff):
    rights = b"arbeitsplatz,datenschutz,kennzahlen,leitbild_mitreden,loeschfristen,protokoll_lesen,schulungen"
    assert client.get("/wer/").content == b"behoerde_app " + rights


def test_template_is_rendered_inside_the_context(client, staff):
    assert client.get("/liste/").content == b"gelesen "


@pytest.mark.parametrize("address", ["/arbeitsplatz/", "/", "/wegweiser/", "/wer/", "/gibt/es/nicht/"])
def test_browser_keeps_nothing_that_staff_see(client, staff, address):
    assert "no-store" in client.get(address)["Cache-Control"]


def test_answer_that_signs_out_is_kept_by_nobody_either(client, staff):
    assert "no-store" in client.post("/konto/logout/")["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/wegweiser/", "/wer/", "/gesundheit/live"])
def test_public_pages_without_a_session_may_be_kept(client, address):
    response = client.get(address)
    assert (response.status_code, response.get("Cache-Control", "")) == (200, "")


LINKS = sorted(name for route, name, _entry in ADDRESSES if "<str:token>" in route and not name.startswith("api:"))


@pytest.mark.parametrize("name", LINKS)
def test_nothing_behind_a_link_is_kept(client, name):
    response = client.get(reverse(name, kwargs=MUSTER[name]()))
    if name != "termine:kalenderabo":  # holds no names; calendars ask whether it has changed
        assert "no-store" in response["Cache-Control"]


def test_failed_request_leaves_nothing_behind(client):
    assert client.get("/schreibt/").status_code == 500
    assert Person.objects.count() == 0


@pytest.mark.parametrize("debug", [True, False])
def test_database_away_is_answered_with_503(client, settings, debug):
    settings.DEBUG = debug
    client.raise_request_exception = False
    assert client.get("/weg/").status_code == 503


def test_database_away_offers_to_send_the_same_again(client):
    client.raise_request_exception = False
    page = client.post("/weg/", {"vorname": "Ole<na", "schluessel": "k-1", "password": "geheim"}).content.decode()
    assert 'name="vorname" value="Ole&lt;na"' in page
    assert 'name="schluessel" value="k-1"' in page
    assert "geheim" not in page


def test_staff_without_second_factor_reach_only_its_setup(client):
    client.force_login(UserFactory.create(rollen=[Rolle.EMPFANG]), backend=BACKEND)
    response = client.get("/arbeitsplatz/")
    assert (response.status_code, response.url) == (302, "/konto/2fa/totp/activate/")


@pytest.mark.parametrize(
    ("pauses", "status"),
    [([14], 200), ([16], 302), ([14] * 42, 200), ([14] * 44, 302)],
    ids=["short break", "idle", "long day", "too long a day"],
)
def test_session_ends_when_idle_or_old(client, staff, pauses, status):
    start = datetime(2026, 11, 23, 7, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        client.force_login(staff, backend=BACKEND)
        for minutes in pauses:
            clock.shift(timedelta(minutes=minutes))
            response = client.get("/arbeitsplatz/")
        assert response.status_code == status


def test_leaver_is_out_at_the_next_request(client, staff):
    assert client.get("/arbeitsplatz/").status_code == 200
    staff.austritt_am = date(2026, 1, 1)
    staff.save()
    assert client.get("/arbeitsplatz/").status_code == 302


@pytest.mark.parametrize(("sprache", "lang"), [("ar", 'lang="de" dir="ltr"'), ("en", 'lang="en" dir="ltr"')])
def test_staff_pages_speak_a_language_of_the_staff(client, staff, settings, sprache, lang):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = sprache
    assert lang in client.get("/arbeitsplatz/").content.decode()


@pytest.mark.parametrize(
    ("sprache", "lang"),
    [
        ("ar", 'lang="de" dir="ltr"'),
        ("uk", 'lang="de" dir="ltr"'),
        ("tr", 'lang="de" dir="ltr"'),
        ("en", 'lang="en" dir="ltr"'),
    ],
)
@pytest.mark.django_db
def test_sign_in_speaks_a_language_of_the_staff(client, settings, sprache, lang):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = sprache
    response = client.get("/konto/login/")
    assert (lang in response.content.decode(), response["Content-Language"]) == (True, lang[6:8])


@pytest.mark.parametrize("address", ["/wegweiser/pflege/unbekannt/", "/partner/brief/unbekannt/"])
def test_pages_of_carriers_speak_a_language_of_the_staff(client, settings, address):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    assert 'lang="de" dir="ltr"' in client.get(address).content.decode()
