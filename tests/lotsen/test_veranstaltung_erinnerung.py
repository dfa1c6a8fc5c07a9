"""The day before a Veranstaltung: one message to everybody with a place, none to anybody else."""

from datetime import datetime, time, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from behoerde.kern import uhr as clock
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.models import Ereignis, Nachricht
from lotsen.actions.anmeldung import withdraw
from lotsen.actions.veranstaltung import cancel, save_veranstaltung
from lotsen.actions.veranstaltung_erinnerung import ANLASS, remind_guests
from lotsen.tasks import veranstaltungen
from lotsen.veranstaltung import Anmeldelink, VeranstaltungStatus
from tests.factories.veranstaltung import VeranstaltungFactory, angemeldet

VORTAG = datetime(2026, 12, 16, 1, tzinfo=clock.ZONE)  # three weeks after the Thursday of the clock, less a day


@pytest.fixture
def empfang(uhr, ruhig, amt):
    return VeranstaltungFactory.create(plaetze=5)


def reminded() -> list[str]:
    return [row.kontext["anmeldung"] for row in Nachricht.objects.filter(anlass=ANLASS).order_by("angelegt_am", "pk")]


def test_everybody_with_a_place_is_reminded_once_on_the_day_before(empfang, uhr):
    row = angemeldet(empfang, personen=5)
    angemeldet(empfang, "Wartet")
    uhr.move_to(VORTAG - timedelta(days=1))
    seen = []
    for _hour in range(72):
        remind_guests()
        seen.append(len(reminded()))
        uhr.shift(timedelta(hours=1))
    assert seen == [0] * 23 + [1] * 49
    assert reminded() == [str(row.pk)]
    assert Nachricht.objects.get(anlass=ANLASS).faellig_ab == datetime.combine(VORTAG, time(9), clock.ZONE)


def test_whoever_stays_away_or_left_no_contact_is_not_reminded(empfang, uhr):
    withdraw(anmeldung=angemeldet(empfang))
    angemeldet(empfang, "Ohne Kontakt", email="")
    uhr.move_to(VORTAG)
    assert (remind_guests(), reminded()) == (0, [])


@pytest.mark.parametrize("status", [VeranstaltungStatus.ENTWURF, VeranstaltungStatus.ABGESAGT])
def test_nobody_is_reminded_of_what_does_not_take_place(empfang, uhr, status):
    angemeldet(empfang)
    reason = "raum" if status == VeranstaltungStatus.ABGESAGT else ""
    type(empfang).objects.filter(pk=empfang.pk).update(status=status, absagegrund=reason)
    uhr.move_to(VORTAG)
    assert remind_guests() == 0


def test_whoever_heard_of_it_today_is_not_told_once_more(empfang, uhr):
    type(empfang).objects.filter(pk=empfang.pk).update(anmeldung_bis=empfang.beginnt_am)
    empfang.refresh_from_db()
    uhr.move_to(VORTAG)
    angemeldet(empfang)
    uhr.shift(timedelta(hours=2))
    assert remind_guests() == 0


def test_waiting_reminder_is_dropped_when_place_day_or_event_is_gone(empfang, uhr, mailoutbox):
    rows = [angemeldet(empfang, f"Gast {number}", email=f"gast{number}@beispiel.example") for number in range(2)]
    uhr.move_to(VORTAG)
    deliver_due()
    mailoutbox.clear()
    assert remind_guests() == 2
    withdraw(anmeldung=rows[0])
    empfang.refresh_from_db()
    empfang.beginnt_am += timedelta(days=7)
    empfang.endet_am += timedelta(days=7)
    save_veranstaltung(veranstaltung=empfang, user=empfang.angelegt_von)
    uhr.shift(timedelta(hours=9))
    deliver_due()
    assert [mail.subject.startswith("Erinnerung") for mail in mailoutbox] == [False]
    uhr.shift(timedelta(days=7))
    assert remind_guests() == 1
    cancel(veranstaltung=empfang, grund="raum")
    uhr.shift(timedelta(hours=9))
    deliver_due()
    states = Nachricht.objects.filter(anlass=ANLASS).values_list("status", flat=True)
    assert set(states) == {Nachricht.Status.HINFAELLIG}


def test_late_in_the_evening_the_message_waits_until_the_morning(empfang, uhr):
    angemeldet(empfang)
    uhr.move_to(VORTAG + timedelta(hours=21))
    remind_guests()
    assert Nachricht.objects.get(anlass=ANLASS).faellig_ab == datetime.combine(VORTAG + clock.DAY, time(7), clock.ZONE)


@pytest.mark.parametrize("sprache", [code for code, _name in settings.LANGUAGES])
def test_mail_says_when_and_where_and_leads_to_calendar_and_own_place(empfang, uhr, mailoutbox, sprache):
    row = angemeldet(empfang, sprache=sprache)
    deliver_due()
    mailoutbox.clear()
    uhr.move_to(VORTAG + timedelta(hours=9))
    remind_guests()
    deliver_due()
    (mail,) = mailoutbox
    token = link_token(Anmeldelink.ANMELDUNG, row.pk)
    wanted = [empfang.ort, empfang.anschrift, row.code, f"{clock.local(empfang.beginnt_am):%H:%M}"]
    wanted += [reverse("anmeldung:mein", args=[token]) + "\n", reverse("anmeldung:kalender", args=[token])]
    assert [text for text in wanted if text not in mail.body] == []
    assert [name for name, _content, _type in mail.attachments] == ["veranstaltung.ics"]


def test_event_counts_messages_and_nothing_else(empfang, uhr):
    for name in ("Olena", "Tariq"):
        angemeldet(empfang, name)
    uhr.move_to(VORTAG)
    veranstaltungen()
    veranstaltungen()
    event = Ereignis.objects.get(art="veranstaltung_erinnert")
    assert (event.wert, event.kanal, event.sprache, event.einheit, event.ergebnis) == (2, empfang.art, "", "", "")
