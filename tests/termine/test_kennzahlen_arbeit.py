"""The other nightly figures: what is done, what is open, what is free. The clock stands at JETZT."""

from datetime import UTC, date, timedelta

import pytest

from behoerde.kern.db import System, als
from termine.actions.ankunft import draw_number
from termine.actions.aufnahme import withdraw
from termine.actions.sichtung_angebot import book_now
from termine.actions.sichtung_antwort import answer, ask_back, forward
from termine.enums import AnliegenStatus, Kanal
from termine.models import Anliegen, Aufnahme, Dienst, Rueckfrage, Serviceversprechen, Termin, Vorsprache
from termine.queries import kennzahlen
from tests.factories.termine import JETZT, MORGEN, aufnahme, gebuchter_termin, kontakt
from tests.termine.hilfen import hold, sent
from tests.termine.test_kennzahlen import NICHTS, NOVEMBER, at

OKTOBER = (date(2026, 10, 1), date(2026, 10, 31))
HEUTE = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _aufgabe(db):
    with als(System.AUFGABE):
        yield


def visited(dienst, leistung, n: int, am) -> Termin:
    """Return a visit that ended then, its concern closed."""
    termin = gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + timedelta(minutes=15 * n))
    Termin.objects.filter(pk=termin.pk).update(starts_at=am - timedelta(minutes=15), ends_at=am)
    termin.anliegen.update(status=AnliegenStatus.ERLEDIGT, angelegt_am=am - timedelta(days=7))
    return termin


def answered(leistung, n: int, am) -> Aufnahme:
    row = answer(aufnahme(leistung, n=n), "Sie brauchen keinen Termin.")
    Serviceversprechen.objects.filter(aufnahme=row).update(beantwortet_am=am)
    row.anliegen.update(angelegt_am=am - timedelta(days=1))
    return row


def waiting(leistung, n: int, titel_bis: date, **more) -> Aufnahme:
    row = aufnahme(leistung, n=n, titel_art="visum", titel_bis=titel_bis)
    Aufnahme.objects.filter(pk=row.pk).update(**({"angelegt_am": at(1)} | more))
    return row


def test_title_that_ended_while_somebody_waits_is_counted(sichtung):
    waiting(sichtung, 1, date(2026, 11, 22))
    waiting(sichtung, 2, date(2026, 11, 22), titel_art="duldung")
    waiting(sichtung, 3, HEUTE)
    waiting(sichtung, 4, date(2026, 11, 20), angelegt_am=at(21, 0))
    withdraw(waiting(sichtung, 5, date(2026, 11, 22)))
    assert kennzahlen.titel_abgelaufen_ohne_termin(HEUTE) == [
        ("", "", 2, 2),
        ("titelart", "duldung", 1, 1),
        ("titelart", "visum", 1, 1),
    ]


def test_solved_at_once_needs_no_second_contact(dienst, leistung, standort):
    visited(dienst, leistung, 1, at(20, month=10))
    again = gebuchter_termin(dienst, leistung, n=1, schluessel="noch-einmal")
    again.anliegen.update(angelegt_am=at(19, 12))  # 30 days later and an hour: the clocks went back
    sent_on = visited(dienst, leistung, 2, at(20, month=10))
    walked = draw_number(standort=standort, schluessel="a", am_schalter=True)
    Vorsprache.objects.filter(pk=walked.pk).update(termin=sent_on, reihe="A", weitergereicht_am=at(20, month=10))
    assert kennzahlen.erstkontakt_geloest(*OKTOBER) == [
        ("", "", 1, 2),
        ("kanal", "telefon", 1, 2),
        ("leistung", "eat-abholung", 1, 2),
        ("standort", standort.slug, 1, 2),
    ]


@pytest.mark.parametrize(("after", "solved"), [(timedelta(days=30), 0), (timedelta(days=30, seconds=1), 1)])
def test_who_comes_again_within_thirty_days_was_not_helped(dienst, leistung, after, solved):
    visited(dienst, leistung, 1, at(20, month=10))
    again = gebuchter_termin(dienst, leistung, n=1, schluessel="noch-einmal")
    again.anliegen.update(angelegt_am=at(20, month=10).astimezone(UTC) + after)
    assert kennzahlen.erstkontakt_geloest(*OKTOBER)[0] == ("", "", solved, 1)


def test_question_and_other_office_are_a_second_contact_and_an_answer_is_none(sichtung):
    asked = ask_back(aufnahme(sichtung, n=1), text="Haben Sie einen Mietvertrag?")
    Rueckfrage.objects.update(beantwortet_am=JETZT)
    Anliegen.objects.filter(aufnahme=asked.aufnahme).update(status=AnliegenStatus.IN_SICHTUNG)
    answer(asked.aufnahme, "Alles da.")
    forward(aufnahme(sichtung, n=2), an="Standesamt", text="Bitte gehen Sie dorthin.")
    answered(sichtung, 3, at(1, 0, month=10))
    Serviceversprechen.objects.filter(beantwortet_am=JETZT).update(beantwortet_am=at(2, month=10))
    assert kennzahlen.erstkontakt_geloest(*OKTOBER)[0] == ("", "", 1, 3)


@pytest.mark.parametrize(("am", "counts"), [(at(24, 9, month=10), 1), (at(24, 9, 1, month=10), 0), (at(30, 23, 59, month=9), 0)])
def test_what_was_closed_lately_may_still_come_back(sichtung, am, counts):
    answered(sichtung, 1, am)  # thirty days before JETZT it was nine in the morning, summer time
    assert kennzahlen.erstkontakt_geloest(*OKTOBER)[0] == ("", "", counts, counts)


def test_backlog_counts_what_is_open_but_no_unconfirmed_booking(dienst, leistung, standort, sichtung):
    gebuchter_termin(dienst, leistung, n=1)
    visited(dienst, leistung, 2, at(20))
    sent(leistung, standort, n=5, beginn=MORGEN + timedelta(minutes=90))
    aufnahme(sichtung, n=3, personen=2)
    withdraw(aufnahme(sichtung, n=4))
    ort = sichtung.teams.get().standort.slug
    assert kennzahlen.rueckstand(HEUTE) == [
        ("", "", 3, 3),
        ("leistung", "eat-abholung", 1, 1),
        ("leistung", "studium", 2, 2),
        *sorted([("standort", standort.slug, 1, 1), ("standort", ort, 2, 2)]),
    ]


def test_backlog_in_weeks_is_open_times_eight_by_what_was_closed_in_eight_weeks(dienst, leistung):
    gebuchter_termin(dienst, leistung, n=1)
    for n, am in enumerate((at(27, 23, 59, month=9), at(28, 0, month=9), at(22, 23, 59), at(23, 0)), start=2):
        visited(dienst, leistung, n, am)
    assert kennzahlen.rueckstand_reichweite(HEUTE)[:2] == [("", "", 8, 2), ("leistung", "eat-abholung", 8, 2)]


def test_times_run_from_complete_to_closed_and_open_ones_until_now(sichtung):
    ort = sichtung.teams.get().standort.slug
    for n, am in ((1, at(1, 0)), (2, at(13, 8)), (3, at(31, 23, month=10))):
        Aufnahme.objects.filter(pk=aufnahme(sichtung, n=n).pk).update(angelegt_am=am)
    done = answered(sichtung, 4, at(20, 0))
    Aufnahme.objects.filter(pk=done.pk).update(angelegt_am=at(18, 12))
    assert kennzahlen.dauern_bearbeitungszeit(*NOVEMBER) == [
        ("studium", ort, 22 + 8 / 24, False),
        ("studium", ort, 10.0, False),
        ("studium", ort, 1.5, True),
    ]


def test_question_starts_the_clock_again_and_while_it_is_open_nothing_is_complete(sichtung, uhr):
    for n in (1, 2):
        ask_back(aufnahme(sichtung, n=n), text="Haben Sie einen Mietvertrag?")
    uhr.shift(timedelta(days=3))
    row = Aufnahme.objects.order_by("nummer").first()
    row.rueckfragen.update(beantwortet_am=JETZT + timedelta(days=2))
    row.anliegen.update(status=AnliegenStatus.IN_SICHTUNG)
    assert [row[2:] for row in kennzahlen.dauern_bearbeitungszeit(*NOVEMBER)] == [(1.0, False)]


def test_end_of_a_visit_ends_the_time(sichtung, sichtung_dienst):
    row = aufnahme(sichtung, n=1)
    termin = book_now(row, beginn=MORGEN, standort=row.team.standort)
    termin.anliegen.update(status=AnliegenStatus.ERLEDIGT)
    days = (termin.ends_at - JETZT) / timedelta(days=1)
    assert [row[2:] for row in kennzahlen.dauern_bearbeitungszeit(*NOVEMBER)] == [(days, True)]


def test_portal_counts_against_phone_desk_and_number(dienst, leistung, standort, sichtung):
    aufnahme(sichtung, n=1)
    termin = gebuchter_termin(dienst, leistung, n=2, kontakt=kontakt(2, sprache="uk"))
    Termin.objects.filter(pk=termin.pk).update(bestaetigt_am=at(30, 23, 59))
    draw_number(standort=standort, schluessel="a", sprache="ar", am_schalter=True)
    hold(leistung, standort, beginn=MORGEN + timedelta(minutes=90))
    assert kennzahlen.digitalquote(*NOVEMBER) == [
        ("", "", 1, 3),
        ("leistung", "eat-abholung", 0, 1),
        ("leistung", "studium", 1, 1),
        ("sprache", "ar", 0, 1),
        ("sprache", "de", 1, 1),
        ("sprache", "uk", 0, 1),
    ]
    Termin.objects.filter(pk=termin.pk).update(bestaetigt_am=at(30, 23, 59) + timedelta(minutes=1), kanal=Kanal.ONLINE)
    assert kennzahlen.digitalquote(*NOVEMBER)[0] == ("", "", 1, 2)


def test_bookings_in_another_language_than_german(dienst, leistung, standort):
    for n, sprache in enumerate(("uk", "de-simple", "ar"), 1):
        beginn = MORGEN + timedelta(minutes=30 * n)
        termin = gebuchter_termin(dienst, leistung, n=n, beginn=beginn, kontakt=kontakt(n, sprache=sprache))
    assert kennzahlen.buchung_in_landessprache(*NOVEMBER) == [("", "", 2, 3), ("leistung", "eat-abholung", 2, 3)]
    Termin.objects.filter(pk=termin.pk).update(bestaetigt_am=at(30, 23, 59) + timedelta(minutes=1))
    assert kennzahlen.buchung_in_landessprache(*NOVEMBER)[0] == ("", "", 1, 2)


def test_next_free_time_is_told_in_days_and_without_one_the_horizon_counts(dienst, leistung, standort):
    assert kennzahlen.vorlauf_naechster_termin(HEUTE) == [
        ("", "", 25 / 24, 1),
        ("leistung", "eat-abholung", 25 / 24, 1),
        ("standort", standort.slug, 25 / 24, 1),
    ]
    assert kennzahlen.anteil_ohne_freien_termin(HEUTE)[0] == ("", "", 0, 1)
    Dienst.objects.all().delete()
    assert kennzahlen.vorlauf_naechster_termin(HEUTE)[0] == ("", "", 84, 1)
    assert kennzahlen.anteil_ohne_freien_termin(HEUTE)[0] == ("", "", 1, 1)


def test_nothing_is_told_of_a_day_without_office_hours(dienst):
    assert kennzahlen.anteil_ohne_freien_termin(date(2026, 11, 22)) == NICHTS
    assert kennzahlen.anteil_ohne_freien_termin(date(2026, 12, 25)) == NICHTS


RANGES = ("angebot_fristgerecht", "termin_vor_titelablauf", "erstkontakt_geloest", "digitalquote")
DAYS = ("titel_abgelaufen_ohne_termin", "rueckstand", "rueckstand_reichweite")
FREE = ("vorlauf_naechster_termin", "anteil_ohne_freien_termin")


@pytest.mark.parametrize("name", [*RANGES, *DAYS, *FREE])
def test_nothing_is_a_total_of_nothing(name):
    assert getattr(kennzahlen, name)(*(NOVEMBER if name in RANGES else [HEUTE])) == NICHTS


def test_no_concern_has_no_times():
    assert kennzahlen.dauern_bearbeitungszeit(*NOVEMBER) == []


@pytest.mark.parametrize("name", [*RANGES, *DAYS, "dauern_bearbeitungszeit"])
def test_each_figure_is_one_statement(dienst, leistung, sichtung, django_assert_num_queries, name):
    visited(dienst, leistung, 1, at(20))
    aufnahme(sichtung, n=2)
    with django_assert_num_queries(1):
        getattr(kennzahlen, name)(*([HEUTE] if name in DAYS else NOVEMBER))


@pytest.mark.parametrize("name", FREE)
def test_free_times_take_three_statements_for_each_leistung(dienst, django_assert_num_queries, name):
    with django_assert_num_queries(4):
        getattr(kennzahlen, name)(HEUTE)
