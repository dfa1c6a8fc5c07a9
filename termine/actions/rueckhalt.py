"""A time that somebody gave back stays out of sight: first for the waiting list, then until a moment that nobody can guess.

Whoever asks again and again for freed times gains nothing by it.
"""

import secrets
from datetime import datetime, timedelta

from behoerde.kern import uhr
from termine.actions.belegung import release
from termine.actions.verfall import lapse_rueckhalt
from termine.enums import BelegungArt
from termine.models import Belegung
from termine.models.dienst import BelegungQuerySet

SICHTBAR_NACH = (timedelta(minutes=10), timedelta(minutes=60))
VOR_BEGINN = timedelta(hours=3)  # so short before it begins a time is simply free: nobody on the list could answer


def visible_at(instant: datetime) -> datetime:
    """Return when everybody may see what becomes free at ``instant``: ten to sixty minutes later, drawn anew each time."""
    soonest, latest = SICHTBAR_NACH
    return instant + soonest + timedelta(seconds=secrets.randbelow(int((latest - soonest).total_seconds())))


def give_back(belegung: Belegung | None, *, hidden: bool, gesperrt: bool = False) -> None:
    """Give a counter back; the Termin must have let go of it before. ``hidden``: the waiting list comes first.

    ``gesperrt``: ``claim`` has locked it already, of a move.
    """
    instant = uhr.now()
    if belegung is None or not hidden or belegung.zeitraum.lower < instant + VOR_BEGINN:
        release(belegung, gesperrt=gesperrt)
    else:
        Belegung.objects.filter(pk=belegung.pk).update(art=BelegungArt.VORMERKUNG, ablauf=visible_at(instant))


def show_now(belegungen: BelegungQuerySet) -> None:
    """Stop hiding the given times: the office needs them itself."""
    lapse_rueckhalt(belegungen)
