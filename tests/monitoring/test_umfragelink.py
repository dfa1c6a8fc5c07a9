"""Answers are given once and come out of the buffer together, whatever breaks on the way."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from monitoring.actions.umfragelink import LAENGE, flush, forget_old, submit
from monitoring.forms.umfragelink import TEXT_HOECHSTENS
from monitoring.models import Umfrageantwort, Umfrageeingang, Umfrageeinladung
from monitoring.tasks import flush_umfragen
from monitoring.umfrage import BOGEN, FREITEXT, read_token
from tests.monitoring.umfragen import GUT, answered, tokens
from tests.termine.wettlauf import run_together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr")]
NAECHSTES_QUARTAL = datetime(2027, 1, 1, 9, tzinfo=UTC)


def stored(**wonach) -> int:
    return Umfrageantwort.objects.filter(merkmal="", **wonach).count()


def test_nine_answers_wait_and_the_tenth_takes_them_along(amt):
    answered(9)
    assert (flush(), Umfrageantwort.objects.count()) == (0, 0)

    answered(1)
    assert (flush(), stored(frage=BOGEN), Umfrageeingang.objects.count()) == (10, 10, 0)
    assert Umfrageeinladung.objects.filter(verwendet=True).count() == 10


def test_rest_is_taken_when_the_period_is_over(amt, uhr):
    answered(3)
    uhr.move_to(NAECHSTES_QUARTAL)

    assert flush() == 3
    assert stored(periode=date(2026, 10, 1), frage=BOGEN) == 3


def test_answers_are_what_was_said(amt):
    answered(10)
    flush()
    for frage, stufe in GUT.items():
        assert set(Umfrageantwort.objects.filter(frage=frage).values_list("stufe", flat=True)) == {stufe}
    assert {row.text for row in Umfrageantwort.objects.filter(frage=FREITEXT)} == {f"Satz {n}" for n in range(10)}


def test_attributes_stand_alone_and_only_where_ten_share_them(amt):
    answered(10, leistung="karte", sprache="ar")
    answered(2, leistung="selten", sprache="ar")
    flush()
    rows = Umfrageantwort.objects.filter(frage=BOGEN).exclude(merkmal="")
    counted = sorted(rows.values_list("merkmal", "auspraegung"))

    assert counted == [("kanal", "papier")] * 12 + [("leistung", "karte")] * 10 + [("sprache", "ar")] * 12


def test_second_answer_is_refused_before_and_after_the_flush(amt):
    given = answered(10)
    for _time in range(2):
        with pytest.raises(DomainError, match="schon geantwortet"):
            submit(token=given[0], antworten=GUT)
        flush()

    assert stored(frage=BOGEN) == 10


def test_unknown_and_old_tokens_open_nothing(amt, uhr):
    given = tokens()[0]
    with pytest.raises(LinkUngueltig):
        submit(token=read_token("ABCDEFGHJK"), antworten=GUT)
    uhr.move_to(datetime(2027, 4, 1, 9, tzinfo=UTC))
    with pytest.raises(LinkUngueltig):
        submit(token=given, antworten=GUT)

    assert (forget_old(), Umfrageeinladung.objects.count()) == (1, 0)


def test_every_answer_fits_the_length_of_the_buffer(amt):
    submit(token=tokens(1, leistung="x" * 80, standort="y" * 60)[0], antworten=GUT, text="😀" * TEXT_HOECHSTENS)
    assert len(Umfrageeingang.objects.get().inhalt.encode()) == LAENGE


def test_worker_that_dies_on_the_way_loses_and_doubles_nothing(amt, monkeypatch):
    answered(10)
    flush()
    answered(10)

    def die(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Umfrageantwort.objects, "bulk_create", die)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            flush()
    assert (stored(frage=BOGEN), Umfrageeingang.objects.count()) == (10, 10)

    assert (flush(), flush(), stored(frage=BOGEN)) == (10, 0, 20)


@pytest.mark.django_db(transaction=True)
def test_same_token_sent_twice_at_once_counts_once():
    with als(System.AUFGABE):
        given = tokens()[0]

    def send() -> None:
        with als(System.KUNDE):
            submit(token=given, antworten=GUT)

    assert sorted(run_together([send, send]), key=str) == [None, "schon"]
    with als(System.AUFGABE):
        assert Umfrageeingang.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_store_every_answer_once():
    with als(System.AUFGABE):
        answered(12)

    run_together([flush_umfragen, flush_umfragen])

    with als(System.AUFGABE):
        assert (stored(frage=BOGEN), Umfrageeingang.objects.count()) == (12, 0)


def test_database_refuses_words_beside_an_attribute(amt):
    with pytest.raises(IntegrityError), transaction.atomic():
        Umfrageantwort.objects.create(periode=date(2026, 10, 1), frage=FREITEXT, text="Ich", merkmal="sprache", auspraegung="ar")
