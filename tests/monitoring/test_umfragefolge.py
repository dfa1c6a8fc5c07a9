"""What chance makes of a rare event, counted and as a rate."""

import pytest

from monitoring.queries.umfragefolge import Spielraum, room, room_of_rate


@pytest.mark.parametrize(("zahl", "von", "bis"), [(0, 0, 4), (1, 0, 6), (10, 4, 19), (50, 37, 66)])
def test_limits_are_rounded_outwards(zahl, von, bis):
    assert room(zahl) == Spielraum(zahl, von, bis)


def test_rate_gives_back_its_count_and_limits_for_as_many_cases():
    found, low, high = room_of_rate(1000 * 19 / 2300, 2300)
    assert (found, round(low, 2), round(high, 2)) == (Spielraum(19, 11, 30), 4.97, 12.90)
