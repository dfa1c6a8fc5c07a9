import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termine.planung import feiertag, merge, overlaps, planned_ranges, reminder_instants, subtract, wall_range

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 23, tzinfo=UTC)


@dataclass(frozen=True)
class Zeit:
    wochentag: int
    von: time
    bis: time

    def is_valid_on(self, tag):
        return tag.weekday() == self.wochentag


def instants():
    return st.integers(min_value=0, max_value=200).map(lambda n: START + timedelta(minutes=5 * n))


def spannen():
    return st.tuples(instants(), instants()).map(lambda pair: (min(pair), max(pair)))


def points(parts):
    """Every five minutes that ``parts`` cover: what a range is, told another way."""
    return {START + timedelta(minutes=5 * n) for n in range(201) for a, b in parts if a <= START + timedelta(minutes=5 * n) < b}


def test_wall_range_on_the_day_the_clock_goes_forward_lacks_an_hour():
    start, end = wall_range(date(2027, 3, 28), time(0), time(6), BERLIN)
    assert (start, end) == (datetime(2027, 3, 27, 23, tzinfo=UTC), datetime(2027, 3, 28, 4, tzinfo=UTC))
    assert end - start == timedelta(hours=5)


def test_wall_range_on_the_day_the_clock_goes_back_has_an_hour_more():
    start, end = wall_range(date(2026, 10, 25), time(0), time(6), BERLIN)
    assert (start, end) == (datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 5, tzinfo=UTC))
    assert end - start == timedelta(hours=7)


def test_planned_ranges_keep_wall_time_across_the_clock_change():
    zeiten = [Zeit(4, time(8), time(12)), Zeit(0, time(8), time(12))]
    ranges = planned_ranges(zeiten, date(2026, 10, 23), date(2026, 10, 26), BERLIN, set())
    assert [(a.hour, a.astimezone(BERLIN).hour) for a, _b in ranges] == [(6, 8), (7, 8)]


def test_planned_ranges_skip_closed_days_and_join_touching_hours():
    zeiten = [Zeit(0, time(8), time(12)), Zeit(0, time(12), time(14)), Zeit(1, time(8), time(9))]
    ranges = planned_ranges(zeiten, date(2026, 11, 23), date(2026, 11, 24), BERLIN, {date(2026, 11, 24)})
    assert ranges == [(datetime(2026, 11, 23, 7, tzinfo=UTC), datetime(2026, 11, 23, 13, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("land", "tag", "name"),
    [
        ("NW", date(2026, 11, 1), "Allerheiligen"),
        ("BE", date(2026, 11, 1), ""),
        ("SN", date(2026, 11, 18), "Buß- und Bettag"),
        ("NW", date(2026, 11, 18), ""),
        ("BE", date(2027, 3, 8), "Frauentag"),
        ("NW", date(2026, 12, 25), "Erster Weihnachtstag"),
    ],
)
def test_feiertag_depends_on_the_land(land, tag, name):
    assert feiertag(land, tag) == name


@given(st.lists(spannen(), max_size=8))
def test_merge_covers_the_same_time_without_overlap(parts):
    merged = merge(parts)
    assert points(merged) == points(parts)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(merged))


@given(spannen(), st.lists(spannen(), max_size=6))
def test_subtract_leaves_exactly_the_rest(whole, others):
    rest = subtract(whole, others)
    assert points(rest) == points([whole]) - points(others)
    assert all(a < b for a, b in rest)


@given(spannen(), spannen())
def test_overlaps_means_a_shared_moment(a, b):
    assert overlaps(a, b) == bool(points([a]) & points([b])) or a[0] == a[1] or b[0] == b[1]


def test_reminders_come_at_ten_and_never_in_the_past():
    starts_at = datetime(2026, 11, 30, 9, tzinfo=UTC)
    instant = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert reminder_instants(starts_at, [7, 1], instant, BERLIN) == {1: datetime(2026, 11, 29, 9, tzinfo=UTC)}
    assert reminder_instants(starts_at, [1, 3], instant, BERLIN) == {
        3: datetime(2026, 11, 27, 9, tzinfo=UTC),
        1: datetime(2026, 11, 29, 9, tzinfo=UTC),
    }
