"""Predicates and small sums of the appointment desk; no database."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError
from termine.enums import (
    ANLIEGEN_UEBERGAENGE,
    DOLMETSCHEN_GILT,
    TERMIN_UEBERGAENGE,
    VORSPRACHE_UEBERGAENGE,
    AnliegenStatus,
    Dolmetschstand,
    TerminStatus,
    VorspracheStatus,
)

VERLAENGERUNGEN_HOECHSTENS = 3  # each adds one holding time: half an hour is enough for slow readers, too short to hoard
AUFRUFE_MINDESTENS = 2  # before somebody counts as not come
AUFRUF_WARTEN = timedelta(minutes=5)  # or this long after the only call
VORSCHAU = timedelta(weeks=12)  # how far ahead the roster is made


def check_termin_move(before: str, after: str) -> None:
    """Raise DomainError when a Termin may not go from ``before`` to ``after``."""
    if after not in TERMIN_UEBERGAENGE[before]:
        raise DomainError(
            _("Das geht jetzt nicht mehr. Stand des Termins: %(status)s.") % {"status": TerminStatus(before).label},
            "uebergang",
        )


def check_anliegen_move(before: str, after: str) -> None:
    """Raise DomainError when an Anliegen may not go from ``before`` to ``after``."""
    if after not in ANLIEGEN_UEBERGAENGE[before]:
        raise DomainError(
            _("Das geht jetzt nicht mehr. Stand des Anliegens: %(status)s.") % {"status": AnliegenStatus(before).label},
            "uebergang",
        )


def check_vorsprache_move(before: str, after: str) -> None:
    """Raise DomainError when a Vorsprache may not go from ``before`` to ``after``."""
    if after not in VORSPRACHE_UEBERGAENGE[before]:
        raise DomainError(
            _("Das geht jetzt nicht mehr. Stand der Nummer: %(status)s.") % {"status": VorspracheStatus(before).label},
            "uebergang",
        )


def can_miss(aufrufe: int, aufgerufen_am: datetime, instant: datetime) -> bool:
    """Say whether a called person may count as not come: called twice, or long enough ago."""
    return aufrufe >= AUFRUFE_MINDESTENS or instant >= aufgerufen_am + AUFRUF_WARTEN


def promise_state(minuten: int, versprochen: int | None) -> str:
    """Judge a wait by the promised minutes: gut, from three quarters on achtung, over it gefahr; "" without a promise."""
    if versprochen is None:
        return ""
    if minuten > versprochen:
        return "gefahr"
    return "achtung" if minuten * 4 >= versprochen * 3 else "gut"


def can_extend(status: str, verlaengerungen: int) -> bool:
    """Say whether a hold may still be prolonged by the person who types."""
    return status == TerminStatus.VORGEMERKT and verlaengerungen < VERLAENGERUNGEN_HOECHSTENS


def can_change(status: str, starts_at: datetime, instant: datetime) -> bool:
    """Say whether the person may still move or cancel the visit."""
    return status == TerminStatus.GEBUCHT and starts_at > instant


def dolmetschstand(
    status: str, sprache: str, am_platz: Collection[str], bestellt: datetime | None, beginn: datetime
) -> Dolmetschstand | None:
    """Say how the interpreter of a visit stands; None when the visit needs none, is over or not yet certain.

    ``bestellt`` is the time the interpreter was ordered for.
    """
    if status == TerminStatus.ABGESAGT:
        return Dolmetschstand.ABBESTELLEN if bestellt else None
    if not sprache or status not in DOLMETSCHEN_GILT:
        return None
    if bestellt is not None:
        return Dolmetschstand.BESTELLT if bestellt == beginn else Dolmetschstand.UMBESTELLEN
    return Dolmetschstand.AM_PLATZ if sprache in am_platz else Dolmetschstand.OFFEN
