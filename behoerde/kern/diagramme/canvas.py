"""A sheet of SVG on which nothing is written outside, mirrored for right-to-left languages."""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from behoerde.kern.diagramme.paint import FILLS, PATTERNS, attributes

FONTS = "Fira Sans, Noto Sans Arabic, Vazirmatn, sans-serif"
SIZES = {"d-text": 12.5, "d-leise": 12.0, "d-fett": 13.8}  # bold runs wider than its 13
NARROW, WIDE = frozenset(" \xa0.,:;!|'ijlIfrt()[]·іїӀ"), frozenset("mwMWМмШЩЖЮФЫшщжюфыЪ%@—…&œŒæÆ")
# What XML 1.0 may not hold.
FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Point = tuple[float, float]


def clean(text: object) -> str:
    """Return ``text`` on one line and without characters that XML forbids."""
    return re.sub(r"[ \t\r\n]+", " ", FORBIDDEN.sub("\ufffd", str(text))).strip()


def text_width(text: str, size: float) -> float:
    """Return an upper estimate of the width of ``text`` in our fonts, in units of ``size``."""
    return sum(_advance(char) for char in text) * size


def fit(text: str, size: float, room: float) -> str:
    """Return ``text``, cut with an ellipsis where it is wider than ``room``; empty when not even that fits."""
    if text_width(text, size) <= room:
        return text
    room -= text_width("…", size)
    for end, char in enumerate(text):
        room -= _advance(char) * size
        if room < 0:
            return f"{text[:end].rstrip()}…" if end else ""
    return text


def _advance(char: str) -> float:
    category = unicodedata.category(char)
    if category in {"Mn", "Cf", "Me"}:
        return 0
    if char in NARROW:
        return 0.42
    if char in WIDE:
        return 1
    if char <= "\u04ff" and category in {"Ll", "Nd", "Po", "Pd"}:
        return 0.66
    return 0.78 if char <= "\u06ff" else 1.25


class Canvas:
    """Collects shapes; coordinates start at the reading edge, so x grows towards the left in Arabic."""

    def __init__(self, width: float, height: float, *, key: str, rtl: bool):
        self.width, self.height, self.key, self.rtl = width, height, key, rtl
        self._parts: list[str] = []
        self._patterns: set[int] = set()

    def svg(self, title: str) -> SafeString:
        """Return the picture; ``title`` is read out in its place."""
        direction = "rtl" if self.rtl else "ltr"
        defs = "".join(self._pattern(number) for number in sorted(self._patterns))
        return mark_safe(  # noqa: S308 - every text went through escape
            f'<svg viewBox="0 0 {_n(self.width)} {_n(self.height)}" role="img" aria-labelledby="{self.key}-t" '
            f'direction="{direction}" font-family="{FONTS}"><title id="{self.key}-t">{escape(clean(title))}</title>'
            f"{f'<defs>{defs}</defs>' if defs else ''}{''.join(self._parts)}</svg>"
        )

    def silent(self, classes: str) -> SafeString:
        """Return the picture without words, for places where the words stand beside it."""
        view = f"0 0 {_n(self.width)} {_n(self.height)}"
        return mark_safe(f'<svg class="{classes}" viewBox="{view}" aria-hidden="true">{"".join(self._parts)}</svg>')  # noqa: S308

    @contextmanager
    def group(self, classes: str) -> Iterator[None]:
        """Give everything drawn inside the same classes once."""
        self._parts.append(f"<g {attributes(classes)}>")
        yield
        self._parts.append("</g>")

    def path(self, classes: str, points: Iterable[Sequence[Point]], *, closed: bool = False) -> None:
        """Draw each run of ``points`` as one stroke, or as one area when ``closed``."""
        end = "z" if closed else ""
        runs = ["M" + " ".join(f"{self._x(x)} {_n(y)}" for x, y in run) + end for run in points]
        if runs:
            self._parts.append(f'<path{_spaced(classes)} d="{"".join(runs)}"/>')

    def rect(self, classes: str, x: float, y: float, width: float, height: float) -> None:
        start = self.width - x - width if self.rtl else x
        self._parts.append(
            f'<rect{_spaced(classes)} x="{_n(start)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(max(height, 0))}"/>'
        )

    def bar(self, series: int, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle in the colour and the pattern of ``series``."""
        self.rect(FILLS[series], x, y, width, height)
        if series in PATTERNS:
            self._patterns.add(series)
            self.rect(f"url(#{self.key}-{series})", x, y, width, height)

    def text(self, classes: str, x: float, y: float, text: object, *, anchor: str = "", room: float = math.inf) -> None:
        """Write ``text`` as far as it fits into ``room`` and onto the sheet; it ends at ``x`` under d-ende, and so on.

        ``anchor`` repeats that class when it stands at the group around.
        """
        size = next((SIZES[name] for name in classes.split() if name in SIZES), SIZES["d-leise"])
        x = min(max(x, 0), self.width)
        places = {"d-ende": x, "d-mitte": 2 * min(x, self.width - x), "": self.width - x}
        space = places[anchor or next((name for name in classes.split() if name in places), "")]
        words = fit(clean(text), size, min(room, space))
        if words:
            y = min(max(y, size), self.height - size / 3)
            self._parts.append(f'<text{_spaced(classes)} x="{self._x(x)}" y="{_n(y)}">{escape(words)}</text>')

    def markers(self, series: int, points: Iterable[Point]) -> None:
        """Draw circle, square, triangle or diamond, by ``series``."""
        shapes = [_SHAPES[series].format(x=self._x(x), y=_n(y)) for x, y in points]
        if shapes:
            self._parts.append(f'<path {attributes(FILLS[series])} d="{"".join(shapes)}"/>')

    def _x(self, x: float) -> str:
        return _n(self.width - x if self.rtl else x)

    def _pattern(self, number: int) -> str:
        turn, shape = PATTERNS[number]
        drawn = shape.format(muster=attributes("d-muster"), punkt=attributes("d-punkt"))
        return f'<pattern id="{self.key}-{number}" width="7" height="7" patternUnits="userSpaceOnUse" {turn}>{drawn}</pattern>'


_SHAPES = (
    "M{x} {y}m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
    "M{x} {y}m-3.5 -3.5h7v7h-7z",
    "M{x} {y}m-4 3.5h8l-4 -7.5z",
    "M{x} {y}m-4.5 0l4.5 -4.5l4.5 4.5l-4.5 4.5z",
)


def _spaced(classes: str) -> str:
    if classes.startswith("url("):
        return f' fill="{classes}"'
    return f" {attributes(classes)}" if classes else ""


def _n(value: float) -> str:
    return f"{round(value, 1):g}"
