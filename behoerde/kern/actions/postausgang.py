"""Put messages into the outbox, in the transaction of their cause."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

import structlog
from celery import current_app
from django.db import transaction

from behoerde.kern import register, uhr
from behoerde.kern.models import Nachricht, Person, User

log = structlog.get_logger(__name__)
_gesammelt: ContextVar[set[str] | None] = ContextVar("behoerde_wecken", default=None)
_zusammen: ContextVar[list[Nachricht] | None] = ContextVar("behoerde_nachrichten", default=None)


@dataclass(frozen=True)
class Empfaenger:
    """Where a message goes: ``art`` and ``id`` name the row that knows why, a Person or something that has none yet."""

    art: str
    id: UUID
    kanal: str
    adresse: str
    sprache: str

    @classmethod
    def of(cls, person: Person | User) -> "Empfaenger":
        """Return the contact of ``person``: e-mail, else SMS; ``adresse`` is "" when there is neither."""
        mobil = str(getattr(person, "mobil", ""))
        kanal, adresse = (Nachricht.Kanal.EMAIL, person.email) if person.email else (Nachricht.Kanal.SMS, mobil)
        return cls(str(person._meta.model_name), person.pk, kanal, adresse, person.sprache)


def queue_nachricht(
    anlass: str,
    *,
    schluessel: str,
    person: Person | User | None = None,
    empfaenger: Empfaenger | None = None,
    kontext: dict,
    faellig_ab: datetime | None = None,
) -> bool:
    """Queue one message to ``person`` or to ``empfaenger``; False when there is no contact.

    The same ``schluessel`` queues once. ``kontext`` is JSON: ids, never names. Raises KeyError for an unregistered Anlass.
    """
    ziel = empfaenger or Empfaenger.of(person)
    return queue_each(anlass, faellig={schluessel: faellig_ab or uhr.now()}, empfaenger=ziel, kontext=kontext)


def queue_each(anlass: str, *, faellig: Mapping[str, datetime], empfaenger: Empfaenger, kontext: dict) -> bool:
    """Queue one message for each ``schluessel`` of ``faellig``, due from its instant on, in one statement.

    For the rest see ``queue_nachricht``.
    """
    register.anlass(anlass)
    if not empfaenger.adresse:
        return False
    rows = [
        Nachricht(
            schluessel=schluessel,
            anlass=anlass,
            empfaenger_art=empfaenger.art,
            empfaenger_id=empfaenger.id,
            adresse=empfaenger.adresse,
            kanal=empfaenger.kanal,
            sprache=empfaenger.sprache,
            kontext=kontext,
            faellig_ab=instant,
        )
        for schluessel, instant in faellig.items()
    ]
    if (waiting := _zusammen.get()) is None:
        _put(rows)
    else:
        waiting += rows
    return True


def _put(rows: list[Nachricht]) -> None:
    Nachricht.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.faellig_ab <= uhr.now() for row in rows):
        transaction.on_commit(partial(wake, "kern.zustellen"), robust=True)


@contextmanager
def queued_together() -> Iterator[None]:
    """Put whatever is queued inside into the outbox in one statement at the end; nothing of it when the block fails."""
    rows: list[Nachricht] = []
    token = _zusammen.set(rows)
    try:
        yield
    finally:
        _zusammen.reset(token)
    _put(rows)


@contextmanager
def waking_once() -> Iterator[None]:
    """Wake each task once at the end, however many transactions commit meanwhile."""
    tasks: set[str] = set()
    token = _gesammelt.set(tasks)
    try:
        yield
    finally:
        _gesammelt.reset(token)
        for task in sorted(tasks):
            wake(task)


def wake(task: str) -> None:
    """Shorten the wait for the next sweep; a broker that is down fails nothing, the sweep finds the rows."""
    if (tasks := _gesammelt.get()) is not None:
        tasks.add(task)
        return
    try:
        current_app.send_task(task, retry=False, expires=60)
    except Exception as fault:  # noqa: BLE001 - whatever the broker client raises, the change is already committed
        log.warning("broker_nicht_erreichbar", task=task, fehler=type(fault).__name__)
