"""Limits per address, network and contact: one sentence, nothing typed is lost, no address in clear."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection

from behoerde.kern.cache import AusfallsichererCache
from behoerde.kern.grenzen import networks
from behoerde.kern.models import Arbeitsnachweis
from tests.factories.schutz import proof
from tests.kern.schutzprobe import ProbeForm

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kern.schutzprobe")]
START = datetime(2026, 11, 23, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _low_limits(settings):
    settings.SCHUTZ_AUFWAND = 1
    settings.SCHUTZ_GRENZEN = {"geprueft": ["2/10m", "4/10m", "3/h"], "ohne_skript": ["1/h", "2/h", "1/h"]}


def send(client, ip="192.0.2.1", **data):
    return client.post("/probe/", {"anliegen": "Umzug"} | data, REMOTE_ADDR=ip)


def statuses(client, ips, **data) -> list[int]:
    return [send(client, ip, **proof("probe"), **data).status_code for ip in ips]


def test_address_limit_says_when_to_try_again_and_keeps_what_was_typed(client):
    with time_machine.travel(START, tick=False):
        assert statuses(client, ["192.0.2.1"] * 2) == [200, 200]
        answer = send(client, **proof("probe"))
    html = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "Gerade kamen zu viele Anfragen. Bitte versuchen Sie es ab 9:10 Uhr noch einmal." in html
    assert 'value="Umzug"' in html


def test_address_limit_ends_when_it_said(client):
    with time_machine.travel(START, tick=False) as clock:
        statuses(client, ["192.0.2.1"] * 2)
        clock.move_to(START + 10 * MINUTE - timedelta(seconds=1))
        assert statuses(client, ["192.0.2.1"]) == [429]
        clock.move_to(START + 10 * MINUTE)
        assert statuses(client, ["192.0.2.1"]) == [200]


def test_address_limit_leaves_the_neighbours_alone(client):
    assert statuses(client, ["192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"]) == [200, 200, 429, 200]


def test_network_limit_counts_all_addresses_of_the_network(client):
    ips = [f"192.0.2.{n}" for n in range(1, 6)]
    assert statuses(client, [*ips, "192.0.3.1"]) == [200, 200, 200, 200, 429, 200]


def test_contact_limit_counts_over_all_networks(client):
    ips = [f"198.51.{n}.1" for n in range(4)]
    assert statuses(client, ips, email="olena@beispiel.example") == [200, 200, 200, 429]
    assert statuses(client, ["203.0.113.9"], email="OLENA@beispiel.example") == [429]


def test_limit_of_another_day_names_the_day(client, settings):
    settings.SCHUTZ_GRENZEN = {"geprueft": ["1/2d", "", ""], "ohne_skript": ["1/h", "", ""]}
    with time_machine.travel(START, tick=False):
        statuses(client, ["192.0.2.1"])
        html = send(client, **proof("probe")).content.decode()
    assert "Bitte versuchen Sie es am 25. November 2026 ab 9:00 Uhr noch einmal." in html


def test_refused_proof_is_not_used_up(client):
    statuses(client, ["192.0.2.1"] * 3)
    assert Arbeitsnachweis.objects.count() == 2


def test_same_form_again_is_counted_once(client):
    solved = proof("probe") | {"schluessel": "k1"}
    assert [send(client, **solved).status_code for _ in range(5)] == [200] * 5


def test_limits_without_javascript_are_tighter(client):
    assert [send(client).status_code, send(client).status_code] == [302, 429]


def test_sending_a_code_is_limited_for_the_contact(client):
    page = send(client, email="olena@beispiel.example").url
    answer = client.post(page, {"aktion": "neu"}, REMOTE_ADDR="203.0.113.7")
    assert (answer.status_code, "Gerade kamen zu viele Anfragen." in answer.content.decode()) == (429, True)


def test_form_may_have_its_own_limits(client, monkeypatch):
    from behoerde.kern.schutz import Grenzen

    monkeypatch.setattr(ProbeForm, "schutz_grenzen", Grenzen(adresse="1/h", netz="", kontakt=""))
    assert statuses(client, ["192.0.2.1"] * 2) == [200, 429]


def test_proxy_count_decides_whose_address_counts(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    sent = [
        client.post("/probe/", {"anliegen": "Umzug"} | proof("probe"), headers={"x-forwarded-for": f"9.9.9.9, 192.0.{n}.1"})
        for n in (1, 1, 1, 2)
    ]
    assert [answer.status_code for answer in sent] == [200, 200, 429, 200]


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        ("192.0.2.77", ("192.0.2.77/32", "192.0.2.0/24")),
        ("::ffff:192.0.2.77", ("192.0.2.77/32", "192.0.2.0/24")),
        ("2001:db8:1:2ff:3::1", ("2001:db8:1:200::/56", "2001:db8:1::/48")),
    ],
)
def test_networks(ip, expected):
    assert networks(ip) == expected


@pytest.fixture
def dead_valkey(settings, monkeypatch):
    """The real cache of production, with nobody listening where Valkey should be."""
    monkeypatch.setattr(AusfallsichererCache, "_asleep_until", 0.0)
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "behoerde.kern.cache.AusfallsichererCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"socket_connect_timeout": 0.3},
        }
    }


def test_limits_hold_while_valkey_is_dead(client, dead_valkey):
    assert statuses(client, ["192.0.2.1"] * 3) == [200, 200, 429]


def test_no_address_stands_in_the_cache_of_the_database(client, dead_valkey):
    send(client, **proof("probe"), email="olena@beispiel.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM kern_cache")
        keys = [row[0] for row in cursor.fetchall()]
    assert (len(keys), [key for key in keys if "192.0" in key or "olena" in key]) == (3, [])


def test_cache_of_the_database_keeps_more_than_a_few_limits():
    from django.core.cache import caches

    assert caches["datenbank"]._max_entries == 100_000


def test_crowd_that_cannot_be_counted_is_asked_to_wait_a_minute(client, monkeypatch):
    monkeypatch.setattr("allauth.core.internal.ratelimit.CACHE_LOCK_WAIT_TIMEOUT", 0)
    monkeypatch.setattr(cache, "add", lambda *_, **__: False)
    with time_machine.travel(START, tick=False):
        assert send(client, **proof("probe"))["Retry-After"] == "60"
