"""Figures that may be shown: attacks on what is hidden, and the rules for everybody."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.zelle import K, Kreis, Tafel, Verdeckt, Zelle, is_small, measured, protect, rounded, share

ZAHL = st.one_of(st.integers(0, 7), st.integers(0, 60))
TABELLEN = st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(ZAHL, min_size=n, max_size=n), min_size=1, max_size=6))


def equations(tafel: Tafel) -> list[tuple[list, tuple]]:
    """Return what everybody knows: which cells add up to which total."""
    zeilen, spalten = (sorted({ort[n] for ort in tafel.zahlen if ort[n] >= 0}) for n in (0, 1))
    found = [([(z, s) for s in spalten], (z, -1)) for z in zeilen] + [([(z, s) for z in zeilen], (-1, s)) for s in spalten]
    return [*found, ([(z, -1) for z in zeilen], (-1, -1)), ([(-1, s) for s in spalten], (-1, -1))]


def attack(tafel: Tafel) -> dict[tuple, tuple[float, float]]:
    """Return between which counts each cell must lie: bounds tightened by every sum until nothing changes any more."""
    known = {ort: (1, inf) if ort in tafel.verdeckt else (zahl, zahl) for ort, zahl in tafel.zahlen.items()}
    before: dict = {}
    while before != known:
        before = dict(known)
        for parts, total in equations(tafel):
            tighten(known, parts, total)
    return known


def tighten(known: dict, parts: list, total: tuple) -> None:
    low, high = (sum(known[ort][n] for ort in parts) for n in (0, 1))
    known[total] = (max(known[total][0], low), min(known[total][1], high))
    for ort in parts:
        others = [known[other] for other in parts if other != ort]
        least = known[total][0] - sum(above for _below, above in others)
        most = known[total][1] - sum(below for below, _above in others)
        known[ort] = (max(known[ort][0], least), min(known[ort][1], most))


@settings(max_examples=400, deadline=None)
@given(TABELLEN)
def test_nobody_reckons_back_what_is_hidden(counts):
    tafel = protect(counts)
    known = attack(tafel)
    for ort, zahl in tafel.zahlen.items():
        assert known[ort][0] <= zahl <= known[ort][1]
        assert not is_small(zahl) or (ort in tafel.verdeckt and known[ort][1] >= K)


def test_hiding_only_the_small_cells_falls_to_the_attack():
    counts = [[3, 20, 30], [10, 20, 30]]
    naive = Tafel(protect(counts).zahlen, frozenset({(0, 0)}))
    assert attack(naive)[0, 0] == (3, 3)
    assert attack(protect(counts))[0, 0][1] >= K


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([[10, 20], [30, 40]], set()),
        ([[0, 0], [0, 9]], set()),
        ([[3, 9], [12, 40]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[2]], {(0, 0), (0, -1), (-1, 0), (-1, -1)}),
    ],
)
def test_no_more_is_hidden_than_needed(counts, hidden):
    assert protect(counts).verdeckt == hidden


def test_cell_says_why_it_shows_nothing():
    tafel = protect([[3, 9], [12, 40]])
    assert tafel.zelle(0, 0) == Zelle(None, None, Verdeckt.ZU_WENIGE)
    assert tafel.zelle(1, 1) == Zelle(None, None, Verdeckt.SCHUTZ)
    assert tafel.zelle(-1, -1) == Zelle(64, 64)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15)])
def test_counts_for_everybody_are_multiples_of_five(count, shown):
    assert rounded(count) == shown


@pytest.mark.parametrize(
    ("kreis", "zaehler", "nenner", "mindestens", "zelle"),
    [
        (Kreis.INTERN, 3, 4, 0, Zelle(None, None, Verdeckt.ZU_WENIGE)),
        (Kreis.INTERN, 4, 5, 0, Zelle(0.8, 5)),
        (Kreis.INTERN, 4, 5, 10, Zelle(None, None, Verdeckt.ZU_WENIGE)),
        (Kreis.INTERN, 0, 0, 0, Zelle(None, None, Verdeckt.UNBEKANNT)),
        (Kreis.OEFFENTLICH, 20, 29, 0, Zelle(None, None, Verdeckt.ZU_WENIGE)),
        (Kreis.OEFFENTLICH, 33, 41, 0, Zelle(35 / 40, 40)),
        (Kreis.OEFFENTLICH, 33, 32, 0, Zelle(1.0, 30)),
    ],
)
def test_share_has_its_rules(kreis, zaehler, nenner, mindestens, zelle):
    assert share(zaehler, nenner, kreis=kreis, mindestens=mindestens) == zelle


@pytest.mark.parametrize(
    ("kreis", "wert", "n", "zelle"),
    [
        (Kreis.INTERN, 12.5, 4, Zelle(None, None, Verdeckt.ZU_WENIGE)),
        (Kreis.INTERN, 12.5, 5, Zelle(12.5, 5)),
        (Kreis.INTERN, None, 9, Zelle(None, None, Verdeckt.UNBEKANNT)),
        (Kreis.OEFFENTLICH, 12.5, 49, Zelle(None, None, Verdeckt.ZU_WENIGE)),
        (Kreis.OEFFENTLICH, 12.5, 52, Zelle(12.5, 50)),
    ],
)
def test_percentile_has_its_rules(kreis, wert, n, zelle):
    assert measured(wert, n, kreis=kreis) == zelle
