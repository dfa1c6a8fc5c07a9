"""What came of what people said: consequences with their measure, complaints with the room that chance leaves them."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import Any

from django.db.models import QuerySet

from monitoring.intervall import poisson
from monitoring.models import Beschwerde, Umfragefolge

JAHR = timedelta(days=365)


@dataclass(frozen=True)
class Spielraum:
    """So many were counted; the mean of many years like this one lies from ``von`` to ``bis`` (95 %)."""

    zahl: int
    von: int
    bis: int


def room(zahl: int) -> Spielraum:
    """Return the exact limits of a count in whole numbers, rounded outwards."""
    low, high = poisson(zahl)
    return Spielraum(zahl, floor(low), ceil(high))


def room_of_rate(je_1000: float, von: int) -> tuple[Spielraum, float, float]:
    """Return the room of the count behind a rate for 1000 of ``von`` cases, and its limits as rates again."""
    zahl = round(je_1000 * von / 1000)
    low, high = poisson(zahl)
    return room(zahl), 1000 * low / von, 1000 * high / von


def complaints_of_year(tag: date) -> Spielraum:
    """Return the complaints of the year that ends on ``tag``."""
    return room(Beschwerde.objects.filter(tag__gt=tag - JAHR, tag__lte=tag).count())


def consequences(*, nur_oeffentlich: bool = False, **wonach: Any) -> QuerySet[Umfragefolge]:
    """Return what the office did about what people said, the newest first, with the measure of each."""
    rows = Umfragefolge.objects.filter(**wonach).select_related("vorhaben").order_by("-tag", "-pk")
    return rows.exclude(veroeffentlicht_am=None) if nur_oeffentlich else rows
