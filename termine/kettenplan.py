"""Times one after the other: for every first start the way through all Stationen that ends soonest. No database."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Abschnitt:
    """One Station: how long it takes and when it could begin, in order."""

    dauer: timedelta
    beginne: Sequence[datetime]


def chains(abschnitte: Sequence[Abschnitt], luecke: timedelta) -> list[tuple[datetime, ...]]:
    """Return, for each first start that leads through all ``abschnitte``, the starts of the way that ends soonest.

    Between two Stationen lie at most ``luecke``. The later a Station begins, the later the rest ends, so the first start
    from which the rest can be reached is the best one.
    """
    ways: list[tuple[datetime, ...]] = [(beginn,) for beginn in abschnitte[-1].beginne]
    for abschnitt in reversed(abschnitte[:-1]):
        starts = [way[0] for way in ways]
        found: list[tuple[datetime, ...]] = []
        for beginn in abschnitt.beginne:
            ende = beginn + abschnitt.dauer
            at = bisect_left(starts, ende)
            if at < len(starts) and starts[at] <= ende + luecke:
                found.append((beginn, *ways[at]))
        ways = found
    return ways
