"""Words of a way through several counters."""

from datetime import datetime

from django import template
from django.db.models import QuerySet

from termine.forms.sichtung_kette import way_value
from termine.models import Termin, Terminvorschlag
from termine.queries.kette import Kettenzeit, offered_stations, stations_of

register = template.Library()
register.filter(way_value)


@register.filter
def stationen(termin: Termin) -> QuerySet[Termin]:
    """Return every Station of the way of a visit in order; nothing for one that stands alone."""
    return stations_of(termin)


@register.filter
def weitere_stationen(vorschlag: Terminvorschlag) -> list[Terminvorschlag]:
    """Return every Station of an offered way; nothing for an offer that stands alone."""
    return offered_stations(vorschlag)


@register.filter
def pause(zeit: Kettenzeit) -> int:
    """Return the minutes of waiting on a way."""
    return int(
        (zeit.ende - zeit.beginn - sum((halt.dauer for halt in zeit.halte), zeit.beginn - zeit.beginn)).total_seconds() // 60
    )


@register.filter
def beginnt(vorschlag: Terminvorschlag, weg: list[Terminvorschlag]) -> datetime:
    """Return when somebody must be there: where the way begins, else the offer that stands alone."""
    return (weg[0] if weg else vorschlag).starts_at
