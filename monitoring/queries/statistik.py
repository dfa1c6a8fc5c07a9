"""What was taken in of statistics, and where a shown value comes from."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from monitoring import darstellung
from monitoring.enums import Herkunft, Zeitraum
from monitoring.katalog import Indikator
from monitoring.models import Einlesung, Messwert, Statistikwert
from monitoring.queries.werte import Wert
from monitoring.zelle import Kreis


def einlesungen() -> QuerySet[Einlesung]:
    """Return every Einlesung with the number of its values (``anzahl``), the latest first."""
    return Einlesung.objects.select_related("eingelesen_von", "zurueckgenommen_von").annotate(anzahl=Count("werte"))


def values_in(einlesung: Einlesung) -> QuerySet[Statistikwert]:
    return einlesung.werte.all()


@dataclass(frozen=True)
class Eingelesen:
    """One value that a figure shows from statistics, in words, with its source."""

    name: str
    merkmal: str
    auspraegung: str
    wert: str
    faelle: int | None
    quelle: str


def taken_in(one: Indikator) -> list[Eingelesen]:
    """Return the values that a figure shows from statistics, the latest period first."""
    rows = Messwert.objects.filter(slug=one.slug, herkunft=Herkunft.EINGELESEN).order_by("-von", "merkmal", "auspraegung")
    cells = [(row, darstellung.cell(one, Wert(row.wert, row.nenner or 0), Kreis.INTERN)) for row in rows]
    return [
        Eingelesen(
            darstellung.period_name(Zeitraum(row.zeitraum), row.von),
            row.merkmal,
            row.auspraegung,
            darstellung.written(one, zelle),
            zelle.n,
            row.quelle,
        )
        for row, zelle in cells
    ]
