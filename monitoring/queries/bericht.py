"""What the council reads of one revision: figures, decisions, what the Gemeinden said, what people said and what was done."""

from datetime import date
from typing import Any

from monitoring.enums import Zeitraum
from monitoring.models import Anhoerung, Umfragefolge, Veroeffentlichung
from monitoring.queries import transparenz
from monitoring.queries.gremien import public_decisions
from monitoring.queries.stellungnahme import answers
from monitoring.zeitraum import last_periods


def council_report(row: Veroeffentlichung) -> dict[str, Any]:
    """Return what the PDF shows: the frozen figures, and of their twelve months what is public."""
    span = (last_periods(Zeitraum.MONAT, row.bis, 12)[0], row.bis)
    return {
        "ausgabe": row,
        "von": span[0],
        "bereiche": transparenz.figures(row),
        "beschluesse": public_decisions().filter(tag__range=span),
        "anhoerungen": _consultations(span),
        "folgen": Umfragefolge.objects.filter(tag__range=span, veroeffentlicht_am__isnull=False).order_by("tag", "pk"),
    }


def _consultations(span: tuple[date, date]) -> list[tuple[Anhoerung, list[Any]]]:
    rows = Anhoerung.objects.filter(frist__range=span).order_by("frist", "pk")
    return [(row, answers(row)) for row in rows]
