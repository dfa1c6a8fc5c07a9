"""Who has a visit at counters that nobody sits at."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Min, QuerySet

from behoerde.kern import uhr
from termine.angaben import Bedarf
from termine.enums import TERMIN_OFFEN, TerminStatus
from termine.models import Dienst, Platz, Serviceversprechen, Termin
from termine.planung import as_range, day_bounds
from termine.queries.frei import FreieZeit, free_zeiten
from termine.queries.woche import last_day

VORHER_BESCHEID = timedelta(hours=24)  # a new time lies so far ahead that the message is read before it


def affected(plaetze: Collection[Platz] | Collection[int], von: date, bis: date) -> QuerySet[Termin]:
    """Return open visits at these counters from now on, in order of their time."""
    start, end = day_bounds(von, bis, uhr.ZONE)
    return (
        Termin.objects.filter(platz__in=plaetze, status__in=TERMIN_OFFEN, starts_at__gte=max(start, uhr.now()), starts_at__lt=end)
        .select_related("leistung", "platz__team", "standort", "kontakt")
        .annotate(spaetestens=Min("anliegen__aufnahme__versprechen__termin_bis"))
        .order_by("starts_at", "platz_id")
    )


def is_closed(plaetze: Collection[Platz], von: date, bis: date) -> bool:
    """Say whether no counter takes anybody else on these days."""
    window = as_range(day_bounds(von, bis, uhr.ZONE))
    return not any(d.frei for d in Dienst.objects.filter(platz__in=plaetze, zeitraum__overlap=window).only("frei"))


def unreachable(termin: Termin) -> bool:
    """Say whether nobody would learn of another time by a message."""
    return termin.kontakt is None or not (termin.kontakt.email or termin.kontakt.mobil)


def why_not_movable(termin: Termin) -> str:
    """Return "da", "bucht" or "ohne_kontakt" when a visit gets no other time by itself, else ""."""
    if termin.status == TerminStatus.ANGEKOMMEN:
        return "da"
    if termin.status != TerminStatus.GEBUCHT:
        return "bucht"
    return "ohne_kontakt" if unreachable(termin) else ""


def deadline(termin: Termin) -> date:
    """Return the last day a visit may move to: the promised one, else the last of the roster."""
    found = Serviceversprechen.objects.filter(aufnahme__anliegen__termin=termin).aggregate(tag=Min("termin_bis"))["tag"]
    return min(found or last_day(), last_day())


def other_times(termin: Termin, bis: date) -> list[FreieZeit]:
    """Return free times in the same house until ``bis``: later ones first, the nearest first."""
    start: datetime = uhr.now() + VORHER_BESCHEID
    end = day_bounds(bis, bis, uhr.ZONE)[1]
    if end <= start:
        return []
    bedarf = Bedarf(merkmale=termin.merkmale, sofort=True)
    personen, standort = termin.personenzahl, termin.standort
    found = free_zeiten(termin.leistung, start, end, standort=standort, personen=personen, bedarf=bedarf, fresh=True)
    return sorted(found, key=lambda zeit: (zeit.beginn < termin.starts_at, abs(zeit.beginn - termin.starts_at)))
