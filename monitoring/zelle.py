"""Figures that may be shown: what is too small is hidden, and enough beside it that nobody can reckon it back.

``Zelle`` is the only way from a query to a page, an export or an answer of the API. Two sets of rules: inside the office
small counts are hidden with others beside them (k = 5); for everybody counts are rounded to 5 and shares need 30 cases.
Source of the method: complementary cell suppression, audited with flows in the graph of a two-way table
(Gusfield, A graph theoretic approach to statistical data security, SIAM Journal on Computing 17, 1988).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

K = 5  # inside: a count of 1 to 4 is never shown
RUNDUNG = 5  # outside: counts are multiples of it
ANTEIL_AB, QUANTIL_AB = 30, 50  # outside: cases that a share and a percentile need


class Kreis(StrEnum):
    """Who sees a figure."""

    INTERN = "intern"
    OEFFENTLICH = "oeffentlich"


class Verdeckt(StrEnum):
    """Why a cell shows nothing."""

    ZU_WENIGE = "zu_wenige"
    SCHUTZ = "schutz"  # large enough, but with it a small one could be reckoned
    UNBEKANNT = "unbekannt"


@dataclass(frozen=True)
class Zelle:
    """A figure with the number of cases behind it; ``wert`` and ``n`` are None when ``verdeckt`` says why."""

    wert: float | None
    n: int | None = None
    verdeckt: Verdeckt | None = None

    @property
    def sichtbar(self) -> bool:
        return self.verdeckt is None


def hidden(grund: Verdeckt) -> Zelle:
    return Zelle(None, None, grund)


def rounded(count: float) -> int:
    """Return the nearest multiple of 5: 2 is 0, 3 is 5."""
    return int(count / RUNDUNG + 0.5) * RUNDUNG


def share(zaehler: int, nenner: int, *, kreis: Kreis, mindestens: int = 0) -> Zelle:
    """Return a share from 0 to 1; for everybody it is reckoned from rounded counts, so it says no more than they do."""
    needed = max(mindestens, K if kreis == Kreis.INTERN else ANTEIL_AB)
    if nenner < needed:
        return hidden(Verdeckt.ZU_WENIGE if nenner else Verdeckt.UNBEKANNT)
    if kreis == Kreis.INTERN:
        return Zelle(zaehler / nenner, nenner)
    return Zelle(min(1.0, rounded(zaehler) / rounded(nenner)), rounded(nenner))


def measured(wert: float | None, n: int, *, kreis: Kreis, mindestens: int = 0) -> Zelle:
    """Return a mean or a percentile of ``n`` cases, hidden when they are too few."""
    needed = max(mindestens, K if kreis == Kreis.INTERN else QUANTIL_AB)
    if wert is None or not n:
        return hidden(Verdeckt.UNBEKANNT)
    if n < needed:
        return hidden(Verdeckt.ZU_WENIGE)
    return Zelle(wert, n if kreis == Kreis.INTERN else rounded(n))


# --- Tables with totals ---
Ort = tuple[int, int]  # of a cell; -1 stands for the total of a row, of a column, of both


@dataclass(frozen=True)
class Tafel:
    """Counts in rows and columns with their totals; ``verdeckt`` are the places that show nothing."""

    zahlen: Mapping[Ort, int]
    verdeckt: frozenset[Ort] = field(default_factory=frozenset)

    def zelle(self, zeile: int, spalte: int) -> Zelle:
        ort = (zeile, spalte)
        if ort not in self.verdeckt:
            return Zelle(self.zahlen[ort], self.zahlen[ort])
        return hidden(Verdeckt.ZU_WENIGE if is_small(self.zahlen[ort]) else Verdeckt.SCHUTZ)


def is_small(count: int, k: int = K) -> bool:
    return 0 < count < k


def protect(counts: Sequence[Sequence[int]], k: int = K) -> Tafel:
    """Return the table with its totals, with so much hidden that no count of 1 to k - 1 can be told from one of k or more.

    Whoever knows all that is shown, and that nothing hidden is zero, finds for each hidden small count that it may be k or
    more as well. Cells are hidden beside it one by one, the smallest of its lines first, totals only when nothing else
    helps; what turns out not to be needed is shown again, the largest first.
    """
    zahlen = _with_totals(counts)
    small = sorted(ort for ort, count in zahlen.items() if is_small(count, k))
    verdeckt = set(small)
    for ort in small:  # hiding more never makes one that is safe unsafe
        while highest(zahlen, verdeckt, ort) < k:
            verdeckt.add(min((other for other in zahlen if zahlen[other] and other not in verdeckt), key=_cost(zahlen, ort)))
    for ort in sorted(verdeckt - set(small), key=lambda ort: (-zahlen[ort], ort)):
        if all(highest(zahlen, verdeckt - {ort}, other) >= k for other in small):
            verdeckt.remove(ort)
    return Tafel(zahlen, frozenset(verdeckt))


def _cost(zahlen: Mapping[Ort, int], ort: Ort) -> Callable[[Ort], tuple]:
    def cost(other: Ort) -> tuple:
        beside = other[0] == ort[0] or other[1] == ort[1]
        return (other == (-1, -1), -1 in other, not beside, zahlen[other], other)

    return cost


def _with_totals(counts: Sequence[Sequence[int]]) -> dict[Ort, int]:
    zahlen = {(z, s): count for z, row in enumerate(counts) for s, count in enumerate(row)}
    zahlen |= {(z, -1): sum(row) for z, row in enumerate(counts)}
    zahlen |= {(-1, s): sum(column) for s, column in enumerate(zip(*counts, strict=True))}
    return zahlen | {(-1, -1): sum(map(sum, counts))}


def highest(zahlen: Mapping[Ort, int], verdeckt: set[Ort], ort: Ort) -> float:
    """Return the highest count that ``ort`` may have for somebody who knows the rest, and that nothing hidden is below 1.

    Each count is an edge of a circuit: all → row → column → all. Raising one means sending as much back on another way
    through what is hidden: forwards as much as wanted, backwards until 1 is left.
    """
    room: dict[str, dict[str, float]] = defaultdict(dict)
    for other in verdeckt - {ort}:
        a, b = _ends(other)
        room[a][b] = inf
        room[b].setdefault(a, zahlen[other] - 1)
    here, there = _ends(ort)
    return zahlen[ort] + _flow(room, there, here)


def _ends(ort: Ort) -> tuple[str, str]:
    """Return from where to where a count flows: from all to a row, from a row to a column, from a column back to all."""
    zeile, spalte = ort
    if zeile < 0:
        return ("unten", "oben") if spalte < 0 else (f"s{spalte}", "unten")
    return ("oben", f"z{zeile}") if spalte < 0 else (f"z{zeile}", f"s{spalte}")


def _flow(room: dict[str, dict[str, float]], start: str, goal: str) -> float:
    """Return how much can flow (Edmonds and Karp 1972)."""
    total = 0.0
    while path := _path(room, start, goal):
        amount = min(room[a][b] for a, b in path)
        if amount == inf:
            return inf
        for a, b in path:
            room[a][b] -= amount
            room[b][a] = room[b].get(a, 0) + amount
        total += amount
    return total


def _path(room: Mapping[str, Mapping[str, float]], start: str, goal: str) -> list[tuple[str, str]]:
    """Return a shortest way with room left, edge by edge; none is empty."""
    came = {start: start}
    waiting = deque([start])
    while waiting and goal not in came:
        here = waiting.popleft()
        for node, left in room[here].items():
            if left > 0 and node not in came:
                came[node] = here
                waiting.append(node)
    path, node = [], goal
    while node != start and node in came:
        path.append((came[node], node))
        node = came[node]
    return path[::-1]
