"""The course beside a single figure; the words and numbers stand next to it."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from behoerde.kern.diagramme.canvas import Canvas, Point
from behoerde.kern.diagramme.figure import Value, finite
from behoerde.kern.diagramme.scale import Axis, span

WIDTH, HEIGHT, EDGE = 96.0, 36.0, 5.0


def sparkline(values: Sequence[Value], *, target: float | None = None) -> SafeString:
    """Return a small line with a dot at its last value, silent for screen readers; empty without two values."""
    values = [finite(value) for value in values]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return SafeString("")
    held = [*known, *([] if target is None else [target])]
    axis = Axis(span(held), HEIGHT - EDGE, EDGE)
    canvas = Canvas(WIDTH, HEIGHT, key="", rtl=get_language_bidi())
    if target is not None:
        y = axis.place(target)
        canvas.path("d-ziel", [[(0, y), (WIDTH, y)]])
    places = [EDGE + (WIDTH - 2 * EDGE) * at / (len(values) - 1) for at in range(len(values))]
    points: list[Point] = [(x, axis.place(value)) for x, value in zip(places, values, strict=True) if value is not None]
    canvas.path("d-linie d-a", [points])
    canvas.markers(0, points[-1:])
    return canvas.silent("kennzahl__verlauf")
