from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from behoerde.kern.actions.geraet import find_setup, note_seen, renew_setup, revoke_geraet, save_geraet, set_up, setup_address
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.geraet import COOKIE, geraet_of
from behoerde.kern.models import Geraet
from behoerde.kern.rechte import Rolle
from tests.anmelden import sign_in
from tests.factories.kern import GeraetFactory, StandortFactory

pytestmark = pytest.mark.django_db
MITTAG = "2026-11-24T11:00:00+00:00"


@pytest.fixture(autouse=True)
def uhr():
    with time_machine.travel(MITTAG, tick=False) as traveller:
        yield traveller


@pytest.fixture
def geraet():
    return save_geraet(GeraetFactory.build(standort=StandortFactory.create()))


def token(geraet: Geraet) -> str:
    return setup_address(geraet).rstrip("/").rpartition("/")[2]


def asks(rf, secret: str, art: str = "kiosk") -> Geraet | None:
    request = rf.get("/")
    request.COOKIES[COOKIE] = secret
    return geraet_of(request, art)


def test_one_time_address_lets_one_browser_in(geraet, rf):
    address = token(geraet)
    used, secret = set_up(address)
    assert asks(rf, secret) == used == geraet
    with pytest.raises(LinkUngueltig):
        set_up(address)


def test_secret_is_not_in_the_database(geraet):
    _used, secret = set_up(token(geraet))
    geraet.refresh_from_db()
    assert secret not in str(vars(geraet))
    assert len(geraet.token_hash) == 64


def test_address_runs_out_after_a_day(geraet, uhr):
    address = token(geraet)
    uhr.shift(timedelta(days=1))
    with pytest.raises(LinkUngueltig):
        find_setup(address)


def test_new_address_ends_the_old_one_and_the_old_browser_stays_until_it_is_used(geraet, rf):
    _used, first = set_up(token(geraet))
    old = token(renew_setup(geraet))
    new = token(renew_setup(geraet))
    with pytest.raises(LinkUngueltig):
        find_setup(old)
    assert asks(rf, first) == geraet
    _used, second = set_up(new)
    assert (asks(rf, first), asks(rf, second)) == (None, geraet)


def test_locked_device_is_out_at_the_next_request_and_for_good(geraet, rf):
    _used, secret = set_up(token(geraet))
    renew_setup(geraet)
    locked = revoke_geraet(revoke_geraet(geraet))
    assert asks(rf, secret) is None
    assert (locked.token_hash, locked.einrichtung) == ("", None)
    with pytest.raises(DomainError, match="gesperrt"):
        renew_setup(geraet)


def test_terminal_is_no_display(geraet, rf):
    _used, secret = set_up(token(geraet))
    assert asks(rf, secret, "anzeige") is None


@pytest.mark.parametrize("secret", ["", "geraten", "\0"])
def test_stranger_is_no_device(geraet, rf, secret):
    assert asks(rf, secret) is None


def test_sight_is_written_once_a_minute(geraet, uhr):
    note_seen(geraet)
    uhr.shift(timedelta(seconds=59))
    geraet.refresh_from_db()
    first = geraet.zuletzt_am
    note_seen(geraet)
    geraet.refresh_from_db()
    assert geraet.zuletzt_am == first
    uhr.shift(timedelta(seconds=2))
    note_seen(geraet)
    geraet.refresh_from_db()
    assert geraet.zuletzt_am - first == timedelta(seconds=61)


# --- Pages -------------------------------------------------------------------
@pytest.fixture
def verwaltung(client):
    return sign_in(client, Rolle.VERWALTUNG)


def test_device_is_added_and_shows_its_address(client, verwaltung):
    standort = StandortFactory.create()
    values = {"name": "Foyer links", "art": "anzeige", "standort": standort.pk}
    page = client.post(reverse("kern:geraet_neu"), values, follow=True)
    assert setup_address(Geraet.objects.get()) in page.content.decode()


def test_second_name_in_a_house_is_refused_beside_the_field(client, verwaltung, geraet):
    values = {"name": geraet.name, "art": "kiosk", "standort": geraet.standort_id}
    page = client.post(reverse("kern:geraet_neu"), values)
    assert page.status_code == 200
    assert "data-fehlerliste" in page.content.decode()


def test_used_address_is_shown_no_more(client, verwaltung, geraet):
    address = setup_address(geraet)
    set_up(token(geraet))
    assert address not in client.get(geraet.get_absolute_url()).content.decode()


@pytest.mark.parametrize("locked", [False, True])
def test_list_names_the_state(client, verwaltung, geraet, locked):
    if locked:
        client.post(reverse("kern:geraet_sperren", args=[geraet.pk]))
    expected = "gesperrt" if locked else "wartet auf die Einrichtung"
    assert expected in client.get(reverse("kern:geraete")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_has_a_constant_number_of_queries(client, verwaltung, django_assert_num_queries, count):
    GeraetFactory.create_batch(count)
    with django_assert_num_queries(13):
        client.get(reverse("kern:geraete"))


def test_button_on_the_device_puts_the_cookie_there(client, geraet):
    address = reverse("kern:geraet_einrichten", args=[token(geraet)])
    assert geraet.name in client.get(address).content.decode()
    assert COOKIE not in client.cookies
    response = client.post(address)
    assert (response.status_code, response["Cache-Control"]) == (302, "no-store")
    assert response.cookies[COOKIE]["httponly"] is True
    assert client.post(address).status_code == 404


def test_opening_the_address_alone_changes_nothing(client, geraet):
    client.get(reverse("kern:geraet_einrichten", args=[token(geraet)]))
    geraet.refresh_from_db()
    assert (geraet.token_hash, geraet.einrichtung is not None) == ("", True)
