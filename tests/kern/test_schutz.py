"""The lane with JavaScript: a proof of work is accepted once, and only where it was made for."""

from datetime import UTC, datetime, timedelta

import altcha
import pytest
import time_machine
from django.urls import reverse

from behoerde.kern.actions.aufraeumen import drop_expired
from behoerde.kern.actions.schutz import VALID_FOR, create_aufgabe
from behoerde.kern.models import Arbeitsnachweis
from tests.factories.schutz import payload, proof

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kern.schutzprobe")]
START = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _easy(settings):
    settings.SCHUTZ_AUFWAND = 1


def send(client, **data):
    return client.post("/probe/", {"anliegen": "Umzug", **data})


def text_of(response) -> str:
    return response.content.decode()


def test_proof_is_accepted(client):
    assert "angenommen geprueft" in text_of(send(client, **proof("probe")))


def test_proof_is_accepted_once(client):
    solved = proof("probe")
    send(client, **solved)
    assert "Dieses Formular wurde schon abgesendet." in text_of(send(client, **solved))


def test_same_form_again_gets_the_same_answer(client):
    solved = proof("probe") | {"schluessel": "k1"}
    assert [text_of(send(client, **solved)) for _ in range(3)] == [text_of(send(client, **solved))] * 3


def test_same_proof_with_another_key_is_refused(client):
    solved = proof("probe")
    send(client, **solved, schluessel="k1")
    assert "Dieses Formular wurde schon abgesendet." in text_of(send(client, **solved, schluessel="k2"))


def test_proof_for_another_form_is_refused(client):
    assert "Die Sicherheitsprüfung hat nicht geklappt." in text_of(send(client, **proof("andere")))


def test_proof_under_another_key_of_the_office_is_refused(client, settings):
    settings.ALTCHA_SCHLUESSEL = "ein-anderes-amt"
    solved = proof("probe")
    settings.ALTCHA_SCHLUESSEL = "dieses-amt"
    assert "Die Sicherheitsprüfung hat nicht geklappt." in text_of(send(client, **solved))


def test_old_proof_asks_to_send_again_and_keeps_what_was_typed(client):
    with time_machine.travel(START, tick=False):
        solved = proof("probe")
    with time_machine.travel(START + VALID_FOR, tick=False):
        answer = text_of(send(client, **solved))
    assert "Die Sicherheitsprüfung ist abgelaufen. Bitte senden Sie das Formular noch einmal ab." in answer
    assert 'value="Umzug"' in answer


def forged(change) -> str:
    aufgabe = create_aufgabe("probe", counter=1)
    challenge = altcha.Challenge.from_dict(aufgabe)
    solution = altcha.solve_challenge(challenge)
    change(challenge.parameters, solution)
    return altcha.Payload(challenge, solution).to_base64()


def longer(parameters, _solution):
    parameters.data["bis"] += 999_999


def easier(parameters, _solution):
    parameters.key_prefix = ""


def invented(_parameters, solution):
    solution.derived_key = "0" * 64


def unsigned_key(parameters, _solution):
    parameters.key_signature = None


@pytest.mark.parametrize("change", [longer, easier, invented, unsigned_key])
def test_forged_proof_is_refused(client, change):
    assert "Die Sicherheitsprüfung hat nicht geklappt." in text_of(send(client, schutz_loesung=forged(change)))


@pytest.mark.parametrize("garbage", ["x", "e30=", "bnVsbA==", "W10=", "eyJjaGFsbGVuZ2UiOiAxfQ==", "A" * 5000, "\x00ä"])
def test_garbage_is_refused(client, garbage):
    assert "Die Sicherheitsprüfung hat nicht geklappt." in text_of(send(client, schutz_loesung=garbage))


def test_filled_trap_gets_a_friendly_answer_and_uses_nothing_up(client):
    answer = text_of(send(client, website="https://spam.example", **proof("probe")))
    assert "Das hat nicht geklappt. Bitte senden Sie das Formular noch einmal ab." in answer
    assert ("spam.example" in answer, Arbeitsnachweis.objects.count()) == (False, 0)


def test_mistake_in_the_form_uses_nothing_up(client):
    solved = proof("probe")
    send(client, **solved, email="keine")
    assert "angenommen geprueft" in text_of(send(client, **solved))


def test_refused_action_uses_nothing_up(client):
    solved = proof("probe")
    assert "Diese Zeit ist vergeben." in text_of(send(client, **solved | {"anliegen": "vergeben"}))
    assert "angenommen geprueft" in text_of(send(client, **solved))


def test_task_is_new_each_time_and_never_stored(client):
    first, second = (client.get(reverse("kern:schutz_aufgabe"), {"zweck": "probe"}) for _ in range(2))
    assert first.json()["parameters"]["nonce"] != second.json()["parameters"]["nonce"]
    assert "no-store" in first["Cache-Control"]


def test_task_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("kern:schutz_aufgabe"), {"zweck": "probe"})


@pytest.mark.parametrize("zweck", ["", "Ä", "a" * 41, "<b>"])
def test_task_for_a_strange_purpose_does_not_exist(client, zweck):
    assert client.get(reverse("kern:schutz_aufgabe"), {"zweck": zweck}).status_code == 404


def test_solved_task_of_the_endpoint_is_accepted(client, monkeypatch):
    monkeypatch.setattr("behoerde.kern.actions.schutz.COUNTERS", range(3, 4))
    aufgabe = client.get(reverse("kern:schutz_aufgabe"), {"zweck": "probe"}).json()
    assert "angenommen geprueft" in text_of(send(client, schutz_loesung=payload(aufgabe)))


def test_test_clock_decides_how_long_a_proof_lives(client, settings):
    settings.BEHOERDE_UHR = "2031-03-01T08:00"
    solved = proof("probe")
    assert "angenommen geprueft" in text_of(send(client, **solved))
    assert Arbeitsnachweis.objects.get().gueltig_bis.year == 2031


def test_used_proofs_are_dropped_when_they_would_be_too_old_anyway(client):
    with time_machine.travel(START, tick=False):
        send(client, **proof("probe"))
    with time_machine.travel(START + VALID_FOR, tick=False):
        drop_expired()
        assert Arbeitsnachweis.objects.count() == 1
    with time_machine.travel(START + VALID_FOR + timedelta(seconds=1), tick=False):
        drop_expired()
    assert Arbeitsnachweis.objects.count() == 0
