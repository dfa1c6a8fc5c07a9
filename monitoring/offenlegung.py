"""What can be reckoned from all that is published about counts of periods: nothing hidden to within fewer than five cases.

Counts of consecutive periods are differences of running totals, so every statement "from a to b there were x to y cases" is
a difference constraint, and the shortest paths between days are exactly what follows from all of them (Bellman 1958).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import inf

from monitoring.zelle import RUNDUNG


@dataclass(frozen=True)
class Aussage:
    """From ``von`` until before ``ende`` there were ``low`` to ``high`` cases; a ``geheim`` one shall not become narrower."""

    von: date
    ende: date
    low: float
    high: float
    geheim: bool = False

    @property
    def least(self) -> float:
        """Return how many values must stay possible."""
        return min(RUNDUNG, self.high - self.low + 1)


class Widerspruch(Exception):
    """The statements can't all be true: they were made of different states of the data."""


def recovered(aussagen: Sequence[Aussage]) -> list[Aussage]:
    """Return the secret statements that the others narrow too much. Raises Widerspruch."""
    most = _longest(aussagen)
    found = []
    for one in aussagen:
        low, high = -most[one.ende, one.von], most[one.von, one.ende]
        if one.geheim and high - low + 1 < one.least:
            found.append(one)
    return found


def fitting(newest: Sequence[Aussage], earlier: Iterable[Sequence[Aussage]]) -> list[Aussage]:
    """Return all statements of ``newest`` and of each earlier one that does not contradict what was said after it."""
    known = list(newest)
    for one in earlier:
        try:
            _longest([*known, *one])
        except Widerspruch:
            continue
        known += one
    return known


def _longest(aussagen: Sequence[Aussage]) -> dict[tuple[date, date], float]:
    """Return how many cases at most lie between two days, negative for at least so many backwards (Floyd 1962)."""
    days = sorted({day for one in aussagen for day in (one.von, one.ende)})
    most = {(a, b): 0.0 if a >= b else inf for a, b in product(days, days)}  # no count is negative
    for one in aussagen:
        most[one.von, one.ende] = min(most[one.von, one.ende], one.high)
        most[one.ende, one.von] = min(most[one.ende, one.von], -one.low)
    for middle, a, b in product(days, days, days):
        most[a, b] = min(most[a, b], most[a, middle] + most[middle, b])
    if any(most[day, day] < 0 for day in days):
        raise Widerspruch
    return most
