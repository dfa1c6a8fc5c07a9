"""Charts drawn on the server: figure, SVG with words and patterns beside colour, and the table of the numbers.

``{{ chart }}`` in a template gives the whole figure, on a page and in a PDF, in the language that is active there.
"""

from behoerde.kern.diagramme.bar import BarChart, RowChart
from behoerde.kern.diagramme.figure import Band, Chart, Series, Target
from behoerde.kern.diagramme.histogram import Histogram
from behoerde.kern.diagramme.line import LineChart
from behoerde.kern.diagramme.sparkline import sparkline

__all__ = ["Band", "BarChart", "Chart", "Histogram", "LineChart", "RowChart", "Series", "Target", "sparkline"]
