"""Intervals against published values and against what must hold for all of them."""

from math import exp, fsum, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.intervall import finite, of_mean, poisson, student, wilson


def test_wilson_gives_published_values():
    """Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29 by the score method."""
    found = [tuple(round(edge, 4) for edge in wilson(r, n)) for r, n in ((81, 263), (15, 148), (0, 20), (1, 29))]
    assert found == [(0.2553, 0.3662), (0.0624, 0.1605), (0.0, 0.1611), (0.0061, 0.1718)]


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(0, 500))))
def test_wilson_holds_the_share_and_shrinks_with_what_is_known(case):
    hits, n, rest = case
    low, high = wilson(hits, n)
    tight_low, tight_high = wilson(hits, n, von=n + rest)

    assert 0 <= low <= tight_low <= hits / n <= tight_high <= high <= 1


def test_interval_of_everybody_is_a_point():
    assert wilson(3, 12, von=12) == (0.25, 0.25)
    assert of_mean(3.5, 1.0, 12, von=12) == (3.5, 3.5)


def test_nobody_and_more_hits_than_cases_are_refused():
    for hits, n in ((0, 0), (3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="of"):
            wilson(hits, n)
    with pytest.raises(ValueError, match="1"):
        of_mean(3.0, 1.0, 1)


def test_quantiles_of_t_are_those_of_the_tables():
    assert [round(student(0.95, v), 2) for v in (9, 19, 29, 100)] == [2.26, 2.09, 2.05, 1.98]


def test_finite_population_takes_half_the_width_when_three_of_four_answered():
    assert finite(75, 100) == pytest.approx((25 / 99) ** 0.5)
    assert finite(10, None) == 1.0


def test_poisson_gives_the_published_limits():
    """Garwood 1936, table of 95 per cent limits, as in Pearson and Hartley, Biometrika Tables 1, table 40."""
    found = [tuple(round(edge, 2) for edge in poisson(k)) for k in (0, 1, 2, 5, 10, 20, 50)]
    assert found == [(0.0, 3.69), (0.03, 5.57), (0.24, 7.22), (1.62, 11.67), (4.80, 18.39), (12.22, 30.89), (37.11, 65.92)]


@given(st.integers(1, 3000))
def test_poisson_leaves_the_same_probability_on_both_sides(k):
    """Summed here from zero, the other way round than there."""

    def below(n: int, mean: float) -> float:
        return fsum(exp(i * log(mean) - mean - lgamma(i + 1)) for i in range(n))

    low, high = poisson(k)
    assert (1 - below(k, low), below(k + 1, high)) == (pytest.approx(0.025, rel=1e-6), pytest.approx(0.025, rel=1e-6))


def test_fewer_than_no_complaints_are_refused():
    with pytest.raises(ValueError, match="-1"):
        poisson(-1)
