"""What the call display shows: numbers and counters, nobody's name; asked once a second for all screens of a house."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.cache import cache
from django.template.loader import render_to_string

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from termine.enums import VORSPRACHE_AM_PLATZ
from termine.models import Vorsprache
from termine.queries.haus import Lage, lage, reopens
from termine.warteschlange import Wartend

CACHE_SEKUNDEN, WARTEZEIT_SEKUNDEN, OEFFNET_SEKUNDEN, BILD_SEKUNDEN = 1, 15, 60, 300
ZEILEN = 5  # the newest call large, four before it
STEHEN_LASSEN = timedelta(minutes=15)  # a call stays on the screen at most this long


@dataclass(frozen=True)
class Bild:
    """One rendered state: ``stand`` changes exactly when the picture does, ``html`` is the part that is swapped in."""

    stand: str
    html: str


def calls(standort: Standort) -> list[Vorsprache]:
    """Return the latest calls of the house, newest first."""
    called = Vorsprache.objects.filter(standort=standort, status__in=VORSPRACHE_AM_PLATZ).today().select_related("platz")
    return list(called.filter(aufgerufen_am__gt=uhr.now() - STEHEN_LASSEN).order_by("-aufgerufen_am")[:ZEILEN])


def bild(standort: Standort) -> Bild:
    """Return what a display of the house shows now; at most a second old."""
    key = f"aufruf:{standort.pk}"
    found = cache.get(key)
    if found is None:
        aufrufe = calls(standort)
        oeffnet = None if aufrufe else opening(standort)
        found = _drawn(standort, aufrufe, waiting_time(standort), oeffnet)
        cache.set(key, found, CACHE_SEKUNDEN)
    return found


def opening(standort: Standort) -> datetime | None:
    """Return when a house that is closed for today opens again; at most a minute old."""
    return cache.get_or_set(f"oeffnet:{standort.pk}", lambda: reopens(standort), OEFFNET_SEKUNDEN)


def waiting_time(standort: Standort) -> Lage:
    """Return what somebody without an appointment would be told now; at most a quarter of a minute old."""
    return cache.get_or_set(f"wartezeit:{standort.pk}", lambda: lage(Wartend(uuid4(), uhr.now()), standort), WARTEZEIT_SEKUNDEN)


def _drawn(standort: Standort, aufrufe: list[Vorsprache], wartet: Lage, oeffnet: datetime | None) -> Bild:
    """Return the picture of this state; drawn once, however often the house comes back to it."""
    called = [(str(v.pk), v.aufrufe, v.platz.name if v.platz else "") for v in aufrufe]
    state = called, wartet.minuten, oeffnet, uhr.today()
    stand = hashlib.sha256(repr(state).encode()).hexdigest()[:16]
    key = f"aufruf:{standort.pk}:{stand}"
    return cache.get_or_set(key, lambda: _render(standort, aufrufe, wartet, oeffnet, stand), BILD_SEKUNDEN)


def _render(standort: Standort, aufrufe: list[Vorsprache], wartet: Lage, oeffnet: datetime | None, stand: str) -> Bild:
    context = {
        "standort": standort,
        "jetzt": aufrufe[0] if aufrufe else None,
        "weitere": aufrufe[1:],
        "lage": wartet,
        "oeffnet": oeffnet,
        "stand": stand,
    }
    return Bild(stand, render_to_string("termine/_aufruf_teil.html", context))
