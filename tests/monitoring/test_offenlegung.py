"""What follows from all that is published: checked against trying every table there is."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.offenlegung import Aussage, Widerspruch, fitting, recovered

TAGE = [date(2026, month, 1) for month in range(1, 6)]


def said(a: int, b: int, low: float, high: float, *, geheim: bool = False) -> Aussage:
    return Aussage(TAGE[a], TAGE[b], low, high, geheim)


def test_small_month_beside_an_exact_sum_is_recovered():
    secret = said(1, 2, 1, 4, geheim=True)
    assert recovered([said(0, 1, 8, 8), secret, said(0, 2, 10, 10)]) == [secret]


def test_rounding_keeps_it_secret():
    assert recovered([said(0, 1, 8, 12), said(1, 2, 1, 4, geheim=True), said(0, 2, 10, 14)]) == []


def test_two_small_months_whose_sum_is_as_high_as_can_be():
    secret = [said(0, 1, 1, 4, geheim=True), said(1, 2, 1, 4, geheim=True)]
    assert recovered([*secret, said(0, 2, 8, 12)]) == secret


def test_next_sum_tells_what_the_first_one_did_not():
    secret = said(2, 3, 1, 29, geheim=True)
    first, then = said(0, 2, 50, 50), said(0, 3, 70, 72)
    assert (recovered([first, secret]), recovered([first, then, secret])) == ([], [secret])


def test_what_was_said_of_other_data_is_left_out():
    newest, odd, even = [said(0, 1, 9, 9)], [said(0, 1, 5, 5)], [said(1, 2, 1, 4)]
    assert fitting(newest, [odd, even]) == newest + even


def test_statements_at_odds_say_so():
    with pytest.raises(Widerspruch):
        recovered([said(0, 1, 5, 5), said(0, 1, 9, 9)])


SPAN = st.tuples(st.integers(0, 3), st.integers(1, 4)).filter(lambda pair: pair[0] < pair[1])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=4, max_size=4), st.lists(st.tuples(SPAN, st.integers(0, 3)), min_size=1, max_size=5))
def test_finds_exactly_what_trying_every_table_finds(counts, drawn):
    said_ = []
    for (a, b), slack in drawn:
        true = sum(counts[a:b])
        said_.append(said(a, b, max(0, true - slack), true + slack, geheim=True))
    said_ += [said(month, month + 1, 0, 6) for month in range(4)]
    tables = [table for table in product(range(7), repeat=4) if all(_holds(table, one) for one in said_)]
    expected = [one for one in said_ if one.geheim and len({_sum(table, one) for table in tables}) < one.least]
    assert recovered(said_) == expected


def _sum(table: tuple[int, ...], one: Aussage) -> int:
    return sum(table[TAGE.index(one.von) : TAGE.index(one.ende)])


def _holds(table: tuple[int, ...], one: Aussage) -> bool:
    return one.low <= _sum(table, one) <= one.high
