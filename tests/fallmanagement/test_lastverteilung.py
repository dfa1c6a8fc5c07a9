"""Sharing out: the least loaded first, speakers before others within a margin, nobody who is away or may not open it."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from fallmanagement.enums import Fallphase
from fallmanagement.lastverteilung import GEWICHT, SPIELRAUM, Last, Offen, distribute

HIER = frozenset({1})
phasen = st.sampled_from(sorted(GEWICHT))


def last(name: str, *, plan: int = 0, **fields) -> Last:
    return Last(name, {Fallphase.PLAN: plan}, **({"einheiten": HIER} | fields))


def offen(phase: str = Fallphase.KLAERUNG, sprache: str = "uk", einheiten=HIER) -> Offen:
    return Offen(uuid4(), phase, sprache, einheiten)


def given_to(cases: list[Offen], *lasten: Last) -> list[tuple[str, int, bool] | None]:
    found = distribute(cases, lasten)
    return [tuple(found[case.schluessel]) if case.schluessel in found else None for case in cases]


def test_each_case_counts_for_the_next():
    assert given_to([offen(), offen(), offen()], last("A", plan=1), last("B")) == [
        ("B", 3, False),
        ("A", 5, False),
        ("B", 6, False),
    ]


def test_who_speaks_the_language_takes_it_within_the_margin():
    speaks = frozenset({"uk"})
    within, beyond = SPIELRAUM // 2, SPIELRAUM // 2 + 1  # a case in Plan weighs two
    assert given_to([offen()], last("A"), last("B", plan=within, sprachen=speaks)) == [("B", 9, True)]
    assert given_to([offen()], last("A"), last("B", plan=beyond, sprachen=speaks)) == [("A", 3, False)]


def test_nobody_who_is_away_or_may_not_open_it():
    away, elsewhere = last("A", abwesend=True), last("B", einheiten=frozenset({2}))
    assert given_to([offen()], away, elsewhere) == [None]
    assert given_to([offen(), offen(einheiten=frozenset({1, 2}))], away, elsewhere, last("C")) == [
        ("C", 3, False),
        ("B", 3, False),
    ]


@given(st.lists(phasen, max_size=30), st.lists(st.integers(0, 5), min_size=1, max_size=6))
def test_loads_come_together(cases, plans):
    lasten = [last(f"{number}", plan=plan) for number, plan in enumerate(plans)]
    points = {each.konto: each.punkte for each in lasten}
    for konto, carried, _speaks in distribute([offen(phase) for phase in cases], lasten).values():
        assert points[konto] == min(points.values())
        points[konto] = carried
    assert sum(points.values()) == sum(each.punkte for each in lasten) + sum(GEWICHT[phase] for phase in cases)
