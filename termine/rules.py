"""Predicates and small sums of the appointment desk; no database."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError
from termine.enums import ANLIEGEN_UEBERGAENGE, TERMIN_UEBERGAENGE, AnliegenStatus, TerminStatus

VERLAENGERUNGEN_HOECHSTENS = 3  # each adds one holding time: half an hour is enough for slow readers, too short to hoard
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


def can_extend(status: str, verlaengerungen: int) -> bool:
    """Say whether a hold may still be prolonged by the person who types."""
    return status == TerminStatus.VORGEMERKT and verlaengerungen < VERLAENGERUNGEN_HOECHSTENS


def can_change(status: str, starts_at: datetime, instant: datetime) -> bool:
    """Say whether the person may still move or cancel the visit."""
    return status == TerminStatus.GEBUCHT and starts_at > instant
