import pytest

from behoerde.kern.actions import postausgang
from behoerde.kern.actions.nachricht import discard_nachricht, retry_nachrichten
from behoerde.kern.db import als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht, Protokolleintrag
from behoerde.kern.rechte import Rolle
from tests.factories.kern import NachrichtFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
STATUS = Nachricht.Status


@pytest.fixture
def leitung():
    user = UserFactory.create(rollen=[Rolle.LEITUNG])
    with als(user):
        yield user


def test_retry_starts_again_from_the_first_try(leitung):
    row = NachrichtFactory.create()
    assert retry_nachrichten(ids=[row.pk]) == 1
    row.refresh_from_db()
    assert (row.status, row.versuche, row.adresse) == (STATUS.WARTET, 0, "olena@beispiel.example")
    assert Protokolleintrag.objects.get().vorgang == "nachricht_erneut"


def test_retry_leaves_sent_messages_alone(leitung):
    row = NachrichtFactory.create(status=STATUS.HINFAELLIG, adresse="")
    assert retry_nachrichten(ids=[row.pk]) == 0
    row.refresh_from_db()
    assert row.status == STATUS.HINFAELLIG


def test_discard_forgets_the_address_and_keeps_the_reason(leitung):
    row = NachrichtFactory.create()
    discard_nachricht(nachricht=row, grund="Person ist verzogen")
    row.refresh_from_db()
    assert (row.status, row.adresse) == (STATUS.VERWORFEN, "")
    assert Protokolleintrag.objects.values_list("vorgang", "grund").get() == ("nachricht_verworfen", "Person ist verzogen")


@pytest.mark.parametrize("status", [STATUS.WARTET, STATUS.VERWORFEN])
def test_discard_of_a_message_on_its_way_is_refused(leitung, status):
    row = NachrichtFactory.create(status=status, adresse="")
    with pytest.raises(DomainError, match="nicht mehr offen"):
        discard_nachricht(nachricht=row, grund="x")
    assert Protokolleintrag.objects.count() == 0


def test_many_commits_wake_a_task_once(monkeypatch):
    sent = []
    monkeypatch.setattr(postausgang.current_app, "send_task", lambda task, **_more: sent.append(task))
    with postausgang.waking_once():
        for task in ("kern.zustellen", "kern.zustellen", "termine.ausfall"):
            postausgang.wake(task)
        assert sent == []
    assert sent == ["kern.zustellen", "termine.ausfall"]
    postausgang.wake("kern.zustellen")
    assert len(sent) == 3
