"""Träger and places of the directory, changed by the office."""

from typing import TypeVar

from django.db import transaction

from behoerde.kern.actions.protokoll import record
from behoerde.kern.geschichte import event_of
from lotsen.models import Ort, Traeger

Row = TypeVar("Row", Traeger, Ort)
BLEIBT = {"einheit_id"}  # who reads referrals to a Träger is decided with the right for accounts, never by the way back


@transaction.atomic
def save_row(row: Row) -> Row:
    """Write a Träger or a place as a form filled it; the history keeps what was there before."""
    new = row._state.adding
    row.save()
    record(f"{row._meta.model_name}_{'angelegt' if new else 'geaendert'}", row, grund=row.name)
    return row


@transaction.atomic
def take_row_back(row: Row, *, event: int) -> Row:
    """Let a Träger or a place be again what it was at one step of its history, except for what BLEIBT names.

    Raises LookupError for a foreign step.
    """
    row = type(row)._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)
    before = event_of(row, event)
    for field in row._meta.concrete_fields:
        if field.editable and not field.primary_key and field.attname not in BLEIBT and hasattr(before, field.attname):
            setattr(row, field.attname, getattr(before, field.attname))
    return save_row(row)
