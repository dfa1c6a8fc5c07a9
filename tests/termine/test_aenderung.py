from datetime import timedelta

import pytest

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Nachricht
from termine.actions.aenderung import cancel_termin, move_termin, replace_termin
from termine.actions.verfall import sweep_expired
from termine.enums import Absagegrund, Absagevon, Linkzweck
from termine.models import Belegung, Dienst, Termin
from termine.nachrichten import is_current
from termine.queries.abweichung import frei_differences
from termine.signals import termin_abgesagt, termin_gebucht, termin_verschoben
from tests.factories.termine import JETZT, MORGEN, DienstFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.hilfen import hold, refused, sent, show_hidden

pytestmark = pytest.mark.django_db
SPAETER = MORGEN + timedelta(hours=2)


@pytest.fixture
def termin(dienst, leistung):
    return gebuchter_termin(dienst, leistung)


def free(dienst):
    return [(part.lower, part.upper) for part in Dienst.objects.get(pk=dienst.pk).frei]


def test_moving_takes_the_new_time_and_gives_the_old_one_back(termin, dienst, standort, uhr):
    moved = move_termin(termin, beginn=SPAETER, standort=standort)
    assert (moved.pk, moved.starts_at, moved.kalender_sequenz, moved.code) == (termin.pk, SPAETER, 1, termin.code)
    end = MORGEN + timedelta(hours=4)
    show_hidden(uhr)
    assert free(dienst) == [(MORGEN, SPAETER), (SPAETER + timedelta(minutes=15), end)]


def test_moving_to_the_same_time_twice_moves_once(termin, standort):
    move_termin(termin, beginn=SPAETER, standort=standort)
    assert move_termin(termin, beginn=SPAETER, standort=standort).kalender_sequenz == 1
    assert Nachricht.objects.filter(anlass="termin_verschoben").count() == 1


def test_moving_rotates_the_link_and_renews_the_reminders(termin, standort, uhr):
    old = link_token(Linkzweck.TERMIN, termin.pk)
    uhr.move_to(JETZT - timedelta(days=10))
    move_termin(termin, beginn=SPAETER, standort=standort)
    assert link_token(Linkzweck.TERMIN, termin.pk) != old
    reminders = Nachricht.objects.filter(anlass="termin_erinnerung")
    assert [is_current(row.kontext) for row in reminders] == [True, True]
    assert {row.kontext["sequenz"] for row in reminders} == {1}


def test_reminders_of_the_old_time_no_longer_hold(termin, standort):
    assert is_current({"termin": str(termin.pk), "sequenz": 0})
    move_termin(termin, beginn=SPAETER, standort=standort)
    assert not is_current({"termin": str(termin.pk), "sequenz": 0})
    assert is_current({"termin": str(termin.pk), "sequenz": 1})


def test_moving_to_a_taken_time_keeps_the_old_one(termin, dienst, leistung, standort):
    gebuchter_termin(dienst, leistung, n=1, beginn=SPAETER)
    assert refused(move_termin, termin, beginn=SPAETER, standort=standort) == "vergeben"
    termin.refresh_from_db()
    assert (termin.starts_at, termin.belegung.zeitraum.lower) == (MORGEN, MORGEN)


def test_moving_over_an_expired_hold_takes_its_place(termin, leistung, standort, uhr):
    other = hold(leistung, standort, beginn=SPAETER)
    uhr.shift(timedelta(minutes=10))
    assert move_termin(termin, beginn=SPAETER, standort=standort).starts_at == SPAETER
    other.refresh_from_db()
    assert other.status == "verfallen"


def test_moving_to_another_standort(termin, leistung):
    there = DienstFactory.create(platz=PlatzFactory.create(team=TeamFactory.create(leistungen=[leistung])))
    moved = move_termin(termin, beginn=SPAETER, standort=there.team.standort)
    assert (moved.standort, moved.platz) == (there.team.standort, there.platz)
    assert frei_differences() == []


def test_started_booking_moves_silently_and_keeps_its_hold(leistung, standort, dienst):
    waiting = sent(leistung, standort)
    moved = move_termin(waiting, beginn=SPAETER, standort=standort)
    assert (moved.status, moved.kalender_sequenz, moved.ablauf) == ("bestaetigung_offen", 0, waiting.ablauf)
    assert not Nachricht.objects.filter(anlass="termin_verschoben").exists()


def test_past_visit_cannot_be_moved(termin, standort, uhr):
    uhr.move_to(MORGEN)
    assert refused(move_termin, termin, beginn=SPAETER, standort=standort) == "nicht_aenderbar"


def test_cancelling_frees_the_counter_and_keeps_the_history(termin, dienst, uhr):
    gone = cancel_termin(termin, von=Absagevon.PERSON, grund=Absagegrund.KRANK)
    assert (gone.status, gone.belegung, gone.starts_at, gone.platz) == ("abgesagt", None, MORGEN, dienst.platz)
    assert (gone.abgesagt_von, gone.absagegrund, gone.abgesagt_am) == ("person", "krank", JETZT)
    assert gone.anliegen.get().status == "zurueckgezogen"
    show_hidden(uhr)
    assert free(dienst) == [(MORGEN, MORGEN + timedelta(hours=4))]


def test_cancelling_twice_tells_once_and_ends_reminders(termin):
    cancel_termin(termin, von=Absagevon.PERSON)
    cancel_termin(termin, von=Absagevon.PERSON)
    assert Nachricht.objects.filter(anlass="termin_abgesagt_person").count() == 1
    assert not is_current({"termin": str(termin.pk), "sequenz": 0})


def test_cancelled_visit_cannot_be_moved(termin, standort):
    cancel_termin(termin, von=Absagevon.PERSON)
    assert refused(move_termin, termin, beginn=SPAETER, standort=standort) == "abgesagt"


def test_past_visit_cannot_be_cancelled_by_the_person(termin, uhr):
    uhr.move_to(MORGEN)
    assert refused(cancel_termin, termin, von=Absagevon.PERSON) == "nicht_aenderbar"


def test_visit_that_was_called_cannot_be_cancelled(termin):
    for status in ("angekommen", "aufgerufen"):
        Termin.objects.filter(pk=termin.pk).update(status=status)
    assert refused(cancel_termin, termin, von=Absagevon.AMT) == "uebergang"


def test_person_may_book_again_after_cancelling(termin, dienst, leistung):
    cancel_termin(termin, von=Absagevon.PERSON)
    again = gebuchter_termin(dienst, leistung, schluessel="neu", beginn=SPAETER)
    assert again.status == "gebucht"


def test_what_the_office_cancels_it_still_owes(termin, dienst, leistung, standort):
    gone = cancel_termin(termin, von=Absagevon.AMT, grund=Absagegrund.PERSONALAUSFALL)
    assert gone.anliegen.get().status == "in_sichtung"
    new = replace_termin(gone, beginn=SPAETER, standort=standort, schluessel="ersatz-1")
    assert (new.status, new.ersetzt, new.anliegen.get().person) == ("gebucht", gone, termin.kontakt)
    assert replace_termin(gone, beginn=SPAETER, standort=standort, schluessel="ersatz-1") == new
    assert refused(replace_termin, gone, beginn=SPAETER, standort=standort, schluessel="ersatz-2") == "abgesagt"


def test_what_the_person_cancelled_is_not_replaced(termin, standort):
    gone = cancel_termin(termin, von=Absagevon.PERSON)
    assert refused(replace_termin, gone, beginn=SPAETER, standort=standort, schluessel="ersatz") == "abgesagt"


def test_office_cancels_a_hold_without_a_message(leistung, standort, dienst):
    cancel_termin(sent(leistung, standort), von=Absagevon.AMT, grund=Absagegrund.SCHLIESSUNG)
    assert set(Nachricht.objects.values_list("anlass", flat=True)) == {"termin_bestaetigung"}
    assert (Belegung.objects.count(), sweep_expired()) == (0, 0)


def test_apps_above_hear_what_happened(dienst, leistung, standort):
    heard = []
    hear = lambda signal, termin, **_kwargs: heard.append((signal, termin.starts_at))  # noqa: E731 - one line is the receiver
    signals = [termin_gebucht, termin_verschoben, termin_abgesagt]
    for signal in signals:
        signal.connect(hear, weak=False)
    termin = gebuchter_termin(dienst, leistung)
    cancel_termin(move_termin(termin, beginn=SPAETER, standort=standort), von=Absagevon.PERSON)
    assert [signal.disconnect(hear) for signal in signals] == [True] * 3
    assert heard == [(termin_gebucht, MORGEN), (termin_verschoben, SPAETER), (termin_abgesagt, SPAETER)]
