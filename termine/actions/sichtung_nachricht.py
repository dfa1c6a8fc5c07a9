"""What the triage desk writes to people; a minute later, so that "Rückgängig" really takes a click back."""

from datetime import timedelta

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from termine.models import Aufnahme

BEDENKZEIT = timedelta(minutes=1)


def tell_later(aufnahme: Aufnahme, anlass: str, *, schluessel: object, **more) -> bool:
    """Queue one message about the concern; False when the person left no contact. ``more`` are ids, never names."""
    return queue_nachricht(
        anlass,
        schluessel=f"{anlass}-{schluessel}",
        person=aufnahme.kontakt,
        kontext={"aufnahme": str(aufnahme.pk), **more},
        faellig_ab=uhr.now() + BEDENKZEIT,
    )
