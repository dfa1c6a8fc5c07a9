"""Lines over time: dash and marker per series, interval as a ribbon, target and promise."""

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from behoerde.kern.diagramme import layout
from behoerde.kern.diagramme.canvas import Canvas, Point, clean, text_width
from behoerde.kern.diagramme.figure import Chart, Series
from behoerde.kern.diagramme.layout import Plot
from behoerde.kern.diagramme.paint import LINES
from behoerde.kern.diagramme.scale import number, round_ticks

HEIGHT = 260.0
FEW = 40  # points up to which each has its marker


class LineChart(Chart):
    """Values over time, each line named at its end unless the chart says its name; values are never joined across a gap."""

    def finding(self) -> str:
        known = self.known(self.series[0]) if self.series else []
        if not known:
            return super().finding()
        (first, first_label), (last, _label) = known[0], known[-1]
        words = {"name": self.name, "wert": self.number(last), "seit": first_label, "um": number(abs(last - first), self.places)}
        if last > first:
            return _("%(name)s: zuletzt %(wert)s, %(um)s mehr als %(seit)s") % words
        if last < first:
            return _("%(name)s: zuletzt %(wert)s, %(um)s weniger als %(seit)s") % words
        return _("%(name)s: zuletzt %(wert)s") % words

    def sentence(self, series: Series) -> str:
        known = self.known(series)
        if not known:
            return super().sentence(series)
        (first, first_label), (last, last_label) = known[0], known[-1]
        words = {"name": series.label, "a": self.number(first), "wo_a": first_label, "b": self.number(last), "wo_b": last_label}
        course = _("%(name)s: von %(a)s (%(wo_a)s) auf %(b)s (%(wo_b)s).") % words
        return f"{course} {super().sentence(series)}" if len(known) > 2 else course

    def svg(self) -> SafeString:
        canvas = self.canvas(HEIGHT)
        columns = [column for series in self.series for column in (series.values, series.low, series.high)]
        values = [value for column in columns for value in column if value is not None]
        ticks = round_ticks([*values, *layout.promised(self)])
        plot = layout.plot_for(self, ticks, height=HEIGHT, key_width=self._key_width())
        places = self._places(plot)
        layout.draw_value_axis(canvas, self, plot)
        for series in self.series:
            canvas.path("d-band", _ribbon(series, places, plot), closed=True)
        layout.draw_promise(canvas, self, plot)
        for number_, series in enumerate(self.series):
            _draw_line(canvas, number_, series, places, plot)
        self._name_lines(canvas, plot)
        layout.draw_labels(canvas, self.labels, places, plot.bottom + 20)
        return canvas.svg(self.description())

    def _places(self, plot: Plot) -> list[float]:
        span = plot.right - plot.left - 2 * layout.GAP
        steps = max(len(self.labels) - 1, 1)
        return [plot.left + layout.GAP + span * at / steps for at in range(len(self.labels))]

    def _key_width(self) -> float:
        names = [text_width(name, 12.5) for name in map(self._name_at_end, self.series)]
        lasts = [text_width(self.number(known[-1][0]), 14) for series in self.series if (known := self.known(series))]
        return max([*names, *lasts], default=0) + 2 * layout.GAP

    def _name_lines(self, canvas: Canvas, plot: Plot) -> None:
        ends = [(series, known[-1][0]) for series in self.series if (known := self.known(series))]
        places = layout.spread([plot.axis.place(value) for _series, value in ends], 32, plot.top, plot.bottom - 10)
        for (series, value), y in zip(ends, places, strict=True):
            canvas.text("d-fett", plot.right + layout.GAP, y + 2, self.number(value))
            canvas.text("d-text", plot.right + layout.GAP, y + 16, self._name_at_end(series))

    def _name_at_end(self, series: Series) -> str:
        """Return the name of a line, nothing for one that is called as the chart: its title says it, and it would be cut."""
        return "" if str(series.label) == str(self.name) else clean(series.label)


def _draw_line(canvas: Canvas, number_: int, series: Series, places: Sequence[float], plot: Plot) -> None:
    runs = list(_runs(series.values, places, plot))
    colour, dash = LINES[number_]
    canvas.path(f"d-linie {colour} {dash}".strip(), [run for run in runs if len(run) > 1])
    points = [point for run in runs for point in run]
    step = -(-len(points) // FEW) or 1
    single = [run[0] for run in runs if len(run) == 1]
    canvas.markers(number_, dict.fromkeys([*points[::-1][::step], *single]))


def _runs(values: Sequence[float | None], places: Sequence[float], plot: Plot) -> Iterator[list[Point]]:
    run: list[Point] = []
    for value, x in zip(values, places, strict=True):
        if value is not None:
            run.append((x, plot.axis.place(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _ribbon(series: Series, places: Sequence[float], plot: Plot) -> Iterator[list[Point]]:
    """Yield the outline of each stretch in which both ends of the interval are known."""
    if not (series.low and series.high):
        return
    both = [low is not None and high is not None for low, high in zip(series.low, series.high, strict=True)]
    lows, highs = ([v if ok else None for v, ok in zip(column, both, strict=True)] for column in (series.low, series.high))
    for lower, upper in zip(_runs(lows, places, plot), _runs(highs, places, plot), strict=True):
        if len(lower) > 1:
            yield [*upper, *reversed(lower)]
