"""Reports: asked for, written by the worker step by step, frozen, corrected by a further revision."""

from datetime import date, timedelta

import pytest
from celery import current_app
from django.db import IntegrityError, transaction

from behoerde.kern.exceptions import DomainError
from behoerde.kern.pdf import PdfUnavailable
from behoerde.kern.rechte import Rolle
from monitoring import tasks
from monitoring.actions.bericht import ask, begin, correct, due, finish, release, step, try_again
from monitoring.bericht import PACHT, Berichtart, spans
from monitoring.berichtausgabe import render
from monitoring.models import Bericht
from tests.factories.bericht import HALBJAHR, written
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


@pytest.fixture
def leitung():
    return staff_of(OrganisationseinheitFactory.create(name="Leitung"), Rolle.LEITUNG)


@pytest.fixture
def bericht(leitung):
    return ask(vorwort="Worum es geht.", user=leitung, **HALBJAHR)


def stand(row: Bericht) -> tuple:
    row.refresh_from_db()
    return row.status, row.schritt, row.grund


def test_spans_to_choose_from():
    assert [span.name for span in spans(Berichtart.RAT, date(2026, 2, 28))] == [
        *("1. Halbjahr 2026", "2. Halbjahr 2025", "1. Halbjahr 2025", "2. Halbjahr 2024")
    ]
    assert [(span.von, span.bis) for span in spans(Berichtart.QUALITAET, date(2026, 2, 28))][:2] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2025, 10, 1), date(2025, 12, 31)),
    ]
    assert [(span.name, span.bis) for span in spans(Berichtart.JAHR, date(2026, 2, 28))][:1] == [("2026", date(2026, 12, 31))]


def test_report_is_written_and_the_same_bytes_can_be_made_of_its_row(bericht):
    assert (bericht.status, bericht.nummer, bericht.schritte) == ("angefordert", 1, 6)
    tasks.write_reports()
    assert stand(bericht) == ("fertig", 6, "")
    assert render(Bericht.objects.get(), bericht.inhalt) == bytes(bericht.pdf)
    tasks.write_reports()
    assert (due(), Bericht.objects.get().versuche) == ([], 1)


def test_two_of_the_same_span_are_not_written_at_once(bericht, leitung):
    with pytest.raises(DomainError) as error:
        ask(vorwort="", user=leitung, **HALBJAHR)
    assert error.value.code == "laeuft"
    tasks.write_reports()
    assert ask(vorwort="", user=leitung, **HALBJAHR).nummer == 2
    with pytest.raises(DomainError, match="Zeitraum"):
        ask(art=Berichtart.RAT, von=date(2026, 8, 1), vorwort="", user=leitung)


# --- What may go wrong ---
def test_worker_that_dies_is_followed_by_another_once_its_lease_is_over(bericht, monkeypatch, uhr):
    real = tasks.render

    def dies(*_args):
        raise SystemExit

    monkeypatch.setattr(tasks, "render", dies)
    with pytest.raises(SystemExit):
        tasks.write_reports()
    monkeypatch.setattr(tasks, "render", real)
    assert (stand(bericht), due()) == (("in_arbeit", 5, ""), [])
    uhr.shift(PACHT + timedelta(seconds=1))
    tasks.write_reports()
    assert stand(bericht) == ("fertig", 6, "")


def test_report_that_kills_three_workers_says_so_and_may_be_tried_again(bericht, uhr):
    for _worker in range(3):
        assert begin(bericht.pk) is not None
        uhr.shift(PACHT + timedelta(seconds=1))
    tasks.write_reports()
    assert stand(bericht)[0] == "fehlgeschlagen"
    assert "mehrmals abgebrochen" in bericht.grund
    try_again(bericht=bericht)
    tasks.write_reports()
    assert stand(bericht) == ("fertig", 6, "")


def test_worker_that_was_given_up_changes_nothing_any_more(bericht, uhr):
    slow = begin(bericht.pk)
    uhr.shift(PACHT + timedelta(seconds=1))
    quick = begin(bericht.pk)
    assert (step(slow, 3), finish(slow, inhalt={}, pdf=b"alt"), step(quick, 2)) == (False, False, True)
    assert begin(bericht.pk) is None


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (ValueError("geheim"), "Beim Erstellen ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal."),
        (
            PdfUnavailable(),
            "Wir können gerade keine PDF-Datei erstellen. Bitte drucken Sie die Seite mit Ihrem Browser aus.",
        ),
    ],
)
def test_rendering_that_fails_is_said_in_a_sentence(bericht, monkeypatch, fault, sentence):
    def fails(*_args):
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(tasks, "render", fails)
        tasks.write_reports()
    assert stand(bericht) == ("fehlgeschlagen", 5, sentence)
    try_again(bericht=bericht)
    assert stand(bericht) == ("angefordert", 0, "")


def test_broker_that_is_down_only_delays(leitung, monkeypatch, django_capture_on_commit_callbacks):
    def down(*_args, **_more):
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        row = ask(vorwort="", user=leitung, **HALBJAHR)
    assert due() == [row.pk]
    tasks.write_reports()
    assert stand(row) == ("fertig", 6, "")


# --- What is done stays ---
@pytest.mark.parametrize("change", [{"vorwort": "Anders"}, {"inhalt": {}}, {"pdf": b"x"}, {"status": "angefordert"}])
def test_database_keeps_what_is_done(leitung, change):
    row = written(leitung)
    with pytest.raises(Exception, match=r"aendert sich nicht|Invalid"), transaction.atomic():
        Bericht.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        Bericht.objects.filter(pk=row.pk).delete()


def test_correction_is_the_next_revision_with_a_reason(leitung):
    first = written(leitung)
    second = correct(bericht=first, berichtigt="Ein Beschluss fehlte.", vorwort="Neu.", user=leitung)
    assert (second.nummer, second.fassung, second.kennung, second.von) == (1, 2, "1.2", first.von)
    with pytest.raises(DomainError, match="fertig"):
        correct(bericht=second, berichtigt="Zu früh", vorwort="", user=leitung)
    tasks.write_reports()
    assert stand(second)[0] == "fertig"
    with pytest.raises(IntegrityError), transaction.atomic():
        Bericht.objects.create(
            art="ratsbericht", nummer=9, fassung=2, von=first.von, bis=first.bis, schritte=1, angefordert_von=leitung
        )


def test_release_is_for_good_and_never_of_what_is_internal(leitung):
    row = written(leitung)
    assert list(Bericht.objects.oeffentlich()) == []
    assert release(bericht=row, user=leitung).freigegeben_von == leitung
    assert list(Bericht.objects.oeffentlich()) == [row]
    with pytest.raises(IntegrityError), transaction.atomic():
        Bericht.objects.filter(pk=row.pk).update(freigegeben_am=None, freigegeben_von=None)
    internal = written(leitung, art=Berichtart.QUALITAET, von=date(2026, 10, 1))
    with pytest.raises(DomainError, match="Dienstgebrauch"):
        release(bericht=internal, user=leitung)
    with pytest.raises(IntegrityError, match="bericht_freigabe"), transaction.atomic():
        Bericht.objects.filter(pk=internal.pk).update(freigegeben_am=row.fertig_am, freigegeben_von=leitung)
