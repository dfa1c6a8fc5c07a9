"""Who is next: the fair queue as plain arithmetic, no database. docs/warteschlange.md says it for people."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from statistics import mean
from uuid import UUID

VORRANG = timedelta(minutes=30)  # who has no appointment is due this long after drawing the number
PUENKTLICH = timedelta(minutes=5)  # an appointment counts this long before its time, so that it can begin in time
GEDULD = timedelta(minutes=10)  # how long a counter leaves somebody to an open counter that fits better
MINDESTENS = 3  # fewer recent conversations are no ground for an estimate
RUNDUNG = 5  # minutes


class Grund(StrEnum):
    """Why somebody is next, or is passed over for now."""

    DRINGEND = "dringend"
    WEITERGEREICHT = "weitergereicht"
    TERMIN = "termin"
    OHNE_TERMIN = "ohne_termin"
    ZURUECK = "zurueck"
    FRUEH = "frueh"
    GEPARKT = "geparkt"
    BESSER = "besser"
    ANDERSWO = "anderswo"


@dataclass(frozen=True)
class Wartend:
    """Somebody in the house; ``beginn`` and ``ende`` are the appointment's, None without one.

    ``team`` None: any team that takes people without an appointment. ``ziel``: only this counter may call.
    ``eigener_platz``: the counter that prepared for the visit.
    """

    id: UUID
    angekommen_am: datetime
    sprache: str = "de"
    beginn: datetime | None = None
    ende: datetime | None = None
    team: int | None = None
    leistung: int | None = None
    merkmale: frozenset[str] = frozenset()
    dolmetschen: str = ""
    ziel: int | None = None
    eigener_platz: int | None = None
    dringend_seit: datetime | None = None
    weitergereicht_am: datetime | None = None
    geparkt_bis: datetime | None = None

    @property
    def hat_zeit(self) -> bool:
        """Whoever comes after the end of the appointment waits like somebody without one."""
        return self.beginn is not None and self.ende is not None and self.angekommen_am < self.ende


@dataclass(frozen=True)
class Schalter:
    """A counter that is open: what it serves, in which languages, with what."""

    id: int
    team: int
    sprachen: frozenset[str] = frozenset({"de"})
    leistungen: frozenset[int] = frozenset()
    merkmale: frozenset[str] = frozenset()
    ohne_termin: bool = True


def faellig(w: Wartend) -> datetime:
    """Return when ``w`` is due: at the appointed time, after arriving late at once, without appointment half an hour later."""
    if w.hat_zeit and w.beginn is not None:
        return max(w.beginn, w.angekommen_am)
    return w.angekommen_am + VORRANG


def passt(w: Wartend, s: Schalter) -> bool:
    """Say whether counter ``s`` can serve ``w`` at all."""
    if w.ziel is not None:
        return w.ziel == s.id
    if not (s.ohne_termin if w.team is None else w.team == s.team):
        return False
    offered = w.leistung is None or w.weitergereicht_am is not None or w.leistung in s.leistungen
    spoken = not w.dolmetschen or w.dolmetschen in s.sprachen or "dolmetschen" in s.merkmale
    return offered and spoken and w.merkmale <= s.merkmale


def ist_geparkt(w: Wartend, jetzt: datetime) -> bool:
    return w.geparkt_bis is not None and jetzt < w.geparkt_bis


def ist_frueh(w: Wartend, jetzt: datetime) -> bool:
    return w.hat_zeit and w.beginn is not None and jetzt < w.beginn - PUENKTLICH


def passt_besser(w: Wartend, s: Schalter, offen: Iterable[Schalter]) -> bool:
    """Say whether another open counter fits better than ``s``: the one that prepared, or one that speaks the language."""
    others = [other for other in offen if other.id != s.id and passt(w, other)]
    if w.eigener_platz is not None and w.eigener_platz != s.id:
        return any(other.id == w.eigener_platz for other in others)
    needed = w.dolmetschen or w.sprache
    return w.eigener_platz is None and needed not in s.sprachen and any(needed in other.sprachen for other in others)


def _rang(w: Wartend, s: Schalter, jetzt: datetime, offen: Collection[Schalter]) -> tuple[int, datetime, datetime, UUID]:
    if w.dringend_seit is not None:
        return 0, w.dringend_seit, w.angekommen_am, w.id
    if w.weitergereicht_am is not None:
        return 1, w.weitergereicht_am, w.angekommen_am, w.id
    claim = faellig(w) + (GEDULD if passt_besser(w, s, offen) else timedelta())
    return 3 if ist_frueh(w, jetzt) else 2, claim, w.angekommen_am, w.id


def reihenfolge(wartende: Iterable[Wartend], s: Schalter, jetzt: datetime, offen: Collection[Schalter]) -> list[Wartend]:
    """Return whom counter ``s`` may call now, in this order; the policy itself.

    Emergencies; then people another counter sends on; then everybody by the time they are due (plus GEDULD where
    another open counter fits better); at last those who are too early, so that a counter is never idle for nothing.
    """
    callable_now = (w for w in wartende if passt(w, s) and not ist_geparkt(w, jetzt))
    return sorted(callable_now, key=lambda w: _rang(w, s, jetzt, offen))


def grund(w: Wartend, s: Schalter, jetzt: datetime, offen: Collection[Schalter]) -> Grund:
    """Return in one word why ``w`` stands where it stands for counter ``s``."""
    cases = (
        (Grund.ANDERSWO, not passt(w, s)),
        (Grund.GEPARKT, ist_geparkt(w, jetzt)),
        (Grund.DRINGEND, w.dringend_seit is not None),
        (Grund.WEITERGEREICHT, w.weitergereicht_am is not None),
        (Grund.BESSER, jetzt < faellig(w) + GEDULD and passt_besser(w, s, offen)),
        (Grund.ZURUECK, w.geparkt_bis is not None),
        (Grund.FRUEH, ist_frueh(w, jetzt)),
        (Grund.TERMIN, w.hat_zeit),
    )
    return next((name for name, holds in cases if holds), Grund.OHNE_TERMIN)


def _stelle(w: Wartend) -> tuple[int, datetime, datetime, UUID]:
    """Return the place in the house, whatever the counter: what people are told."""
    if w.dringend_seit is not None:
        return 0, w.dringend_seit, w.angekommen_am, w.id
    if w.weitergereicht_am is not None:
        return 1, w.weitergereicht_am, w.angekommen_am, w.id
    return 2, faellig(w), w.angekommen_am, w.id


def vor(w: Wartend, wartende: Iterable[Wartend], jetzt: datetime, offen: Collection[Schalter]) -> int:
    """Return how many people in the house are due before ``w`` at counters that could serve ``w`` too."""
    mine = [s for s in offen if passt(w, s)]
    before = (other for other in wartende if other.id != w.id and _stelle(other) < _stelle(w) and not ist_geparkt(other, jetzt))
    return sum(1 for other in before if not mine or any(passt(other, s) for s in mine))


def schaetzung(davor: int, gespraeche: Sequence[float], schalter: int) -> int | None:
    """Return the minutes until somebody with ``davor`` people before them is called, rounded up to five.

    ``gespraeche``: minutes of recent conversations; ``schalter``: counters that held them. None: too little is known.
    """
    if len(gespraeche) < MINDESTENS or schalter < 1:
        return None
    minutes = (davor + 1) * mean(gespraeche) / schalter
    return max(RUNDUNG, ceil(minutes / RUNDUNG) * RUNDUNG)
