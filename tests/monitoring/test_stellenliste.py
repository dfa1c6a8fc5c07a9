"""A table of staffing is read however a spreadsheet wrote it, or refused with a sentence."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from behoerde.kern.exceptions import DomainError
from monitoring.stellenliste import PFLICHT, Meldung, read_table, values

ZEILE = {"stelle": "Jugendamt", "monat": "2026-10", "koepfe": "5", "vollzeit": "4,5", "budget": "1.234,50", "quelle": "Plan"}


def refusal(call: Callable[[Any], Any], given_: Any) -> str | None:
    """Return what is said against it, None where it is read."""
    try:
        call(given_)
    except DomainError as error:
        return str(error)
    return None


@pytest.mark.parametrize("monat", ["2026-10", "10/2026", "10.2026", "2026-10-31", "01.10.2026"])
def test_row_is_read_in_the_ways_people_write(monat):
    expected = Meldung(date(2026, 10, 1), 5, Decimal("4.50"), Decimal("1234.50"), "Plan")
    assert values(ZEILE | {"monat": monat}) == expected


@pytest.mark.parametrize(
    "changes", [{"monat": "Herbst"}, {"koepfe": "-1"}, {"koepfe": "²"}, {"vollzeit": "NaN"}, {"budget": "1e400"}, {"quelle": ""}]
)
def test_row_that_makes_no_sense_is_refused(changes):
    with pytest.raises(DomainError) as error:
        values(ZEILE | changes)
    assert error.value.code == next(iter(changes))


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys((*PFLICHT, "budget"), st.text(max_size=8))))
def test_wild_rows_are_read_or_refused_with_a_sentence(row):
    assert refusal(values, row) != ""


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_wild_files_are_read_or_refused_with_a_sentence(content):
    assert refusal(read_table, content) != ""
