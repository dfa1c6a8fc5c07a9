"""Bulk booking: each person gets a visit of their own, never more than the quota, however many work on it at once."""

from datetime import timedelta
from functools import partial

import pytest
from celery import current_app

from behoerde.kern.db import System, als
from behoerde.kern.models import Nachricht
from termine.actions import heute_sammel
from termine.actions.aenderung import cancel_termin
from termine.actions.heute_sammel import book_next, discard, order, replace_wrong, take_lease
from termine.enums import Absagevon
from termine.forms.sammel import check_row, judge
from termine.models import Sammelbuchung, Sammelzeile, Termin
from termine.queries.heute_sammel import period, to_book, used
from termine.tasks import sammelbuchungen
from tests.factories.termine import MORGEN, DienstFactory, PlatzFactory, gebuchter_termin
from tests.termine.sammel import BuchungspartnerFactory, liste, row
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db
VIERTEL = timedelta(minutes=15)


@pytest.fixture
def partner(leistung, dienst):
    return BuchungspartnerFactory.create(leistungen=[leistung])


def reasons(sammelbuchung) -> list[str]:
    return [zeile.grund for zeile in Sammelzeile.objects.filter(sammelbuchung=sammelbuchung)]


def book_all(sammelbuchung) -> None:
    while book_next(sammelbuchung):
        pass


def test_each_person_gets_the_next_time_and_a_message_in_their_language(partner, leistung, standort):
    taken = liste(partner, leistung, standort, [row(0), row(1, sprache="Türkçe", email="", mobil="0151 23456789"), row(2)])
    sammelbuchungen()
    visits = [zeile.termin for zeile in taken.zeilen.select_related("termin__kontakt")]
    assert [termin.starts_at for termin in visits] == [MORGEN, MORGEN + VIERTEL, MORGEN + 2 * VIERTEL]
    assert [(termin.kontakt.vorname, termin.sprache) for termin in visits] == [
        ("Olenaa", "uk"),
        ("Olenab", "tr"),
        ("Olenac", "uk"),
    ]
    assert sorted(Nachricht.objects.filter(anlass="termin_bestaetigt").values_list("sprache", flat=True)) == ["tr", "uk", "uk"]
    taken.refresh_from_db()
    assert (taken.bestellt_am, taken.laeuft_bis) == (None, None)


def test_nobody_is_booked_so_soon_that_the_message_comes_too_late(partner, leistung, standort, uhr):
    uhr.move_to(MORGEN - timedelta(minutes=20))
    taken = liste(partner, leistung, standort, [row()])
    sammelbuchungen()
    assert taken.zeilen.get().termin.starts_at == MORGEN + 3 * VIERTEL  # an hour ahead, as for everybody who books


def test_nothing_is_booked_before_somebody_says_so(partner, leistung, standort):
    liste(partner, leistung, standort, [row()], bestellt=False)
    sammelbuchungen()
    assert Termin.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"vorname": ""}, "Vorname: Bitte geben Sie den Vornamen an. Wer nur einen Namen hat, schreibt hier einen Strich: -"),
        ({"geburtsdatum": "31.02.1990"}, "Geburtsdatum: Dieses Datum gibt es nicht."),
        ({"geburtsdatum": "im Mai"}, "Geburtsdatum: Dieses Datum gibt es nicht."),
        ({"email": "olena"}, "E-Mail: Diese E-Mail-Adresse stimmt nicht."),
        ({"sprache": "klingonisch"}, "Sprache „klingonisch“ kennen wir nicht."),
        ({"dolmetschen": "klingonisch"}, "Sprache „klingonisch“ kennen wir nicht."),
    ],
)
def test_wrong_row_says_why_and_keeps_what_was_sent(partner, leistung, standort, more, words):
    taken = liste(partner, leistung, standort, [row(**more), row(1)])
    book_all(taken)
    wrong, right = taken.zeilen.all()
    assert (words in wrong.grund, wrong.termin, right.termin is not None) == (True, None, True)
    assert [name for name, value in more.items() if value not in wrong.eingaben] == []


def test_person_named_twice_or_with_a_concern_is_told_apart(partner, leistung, standort, dienst):
    gebuchter_termin(dienst, leistung, personen=[check_row(row(5)).person], beginn=MORGEN + 8 * VIERTEL)
    taken = liste(partner, leistung, standort, [row(0), row(0), row(5)])
    book_all(taken)
    first, second, third = reasons(taken)
    assert (first, "zweimal genannt" in second, "schon einen Termin" in third) == ("", True, True)


def test_interpreter_of_a_row_needs_a_fitting_counter(partner, leistung, standort, team):
    able = DienstFactory.create(platz=PlatzFactory.create(team=team, sprachen=["ti"]))
    taken = liste(partner, leistung, standort, [row(dolmetschen="Tigrinya")])
    book_all(taken)
    termin = taken.zeilen.get().termin
    assert (termin.platz, termin.dolmetschen) == (able.platz, "ti")


def test_quota_stops_and_a_cancellation_frees(partner, leistung, standort):
    partner.kontingent = 2
    partner.save()
    taken = liste(partner, leistung, standort, [row(n) for n in range(3)])
    book_all(taken)
    assert (used(partner, MORGEN), [bool(grund) for grund in reasons(taken)]) == (2, [False, False, True])
    cancel_termin(taken.zeilen.first().termin, von=Absagevon.PERSON)
    order(taken)
    book_all(taken)
    assert (used(partner, MORGEN), [bool(grund) for grund in reasons(taken)]) == (2, [False, False, False])


def test_full_week_leads_on_to_the_next_one(partner, leistung, standort, dienst):
    partner.kontingent = 1
    partner.save()
    week = timedelta(days=7)
    later = DienstFactory.create(platz=dienst.platz, zeitraum=type(dienst.zeitraum)(MORGEN + week, MORGEN + week + 4 * VIERTEL))
    taken = liste(partner, leistung, standort, [row(0), row(1)])
    book_all(taken)
    assert [zeile.termin.starts_at for zeile in taken.zeilen.select_related("termin")] == [MORGEN, later.zeitraum.lower]


def test_week_and_month_end_where_the_calendar_says(partner):
    assert [str(day) for day in period(partner, MORGEN)] == ["2026-11-23", "2026-11-29"]
    partner.je = "monat"
    assert [str(day) for day in period(partner, MORGEN)] == ["2026-11-01", "2026-11-30"]


def test_organisation_that_may_not_book_gets_nothing(partner, leistung, standort):
    taken = liste(partner, leistung, standort, [row()])
    partner.aktiv = False
    partner.save()
    book_all(taken)
    assert reasons(taken) == ["Für diese Organisation wird diese Leistung nicht gebucht."]


def test_corrected_rows_take_the_place_of_wrong_ones(partner, leistung, standort):
    taken = liste(partner, leistung, standort, [row(0), row(1, geburtsdatum="?")])
    book_all(taken)
    replace_wrong(taken, judge([row(1)]))
    order(taken)
    book_all(taken)
    assert [(zeile.position, zeile.termin is not None) for zeile in taken.zeilen.all()] == [(1, True), (2, True)]


def test_discarded_rows_are_gone_booked_ones_stay(partner, leistung, standort):
    taken = liste(partner, leistung, standort, [row(0), row(1, geburtsdatum="?")])
    book_all(taken)
    discard(taken)
    assert taken.zeilen.count() == 1
    discard(empty := liste(partner, leistung, standort, [row(2)], bestellt=False))
    assert not Sammelbuchung.objects.filter(pk=empty.pk).exists()


def test_one_worker_at_a_time_and_a_dead_one_is_replaced(partner, leistung, standort, uhr):
    taken = liste(partner, leistung, standort, [row()])
    assert [take_lease(taken), take_lease(taken)] == [True, False]
    assert to_book() == []
    uhr.shift(timedelta(minutes=3))
    assert to_book() == [taken]
    assert take_lease(taken)


def test_list_waits_when_the_broker_is_down_and_the_minute_job_books_it(
    partner, leistung, standort, monkeypatch, django_capture_on_commit_callbacks
):
    def down(*_args, **_kwargs):
        raise ConnectionError("no broker")

    monkeypatch.setattr(current_app, "send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        taken = liste(partner, leistung, standort, [row()])
    assert to_book() == [taken]
    sammelbuchungen()
    assert taken.zeilen.get().termin is not None


def test_row_that_fails_as_nobody_foresaw_holds_up_no_other(partner, leistung, standort, monkeypatch):
    taken = liste(partner, leistung, standort, [row(), row(nachname="Zweite", email="zweite@beispiel.example")])
    book, asked = heute_sammel.book_termin, []

    def fail_once(**wanted):
        asked.append(wanted)
        if len(asked) == 1:
            raise RuntimeError
        return book(**wanted)

    monkeypatch.setattr(heute_sammel, "book_termin", fail_once)
    sammelbuchungen()
    assert [(zeile.termin is not None, zeile.grund) for zeile in taken.zeilen.all()] == [
        (False, "Das hat gerade nicht geklappt. Bitte versuchen Sie es noch einmal."),
        (True, ""),
    ]
    assert to_book() == []


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_book_no_more_than_the_quota(partner, leistung, standort, team):
    DienstFactory.create(platz=PlatzFactory.create(team=team))
    partner.kontingent = 3
    partner.save()
    lists = [liste(partner, leistung, standort, [row(2 * n), row(2 * n + 1)]) for n in range(4)]

    def work(one):
        with als(System.AUFGABE):
            book_next(one)

    run_together([partial(work, one) for one in lists for _twice in range(2)])
    assert used(partner, MORGEN) == 3
    assert Termin.objects.count() == 3
    refused = {zeile.grund for zeile in Sammelzeile.objects.all() if zeile.grund}
    assert refused == {"Innerhalb des Kontingents ist keine passende Zeit frei."}
