"""The waiting list: by the nearest promise, one after the other, held for a limited time, shown to everybody only by chance."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from behoerde.kern.models import Ereignis, Nachricht
from termine.actions import rueckhalt
from termine.actions.aenderung import cancel_termin, move_termin
from termine.actions.buchung import book_termin
from termine.actions.empfang import undo_cancellation
from termine.actions.verfall import sweep_expired
from termine.actions.warteliste import accept_frueher, decline_frueher, offer_freed, stop_waiting, wish_earlier
from termine.enums import Absagevon, Kanal
from termine.fristen import frueher_gilt_bis
from termine.models import Belegung, Dienst, Serviceversprechen, Termin, Terminvorschlag, Wartelisteneintrag
from termine.nachrichten_warteliste import is_held
from termine.planung import as_range
from termine.queries.frei import free_zeiten
from tests.factories.termine import JETZT, MORGEN, DienstFactory, LeistungFactory, aufnahme, gebuchter_termin, kontakt, person
from tests.termine.hilfen import refused, show_hidden
from tests.termine.test_fristen import at
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db
SPAET = MORGEN + timedelta(days=3)
VIERTEL, STUNDE = timedelta(minutes=15), timedelta(hours=1)


@pytest.fixture(autouse=True)
def spaet(dienst):
    """The same counter is on duty on Friday morning, too."""
    return DienstFactory.create(platz=dienst.platz, zeitraum=as_range((SPAET, SPAET + 4 * STUNDE)))


@pytest.fixture
def frei(dienst, leistung):
    """Somebody cancels the first quarter of an hour of Tuesday."""
    return gebuchter_termin(dienst, leistung, n=20)


@pytest.fixture
def wartende(dienst, leistung):
    """Three people with a visit on Friday; only the third has a promise, until Thursday."""
    return [wait(gebuchter_termin(dienst, leistung, n=n, beginn=SPAET + n * VIERTEL)) for n in range(3)]


def wait(termin, **more) -> Termin:
    wish_earlier(termin, **more)
    return termin


def cancel(termin) -> None:
    cancel_termin(Termin.objects.get(pk=termin.pk), von=Absagevon.PERSON)


def offers() -> list[tuple]:
    return list(Terminvorschlag.objects.order_by("angelegt_am", "pk").values_list("termin", "status"))


def offer() -> Terminvorschlag:
    return Terminvorschlag.objects.get(status="offen")


def starts(leistung) -> list:
    return [z.beginn for z in free_zeiten(leistung, MORGEN, MORGEN + VIERTEL, fresh=True)]


@pytest.mark.parametrize(
    ("instant", "beginn", "until"),
    [
        ("2026-11-24T09:00", "2026-11-27T09:00", "2026-11-24T13:00"),
        ("2026-11-24T17:00", "2026-11-27T09:00", "2026-11-25T10:00"),  # not in the middle of the night
        ("2026-11-24T03:00", "2026-11-27T09:00", "2026-11-24T10:00"),
        ("2026-11-24T09:00", "2026-11-24T12:30", "2026-11-24T10:30"),
        ("2026-11-24T17:00", "2026-11-25T09:00", "2026-11-25T07:00"),
        ("2026-11-24T09:00", "2026-11-24T11:29", None),  # nobody could answer
        ("2026-03-28T19:00", "2026-04-02T09:00", "2026-03-29T10:00"),  # the clock goes forward in this night
    ],
)
def test_offer_is_held_for_hours_in_which_people_are_awake(instant, beginn, until):
    assert frueher_gilt_bis(at(beginn), at(instant), rueckhalt.uhr.ZONE) == (until and at(until))


def test_freed_time_is_shown_to_nobody_until_a_moment_drawn_by_chance(frei, dienst, leistung, uhr, monkeypatch):
    monkeypatch.setattr(rueckhalt.secrets, "randbelow", lambda span: span - 1)
    cancel(frei)
    assert starts(leistung) == []
    assert Belegung.objects.get(dienst=dienst).ablauf == JETZT + STUNDE - timedelta(seconds=1)
    uhr.shift(STUNDE)
    assert starts(leistung) == [MORGEN]
    assert (sweep_expired(), Belegung.objects.filter(dienst=dienst).count()) == (1, 0)


def test_moment_lies_between_ten_and_sixty_minutes_and_differs():
    drawn = {rueckhalt.visible_at(JETZT) - JETZT for _n in range(50)}
    assert timedelta(minutes=10) <= min(drawn) < max(drawn) < STUNDE


@pytest.mark.parametrize(("von", "instant"), [(Absagevon.AMT, JETZT), (Absagevon.PERSON, MORGEN - 2 * STUNDE)])
def test_what_the_office_cancels_and_what_begins_soon_is_free_at_once(frei, dienst, uhr, von, instant):
    uhr.move_to(instant)
    cancel_termin(frei, von=von)
    assert not Belegung.objects.filter(dienst=dienst).exists()


def test_nearest_promise_first_then_who_waits_longest(wartende, frei, sichtung):
    row = aufnahme(sichtung, n=30)
    third = wartende[2]
    third.anliegen.update(aufnahme=None)
    Serviceversprechen.objects.filter(aufnahme=row).update(termin_bis=(JETZT + timedelta(days=9)).date())
    Wartelisteneintrag.objects.filter(termin=third).update(frist=(JETZT + timedelta(days=2)).date())
    cancel(frei)
    assert (offer_freed(), offer_freed()) == (1, 0)
    decline_frueher(third)
    assert offer_freed() == 1
    assert offers() == [(third.pk, "abgelehnt"), (wartende[0].pk, "offen")]


def test_promise_of_the_concern_is_the_deadline(sichtung, sichtung_dienst, standort):
    row = aufnahme(sichtung)
    Serviceversprechen.objects.filter(aufnahme=row).update(termin_bis=SPAET.date())
    termin = gebuchter_termin(sichtung_dienst, sichtung, n=9)
    termin.anliegen.update(status="zurueckgezogen")
    row.anliegen.update(status="in_sichtung")
    row.anliegen.update(status="terminiert", termin=termin)
    assert wish_earlier(termin).frist == SPAET.date()


def test_taking_it_moves_in_one_step_and_frees_the_old_time_for_the_next(wartende, frei, leistung):
    cancel(frei)
    offer_freed()
    first, second = wartende[:2]
    vorschlag = offer()
    moved = accept_frueher(vorschlag)
    assert accept_frueher(vorschlag) == moved
    assert (moved.pk, moved.starts_at, moved.kalender_sequenz, moved.belegung.art) == (first.pk, MORGEN, 1, "termin")
    assert Wartelisteneintrag.objects.get(termin=first).status == "erfuellt"
    assert Nachricht.objects.filter(anlass="termin_verschoben", empfaenger_id=first.kontakt_id).count() == 1
    assert offer_freed() == 1  # the old time of the first is earlier than that of the second
    assert (offer().termin, offer().starts_at) == (second, SPAET)


def test_offer_that_runs_out_flows_on_and_then_everybody_sees_the_time(wartende, frei, leistung, uhr):
    cancel(frei)
    told = []
    for _n in range(3):
        assert offer_freed() == 1
        vorschlag = offer()
        told.append(vorschlag.termin)
        uhr.move_to(vorschlag.gueltig_bis)
        assert starts(leistung) == []  # nobody profits from knowing when an offer ends
        assert sweep_expired() == 1
    assert (told, offer_freed()) == (wartende, 0)
    uhr.shift(STUNDE)
    assert (sweep_expired(), starts(leistung)) == (1, [MORGEN])
    assert Wartelisteneintrag.objects.filter(status="wartet").count() == 3


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({}, 1),
        ({"tage": [1], "tageszeiten": ["vormittag"]}, 1),
        ({"tage": [0, 2, 3, 4]}, 0),
        ({"tageszeiten": ["nachmittag"]}, 0),
    ],
)
def test_only_days_and_hours_that_suit(dienst, leistung, frei, more, count):
    wait(gebuchter_termin(dienst, leistung, beginn=SPAET), **more)
    cancel(frei)
    assert offer_freed() == count


def test_counter_that_does_not_fit_is_not_offered(dienst, leistung, frei):
    termin = wait(gebuchter_termin(dienst, leistung, beginn=SPAET))
    cancel(frei)
    dienst.platz.leistungen.set([LeistungFactory.create(slug="anderes")])
    assert offer_freed() == 0
    dienst.platz.leistungen.set([])
    Termin.objects.filter(pk=termin.pk).update(merkmale=["rollstuhl"])
    assert offer_freed() == 0


def test_earlier_visit_wants_no_later_time(dienst, leistung, frei):
    wait(gebuchter_termin(dienst, leistung, beginn=MORGEN + VIERTEL))
    late = gebuchter_termin(dienst, leistung, n=1, beginn=SPAET)
    cancel(late)
    assert offer_freed() == 0


def test_shorter_visit_leaves_the_rest_to_the_next(dienst, leistung, standort, wartende, uhr):
    family = book_termin(
        leistung=leistung,
        beginn=MORGEN,
        standort=standort,
        personen=[person(n) for n in range(40, 43)],
        kontakt=kontakt(40),
        kanal=Kanal.TELEFON,
        schluessel="familie",
    )
    cancel(family)
    assert offer_freed() == 2 - (family.ends_at - family.starts_at < 2 * VIERTEL)
    first = Terminvorschlag.objects.get(termin=wartende[0])
    assert (first.starts_at, first.ends_at) == (MORGEN, MORGEN + VIERTEL)


def test_cancelled_visit_waits_no_longer_and_its_offer_goes_on(wartende, frei):
    cancel(frei)
    offer_freed()
    cancel(wartende[0])
    assert Wartelisteneintrag.objects.get(termin=wartende[0]).status == "beendet"
    offer_freed()
    assert offers()[:2] == [(wartende[0].pk, "zurueckgenommen"), (wartende[1].pk, "offen")]


def test_moved_visit_stays_on_the_list(wartende, frei, standort):
    cancel(frei)
    offer_freed()
    move_termin(wartende[0], beginn=SPAET + 2 * STUNDE, standort=standort)
    assert (offers()[0][1], Wartelisteneintrag.objects.get(termin=wartende[0]).status) == ("zurueckgenommen", "wartet")


def test_wish_ends_and_begins_again_at_the_end_of_the_list(wartende, uhr):
    stop_waiting(wartende[0])
    stop_waiting(wartende[0])
    uhr.shift(STUNDE)
    assert wish_earlier(wartende[0]).angelegt_am == JETZT + STUNDE
    assert wish_earlier(wartende[1], tage=[4]).angelegt_am == JETZT
    assert [row.termin for row in Wartelisteneintrag.objects.filter(status="wartet")] == [*wartende[1:], wartende[0]]
    assert Ereignis.objects.filter(art="warteliste_begonnen").count() == 4


def test_who_cannot_be_told_or_has_no_visit_ahead_may_not_wait(dienst, leistung):
    silent = gebuchter_termin(dienst, leistung, beginn=SPAET, kontakt=kontakt(email=""))
    assert refused(wish_earlier, silent) == "ohne_kontakt"
    gone = cancel_termin(gebuchter_termin(dienst, leistung, n=1, beginn=SPAET + STUNDE), von=Absagevon.PERSON)
    assert refused(wish_earlier, gone) == "abgesagt"


def test_offer_that_has_gone_on_is_refused_with_the_visit_as_it_is(wartende, frei):
    cancel(frei)
    offer_freed()
    vorschlag = offer()
    decline_frueher(wartende[0])
    assert refused(accept_frueher, vorschlag) == "vorschlag_vorbei"
    assert Termin.objects.get(pk=wartende[0].pk).starts_at == SPAET


def test_cancellation_is_taken_back_though_the_time_is_hidden(frei):
    cancel(frei)
    assert undo_cancellation(Termin.objects.get(pk=frei.pk)).starts_at == MORGEN


def test_message_is_sent_only_while_the_time_is_held(wartende, frei, uhr):
    cancel(frei)
    offer_freed()
    message = Nachricht.objects.get(anlass="warteliste_angebot")
    assert (message.empfaenger_id, is_held(message.kontext)) == (wartende[0].kontakt_id, True)
    uhr.move_to(offer().gueltig_bis)
    assert not is_held(message.kontext)


def test_database_refuses_two_open_offers_and_days_that_do_not_exist(wartende, frei):
    cancel(frei)
    offer_freed()
    cancel_termin(gebuchter_termin(frei.platz.dienste.first(), frei.leistung, n=50, beginn=MORGEN + STUNDE), von=Absagevon.PERSON)
    hidden = Belegung.objects.rueckhalt().get()
    values = {"termin": wartende[0], "platz": hidden.platz, "standort": frei.standort, "belegung": hidden, "gueltig_bis": SPAET}
    with pytest.raises(IntegrityError, match="vorschlag_einer_je_termin"), transaction.atomic():
        Terminvorschlag.objects.create(starts_at=MORGEN, ends_at=MORGEN + VIERTEL, **values)
    with pytest.raises(IntegrityError, match="warteliste_tage"), transaction.atomic():
        Wartelisteneintrag.objects.filter(termin=wartende[0]).update(tage=[7])


# --- Races ---
@pytest.mark.django_db(transaction=True)
def test_two_workers_offer_a_time_once(wartende, frei):
    cancel(frei)
    assert sum(run_together([offer_freed] * 4)) == 1
    assert offers() == [(wartende[0].pk, "offen")]


@pytest.mark.django_db(transaction=True)
def test_pressing_twice_at_once_moves_once(wartende, frei):
    cancel(frei)
    offer_freed()
    vorschlag = offer()
    results = run_together([lambda: accept_frueher(vorschlag)] * 6)
    assert ({termin.pk for termin in results}, Termin.objects.get(pk=wartende[0].pk).kalender_sequenz) == ({wartende[0].pk}, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("runde", range(4))
def test_taking_it_while_it_runs_out_gives_it_to_one(wartende, frei, dienst, uhr, runde):
    cancel(frei)
    offer_freed()
    vorschlag = offer()
    uhr.move_to(vorschlag.gueltig_bis)
    results = run_together([lambda: accept_frueher(vorschlag), sweep_expired, offer_freed, offer_freed])
    visit, taken = Termin.objects.get(pk=wartende[0].pk), results[0] != "vorschlag_vorbei"
    assert visit.starts_at == (MORGEN if taken else SPAET)
    assert visit.belegung.zeitraum.lower == visit.starts_at
    assert Terminvorschlag.objects.get(pk=vorschlag.pk).status == ("angenommen" if taken else "verfallen")
    assert Belegung.objects.filter(dienst=dienst).count() == 1


@pytest.mark.django_db(transaction=True)
def test_cancelling_while_taking_leaves_no_half_visit(wartende, frei, dienst):
    cancel(frei)
    offer_freed()
    vorschlag = offer()
    run_together([lambda: accept_frueher(vorschlag), lambda: cancel_termin(wartende[0], von=Absagevon.PERSON)])
    visit = Termin.objects.get(pk=wartende[0].pk)
    assert (visit.status, visit.belegung) == ("abgesagt", None)
    assert Wartelisteneintrag.objects.get(termin=visit).status in ("beendet", "erfuellt")
    assert [part.upper - part.lower for part in Dienst.objects.get(pk=dienst.pk).frei] == [4 * STUNDE - VIERTEL]


@pytest.mark.django_db(transaction=True)
def test_hidden_time_is_no_booking_for_whoever_asks_all_the_time(frei, leistung, standort, uhr):
    cancel(frei)
    calls = [
        lambda n=n: book_termin(
            leistung=leistung,
            beginn=MORGEN,
            standort=standort,
            personen=[person(60 + n)],
            kontakt=kontakt(60 + n),
            kanal=Kanal.ONLINE,
            schluessel=f"bot-{n}",
        )
        for n in range(4)
    ]
    assert run_together(calls) == ["vergeben"] * 4
    show_hidden(uhr)
    results = run_together(calls)
    assert (results.count("vergeben"), Termin.objects.filter(starts_at=MORGEN, status="gebucht").count()) == (3, 1)
