"""Classes of values that may be added up."""

from collections import Counter
from statistics import quantiles

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from monitoring.klassen import SQL, bounds, klasse_of, quantile

WERTE = st.floats(-1e5, 1e5, allow_nan=False)


@given(WERTE)
def test_value_lies_in_its_class(wert):
    low, high = bounds(klasse_of(wert))
    assert low - 1e-6 <= wert <= high + 1e-6


@given(st.lists(st.floats(0, 1e5), min_size=2, max_size=200), st.lists(st.floats(0, 1e5), min_size=2, max_size=200))
def test_percentile_of_two_days_together_is_off_by_one_class_at_most(first, second):
    together = Counter(map(klasse_of, first)) + Counter(map(klasse_of, second))
    found = quantile(together, 0.9)
    exact = sorted(first + second)[max(0, -(-9 * len(first + second) // 10) - 1)]
    low, high = bounds(klasse_of(exact))
    assert min(low, 0) <= found <= high + 1e-6
    assert found >= low - 1e-6 or klasse_of(exact) == 0


@pytest.mark.parametrize(("counts", "share", "found"), [({}, 0.5, None), ({0: 4}, 0.5, 0.0), ({8: 2}, 1.0, bounds(8)[1])])
def test_percentile_of_little(counts, share, found):
    assert quantile(counts, share) == found


def test_quantile_is_close_to_the_exact_one():
    minutes = [n % 47 + n / 1000 for n in range(1000)]
    exact = quantiles(minutes, n=10)[8]
    assert quantile(Counter(map(klasse_of, minutes)), 0.9) == pytest.approx(exact, rel=0.05)


@pytest.mark.django_db
def test_database_has_the_same_classes():
    werte = [0, 0.4, 1, 2, 7.5, 59, 60, 1439, 1440, 86400, -0.2, -1, -30]
    with connection.cursor() as cursor:
        found = [cursor.execute(f"SELECT {SQL}", [wert, wert]).fetchone()[0] for wert in werte]
    assert found == [klasse_of(wert) for wert in werte]
