"""Put messages into the outbox, in the transaction of their cause."""

from datetime import datetime
from functools import partial

import structlog
from celery import current_app
from django.db import transaction

from behoerde.kern import register, uhr
from behoerde.kern.models import Nachricht, Person, User

log = structlog.get_logger(__name__)


def queue_nachricht(
    anlass: str, *, schluessel: str, person: Person | User, kontext: dict, faellig_ab: datetime | None = None
) -> bool:
    """Queue one message to ``person`` by e-mail, else by SMS; False when there is neither.

    The same ``schluessel`` queues once. ``kontext`` is JSON: ids, never names. Raises KeyError for an unregistered Anlass.
    """
    register.anlass(anlass)
    kanal, adresse = (Nachricht.Kanal.EMAIL, person.email) if person.email else (Nachricht.Kanal.SMS, str(person.mobil))
    if not adresse:
        return False
    instant = uhr.now()
    Nachricht.objects.bulk_create(
        [
            Nachricht(
                schluessel=schluessel,
                anlass=anlass,
                empfaenger_art=str(person._meta.model_name),
                empfaenger_id=person.pk,
                adresse=adresse,
                kanal=kanal,
                sprache=person.sprache,
                kontext=kontext,
                faellig_ab=faellig_ab or instant,
            )
        ],
        ignore_conflicts=True,
    )
    if faellig_ab is None or faellig_ab <= instant:
        transaction.on_commit(partial(wake, "kern.zustellen"), robust=True)
    return True


def wake(task: str) -> None:
    """Shorten the wait for the next sweep; a broker that is down fails nothing, the sweep finds the rows."""
    try:
        current_app.send_task(task, retry=False, expires=60)
    except Exception as fault:  # noqa: BLE001 - whatever the broker client raises, the change is already committed
        log.warning("broker_nicht_erreichbar", task=task, fehler=type(fault).__name__)
