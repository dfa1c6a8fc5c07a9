"""A promise in danger: who is told when, once each, by two workers too; clock over weekends and holidays."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail

from behoerde.kern import uhr as kern_uhr
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.models import Ereignis, Nachricht
from behoerde.kern.rechte import Rolle
from termine.actions.antwort import answer_rueckfrage
from termine.actions.eskalation import escalate
from termine.actions.sichtung_antwort import answer, ask_back
from termine.fristen import stufe_of
from termine.models import Serviceversprechen
from tests.factories.kern import OrganisationseinheitFactory, UserFactory
from tests.factories.termine import JETZT, aufnahme, kontakt
from tests.termine.empfang import staff_of
from tests.termine.test_fristen import at
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db
STUNDE = timedelta(hours=1)


def due(row, instant):
    Serviceversprechen.objects.filter(aufnahme=row).update(angebot_bis=instant)
    return row


def stages() -> list[int]:
    return list(Serviceversprechen.objects.order_by("pk").values_list("stufe", flat=True))


def told() -> list[tuple[str, int]]:
    rows = Nachricht.objects.filter(anlass="versprechen_gefahr").order_by("angelegt_am")
    return [(row.adresse, row.kontext["stufe"]) for row in rows]


@pytest.mark.parametrize(
    ("faellig", "instant", "stufe"),
    [
        ("2026-11-24T16:00", "2026-11-23T23:59", 0),
        ("2026-11-24T16:00", "2026-11-24T00:00", 1),
        ("2026-11-24T16:00", "2026-11-24T16:00", 1),
        ("2026-11-24T16:00", "2026-11-24T16:01", 2),
        ("2026-11-24T16:00", "2026-11-25T16:01", 3),
        ("2026-11-27T16:00", "2026-11-28T18:00", 2),  # Friday evening to Saturday: no working day has passed
        ("2026-11-27T16:00", "2026-11-30T15:59", 2),
        ("2026-11-27T16:00", "2026-11-30T16:01", 3),
        ("2026-11-26T16:00", "2026-11-28T08:00", 3),
        ("2026-12-23T16:00", "2026-12-24T15:59", 2),  # Christmas Eve is a working day
        ("2026-12-23T16:00", "2026-12-25T00:01", 3),
        ("2026-12-24T16:00", "2026-12-28T15:59", 2),  # both holidays and Sunday count for nothing
        ("2026-12-24T16:00", "2026-12-28T16:01", 3),
        ("2026-10-23T16:00", "2026-10-26T15:59", 2),  # the clock went back on Sunday
        ("2026-10-23T16:00", "2026-10-26T16:01", 3),
    ],
)
def test_stage_counts_working_days(faellig, instant, stufe):
    assert stufe_of(at(faellig), at(instant), "NW", kern_uhr.ZONE) == stufe


def test_each_stage_tells_somebody_else(sichtung, uhr):
    team = sichtung.teams.get()
    desk = staff_of(team.organisationseinheit, Rolle.EMPFANG)
    head = staff_of(team.organisationseinheit, Rolle.LEITUNG)
    team.leitung = UserFactory.create()
    team.save(update_fields=["leitung"])
    due(aufnahme(sichtung), JETZT + 8 * STUNDE)
    for hours, count in ((0, 1), (9, 1), (9, 0), (33, 1)):
        uhr.move_to(JETZT + hours * STUNDE)
        assert escalate() == count
    assert told() == [(desk.email, 1), (team.leitung.email, 2), (head.email, 3)]
    assert list(Ereignis.objects.filter(art="versprechen_eskaliert").order_by("zeit").values_list("ergebnis", flat=True)) == [
        "empfang", "teamleitung", "leitung",
    ]  # fmt: skip


def test_one_mail_for_many_concerns(sichtung, mailoutbox):
    desk = staff_of(sichtung.teams.get().organisationseinheit, Rolle.EMPFANG)
    for n in range(3):
        due(aufnahme(sichtung, n=n), JETZT + STUNDE)
    Nachricht.objects.exclude(anlass="versprechen_gefahr").delete()
    assert (escalate(), told()) == (3, [(desk.email, 1)])
    due(aufnahme(sichtung, n=3), JETZT + STUNDE)
    assert (escalate(), len(told())) == (1, 1)


def test_management_of_the_whole_office_is_told_of_a_team_without_lead(sichtung):
    team, office = sichtung.teams.get(), OrganisationseinheitFactory.create()
    team.organisationseinheit.parent = office
    team.organisationseinheit.save(update_fields=["parent"])
    head = staff_of(office, Rolle.LEITUNG)
    due(aufnahme(sichtung), JETZT - STUNDE)
    escalate()
    assert told() == [(head.email, 2)]


def test_who_has_left_is_told_nothing(sichtung):
    desk = staff_of(sichtung.teams.get().organisationseinheit, Rolle.EMPFANG)
    desk.austritt_am = JETZT.date()
    desk.save(update_fields=["austritt_am"])
    due(aufnahme(sichtung), JETZT + STUNDE)
    assert (escalate(), told()) == (1, [])


def test_answered_and_paused_promises_are_left_alone(sichtung):
    answer(due(aufnahme(sichtung, n=0), JETZT - STUNDE), "Nein.")
    ask_back(due(aufnahme(sichtung, n=1), JETZT - STUNDE), text="Warum?")
    assert (escalate(), stages()) == (0, [0, 0])


def test_stage_goes_down_with_a_deadline_that_moved(sichtung, uhr):
    row = due(aufnahme(sichtung), JETZT - STUNDE)
    escalate()
    frage = ask_back(row, text="Warum?")
    uhr.move_to(JETZT + 48 * STUNDE)
    assert (escalate(), stages()) == (0, [2])
    answer_rueckfrage(frage, text="Darum.")
    assert (escalate(), stages()) == (0, [1])
    uhr.move_to(JETZT + 57 * STUNDE)
    assert (escalate(), stages()) == (1, [2])


@pytest.mark.django_db(transaction=True)
def test_two_workers_raise_each_promise_once(sichtung):
    staff_of(sichtung.teams.get().organisationseinheit, Rolle.EMPFANG)
    for n in range(5):
        due(aufnahme(sichtung, n=n), JETZT + STUNDE)
    assert sum(run_together([escalate] * 4)) == 5
    unit = sichtung.teams.get().organisationseinheit.name  # events outlive a test with real commits
    events = Ereignis.objects.filter(art="versprechen_eskaliert", einheit=unit)
    assert (stages(), events.count(), len(told())) == ([1] * 5, 5, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sprache", ["de", "en"])
def test_mail_names_numbers_and_the_way_but_nobody(sichtung, sprache):
    desk = staff_of(sichtung.teams.get().organisationseinheit, Rolle.EMPFANG)
    desk.sprache = sprache
    desk.save(update_fields=["sprache"])
    due(aufnahme(sichtung, kontakt=kontakt(email="")), JETZT + STUNDE)
    escalate()
    deliver_due()
    (message,) = mail.outbox
    for text in (message.body, message.alternatives[0].content):
        assert f"{settings.ADRESSE}/termine/empfang/" in text
        assert "Olena" not in text
    assert "1" in message.subject
