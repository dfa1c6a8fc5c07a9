"""Somebody decides while somebody else releases a Beitrag: one of them waits and then is refused."""

from threading import Thread

import pytest
from django.db import IntegrityError, connection

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from monitoring.actions.leitbild import move_leitbild
from monitoring.leitbildwerte import Leitbildstand
from monitoring.models import Beitrag, Leitbild
from tests.factories.leitbild import beitrag_zu, leitbild_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uhr")]
S = Leitbildstand


@pytest.fixture
def beitrag() -> Beitrag:
    """A Beitrag that waits for its release; the text is being weighed."""
    with als(System.AUFGABE):
        leitbild = leitbild_in(S.IDEENSAMMLUNG)
        row = beitrag_zu(leitbild)
        for step in (S.TEXTARBEIT, S.ABWAEGUNG):
            move_leitbild(leitbild=leitbild, nach=step)
        return row


def in_thread(work, outcome: list) -> Thread:
    def run() -> None:
        try:
            with als(System.AUFGABE):
                work()
            outcome.append("ja")
        except (DomainError, IntegrityError) as error:
            outcome.append(type(error).__name__)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def decide(leitbild: Leitbild) -> None:
    move_leitbild(leitbild=leitbild, nach=S.BESCHLUSS, von="Rat", am="2026-11-20")


def write_beside(beitrag: Beitrag) -> None:
    """Release without the action that would take the lock."""
    Beitrag.objects.filter(pk=beitrag.pk).update(status="freigegeben")


def test_decision_waits_for_a_writer_and_is_refused(beitrag):
    outcome: list[str] = []
    with als(System.AUFGABE):
        write_beside(beitrag)
        thread = in_thread(lambda: decide(beitrag.leitbild), outcome)
        thread.join(0.5)
        assert thread.is_alive()
    thread.join(10)
    assert (outcome, Leitbild.objects.get().status) == (["DomainError"], S.ABWAEGUNG)


def test_writer_waits_for_a_decision_and_is_refused(beitrag):
    outcome: list[str] = []
    with als(System.AUFGABE):
        decide(beitrag.leitbild)
        thread = in_thread(lambda: write_beside(beitrag), outcome)
        thread.join(0.5)
        assert thread.is_alive()
    thread.join(10)
    assert (outcome, Beitrag.objects.get().status) == (["IntegrityError"], "eingegangen")
