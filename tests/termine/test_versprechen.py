from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from behoerde.kern import uhr as kernuhr
from termine.actions.versprechen import keep_versprechen, pause_versprechen, renew_versprechen, resume_versprechen
from termine.planung import add_arbeitstage, arbeitstage_between, frist
from tests.factories.termine import JETZT, aufnahme

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("tag", "count", "expected"),
    [
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),  # Saturday
        (date(2026, 11, 24), 5, date(2026, 12, 1)),
        (date(2026, 12, 23), 2, date(2026, 12, 28)),  # Christmas falls on Friday and Saturday
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday to Easter Monday
    ],
)
def test_working_days_skip_weekends_and_holidays(tag, count, expected):
    assert add_arbeitstage(tag, count, "NW") == expected


def test_working_days_between_count_the_last_not_the_first():
    assert arbeitstage_between(date(2026, 11, 27), date(2026, 12, 1), "NW") == 2
    assert arbeitstage_between(date(2026, 11, 24), date(2026, 11, 24), "NW") == 0


@pytest.mark.parametrize(
    ("instant", "tage", "expected"),
    [
        (datetime(2026, 11, 24, 9, tzinfo=BERLIN), 5, datetime(2026, 12, 1, 16, tzinfo=BERLIN)),
        (datetime(2026, 3, 27, 9, tzinfo=BERLIN), 1, datetime(2026, 3, 30, 14, tzinfo=UTC)),  # over the clock change
        (datetime(2026, 10, 23, 9, tzinfo=BERLIN), 1, datetime(2026, 10, 26, 15, tzinfo=UTC)),
        (datetime(2026, 11, 24, 15, 59, tzinfo=BERLIN), 0, datetime(2026, 11, 24, 16, tzinfo=BERLIN)),
        (datetime(2026, 11, 24, 16, tzinfo=BERLIN), 0, datetime(2026, 11, 25, 16, tzinfo=BERLIN)),
    ],
)
def test_deadline_is_the_end_of_a_working_day_in_wall_time(instant, tage, expected):
    assert frist(instant, tage, "NW", BERLIN) == expected


@pytest.mark.django_db
def test_promise_counts_the_working_days_of_the_catalogue(sichtung):
    versprechen = aufnahme(sichtung).versprechen
    assert versprechen.angebot_bis == datetime(2026, 11, 30, 16, tzinfo=BERLIN)
    assert (versprechen.termin_bis, versprechen.wartezeit_min) == (None, 20)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("titel_bis", "tage", "expected"),
    [
        (date(2026, 12, 18), None, date(2026, 12, 18)),
        (date(2026, 12, 18), 10, date(2026, 12, 7)),
        (date(2026, 12, 1), 10, date(2026, 12, 1)),
        (date(2026, 11, 1), 10, date(2026, 12, 7)),  # came too late: the title has ended already
        (date(2026, 11, 1), None, None),
    ],
)
def test_visit_is_never_promised_after_the_title_of_who_came_in_time(sichtung, titel_bis, tage, expected):
    sichtung.versprechen_termin_arbeitstage = tage
    assert aufnahme(sichtung, titel_bis=titel_bis).versprechen.termin_bis == expected


@pytest.mark.django_db
def test_pause_moves_the_deadline_by_its_working_days(sichtung, uhr):
    row = aufnahme(sichtung)
    pause_versprechen(row)
    uhr.shift(timedelta(days=6))  # Monday to Sunday: four more working days
    resume_versprechen(row)
    row.versprechen.refresh_from_db()
    assert row.versprechen.angebot_bis == datetime(2026, 12, 4, 16, tzinfo=BERLIN)
    assert row.versprechen.pausiert_seit is None


@pytest.mark.django_db
def test_pause_within_a_day_moves_nothing(sichtung, uhr):
    row = aufnahme(sichtung)
    pause_versprechen(row)
    uhr.shift(timedelta(hours=3))
    resume_versprechen(row)
    row.versprechen.refresh_from_db()
    assert row.versprechen.angebot_bis == datetime(2026, 11, 30, 16, tzinfo=BERLIN)


@pytest.mark.django_db
@pytest.mark.parametrize(("later", "kept"), [(timedelta(days=7), True), (timedelta(days=8), False)])
def test_first_answer_decides_whether_the_promise_was_kept(sichtung, uhr, later, kept):
    row = aufnahme(sichtung)
    uhr.move_to(JETZT + later)
    keep_versprechen(row, "angebot")
    first = kernuhr.now()
    uhr.shift(timedelta(days=20))
    keep_versprechen(row, "antwort")
    row.versprechen.refresh_from_db()
    assert (row.versprechen.beantwortet_am, row.versprechen.is_kept) == (first, kept)


@pytest.mark.django_db
def test_new_round_owes_the_next_answer_in_two_working_days(sichtung, uhr):
    row = aufnahme(sichtung)
    keep_versprechen(row, "angebot")
    uhr.shift(timedelta(days=3))  # Thursday
    row.refresh_from_db()
    renew_versprechen(row)
    row.versprechen.refresh_from_db()
    assert row.versprechen.angebot_bis == datetime(2026, 11, 30, 16, tzinfo=BERLIN)
    assert (row.versprechen.beantwortet_am, row.versprechen.runde) == (None, 2)
