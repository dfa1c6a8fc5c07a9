"""Classes of values that can be added up: eight for each doubling, so that percentiles of months come from those of days.

Percentiles of days must not be averaged; counts per class may be summed. A class is 9 % wide, so a percentile within one
is off by less than 5 %.
"""

from collections.abc import Mapping
from math import floor, log2

JE_VERDOPPLUNG = 8
# The same as ``klasse_of``, for the database; %s is the value.
SQL = f"(sign(%s) * floor({JE_VERDOPPLUNG} * log(2::numeric, (abs(%s) + 1)::numeric)))::smallint"


def klasse_of(wert: float) -> int:
    """Return the class of a value; those of negative values are negative."""
    found = floor(JE_VERDOPPLUNG * log2(abs(wert) + 1))
    return found if wert >= 0 else -found


def bounds(klasse: int) -> tuple[float, float]:
    """Return between which values a class lies, the smaller first; class 0 reaches from -0.09 to 0.09."""
    near, far = (2 ** (step / JE_VERDOPPLUNG) - 1 for step in (abs(klasse), abs(klasse) + 1))
    if klasse == 0:
        return -far, far
    return (near, far) if klasse > 0 else (-far, -near)


def quantile(counts: Mapping[int, int], share: float) -> float | None:
    """Return the value below which ``share`` of all lie, reckoned straight within its class; None without any."""
    total = sum(counts.values())
    if not total:
        return None
    wanted, before = share * total, 0
    for klasse in sorted(counts):
        if before + counts[klasse] >= wanted:
            low, high = (0.0, 0.0) if klasse == 0 else bounds(klasse)
            return low + (high - low) * (wanted - before) / counts[klasse]
        before += counts[klasse]
    return bounds(max(counts))[1]
