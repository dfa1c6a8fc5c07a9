"""Who hears of what nobody did in time: once for each step, one mail a day, never a word about anybody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from celery import current_app
from django.core import mail
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from behoerde.kern import uhr as kernuhr
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.fallakte import move
from fallmanagement.actions.frist import escalate, finish_frist
from fallmanagement.models import Frist
from fallmanagement.queries.eskalation import told as counts
from tests.factories.fallmanagement import FristFactory, VertretungFactory, ZustaendigkeitFactory
from tests.termine.empfang import join, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]
HEUTE = date(2026, 11, 26)  # Thursday


@pytest.fixture
def gefuehrt(akte, fallmanagerin):
    ZustaendigkeitFactory.create(fallakte=akte, user=fallmanagerin)
    akte.refresh_from_db()
    return akte


def frist(akte, faellig_am: date = HEUTE, **fields) -> Frist:
    fields = {"art": "frist", "rechtsquelle": "§ 60a AufenthG"} | fields
    return FristFactory.create(fallakte=akte, faellig_am=faellig_am, **fields)


def told() -> set:
    """Return the accounts with a mail in the outbox."""
    return set(Nachricht.objects.filter(anlass="fristen_faellig").values_list("empfaenger_id", flat=True))


def test_whoever_answers_hears_first_and_the_lead_after_three_working_days(uhr, gefuehrt, fallmanagerin, leitung):
    row = frist(gefuehrt)
    seen = []
    for day in (25, 26, 27, 28, 29, 30):  # Wednesday to Monday; on Saturday and Sunday nothing moves
        uhr.move_to(datetime(2026, 11, day, 6, tzinfo=UTC))
        seen.append((escalate(), len(told())))
    row.refresh_from_db()
    assert (seen, told(), row.stufe_seit) == ([(0, 0), (1, 1), (0, 1), (0, 1), (0, 1), (0, 1)], {fallmanagerin.pk}, HEUTE)
    uhr.move_to(datetime(2026, 12, 1, 6, tzinfo=UTC))
    assert (escalate(), escalate(), told()) == (1, 0, {fallmanagerin.pk, leitung.pk})


def test_who_is_away_is_not_written_to_but_the_cover_is(gefuehrt, einheit, fallmanagerin):
    cover = staff_of(einheit, Rolle.FALLMANAGEMENT)
    VertretungFactory.create(user=fallmanagerin, durch=cover, zeitraum=DateRange(HEUTE, HEUTE + timedelta(days=2)))
    frist(gefuehrt)
    escalate()
    assert told() == {cover.pk}


@pytest.mark.parametrize("left", [False, True])
def test_lead_hears_at_once_where_nobody_answers(akte, fallmanagerin, leitung, left):
    if left:
        ZustaendigkeitFactory.create(fallakte=akte, user=fallmanagerin)
        fallmanagerin.austritt_am = HEUTE
        fallmanagerin.save(update_fields=["austritt_am"])
    frist(akte)
    escalate()
    assert (told(), deliver_due()) == ({leitung.pk}, 1)
    assert "sind" not in mail.outbox[0].body
    assert "In Ihrem Bereich ist 1 liegen geblieben" in mail.outbox[0].body


@pytest.mark.parametrize("both", [False, True])
def test_lead_hears_at_once_when_the_account_that_covers_has_ended(gefuehrt, einheit, fallmanagerin, leitung, both):
    cover = staff_of(einheit, Rolle.FALLMANAGEMENT)
    VertretungFactory.create(user=fallmanagerin, durch=cover, zeitraum=DateRange(HEUTE, HEUTE + timedelta(days=2)))
    for account in (cover, fallmanagerin)[: 1 + both]:
        account.austritt_am = HEUTE
        account.save(update_fields=["austritt_am"])
    frist(gefuehrt)
    escalate()
    assert (told(), deliver_due()) == ({leitung.pk}, 1)
    assert "In Ihrem Bereich ist 1 liegen geblieben" in mail.outbox[0].body


def test_who_covers_for_an_account_that_has_ended_hears_and_not_the_lead(gefuehrt, einheit, fallmanagerin, leitung):
    cover = staff_of(einheit, Rolle.FALLMANAGEMENT)
    VertretungFactory.create(user=fallmanagerin, durch=cover, zeitraum=DateRange(HEUTE, HEUTE + timedelta(days=2)))
    fallmanagerin.austritt_am = HEUTE
    fallmanagerin.save(update_fields=["austritt_am"])
    frist(gefuehrt)
    escalate()
    assert (told(), counts(cover, HEUTE), counts(leitung, HEUTE)) == ({cover.pk}, (1, 0), (0, 0))


def test_nobody_hears_of_a_case_that_has_ended(gefuehrt, fallmanagerin):
    row = frist(gefuehrt)
    move(gefuehrt, "abgeschlossen", grund="weggezogen")
    assert (escalate(), told()) == (0, set())
    move(gefuehrt, "klaerung", grund="irrtum")
    assert (escalate(), told()) == (1, {fallmanagerin.pk})
    move(gefuehrt, "abgeschlossen", grund="weggezogen")
    deliver_due()
    assert (mail.outbox, Frist.objects.get(pk=row.pk).stufe) == ([], 1)


def test_one_mail_a_day_with_numbers_and_no_word_about_anybody(gefuehrt, fallmanagerin):
    for _number in range(3):
        frist(gefuehrt, betreff="Pass von Amina Haidari ansehen")
    assert (escalate(), deliver_due()) == (3, 1)
    frist(gefuehrt)
    assert (escalate(), deliver_due()) == (1, 0)
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([fallmanagerin.email], "In Ihren Fällen ist etwas zu tun")
    assert "sind seit heute 3 Fristen, Aufgaben oder Wiedervorlagen an der Reihe" in message.body
    for text in (message.body, message.alternatives[0].content, str(Nachricht.objects.get().kontext)):
        assert not any(word in text for word in ("Haidari", "Amina", "Pass", gefuehrt.aktenzeichen))


def test_what_was_done_meanwhile_is_not_written_about(gefuehrt, fallmanagerin):
    row = frist(gefuehrt)
    escalate()
    finish_frist(row, user=fallmanagerin)
    deliver_due()
    assert mail.outbox == []


def test_broker_that_is_down_loses_nothing(monkeypatch, gefuehrt, django_capture_on_commit_callbacks):
    def down(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", down)
    frist(gefuehrt)
    with django_capture_on_commit_callbacks(execute=True):
        assert escalate() == 1
    assert (Nachricht.objects.get().status, deliver_due(), len(mail.outbox)) == ("wartet", 1, 1)


def test_mail_server_that_is_down_is_tried_again_later(uhr, settings, gefuehrt):
    frist(gefuehrt)
    escalate()
    settings.EMAIL_BACKEND = "tests.fallmanagement.test_eskalation.Weg"
    deliver_due()
    assert Nachricht.objects.get().status == "wiederholen"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    uhr.shift(3600)
    assert (deliver_due(), len(mail.outbox)) == (1, 1)


class Weg:
    """A mail server that does not answer."""

    def __init__(self, *_args, **_kwargs):
        raise ConnectionError


def test_day_that_was_missed_is_caught_up_once(uhr, gefuehrt, leitung):
    row = frist(gefuehrt)
    uhr.shift(86_400 * 14)
    assert (escalate(), escalate()) == (1, 0)
    row.refresh_from_db()
    assert (row.stufe, row.stufe_seit, told()) == (2, kernuhr.today(), {leitung.pk})


def test_database_refuses_a_step_back_and_so_the_same_step_twice(gefuehrt):
    row = frist(gefuehrt)
    escalate()
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Frist.objects.filter(pk=row.pk).update(stufe=0, stufe_seit=None)


def test_page_says_whom_it_was_told_to_and_since_when(client, einheit, gefuehrt):
    join(client, einheit, Rolle.LEITUNG)
    frist(gefuehrt, date(2026, 11, 20))
    escalate()
    page = client.get(reverse("fallmanagement:fristen"), {"ansicht": "leitung"})
    assert [zeile.gemeldet for zeile in page.context["zeilen"]] == ["seit 26. November 2026 gemeldet an: Leitung"]
    assert page.context["regel"] == [("Frist", 0, 3), ("Wiedervorlage", 1, 5), ("Aufgabe", 1, 5)]
