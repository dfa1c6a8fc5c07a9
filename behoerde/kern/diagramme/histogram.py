"""How often which size occurs, with the promised range behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from behoerde.kern.diagramme import layout
from behoerde.kern.diagramme.canvas import Canvas
from behoerde.kern.diagramme.figure import Chart, Series, Text
from behoerde.kern.diagramme.layout import Plot
from behoerde.kern.diagramme.scale import Axis, decimals_for, number, round_ticks

HEIGHT = 230.0


@dataclass(kw_only=True)
class Histogram(Chart):
    """Counts of cases between evenly rising ``edges``, which carry the unit; the last class may be open upwards.

    Raises ValueError when edges do not rise or are not one more than counts.
    """

    edges: Sequence[float]
    counts: Sequence[int | None]
    count_label: Text
    open_end: bool = False
    labels: Sequence[Text] = ()
    series: Sequence[Series] = ()

    def __post_init__(self) -> None:
        if len(self.edges) != len(self.counts) + 1 or list(self.edges) != sorted(set(self.edges)):
            raise ValueError("A histogram needs rising edges, one more than counts")
        self.labels = [lazy(self._class_name, str)(place) for place in range(len(self.counts))]
        self.series = [Series(self.count_label, self.counts)]
        super().__post_init__()

    @property
    def value_unit(self) -> str:
        return ""

    def _edge(self, place: int) -> str:
        return number(self.edges[place], decimals_for(self.edges))

    def _class_name(self, place: int) -> str:
        unit = f"\u00a0{self.unit}" if self.unit else ""
        if self.open_end and place == len(self.counts) - 1:
            return _("über %(von)s") % {"von": self._edge(place)} + unit
        return _("%(von)s bis %(bis)s") % {"von": self._edge(place), "bis": self._edge(place + 1)} + unit

    def finding(self) -> str:
        share = self._share_kept()
        if share is None or self.band is None:
            return super().finding()
        words = {"name": self.name, "anteil": number(share, 0, "%"), "bis": number(self.band.high, 0, self.unit)}
        return _("%(name)s: %(anteil)s bis %(bis)s") % words

    def description(self) -> str:
        known = self.known(self.series[0])
        total = sum(count for count, _label in known)
        if not total:
            return f"{self.name}. " + _("%(name)s: keine Angaben.") % {"name": self.count_label}
        most, label = max(known, key=lambda pair: pair[0])
        words = {"name": self.count_label, "alle": self.number(total), "klasse": label, "zahl": self.number(most)}
        return f"{self.finding()}. " + _("%(name)s: %(alle)s, am häufigsten %(klasse)s (%(zahl)s).") % words

    def _share_kept(self) -> float | None:
        """Return how many percent lie within the promise; None when its end is no edge or a count is missing."""
        counts = [count for count, _label in self.known(self.series[0])]
        if self.band is None or self.band.high not in self.edges or len(counts) < len(self.labels) or not sum(counts):
            return None
        inside = [count for count, upper in zip(counts, self.edges[1:], strict=True) if upper <= self.band.high]
        return 100 * sum(inside) / sum(counts)

    def svg(self) -> SafeString:
        canvas = self.canvas(HEIGHT)
        counts = self.series[0].values
        ticks = round_ticks([count for count in counts if count is not None], zero=True)
        plot = layout.plot_for(self, ticks, height=HEIGHT, foot=44)
        sizes = Axis(self.edges if len(self.edges) > 1 else [0, 1], plot.left, plot.right)
        self._draw_band(canvas, plot, sizes)
        layout.draw_value_axis(canvas, self, plot)
        for count, low, high in zip(counts, self.edges, self.edges[1:], strict=False):
            if count is not None:
                start, end, y = sizes.place(low), sizes.place(high), plot.axis.place(count)
                canvas.bar(0, start + 0.5, y, end - start - 1, plot.bottom - y)
        canvas.path("d-achse", [[(plot.left, plot.bottom), (plot.right, plot.bottom)]])
        edges = [self._edge(place) for place in range(len(self.edges) - self.open_end)]
        layout.draw_labels(canvas, edges, [sizes.place(edge) for edge in self.edges[: len(edges)]], plot.bottom + 17)
        canvas.text("d-leise", plot.left, plot.bottom + 34, f"{self.axis} ({self.unit})" if self.unit else self.axis)
        return canvas.svg(self.description())

    def _draw_band(self, canvas: Canvas, plot: Plot, sizes: Axis) -> None:
        if self.band:
            low, high = sorted((sizes.place(self.band.low), sizes.place(self.band.high)))
            canvas.rect("d-zielband", low, plot.top, high - low, plot.bottom - plot.top)
            canvas.text("d-text", low, plot.top - 6, self.band.label)
