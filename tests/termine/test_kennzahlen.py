"""Nightly figures: the clock stands at JETZT, Monday the 23rd of November 2026, eight in the morning at the office."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pgtrigger
import pytest
from django.apps import apps

from behoerde.kern.db import System, als
from termine.actions.aufnahme import withdraw
from termine.actions.sichtung_angebot import book_now
from termine.actions.sichtung_antwort import answer
from termine.enums import AnliegenStatus
from termine.models import Aufnahme, Serviceversprechen, Termin
from termine.queries import kennzahlen
from tests.factories.termine import JETZT, MORGEN, aufnahme
from tests.termine.anliegen import ask

BERLIN = ZoneInfo("Europe/Berlin")
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
NICHTS = [("", "", 0, 0)]


@pytest.fixture(autouse=True)
def _aufgabe(db):
    with als(System.AUFGABE):
        yield


def at(day: int, hour: int = 12, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def promise(leistung, n: int, bis: datetime, am: datetime | None = None) -> Aufnahme:
    row = aufnahme(leistung, n=n)
    Serviceversprechen.objects.filter(aufnahme=row).update(angebot_bis=bis, beantwortet_am=am)
    return row


def test_offer_in_time_is_told_by_leistung_and_house(sichtung):
    promise(sichtung, 1, at(12), at(12))
    promise(sichtung, 2, at(12), at(12, 12, 1))
    promise(sichtung, 3, at(13))
    ort = sichtung.teams.get().standort.slug
    assert kennzahlen.angebot_fristgerecht(*NOVEMBER) == [
        ("", "", 1, 3),
        ("leistung", "studium", 1, 3),
        ("standort", ort, 1, 3),
    ]


@pytest.mark.parametrize(
    ("bis", "counts"),
    [
        (at(31, 23, 59, month=10), 0),
        (at(1, 0, 0), 1),
        (at(15, 23, 59), 1),
        (at(16, 0, 0), 0),
    ],
)
def test_days_of_offers_begin_at_midnight_of_the_office(sichtung, bis, counts):
    promise(sichtung, 1, bis, bis)
    assert kennzahlen.angebot_fristgerecht(date(2026, 11, 1), date(2026, 11, 15))[0] == ("", "", counts, counts)


def test_offer_that_is_not_yet_due_is_neither_kept_nor_broken(sichtung):
    promise(sichtung, 1, JETZT)
    promise(sichtung, 2, JETZT + timedelta(minutes=1), JETZT)
    assert kennzahlen.angebot_fristgerecht(*NOVEMBER)[0] == ("", "", 0, 1)


def test_who_waits_for_the_person_or_was_withdrawn_owes_no_offer(sichtung):
    ask(promise(sichtung, 1, at(12)))
    withdraw(promise(sichtung, 2, at(12)))
    withdraw(promise(sichtung, 3, at(12), at(11)))
    assert kennzahlen.angebot_fristgerecht(*NOVEMBER)[0] == ("", "", 1, 1)


def titled(leistung, n: int, titel_bis: date, **more) -> Aufnahme:
    return aufnahme(leistung, n=n, titel_art="visum", titel_bis=titel_bis, **more)


def seen(row: Aufnahme, am: datetime) -> Aufnahme:
    """Give ``row`` a visit at this time, whatever the clock says."""
    termin = book_now(row, beginn=MORGEN, standort=row.team.standort)
    Termin.objects.filter(pk=termin.pk).update(starts_at=am, ends_at=am + timedelta(minutes=15))
    return row


@pytest.mark.parametrize(
    ("am", "kept"),
    [
        (at(24, 23, 45), 1),  # the day before the last one
        (at(25, 0, 0), 0),
        (at(26), 0),
    ],
)
def test_visit_counts_until_the_day_before_the_title_ends(sichtung_dienst, sichtung, uhr, am, kept):
    seen(titled(sichtung, 1, date(2026, 11, 25)), am)
    uhr.move_to(at(30))
    ort = sichtung.teams.get().standort.slug
    assert kennzahlen.termin_vor_titelablauf(*NOVEMBER) == [
        ("", "", kept, 1),
        ("leistung", "studium", kept, 1),
        ("standort", ort, kept, 1),
    ]


@pytest.mark.parametrize(("titel_bis", "counts"), [((10, 31), 0), ((11, 1), 1), ((11, 23), 1), ((11, 24), 0)])
def test_titles_count_that_ended_in_these_days_and_by_today(sichtung, titel_bis, counts):
    row = titled(sichtung, 1, date(2026, *titel_bis))
    Aufnahme.objects.filter(pk=row.pk).update(angelegt_am=at(1, month=9))
    assert kennzahlen.termin_vor_titelablauf(*NOVEMBER)[0] == ("", "", 0, counts)


@pytest.mark.parametrize(("am", "counts"), [(at(20, 23, 59), 1), (at(21, 0, 0), 0)])
def test_who_comes_after_the_title_ended_is_not_owed_a_visit_before(sichtung, am, counts):
    row = titled(sichtung, 1, date(2026, 11, 20))
    Aufnahme.objects.filter(pk=row.pk).update(angelegt_am=am)
    assert kennzahlen.termin_vor_titelablauf(*NOVEMBER)[0] == ("", "", 0, counts)


def test_who_needs_no_visit_is_left_out(sichtung, uhr):
    withdraw(titled(sichtung, 1, date(2026, 11, 25)))
    answer(titled(sichtung, 2, date(2026, 11, 25)), "Sie brauchen keinen Termin.")
    titled(sichtung, 3, date(2026, 11, 25))
    uhr.move_to(at(30))
    assert kennzahlen.termin_vor_titelablauf(*NOVEMBER)[0] == ("", "", 0, 1)


@pytest.mark.parametrize(("am", "kept"), [(at(25, 23, 59), 1), (at(26, 0, 0), 0)])
def test_visit_that_is_deleted_meanwhile_is_known_by_the_night_that_closed_it(sichtung, uhr, am, kept):
    row = titled(sichtung, 1, date(2026, 11, 25))
    row.anliegen.all().delete()
    with pgtrigger.ignore("termine.Aufnahme:stand_fest", "termine.Aufnahme:update_update"):
        Aufnahme.objects.filter(pk=row.pk).update(stand=AnliegenStatus.ERLEDIGT)
    uhr.move_to(am)
    note_closed(row)
    uhr.move_to(at(30))
    assert kennzahlen.termin_vor_titelablauf(*NOVEMBER)[0] == ("", "", kept, 1)


def note_closed(row: Aufnahme) -> None:
    """Write into the history of ``row`` that it was closed now: by itself the database would take its own clock."""
    events = apps.get_model("termine.AufnahmeEvent")
    names = {field.name for field in events._meta.concrete_fields if not field.name.startswith("pgh_")}
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name in names}
    values |= {"stand": AnliegenStatus.ERLEDIGT}
    events.objects.create(pgh_obj=row, pgh_label="update", **values)
