"""The only address of a content: for scanned files, for whom its owner allows it, and nothing in it may run."""

from uuid import UUID, uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as project

from behoerde.kern import register
from behoerde.kern.actions.datei import reject, release
from behoerde.kern.db import als
from behoerde.kern.enums import Dateigrund
from behoerde.kern.models import ENTWURF, Datei, Protokolleintrag
from behoerde.kern.rechte import Rolle
from behoerde.kern.register import Dateizugang
from tests.factories.datei import taken
from tests.factories.kern import UserFactory
from tests.kern import evil

pytestmark = pytest.mark.django_db
MEINES = UUID(int=7)


@pytest.fixture(autouse=True)
def _zugang(monkeypatch):
    """Files of ``probe`` may be seen where they belong to MEINES, by the front desk only."""
    entry = Dateizugang("probe", lambda user, objekt_id: objekt_id == MEINES and "termine_sehen" in user.rechte)
    monkeypatch.setitem(register._register.entries, Dateizugang, [entry])


@pytest.fixture
def staff(client):
    """Return a function that signs somebody in with a role."""

    def sign_in(rolle: Rolle = Rolle.EMPFANG):
        user = UserFactory.create(rollen=[rolle])
        TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def released(name: str = "Pass von Олена.jpg", content: bytes | None = None, **where) -> Datei:
    datei = taken(name, content, **({"zweck": "probe", "objekt_id": MEINES} | where))
    release(datei)
    return datei


def logged() -> list[tuple[str, str]]:
    with als(UserFactory.create(rollen=[Rolle.DATENSCHUTZ])):
        rows = Protokolleintrag.objects.filter(vorgang__in=["gelesen", "verweigert"], objekt_art="kern.datei")
        return list(rows.values_list("vorgang", "objekt_id"))


def test_content_is_shown_in_the_browser_and_the_reading_is_logged(staff):
    datei = released()
    response = staff().get(datei.get_absolute_url())
    assert (response.status_code, response.content, response["Content-Type"]) == (200, datei.read(), "image/jpeg")
    assert response["Content-Disposition"] == "inline; filename*=utf-8''Pass%20von%20%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0.jpg"
    assert logged() == [("gelesen", str(datei.pk))]


def test_content_can_be_taken_along(staff):
    response = staff().get(released("vertrag.pdf", evil.pdf()).get_absolute_url(), {"laden": "1"})
    assert (response["Content-Disposition"], response["Content-Type"]) == (
        'attachment; filename="vertrag.pdf"',
        "application/pdf",
    )


@pytest.mark.parametrize(("content", "sandbox"), [(evil.jpeg(), "sandbox"), (evil.pdf(), "sandbox allow-scripts")])
def test_nothing_in_a_content_may_run_load_or_stay(staff, content, sandbox):
    response = staff().get(released(content=content).get_absolute_url())
    names = ("X-Content-Type-Options", "Cache-Control", "Cross-Origin-Resource-Policy", "Referrer-Policy", "X-Frame-Options")
    assert [response[name] for name in names] == ["nosniff", "no-store, private", "same-origin", "no-referrer", "DENY"]
    policy = response["Content-Security-Policy"].split("; ")
    assert (policy[0], policy[-1]) == ("default-src 'none'", sandbox)


@pytest.mark.parametrize("rolle", [Rolle.RESSORT, Rolle.VERWALTUNG, Rolle.DATENSCHUTZ])
def test_stranger_finds_nothing_and_the_try_is_logged(staff, rolle):
    datei = released()
    assert (staff(rolle).get(datei.get_absolute_url()).status_code, logged()) == (404, [("verweigert", str(datei.pk))])


@pytest.mark.parametrize("where", [{"objekt_id": UUID(int=8)}, {"zweck": "unbekannt"}, {"zweck": ENTWURF}])
def test_content_of_another_object_or_purpose_is_not_found(staff, where):
    assert staff().get(released(**where).get_absolute_url()).status_code == 404


def test_content_in_quarantine_is_not_found(staff):
    assert staff().get(taken(zweck="probe", objekt_id=MEINES).get_absolute_url()).status_code == 404


def test_rejected_content_is_not_found(staff):
    datei = released()
    reject(datei, grund=Dateigrund.SCHADSOFTWARE)
    assert staff().get(datei.get_absolute_url()).status_code == 404


def test_unknown_content_is_not_found(staff):
    assert staff().get(f"/dateien/{uuid4()}/").status_code == 404


def test_nobody_gets_in_without_signing_in(client):
    response = client.get(released().get_absolute_url())
    assert (response.status_code, response.url.startswith("/konto/login/")) == (302, True)


def test_content_that_was_changed_on_the_disk_is_never_shown(staff, client):
    datei = released()
    (project.DATEIEN / datei.ablage).write_bytes(b"gAAAAA")
    client.raise_request_exception = False
    assert staff().get(datei.get_absolute_url()).status_code == 500


def test_storage_has_no_address_of_its_own(staff):
    datei = released()
    client = staff()
    assert {client.get(f"/{root}/{datei.ablage}").status_code for root in ("dateien", "media", "static", ".daten/dateien")} == {
        404
    }
