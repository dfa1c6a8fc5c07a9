from datetime import UTC, datetime

import pytest
import time_machine

from behoerde.kern import register
from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Recht, Rolle
from tests.anmelden import sign_in
from tests.factories.kern import NachrichtFactory

pytestmark = pytest.mark.django_db


def cards(client) -> list[tuple[str, int | None]]:
    return [(str(weg.label), weg.zahl) for weg in client.get("/arbeitsplatz/").context["wege"]]


@pytest.mark.parametrize("rolle", Rolle)
def test_every_role_is_greeted(client, rolle):
    user = sign_in(client, rolle)
    assert f", {user.vorname}</h1>" in client.get("/arbeitsplatz/").content.decode()


def test_verwaltung_sees_accounts_and_the_number_of_stranded_messages(client):
    sign_in(client, Rolle.VERWALTUNG)
    NachrichtFactory.create_batch(2)
    assert [card for card in cards(client) if card[0] in ("Nachrichten", "Konten")] == [("Nachrichten", 2), ("Konten", None)]


def test_role_without_anything_is_told_so(client, monkeypatch):
    monkeypatch.setattr(register, "_register", register._Register())
    sign_in(client, Rolle.SCHULUNG)
    assert "Für Ihre Rolle gibt es hier noch nichts zu tun" in client.get("/arbeitsplatz/").content.decode()


def test_what_waits_is_counted_once_for_cards_and_head(client, monkeypatch):
    monkeypatch.setattr(register, "_register", register._Register())
    asked = []
    register.add(
        register.Navigation("Nachrichten", "/n/", Recht.ARBEITSPLATZ, zaehler=lambda user: Nachricht.objects.all()),
        register.Navigation("Sieben", "/sieben/", Recht.ARBEITSPLATZ, zaehler=lambda user: asked.append(user) or 7),
    )
    user = sign_in(client, Rolle.EMPFANG)
    NachrichtFactory.create_batch(2)
    response = client.get("/arbeitsplatz/")
    assert cards(client) == [("Nachrichten", 2), ("Sieben", 7)]
    assert [(weg.url, weg.zahl) for weg in response.context["navigation"]] == [("/n/", 2), ("/sieben/", 7)]
    assert asked == [user, user]  # once for each of the two pages


def test_cards_of_other_rights_are_not_shown(client, monkeypatch):
    monkeypatch.setattr(register, "_register", register._Register())
    register.add(
        register.Navigation("Geheim", "/geheim/", Recht.PROTOKOLL_LESEN),
        register.Navigation("Eigenes", "/eigenes/", Recht.ARBEITSPLATZ),
    )
    sign_in(client, Rolle.EMPFANG)
    assert cards(client) == [("Eigenes", None)]


@pytest.mark.parametrize(("hour", "greeting"), [(6, "Guten Morgen"), (12, "Guten Tag"), (17, "Guten Abend")])
def test_greeting_fits_the_hour_at_the_office(client, hour, greeting):
    with time_machine.travel(datetime(2026, 11, 23, hour, 30, tzinfo=UTC)):
        sign_in(client, Rolle.EMPFANG)
        assert client.get("/arbeitsplatz/").context["gruss"] == greeting
