"""How the months of events are cut: for every question a page may ask there are rows that need not be added up."""

from collections.abc import Iterable
from functools import cache
from itertools import combinations

from monitoring.rechnung import Quantil, Strom
from monitoring.rechnungen import RECHNUNGEN


@cache
def streams() -> tuple[Strom | Quantil, ...]:
    """Return every computation over events."""
    return tuple(one for one in RECHNUNGEN.values() if isinstance(one, Strom | Quantil))


@cache
def _splitting() -> tuple[str, ...]:
    """Return the attributes that figures are narrowed and broken down by; what decides whether an event counts is in every cut."""
    deciding = {name for one in streams() for menge in one.mengen for name in menge.gefragt}
    return tuple(sorted({name for one in streams() for name in one.merkmale} - deciding))


def cut_of(merkmale: Iterable[str]) -> str:
    """Return the name of the cut that is split by these attributes and no more."""
    return ",".join(sorted(set(merkmale) & set(_splitting())))


@cache
def cuts_of_months() -> dict[str, list[str]]:
    """Return the name of each cut with the attributes that it leaves out."""
    every = _splitting()
    kept = [chosen for size in range(len(every) + 1) for chosen in combinations(every, size)]
    return {cut_of(chosen): sorted(set(every) - set(chosen)) for chosen in kept}
