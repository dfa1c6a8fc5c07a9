from datetime import UTC, datetime

import pytest
import time_machine

from behoerde.kern import register
from behoerde.kern.rechte import Recht, Rolle
from tests.anmelden import sign_in
from tests.factories.kern import NachrichtFactory

pytestmark = pytest.mark.django_db


def cards(client) -> list[tuple[str, int | None]]:
    return [(str(weg["label"]), weg["zahl"]) for weg in client.get("/arbeitsplatz/").context["wege"]]


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
