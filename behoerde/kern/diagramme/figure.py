"""What all charts share: data, words made from the data, the table, the figure."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from behoerde.kern.diagramme.canvas import Canvas, clean
from behoerde.kern.diagramme.scale import decimals_for, number

MOST_SERIES = 4  # more cannot be told apart by shape

Text = str | Promise
Value = float | None


@dataclass(frozen=True)
class Series:
    """One line or one kind of bar; None and NaN are gaps. ``low`` and ``high`` are the interval of each value."""

    label: Text
    values: Sequence[Value]
    low: Sequence[Value] = ()
    high: Sequence[Value] = ()


@dataclass(frozen=True)
class Target:
    """The value that shall be reached."""

    value: float
    label: Text


@dataclass(frozen=True)
class Band:
    """The range that was promised."""

    low: float
    high: float
    label: Text


@dataclass(kw_only=True)
class Chart(ABC):
    """A figure about ``name``; ``labels`` name the points, ``axis`` says what they are (month, site).

    Raises ValueError for more than MOST_SERIES series or lists of different length. ``title`` replaces the finding that
    is made from the data, ``note`` says period and number of cases, ``heading`` is the level of the title, ``key`` tells
    two equal charts on one page apart, ``links`` are addresses behind the labels of the table.
    """

    name: Text
    labels: Sequence[Text]
    series: Sequence[Series]
    axis: Text = ""
    unit: str = ""
    title: Text = ""
    note: Text = ""
    target: Target | None = None
    band: Band | None = None
    decimals: int | None = None
    width: int = 640
    heading: int = 2
    key: str = ""
    links: Sequence[str] = ()

    def __post_init__(self) -> None:
        if len(self.series) > MOST_SERIES:
            raise ValueError(f"At most {MOST_SERIES} series can be told apart")
        self.series = [self._checked(series) for series in self.series]

    def __html__(self) -> SafeString:
        return render_to_string("_bausteine/diagramm.html", {"diagramm": self})

    def __str__(self) -> str:
        return self.__html__()

    def _checked(self, series: Series) -> Series:
        columns = [[finite(value) for value in column] for column in (series.values, series.low, series.high)]
        if {len(column) for column in columns} - {0} - {len(self.labels)} or len(columns[0]) != len(self.labels):
            raise ValueError(f"{series.label}: not as many values as labels")
        return Series(series.label, *columns)

    # --- Words ---

    @property
    def id(self) -> str:
        """Return a name for this chart's ids; equal data give the same, so cached fragments stay valid."""
        source = repr((type(self).__name__, self.key, str(self.name), self.series, [str(label) for label in self.labels]))
        return f"d{sha256(source.encode()).hexdigest()[:10]}"

    @property
    def caption(self) -> str:
        return clean(self.title or self.finding())

    def finding(self) -> str:
        """Return the title that states what the data show."""
        return str(self.name)

    def description(self) -> str:
        """Return the sentences that stand for the picture."""
        sentences = [f"{self.name}.", *(self.sentence(series) for series in self.series)]
        if self.target:
            sentences.append(_("%(ziel)s: %(wert)s.") % {"ziel": self.target.label, "wert": self.number(self.target.value)})
        if self.band:
            values = {"band": self.band.label, "von": self.number(self.band.low), "bis": self.number(self.band.high)}
            sentences.append(_("%(band)s: von %(von)s bis %(bis)s.") % values)
        return " ".join(sentences)

    def sentence(self, series: Series) -> str:
        """Return lowest and highest value of ``series`` in words."""
        known = self.known(series)
        if not known:
            return _("%(name)s: keine Angaben.") % {"name": series.label}
        (low, low_label), (high, high_label) = min(known, key=_first), max(known, key=_first)
        words = {
            "name": series.label,
            "min": self.number(low),
            "wo_min": low_label,
            "max": self.number(high),
            "wo_max": high_label,
        }
        return _("%(name)s: niedrigster Wert %(min)s (%(wo_min)s), höchster Wert %(max)s (%(wo_max)s).") % words

    @property
    def value_unit(self) -> str:
        return self.unit

    def number(self, value: float) -> str:
        return number(value, self.places, self.value_unit)

    @cached_property
    def places(self) -> int:
        values = [value for series in self.series for value in series.values if value is not None]
        return decimals_for(values or [0]) if self.decimals is None else self.decimals

    def known(self, series: Series) -> list[tuple[float, str]]:
        """Return the values of ``series`` that exist, with their labels."""
        return [(value, clean(label)) for value, label in zip(series.values, self.labels, strict=True) if value is not None]

    # --- Table ---

    def head(self) -> list[str]:
        return [clean(self.axis), *(clean(series.label) for series in self.series)]

    def rows(self) -> list[tuple[str, list[str]]]:
        """Return label and cells of each row; a gap is an empty text."""
        return [(clean(label), [self._cell(series, place) for series in self.series]) for place, label in enumerate(self.labels)]

    def linked_rows(self) -> list[tuple[str, str, list[str]]]:
        """Return label, address and cells of each row."""
        links = [*self.links, *[""] * (len(self.labels) - len(self.links))]
        return [(label, link, cells) for link, (label, cells) in zip(links, self.rows(), strict=False)]

    @property
    def row_headers(self) -> bool:
        """Return whether rows need a head of their own; in a tiny table heads would outnumber the values."""
        return len(self.series) * len(self.labels) > len(self.series) + len(self.labels)

    def _cell(self, series: Series, place: int) -> str:
        value = series.values[place]
        if value is None:
            return ""
        low, high = (column[place] if column else None for column in (series.low, series.high))
        if low is None or high is None:
            return self.number(value)
        words = {"wert": self.number(value), "von": number(low, self.places), "bis": number(high, self.places)}
        return _("%(wert)s (%(von)s\u00a0bis\u00a0%(bis)s)") % words

    # --- Picture ---

    def canvas(self, height: float) -> Canvas:
        return Canvas(self.width, height, key=self.id, rtl=get_language_bidi())

    @abstractmethod
    def svg(self) -> SafeString:
        """Return the picture."""


def finite(value: Value) -> Value:
    """Return ``value`` as a float, None when there is none or it is no number."""
    return None if value is None or not math.isfinite(value) else float(value)


def _first(pair: tuple[float, str]) -> float:
    return pair[0]
