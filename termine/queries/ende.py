"""Whether a visit is over, for messages that follow it."""

from uuid import UUID

from termine.enums import TerminStatus
from termine.models import Termin

ENDEN = (TerminStatus.ERLEDIGT, TerminStatus.VERSAEUMT, TerminStatus.ABGESAGT)


def has_ended(termin: UUID | str) -> bool:
    """Say whether the visit took place, was missed or cancelled, and nobody took that back."""
    return Termin.objects.filter(pk=termin, status__in=ENDEN).exists()
