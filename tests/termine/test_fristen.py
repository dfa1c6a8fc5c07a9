"""Traffic light and validity of offers over weekends, holidays and both days of the clock change."""

from datetime import UTC, datetime

import pytest

from behoerde.kern import uhr
from termine.fristen import Dringlichkeit, angebot_gilt_bis, grenzen


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=uhr.ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("instant", "gefahr", "bald"),
    [
        ("2026-11-23T08:00", "2026-11-24T00:00", "2026-11-26T00:00"),  # Monday
        ("2026-11-26T23:59", "2026-11-27T00:00", "2026-12-01T00:00"),  # Thursday: Friday and Monday are the next two
        ("2026-12-23T12:00", "2026-12-24T00:00", "2026-12-29T00:00"),  # Christmas and a weekend between
        ("2026-10-23T12:00", "2026-10-24T00:00", "2026-10-28T00:00"),  # the hour is repeated on Sunday
        ("2026-03-27T12:00", "2026-03-28T00:00", "2026-04-01T00:00"),  # the hour is skipped on Sunday
    ],
)
def test_bounds_count_working_days_at_the_office(instant, gefahr, bald):
    found = grenzen(at(instant), "NW", uhr.ZONE)
    assert (found.gefahr, found.bald) == (at(gefahr), at(bald))


def test_bounds_depend_on_the_land():
    """Epiphany is a holiday in Bavaria only."""
    assert grenzen(at("2026-01-05T08:00"), "BY", uhr.ZONE).bald == at("2026-01-09T00:00")
    assert grenzen(at("2026-01-05T08:00"), "NW", uhr.ZONE).bald == at("2026-01-08T00:00")


@pytest.mark.parametrize(
    ("faellig", "group"),
    [
        ("2026-11-20T16:00", Dringlichkeit.GEFAHR),
        ("2026-11-23T16:00", Dringlichkeit.GEFAHR),
        ("2026-11-24T00:00", Dringlichkeit.BALD),
        ("2026-11-25T16:00", Dringlichkeit.BALD),
        ("2026-11-26T00:00", Dringlichkeit.SPAETER),
    ],
)
def test_deadline_belongs_to_one_group(faellig, group):
    assert grenzen(at("2026-11-23T08:00"), "NW", uhr.ZONE).of(at(faellig)) == group


@pytest.mark.parametrize(
    ("instant", "erste", "bis"),
    [
        ("2026-11-23T08:00", "2026-12-02T09:20", "2026-11-25T12:00"),
        ("2026-11-27T17:00", "2026-12-02T09:20", "2026-12-01T12:00"),
        ("2026-12-23T12:00", "2027-01-04T08:00", "2026-12-28T12:00"),
        ("2026-11-23T08:00", "2026-11-24T09:00", "2026-11-24T09:00"),
        ("2026-10-23T12:00", "2026-11-02T09:00", "2026-10-27T12:00"),
    ],
)
def test_offer_stands_until_noon_but_ends_before_its_first_time(instant, erste, bis):
    assert angebot_gilt_bis(at(erste), at(instant), "NW", uhr.ZONE) == at(bis)
