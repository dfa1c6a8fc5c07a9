"""Bars: upright for few short names, lying for long names; colour and pattern per series."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from behoerde.kern.diagramme import layout
from behoerde.kern.diagramme.canvas import Canvas, clean, text_width
from behoerde.kern.diagramme.figure import Chart, Series
from behoerde.kern.diagramme.layout import Plot
from behoerde.kern.diagramme.scale import Axis, number, round_ticks

HEIGHT = 250.0
ROW = 44.0
FEW = 8  # bars up to which the description names each


class Bars(Chart):
    """What upright and lying bars say in words."""

    def finding(self) -> str:
        known = self.known(self.series[0]) if len(self.series) == 1 else []
        if len(known) < 2:
            return super().finding()
        value, label = max(known, key=lambda pair: pair[0])
        return _("%(name)s: am meisten bei %(label)s, %(wert)s") % {"name": self.name, "label": label, "wert": self.number(value)}

    def sentence(self, series: Series) -> str:
        known = self.known(series)
        if not known or len(known) > FEW:
            return super().sentence(series)
        return f"{series.label}: " + ", ".join(f"{label} {self.number(value)}" for value, label in known) + "."


@dataclass(kw_only=True)
class BarChart(Bars):
    """Upright bars beside each other or, when ``stacked``, on each other."""

    stacked: bool = False

    def svg(self) -> SafeString:
        canvas = self.canvas(HEIGHT)
        pieces = list(self._pieces())
        ticks = round_ticks([end for _at, _s, *ends in pieces for end in ends] + layout.promised(self), zero=True)
        plot = layout.plot_for(self, ticks, height=HEIGHT, key_width=self._key_width())
        slot = (plot.right - plot.left) / max(len(self.labels), 1)
        layout.draw_value_axis(canvas, self, plot)
        for at, series, base, top in pieces:
            low, high = sorted((plot.axis.place(base), plot.axis.place(top)))
            offset, width = self._bar(series, slot)
            canvas.bar(series, plot.left + at * slot + offset, low, width, high - low)
        canvas.path("d-achse", [[(plot.left, plot.axis.place(0)), (plot.right, plot.axis.place(0))]])
        layout.draw_promise(canvas, self, plot)
        self._write_values(canvas, plot, slot)
        places = [plot.left + (at + 0.5) * slot for at in range(len(self.labels))]
        layout.draw_labels(canvas, self.labels, places, plot.bottom + 18)
        self._draw_key(canvas, plot)
        return canvas.svg(self.description())

    def _pieces(self) -> Iterator[tuple[int, int, float, float]]:
        """Yield place, series, base and top of each bar; negative parts of a stack hang below zero."""
        for at in range(len(self.labels)):
            up = down = 0.0
            for number_, series in enumerate(self.series):
                value = series.values[at]
                if value is None:
                    continue
                base = (up if value >= 0 else down) if self.stacked else 0.0
                top = min(max(base + value, -1e307), 1e307)
                yield at, number_, base, top
                up, down = max(up, top), min(down, top)

    def _bar(self, series: int, slot: float) -> tuple[float, float]:
        """Return offset and width of a bar within its slot."""
        count = 1 if self.stacked else len(self.series)
        width = slot * 0.76 / count
        return slot * 0.12 + (0 if self.stacked else series * width), max(width - min(2, width / 4), 0.2)

    def _write_values(self, canvas: Canvas, plot: Plot, slot: float) -> None:
        """Write each value on its bar, as far as bars are wide enough; a stack carries its sum."""
        columns = [self._sums()] if self.stacked else [series.values for series in self.series]
        texts = [[None if value is None else number(value, self.places) for value in column] for column in columns]
        room = slot if self.stacked else slot * 0.76 / max(len(self.series), 1)
        if any(text and text_width(text, 12.5) > room + 6 for column in texts for text in column):
            return
        for number_, (column, words) in enumerate(zip(columns, texts, strict=True)):
            offset, width = self._bar(number_, slot)
            for at, (value, text) in enumerate(zip(column, words, strict=True)):
                if value is not None:
                    y = plot.axis.place(value) + (-5 if value >= 0 else 14)
                    canvas.text("d-text d-mitte", plot.left + at * slot + offset + width / 2, y, text)

    def _sums(self) -> list[float | None]:
        """Return the height of each stack; None where it also reaches below zero or has no value."""
        columns = [
            [value for value in column if value is not None] for column in zip(*(s.values for s in self.series), strict=True)
        ]
        return [sum(column) if column and min(column) >= 0 and sum(column) <= 1e307 else None for column in columns]

    def _key_width(self) -> float:
        if len(self.series) < 2:
            return 0
        return max(text_width(clean(series.label), 12.5) for series in self.series) + 34

    def _draw_key(self, canvas: Canvas, plot: Plot) -> None:
        """Name the series beside the plot, a stack from above as it is painted."""
        if len(self.series) < 2:
            return
        order = list(enumerate(self.series))
        for line, (number_, series) in enumerate(reversed(order) if self.stacked else order):
            y = plot.top + line * 24
            canvas.bar(number_, plot.right + 12, y, 14, 14)
            canvas.text("d-text", plot.right + 32, y + 11, series.label)


@dataclass(kw_only=True)
class RowChart(Bars):
    """Lying bars of one series below their names: long names stay whole, phones can read it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.series) != 1:
            raise ValueError("Lying bars show one series")

    def svg(self) -> SafeString:
        head = 20.0 if self.target or self.band else 0.0
        canvas = self.canvas(max(len(self.labels), 1) * ROW + head + 6)
        known = [value for value, _label in self.known(self.series[0])]
        axis = Axis(round_ticks([*known, *layout.promised(self)], zero=True), 0, self.width)
        for at, (label, value) in enumerate(zip(self.labels, self.series[0].values, strict=True)):
            y = head + at * ROW
            text = _("keine Angabe") if value is None else self.number(value)
            room = self.width - text_width(text, 14) - layout.GAP
            canvas.text("d-text", 0, y + 15, label, room=room)
            canvas.text("d-fett d-ende", self.width, y + 15, text)
            canvas.rect("d-spur", 0, y + 21, self.width, 16)
            if value is not None:
                start, end = sorted((axis.place(0), axis.place(value)))
                canvas.bar(0, start, y + 21, end - start, 16)
        self._draw_promise(canvas, axis, head)
        return canvas.svg(self.description())

    def _draw_promise(self, canvas: Canvas, axis: Axis, head: float) -> None:
        if self.band:
            low, high = sorted((axis.place(self.band.low), axis.place(self.band.high)))
            canvas.rect("d-zielband", low, head, high - low, canvas.height - head)
            canvas.text("d-text", low, 13, self.band.label)
        if self.target:
            x = axis.place(self.target.value)
            rows = [head + at * ROW + 18 for at in range(len(self.labels))]  # beside the bars, never through a name
            canvas.path("d-ziel", [[(x, y), (x, y + 22)] for y in rows])
            canvas.text("d-text d-ende" if x > canvas.width / 2 else "d-text", x, 13, self.target.label)
