"""Which messages about a visit are still to come."""

from behoerde.kern.models import Nachricht
from termine.models import Termin

KOMMT_NOCH = (Nachricht.Status.WARTET, Nachricht.Status.IN_ARBEIT, Nachricht.Status.WIEDERHOLEN)


def expects_reminder(termin: Termin) -> bool:
    """Say whether a reminder of the visit as it stands now is waiting to be sent; one query."""
    return Nachricht.objects.filter(
        anlass="termin_erinnerung",
        empfaenger_id=termin.kontakt_id,
        kontext__termin=str(termin.pk),
        kontext__sequenz=termin.kalender_sequenz,
        status__in=KOMMT_NOCH,
    ).exists()
