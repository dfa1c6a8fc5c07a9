"""How long it takes when some cases are still open."""

import pytest

from monitoring.verweildauer import quantile


@pytest.mark.parametrize(
    ("cases", "share", "days"),
    [
        ([], 0.5, None),
        ([(3, True), (5, True), (9, True), (11, True)], 0.5, 5),
        ([(3, True), (5, False), (9, True), (11, True)], 0.5, 9),  # 3/4, then 3/4 * 1/2
        ([(3, True), (40, False), (50, False)], 0.5, None),  # not half of them are over
        ([(7, True)] * 9 + [(90, True)], 0.9, 7),
        ([(5, True), (5, False)], 0.5, 5),  # what is open at five days was there when the other ended
    ],
)
def test_days_after_which_a_share_is_over(cases, share, days):
    assert quantile(cases, share) == days
