"""Every address declares who may open it, and keeps to it: the matrix URL x role."""

from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from behoerde.kern.rechte import GERAET, OEFFENTLICH, RECHTE, Recht, Rolle
from tests.factories.kern import UserFactory
from tests.muster import MUSTER


def addresses(resolver: URLResolver, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, route, inner)
        else:
            yield route, f"{namespace}{entry.name}", entry


ADDRESSES = list(addresses(get_resolver()))
IDS = [route or "/" for route, _name, _entry in ADDRESSES]


@pytest.mark.parametrize(("route", "name", "entry"), ADDRESSES, ids=IDS)
def test_address_declares_who_may_open_it(route, name, entry):
    declared = getattr(entry.callback, "rechte_der_seite", None)
    assert declared in {OEFFENTLICH, GERAET} or isinstance(declared, Recht), f"{route} ({name}) declares no right"


def open_as(client: Client, name: str, entry: URLPattern) -> int:
    kwargs = MUSTER[name]() if entry.pattern.converters or name in MUSTER else {}
    return client.get(reverse(name, kwargs=kwargs)).status_code


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "name", "entry"), ADDRESSES, ids=IDS)
def test_address_without_signing_in(client, route, name, entry):
    response = client.get(reverse(name, kwargs=MUSTER[name]() if name in MUSTER else {}))
    # Turned away means: come back here after signing in. Steps of signing in also go there, but without a way back.
    to_login = response.status_code == 302 and response.url.startswith(f"{reverse('account_login')}?next=")
    assert to_login is isinstance(entry.callback.rechte_der_seite, Recht)


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "name", "entry"), ADDRESSES, ids=IDS)
def test_address_of_a_device_shows_nothing_to_anybody_else(client, route, name, entry):
    if entry.callback.rechte_der_seite == GERAET:
        response = client.get(reverse(name, kwargs=MUSTER[name]() if name in MUSTER else {}))
        assert response.status_code == 404
        assert "kern/geraet_unbekannt.html" in [template.name for template in response.templates]


@pytest.fixture
def signed_in(client):
    def sign_in(rolle: Rolle) -> Client:
        user = UserFactory.create(rollen=[rolle])
        TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


INTERN = [entry for entry in ADDRESSES if isinstance(getattr(entry[2].callback, "rechte_der_seite", None), Recht)]


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", Rolle)
@pytest.mark.parametrize(("route", "name", "entry"), INTERN, ids=[entry[0] for entry in INTERN])
def test_address_exists_only_for_roles_with_its_right(signed_in, rolle, route, name, entry):
    status = open_as(signed_in(rolle), name, entry)
    assert (status != 404) is (entry.callback.rechte_der_seite in RECHTE[rolle]), status


@pytest.mark.django_db
def test_every_table_that_goes_with_a_case_refuses_writes_of_readers(db):
    """A new table of cases needs ``zeilenschutz.nur_lesen`` in its migration."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies WHERE policyname = 'amt' "
            "AND qual ~ 'FROM fallmanagement_(fallakte|vermittlung|freigabe|konferenzfall)' "
            "AND tablename NOT LIKE '%event' AND tablename NOT IN (SELECT tablename FROM pg_policies "
            "WHERE policyname = 'nur_lesen_insert' AND permissive = 'RESTRICTIVE')"
        )
        assert cursor.fetchall() == []
