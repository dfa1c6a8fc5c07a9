"""The clock of the office: hours that the change of clocks leaves out."""

from datetime import date, time

import pytest

from behoerde.kern import uhr


@pytest.mark.parametrize(
    ("day", "clock", "skipped"),
    [
        (date(2026, 3, 29), time(1, 59), False),
        (date(2026, 3, 29), time(2, 0), True),
        (date(2026, 3, 29), time(2, 59), True),
        (date(2026, 3, 29), time(3, 0), False),
        (date(2026, 10, 25), time(2, 30), False),  # there twice
        (date(2026, 3, 30), time(2, 30), False),
    ],
)
def test_hour_that_is_left_out_in_spring(day, clock, skipped):
    assert uhr.skipped(day, clock) is skipped
