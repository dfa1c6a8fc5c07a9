"""How long something takes when some of it is not over yet (Kaplan and Meier, JASA 53, 1958)."""

from collections.abc import Iterable
from itertools import groupby


def quantile(cases: Iterable[tuple[float, bool]], share: float) -> float | None:
    """Return after how many days ``share`` of all cases have ended; None while not so many have.

    ``cases`` are (days, ended); what has not ended says only that it takes longer. Of the same length what ended counts first.
    """
    ordered = sorted(cases)
    at_risk, remain = len(ordered), 1.0
    for days, same in groupby(ordered, key=lambda case: case[0]):
        ended = [over for _days, over in same]
        remain *= 1 - sum(ended) / at_risk
        if remain <= 1 - share + 1e-9:
            return days
        at_risk -= len(ended)
    return None
