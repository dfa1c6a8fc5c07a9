"""Which Schulungsnachweise end soon, and who has already seen to it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from behoerde.kern import uhr
from monitoring.models import Schulungsnachweis, Schulungsteilnahme
from monitoring.schulung import ERINNERT_VORHER, KOMMEN, DurchfuehrungStatus


def ending(von: date, bis: date) -> QuerySet[Schulungsnachweis]:
    """Return those that end from ``von`` to ``bis``, both days included, the next first."""
    rows = Schulungsnachweis.objects.counting().filter(gueltig_bis__gte=von, gueltig_bis__lte=bis)
    return rows.select_related("kurs").order_by("gueltig_bis", "pk")


def level(row: Schulungsnachweis, tag: date) -> int:
    """Return the nearest number of ERINNERT_VORHER that the days left don't exceed: 31 days before the end is 90, 30 is 30."""
    left = (row.gueltig_bis - tag).days
    return min(days for days in ERINNERT_VORHER if left <= days)


def renewed(rows: Iterable[Schulungsnachweis]) -> set[Any]:
    """Return the keys of those whose holder has a later one of the same course, or is registered for a coming date of it."""
    rows = list(rows)
    who = Q(user__in={row.user_id for row in rows} - {None}) | Q(gast__in={row.gast_id for row in rows} - {None})
    later: dict[tuple, date] = {}
    for holder, bis in _valued(Schulungsnachweis.objects.counting().filter(who), "kurs", "gueltig_bis"):
        later[holder] = max(bis, later.get(holder, bis))
    coming = Schulungsteilnahme.objects.filter(
        who, status__in=KOMMEN, durchfuehrung__status=DurchfuehrungStatus.GEPLANT, bis__gt=uhr.now()
    )
    registered = {holder for holder, _bis in _valued(coming, "durchfuehrung__kurs", "bis")}
    return {row.pk for row in rows if later.get(_of(row), row.gueltig_bis) > row.gueltig_bis or _of(row) in registered}


def _valued(rows: QuerySet, kurs: str, value: str) -> Iterable[tuple[tuple, Any]]:
    for user, gast, course, found in rows.values_list("user", "gast", kurs, value):
        yield (user, gast, course), found


def _of(row: Schulungsnachweis) -> tuple:
    return (row.user_id, row.gast_id, row.kurs_id)
