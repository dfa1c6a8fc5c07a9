"""Take services of others into the directory."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from lotsen.hsds import Zeilen, read_service
from lotsen.models import Angebot, Ort, Sprechzeit, Traeger

Row = TypeVar("Row", bound=Model)


def load_hsds(services: Iterable[dict[str, Any]]) -> tuple[int, list[str]]:
    """Write services of HSDS, each in a transaction of its own; return how many, and a sentence for each that was refused.

    The ids stay, so that loading a newer state changes rows and never doubles them; an equal state changes nothing.
    """
    written, refused = 0, []
    for service in services:
        try:
            rows = read_service(service)
        except DomainError as refusal:
            refused.append(refusal.text)
        else:
            write_angebot(rows)
            written += 1
    return written, refused


@transaction.atomic
def write_angebot(rows: Zeilen) -> Angebot:
    """Create or change one Angebot with its Träger, places and hours."""
    traeger, _changed = _write(Traeger, rows.traeger)
    orte = [_write(Ort, row)[0] for row in rows.orte]
    angebot, changed = _write(Angebot, rows.angebot | {"traeger_id": traeger.pk})
    if changed:
        Angebot.objects.filter(pk=angebot.pk).update(geaendert_am=uhr.now())
    angebot.orte.set(orte)
    names = ("wochentag", "von", "bis", "gilt_ab", "gilt_bis", "hinweis")
    wanted = sorted(tuple(str(row[name]) for name in names) for row in rows.sprechzeiten)
    if wanted != sorted(tuple(str(getattr(row, name)) for name in names) for row in angebot.sprechzeiten.all()):
        angebot.sprechzeiten.all().delete()
        Sprechzeit.objects.bulk_create(Sprechzeit(angebot=angebot, **row) for row in rows.sprechzeiten)
    return angebot


def _write(model: type[Row], values: dict[str, Any]) -> tuple[Row, bool]:
    """Return the row with these values and whether anything had to be written."""
    values = values | {"id": UUID(str(values["id"]))}
    row = model._default_manager.filter(pk=values["id"]).first()
    new = row is None
    row = row or model(id=values["id"])
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if new or changed:
        row.save(force_insert=new)
    return row, bool(new or changed)
