"""From values to places and words: axes with round ticks, numbers in the language of the page."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import pgettext

EXTREME = 1e300  # beyond, sums overflow: such an axis only names its ends
PLAIN = (1e-6, 1e12)  # numbers outside are written with a power of ten


@dataclass(frozen=True)
class Axis:
    """Values between the outer ``ticks`` on the places between ``start`` and ``end``."""

    ticks: Sequence[float]
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return where ``value`` lies; halves keep the difference of extreme values finite."""
        low, high = self.ticks[0] / 2, self.ticks[-1] / 2
        share = (value / 2 - low) / (high - low)
        return self.start + min(max(share, 0), 1) * (self.end - self.start)


def round_ticks(values: Iterable[float], *, count: int = 4, zero: bool = False) -> list[float]:
    """Return at least two rising round numbers around ``values``, with 0 among them when ``zero``."""
    low, high = span([*values, *([0.0] if zero else [])] or [0.0, 1.0])
    step = _round_step(high / count - low / count) if max(abs(low), abs(high)) < EXTREME else 0
    if not step:
        return [low, high]
    first, last = math.floor(low / step), math.ceil(high / step)
    digits = max(0, -math.floor(math.log10(step)))
    ticks = sorted({round(number * step, min(digits, 300)) for number in range(first, max(last, first + 1) + 1)})
    return ticks if len(ticks) > 1 and ticks[0] <= low and ticks[-1] >= high else [low, high]


def span(values: Sequence[float]) -> list[float]:
    """Return the lowest and the highest of ``values``, moved apart where they are the same."""
    low, high = min(values), max(values)
    if low < high:
        return [low, high]
    if high < 0:
        return [low * 1.5 if low > -EXTREME else low, high / 2]
    return [low / 2, high * 1.5 if high < EXTREME else high] if high else [0.0, 1.0]


def _round_step(rough: float) -> float:
    if rough < 1 / EXTREME:
        return 0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)


def decimals_for(values: Iterable[float]) -> int:
    """Return how many decimals tell ``values`` apart: none for whole numbers, else one more than their spread needs."""
    values = list(values)
    if all(value == int(value) for value in values):
        return 0
    spread = min(max(values) - min(values) or abs(values[0]), EXTREME)
    return min(max(1, 1 - math.floor(math.log10(spread))) if spread else 1, 6)


def number(value: float, decimals: int, unit: str = "") -> str:
    """Return ``value`` as people write it in the active language, with a real minus sign and its unit."""
    if value and not PLAIN[0] <= abs(value) < PLAIN[1]:
        text = f"{value:.2e}"
    else:
        text = number_format(value, decimals, use_l10n=True, force_grouping=True)
    text = text.replace("-", "\u2212", 1) if text.startswith("-") else text
    if unit == "%":
        # Translators: where the percent sign stands; German "94 %", English "94%", Turkish "%94".
        return pgettext("Zahl mit Prozentzeichen", "%(zahl)s\u00a0%%") % {"zahl": text}
    return f"{text}\u00a0{unit}" if unit else text
