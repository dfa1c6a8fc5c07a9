"""Somebody who reads every table with what the database notes beside it can't tell who answered what.

The attack of the design: join invitations and answers by ``xmin``, and by the order of the rows (``ctid``). The naive ways
of storing fall to it, which shows that the attack works.
"""

import pytest
from django.db import connection, transaction

from behoerde.kern.db import System, als
from monitoring.actions.umfragelink import flush, submit
from monitoring.models import Umfrageantwort, Umfrageeingang, Umfrageeinladung
from monitoring.umfrage import FREITEXT, quarter
from tests.monitoring.conftest import HEUTE
from tests.monitoring.umfragen import tokens

ZAHL = 60
# By chance one of them is right, however many there are; more than 12 in one run of 10^9.
ZUFALL = 12
PERIODE = quarter(HEUTE.date())
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uhr")]


def rows_of(table: str, column: str, order: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column}, xmin::text FROM {table} ORDER BY {order}")
        return cursor.fetchall()


def words() -> list[tuple[str, str]]:
    """Return what was written, in the order in which the rows lie, each with its transaction."""
    texts = {str(row.pk): row.text for row in Umfrageantwort.objects.filter(frage=FREITEXT)}
    return [(texts[pk], xmin) for pk, xmin in rows_of("monitoring_umfrageantwort", "id::text", "ctid") if pk in texts]


def invitations(order: str) -> list[tuple[str, str]]:
    return rows_of("monitoring_umfrageeinladung", "token_hash", order)


def by_xmin(truth: dict[str, str]) -> int:
    """Return how many people are found: whose invitation shares its transaction with one answer alone."""
    shared: dict[str, list[str]] = {}
    for text, xmin in words():
        shared.setdefault(xmin, []).append(text)
    found = {token: shared.get(xmin, []) for token, xmin in invitations("ctid")}
    return sum(texts == [truth[token]] for token, texts in found.items())


def by_order(truth: dict[str, str], order: str) -> int:
    """Return how many people are found who stand at the same place among invitations as their answer among answers."""
    return sum(truth[token] == text for (token, _), (text, _) in zip(invitations(order), words(), strict=True))


def caught(truth: dict[str, str]) -> int:
    return max(by_xmin(truth), by_order(truth, "ctid"), by_order(truth, "xmin::text::bigint, ctid"))


def given_out() -> tuple[list, dict[str, str]]:
    with als(System.AUFGABE):
        given = tokens(ZAHL)
    return given, {token.hash: f"Satz {at}" for at, token in enumerate(given)}


def answer_all(given: list) -> None:
    for at, token in enumerate(given):
        with als(System.KUNDE):
            submit(token=token, antworten={}, text=f"Satz {at}")


def naive(token: str, text: str) -> None:
    Umfrageeinladung.objects.filter(pk=token).update(verwendet=True)
    Umfrageantwort.objects.create(periode=PERIODE, frage=FREITEXT, text=text)


def test_naive_way_in_one_transaction_falls_to_the_attack():
    _given, truth = given_out()
    for token, text in truth.items():
        with transaction.atomic():
            naive(token, text)

    assert by_xmin(truth) == ZAHL


def test_naive_way_in_two_transactions_falls_to_the_attack():
    _given, truth = given_out()
    for token, text in truth.items():
        naive(token, text)

    assert by_order(truth, "xmin::text::bigint, ctid") == ZAHL


def test_nobody_is_found_after_the_buffer_was_emptied():
    given, truth = given_out()
    answer_all(given)
    with als(System.AUFGABE):
        assert flush() == ZAHL

    assert caught(truth) <= ZUFALL


def test_nobody_is_found_when_the_buffer_was_emptied_many_times():
    """Small batches would tell by their transaction; the whole period is written anew each time."""
    given, truth = given_out()
    for start in range(0, ZAHL, 10):
        answer_all_from = given[start : start + 10]
        for at, token in enumerate(answer_all_from, start):
            with als(System.KUNDE):
                submit(token=token, antworten={}, text=f"Satz {at}")
        with als(System.AUFGABE):
            flush()

    assert caught(truth) <= ZUFALL
    assert len({xmin for _text, xmin in words()}) == len({xmin for _token, xmin in invitations("ctid")}) == 1


def test_answering_leaves_no_mark_on_the_invitation():
    """Neither a changed row nor a lock on it: both would name the transaction that wrote into the buffer."""
    given, _truth = given_out()
    before = rows_of("monitoring_umfrageeinladung", "token_hash || xmax::text || ctid::text", "token_hash")
    answer_all(given)

    assert rows_of("monitoring_umfrageeinladung", "token_hash || xmax::text || ctid::text", "token_hash") == before


def test_buffer_says_nothing_without_the_keys_of_the_office():
    given, truth = given_out()
    answer_all(given)
    stored = rows_of("monitoring_umfrageeingang", "schluessel || inhalt", "ctid")

    assert len(stored) == ZAHL == Umfrageeingang.objects.count()
    assert len({len(text) for text, _xmin in stored}) == 1
    assert [token for token in truth if any(token in text for text, _xmin in stored)] == []
