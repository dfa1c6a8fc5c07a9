"""From what is frozen of a report to its PDF: the same row gives the same bytes."""

from typing import Any

from behoerde.kern.diagramme import Band, LineChart, Series, Target
from behoerde.kern.pdf import render_pdf
from monitoring.models import Bericht

VORLAGE = "monitoring/berichte_pdf.html"


def render(bericht: Bericht, inhalt: dict[str, Any]) -> bytes:
    """Return the PDF/UA of a report; raises PdfUnavailable where this machine can make none."""
    bereiche = [
        {**bereich, "zahlen": [zahl | {"diagramm": _chart(zahl)} for zahl in bereich["zahlen"]]}
        for bereich in inhalt["zahlen"]["bereiche"]
    ]
    angaben = {"bericht": bericht, "inhalt": inhalt, "bereiche": bereiche, "intern": not bericht.ist_oeffentlich}
    return render_pdf(VORLAGE, angaben, sprache="de")


def _chart(zahl: dict[str, Any]) -> LineChart | None:
    bild = zahl["bild"]
    if bild is None:
        return None
    band = None if bild["band"] is None else Band(bild["band"][0], bild["band"][1], "übliche Schwankung")
    return LineChart(
        name=zahl["name"],
        labels=bild["labels"],
        series=[Series(name, values) for name, values in bild["reihen"]],
        axis="Zeitraum",
        unit=bild["einheit"],
        target=None if bild["ziel"] is None else Target(bild["ziel"], "Ziel"),
        band=band,
        heading=3,
        key=zahl["slug"],
    )
