"""Nothing hidden follows from revisions of overlapping months."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring import darstellung
from monitoring.enums import Zeitraum
from monitoring.katalog import indikator
from monitoring.queries.kennzahlen import Kachel, Punkt
from monitoring.queries.werte import Wert
from monitoring.veroeffentlichung import frozen, leaks
from monitoring.zeitraum import last_periods
from monitoring.zelle import K, Kreis, rounded

MENGE, ANTEIL = "arbeitsmenge", "garantie-eingehalten"


def tile(slug: str, counts: dict[date, tuple[int, int]], bis: date) -> Kachel:
    """Return a figure as it would be computed from (kept, all) of each month."""
    one, begins = indikator(slug), last_periods(Zeitraum.MONAT, bis, 12)

    def wert(pairs: list[tuple[int, int]]) -> Wert:
        kept, all_ = (sum(column) for column in zip(*pairs, strict=True))
        return Wert(all_, all_, all_) if slug == MENGE else Wert(100 * kept / all_ if all_ else None, all_, kept)

    def cell(wert_: Wert):
        return darstellung.cell(one, wert_, Kreis.OEFFENTLICH)

    punkte = [Punkt(von, f"{von}", cell(wert([counts[von]]))) for von in begins]
    whole = cell(wert([counts[von] for von in begins]))
    return Kachel(one, whole, whole, punkte)


MONATE = last_periods(Zeitraum.MONAT, date(2026, 10, 31), 14)
JE_MONAT = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 8, 13, 29, 30, 34, 60, 200])


@pytest.mark.parametrize("slug", [MENGE, ANTEIL])
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(JE_MONAT, st.integers(0, 4)), min_size=14, max_size=14))
def test_nothing_hidden_follows_from_overlapping_revisions(slug, drawn):
    counts = {von: (all_ * quarter // 4, all_) for von, (all_, quarter) in zip(MONATE, drawn, strict=True)}
    newest, *earlier = published(slug, counts, date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31))
    assert leaks(indikator(slug), newest, earlier) is False


def published(slug: str, counts: dict[date, tuple[int, int]], *stands: date) -> list[dict]:
    """Return what is published of one figure at each of ``stands``, the latest first."""
    contents: list[list[dict]] = []
    for bis in stands:
        contents.insert(0, [frozen(tile(slug, counts, bis), bis, contents)])
    return [content[0] for content in contents]


def test_two_small_months_hide_their_sum():
    counts = dict.fromkeys(MONATE, (0, 0)) | {date(2026, 9, 1): (4, 4), date(2026, 10, 1): (4, 4)}
    found = frozen(tile(MENGE, counts, date(2026, 10, 31)), date(2026, 10, 31), [])
    assert (found["wert"], found["verdeckt"], [row["verdeckt"] for row in found["verlauf"][-2:]]) == (
        None,
        "schutz",
        ["zu_wenige", "zu_wenige"],
    )


def test_large_figures_stay_as_they_are():
    counts = dict.fromkeys(MONATE, (40, 100))
    found = frozen(tile(ANTEIL, counts, date(2026, 10, 31)), date(2026, 10, 31), [])
    assert (found["wert"], found["n"], {row["wert"] for row in found["verlauf"]}) == (40, rounded(1200), {40})


def says(entry: dict, counts: dict[date, int]) -> bool:
    """Say whether a table of counts gives what was published."""
    shown = [(row, counts.get(date.fromisoformat(row["von"]), 0)) for row in entry["verlauf"]]
    return all(_fits(row, count) for row, count in [*shown, (entry, sum(count for _row, count in shown))])


def _fits(row: dict, count: int) -> bool:
    if row["verdeckt"] == "zu_wenige":
        return 0 < count < K
    return row["verdeckt"] == "schutz" or (row["n"] == rounded(count) and not 0 < count < K)


@settings(max_examples=40, deadline=None)
@given(st.tuples(*[st.integers(0, 12)] * 3))
def test_trying_every_table_leaves_one_to_four_open(drawn):
    months = MONATE[-3:]
    counts = dict.fromkeys(MONATE, (0, 0)) | {von: (n, n) for von, n in zip(months, drawn, strict=True)}
    entries = published(MENGE, counts, date(2026, 9, 30), date(2026, 10, 31))
    tables = [dict(zip(months, table, strict=True)) for table in product(range(14), repeat=3)]
    possible = [table for table in tables if all(says(entry, table) for entry in entries)]
    hidden = [von for von, n in zip(months, drawn, strict=True) if 0 < n < K]
    assert [{table[von] for table in possible} for von in hidden] == [{1, 2, 3, 4}] * len(hidden)
