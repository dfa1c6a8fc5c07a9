"""What clients said, for everybody who works in the office."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from behoerde.kern.diagramme import BarChart, RowChart, Series
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.queries import umfrage as zahlen
from monitoring.queries.umfragefolge import consequences
from monitoring.umfrage import BOGEN, MINDESTENS, Merkmal, quarter_name
from monitoring.umfragelink import FRAGEN, steps_of

NACH = {
    Merkmal.LEISTUNG: gettext_lazy("Leistung"),
    Merkmal.STANDORT: gettext_lazy("Standort"),
    Merkmal.SPRACHE: gettext_lazy("Sprache"),
}
FRAGEN_OHNE_HAUS = ("verstaendlichkeit",)  # its definition knows no breakdown by house


class ErgebnisseView(RechtRequired, TemplateView):
    """One quarter: how many answered, the three questions, by what is chosen, and the words."""

    recht = Recht.UMFRAGEN_SEHEN
    template_name = "monitoring/umfragen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = zahlen.periods()
        chosen = self.request.GET.get("periode", "")
        periode = next((day for day in known if day.isoformat() == chosen), known[0])
        nach = self.request.GET.get("nach", "")
        darf = self.request.user.hat_recht(Recht.UMFRAGEN_BEARBEITEN)
        closed = zahlen.is_closed(periode)
        return super().get_context_data(
            perioden=[(day.isoformat(), quarter_name(day)) for day in known],
            periode=periode.isoformat(),
            nach=nach if nach in NACH else "",
            merkmale=NACH.items(),
            geschlossen=closed,
            quote=response(periode),
            genug=answers(periode) >= MINDESTENS,
            grenze=MINDESTENS,
            fragen=[question(frage, periode, nach if nach in NACH and closed else "") for frage in FRAGEN],
            folgen=consequences(nur_oeffentlich=not darf, periode=periode),
            bearbeiten=darf,
            texte=zahlen.texts(zahlen.Q(periode=periode)),
            **kwargs,
        )


def answers(periode: date) -> int:
    return zahlen.all_of(zahlen.agreed(BOGEN, zahlen.Q(periode=periode)))[1]


def response(periode: date) -> zahlen.Zeile:
    return zahlen.row_of("", zahlen.responded(periode, zahlen.last_day(periode)).get("", (0, 0)))


def question(frage: str, periode: date, nach: str) -> dict[str, Any]:
    """Return text, share, picture of the steps, and the rows of the breakdown."""
    of_period = zahlen.Q(periode=periode)
    found = zahlen.all_of(zahlen.agreed(frage, of_period))
    offered = nach and not (nach == Merkmal.STANDORT and frage in FRAGEN_OHNE_HAUS)
    rows = zahlen.shares(frage, of_period, nach) if offered else []
    return {
        "frage": FRAGEN[frage],
        "zeile": zahlen.row_of("", found),
        "bild": distribution(frage, of_period) if found[1] >= MINDESTENS else None,
        "zeilen": rows,
        "zeilenbild": breakdown(frage, rows, nach) if len(rows) > 1 else None,
    }


def distribution(frage: str, of_period: zahlen.Q) -> BarChart:
    counted = zahlen.steps(frage, of_period)
    labels = [steps_of(frage)[step] for step in counted]
    return BarChart(
        name=_("Wie oft welche Antwort kam"),
        labels=labels,
        series=[Series(_("Antworten"), list(counted.values()))],
        axis=_("Antwort"),
        decimals=0,
        heading=3,
        key=frage,
    )


def breakdown(frage: str, rows: list[zahlen.Zeile], nach: str) -> RowChart:
    values = [None if row.zelle.wert is None else 100 * row.zelle.wert for row in rows]
    return RowChart(
        name=_("Anteil, der zustimmt"),
        labels=[row.name for row in rows],
        series=[Series(_("Anteil"), values)],
        axis=NACH[Merkmal(nach)],
        unit="%",
        decimals=0,
        heading=3,
        key=f"{frage}-{nach}",
    )
