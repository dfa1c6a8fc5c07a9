from datetime import UTC, datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import time_machine
from celery import current_app
from django.core import mail
from django.db import transaction
from kombu.exceptions import OperationalError

from behoerde.kern import register
from behoerde.kern.actions import zustellung
from behoerde.kern.actions.postausgang import queue_nachricht, queued_together
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.models import Nachricht
from tests.factories.kern import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
START = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def probe(monkeypatch, tmp_path, settings):
    """An Anlass "probe" with its templates, whose cause stands unless the context says so; the broker is silent."""
    for ending in ("txt", "html"):
        (tmp_path / "mail").mkdir(exist_ok=True)
        (tmp_path / "mail" / f"probe.{ending}").write_text("Guten Tag {{ name }}")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)
    entry = register.Anlass(
        "probe",
        "probe",
        "Hallo {name}",
        kontext=lambda k: {"name": "Olena"},
        noch_gueltig=lambda k: k.get("gilt", True),
        beispiel=lambda: {"name": "Erika"},
    )
    monkeypatch.setitem(register._register.entries, register.Anlass, [entry])


def queue(**kontext) -> Nachricht:
    queue_nachricht("probe", schluessel="termin-1", person=PersonFactory.create(email="olena@beispiel.example"), kontext=kontext)
    return Nachricht.objects.get()


def failing_with(monkeypatch, fault: Exception) -> None:
    def send(self):
        raise fault

    monkeypatch.setattr(zustellung.EmailMultiAlternatives, "send", send)


def test_deliver_due_sends_once_and_empties_the_address():
    row = queue()
    assert (deliver_due(), deliver_due()) == (1, 0)
    row.refresh_from_db()
    assert (row.status, row.adresse, row.versuche) == ("gesendet", "", 1)
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [(["olena@beispiel.example"], "Hallo Olena", "Guten Tag Olena")]
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{row.pk}@musterstadt.example>"


def test_queue_nachricht_twice_queues_once():
    queue()
    assert queue_nachricht("probe", schluessel="termin-1", person=PersonFactory.create(), kontext={}) is True
    assert Nachricht.objects.count() == 1


def test_queue_nachricht_without_contact_queues_nothing():
    person = PersonFactory.create(email="", mobil="")
    assert queue_nachricht("probe", schluessel="x", person=person, kontext={}) is False
    assert Nachricht.objects.count() == 0


def test_queued_together_goes_into_the_outbox_in_one_statement(django_assert_num_queries):
    person = PersonFactory.create(email="olena@beispiel.example")
    with transaction.atomic(), django_assert_num_queries(1), queued_together():
        queue_nachricht("probe", schluessel="eins", person=person, kontext={})
        queue_nachricht("probe", schluessel="zwei", person=person, kontext={}, faellig_ab=START + timedelta(days=1))
    assert sorted(Nachricht.objects.values_list("schluessel", flat=True)) == ["eins", "zwei"]


def test_queued_together_puts_nothing_when_the_block_fails():
    with pytest.raises(ZeroDivisionError), queued_together():
        queue_nachricht("probe", schluessel="eins", person=PersonFactory.create(email="olena@beispiel.example"), kontext={})
        raise ZeroDivisionError
    assert not Nachricht.objects.exists()


def test_queue_nachricht_with_unregistered_anlass_is_refused():
    with pytest.raises(KeyError):
        queue_nachricht("fremd", schluessel="x", person=PersonFactory.create(), kontext={})


def test_queue_nachricht_stays_when_the_broker_is_down(monkeypatch):
    def refuse(*_, **__):
        raise OperationalError

    monkeypatch.setattr(current_app, "send_task", refuse)
    assert queue().status == "wartet"


def test_deliver_due_without_cause_sends_nothing():
    row = queue(gilt=False)
    deliver_due()
    row.refresh_from_db()
    assert (row.status, row.adresse, len(mail.outbox)) == ("hinfaellig", "", 0)


def test_deliver_due_leaves_later_rows():
    with time_machine.travel(START, tick=False):
        person = PersonFactory.create()
        queue_nachricht("probe", schluessel="spaeter", person=person, kontext={}, faellig_ab=START + timedelta(days=1))
        assert deliver_due() == 0
    with time_machine.travel(START + timedelta(days=1), tick=False):
        assert deliver_due() == 1


def test_temporary_fault_is_tried_again_later(monkeypatch):
    with time_machine.travel(START, tick=False):
        row = queue()
        failing_with(monkeypatch, SMTPServerDisconnected())
        deliver_due()
    row.refresh_from_db()
    assert (row.status, row.versuche, row.fehler) == ("wiederholen", 1, "SMTPServerDisconnected")
    assert timedelta(minutes=1.8) <= row.faellig_ab - START <= timedelta(minutes=2.2)


@pytest.mark.parametrize(
    "fault",
    [SMTPDataError(550, b"no such user"), SMTPRecipientsRefused({"olena@beispiel.example": (550, b"unknown")})],
)
def test_permanent_fault_is_dead_at_once(monkeypatch, fault):
    row = queue()
    failing_with(monkeypatch, fault)
    deliver_due()
    row.refresh_from_db()
    assert (row.status, row.adresse) == ("tot", "olena@beispiel.example")


def test_row_is_dead_after_the_last_try(monkeypatch):
    row = queue()
    Nachricht.objects.update(versuche=11)
    failing_with(monkeypatch, OSError())
    deliver_due()
    row.refresh_from_db()
    assert (row.status, row.versuche) == ("tot", 12)


def test_lease_of_a_lost_worker_runs_out():
    with time_machine.travel(START, tick=False):
        row = queue()
        zustellung._lease()
        assert deliver_due() == 0
    with time_machine.travel(START + zustellung.SPERRE, tick=False):
        assert deliver_due() == 1
    row.refresh_from_db()
    assert (row.status, row.versuche) == ("gesendet", 2)


def test_sms_goes_through_its_port(settings, tmp_path):
    settings.MAIL_ABLAGE = tmp_path / "ablage"
    person = PersonFactory.create(email="", mobil="+4915112345678")
    queue_nachricht("probe", schluessel="sms", person=person, kontext={})
    deliver_due()
    row = Nachricht.objects.get()
    assert (settings.MAIL_ABLAGE / f"{row.pk}.sms").read_text() == "+4915112345678\nGuten Tag Olena\n"
