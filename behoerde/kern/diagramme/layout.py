"""Where things lie on a chart with two axes."""

from collections.abc import Sequence
from dataclasses import dataclass

from behoerde.kern.diagramme.canvas import SIZES, Canvas, text_width
from behoerde.kern.diagramme.figure import Chart
from behoerde.kern.diagramme.scale import Axis, decimals_for, number

QUIET = SIZES["d-leise"]
GAP = 8.0
INSIDE, ABOVE, APART = 14.0, 5.0, 16.0  # words inside a range, above a line, between two lines of words


@dataclass(frozen=True)
class Plot:
    """The area of the values: edges of the sheet's units and the axis of the values."""

    left: float
    right: float
    top: float
    bottom: float
    axis: Axis


def plot_for(chart: Chart, ticks: Sequence[float], *, height: float, key_width: float = 0, foot: float = 30) -> Plot:
    """Return the area that remains beside tick labels, names of the series (at most a third) and foot."""
    labels = max(text_width(label, QUIET) for label in tick_labels(chart, ticks))
    left = min(labels, chart.width / 4) + GAP
    right = chart.width - max(min(key_width, chart.width / 3), GAP)
    top, bottom = 20.0, height - foot
    return Plot(left, right, top, bottom, Axis(ticks, bottom, top))


def tick_labels(chart: Chart, ticks: Sequence[float]) -> list[str]:
    places = decimals_for(ticks)
    return [number(tick, places, chart.value_unit) for tick in ticks]


def draw_value_axis(canvas: Canvas, chart: Chart, plot: Plot) -> None:
    """Draw grid lines and their numbers."""
    places = [plot.axis.place(tick) for tick in plot.axis.ticks]
    canvas.path("d-gitter", [[(plot.left, y), (plot.right, y)] for y in places])
    with canvas.group("d-leise d-ende"):
        for y, label in zip(places, tick_labels(chart, plot.axis.ticks), strict=True):
            canvas.text("", plot.left - GAP, y + 4, label, anchor="d-ende")


def draw_labels(canvas: Canvas, labels: Sequence[object], places: Sequence[float], y: float) -> None:
    """Write as many of ``labels`` as fit beside each other, the last one always."""
    if not labels:
        return
    widest = max(text_width(str(label), QUIET) for label in labels)
    slot = abs(places[-1] - places[0]) / (len(places) - 1) if len(places) > 1 else canvas.width
    step = max(1, -(-int(min(widest, 90) + GAP) // max(int(slot), 1)))
    with canvas.group("d-leise d-mitte"):
        for at in range(len(labels) - 1, -1, -step):
            canvas.text("", places[at], y, labels[at], anchor="d-mitte", room=slot * step - GAP / 2)


def draw_promise(canvas: Canvas, chart: Chart, plot: Plot) -> None:
    """Draw the promised range behind the data and the target line; where their words would meet, those of the range end right."""
    room, meet = plot.right - plot.left - GAP, False
    line = plot.axis.place(chart.target.value) if chart.target else None
    if chart.band:
        low, high = sorted((plot.axis.place(chart.band.low), plot.axis.place(chart.band.high)))
        canvas.rect("d-zielband", plot.left, low, plot.right - plot.left, high - low)
        meet = line is not None and abs(low + INSIDE - (line - ABOVE)) < APART
        where = ("d-text d-ende", plot.right - 4) if meet else ("d-text", plot.left + 4)
        canvas.text(*where, low + INSIDE, chart.band.label, room=room / 2 if meet else room)
    if chart.target and line is not None:
        canvas.path("d-ziel", [[(plot.left, line), (plot.right, line)]])
        canvas.text("d-text", plot.left + 4, line - ABOVE, chart.target.label, room=room / 2 if meet else room)


def promised(chart: Chart) -> list[float]:
    """Return the values of target and band, which the axis must hold as well."""
    values = [chart.target.value] if chart.target else []
    return values + ([chart.band.low, chart.band.high] if chart.band else [])


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return ``places`` moved apart by ``gap`` in the same order, within ``low`` and ``high`` as long as they fit."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved, floor = list(places), low
    for at in order:
        moved[at] = floor = max(places[at], floor)
        floor += gap
    ceiling = high
    for at in reversed(order):
        moved[at] = min(moved[at], ceiling)
        ceiling = moved[at] - gap
    return moved
