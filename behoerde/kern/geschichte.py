"""What changed in tracked rows, as people read it: who, when, what, from what to what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, ForeignKey, JSONField, Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern import uhr
from behoerde.kern.models import User

ARTEN = {"insert": gettext_lazy("angelegt"), "update": gettext_lazy("geändert"), "delete": gettext_lazy("entfernt")}


@dataclass(frozen=True)
class Aenderung:
    feld: str
    vorher: str
    nachher: str


@dataclass(frozen=True)
class Eintrag:
    """One step: ``wer`` is a name, "System" or "" when nobody knows; ``was`` names the row in its own words.

    ``event`` finds it again (``event_of``); 0 where the step comes from elsewhere.
    """

    zeit: datetime
    wer: str
    art: str
    was: str
    aenderungen: list[Aenderung] = field(default_factory=list)
    event: int = 0


def geschichte(*sources: tuple[type[Model], Q], hoechstens: int = 30) -> list[Eintrag]:
    """Return the latest steps of the rows that the sources name, newest first; two queries per source and one for names."""
    events = [(model, event, before) for model, query in sources for event, before in _events(model, query, hoechstens)]
    events.sort(key=lambda entry: (entry[1].pgh_created_at, entry[1].pgh_id), reverse=True)
    events = events[:hoechstens]
    names = names_of(_who(event) for _model, event, _before in events)
    return [_entry(model, event, before, names.get(_who(event), "")) for model, event, before in events]


def _events(model: type[Model], query: Q, hoechstens: int) -> Iterable[tuple[Any, Any]]:
    """Yield each event with the one before it of the same row, newest first."""
    events = apps.get_model(f"{model._meta.label}Event").objects
    latest = list(events.filter(query).select_related("pgh_context").order_by("-pgh_created_at", "-pgh_id")[:hoechstens])
    rows = {event.pgh_obj_id for event in latest if event.pgh_label == "update"}
    earlier: dict[Any, list] = {}
    for event in events.filter(pgh_obj_id__in=rows).order_by("pgh_id") if rows else []:
        earlier.setdefault(event.pgh_obj_id, []).append(event)
    for event in latest:
        before = [other for other in earlier.get(event.pgh_obj_id, []) if other.pgh_id < event.pgh_id]
        yield event, before[-1] if before else None


def _who(event: Any) -> str:
    return (event.pgh_context.metadata or {}).get("wer", "") if event.pgh_context else ""


def names_of(values: Iterable[str]) -> dict[str, str]:
    """Return names by what pghistory noted as ``wer``: the key of an account or the name of a system."""
    wanted = set(values) - {""}
    accounts = User.objects.in_bulk([value for value in wanted if _is_uuid(value)])
    return dict.fromkeys(wanted, _("System")) | {str(pk): str(user) for pk, user in accounts.items()}


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _entry(model: type[Model], event: Any, before: Any, wer: str) -> Eintrag:
    row = model(**{f.attname: getattr(event, f.attname) for f in _kept(model, event)})
    changes = _changes(model, before, event) if event.pgh_label == "update" and before else []
    return Eintrag(event.pgh_created_at, wer, str(ARTEN[event.pgh_label]), str(row), changes, event.pgh_id)


def event_of(row: Model, event: int) -> Any:
    """Return what ``row`` was at one step of its history; raises LookupError when the step is not its own."""
    found = apps.get_model(f"{row._meta.label}Event").objects.filter(pgh_obj_id=row.pk, pgh_id=event).first()
    if found is None:
        raise LookupError(event)
    return found


def _kept(model: type[Model], event: Any) -> list[Field]:
    """Return the fields whose history is kept."""
    return [f for f in model._meta.concrete_fields if hasattr(event, f.attname)]


def _changes(model: type[Model], before: Any, after: Any) -> list[Aenderung]:
    found = []
    for f in _kept(model, after):
        old, new = getattr(before, f.attname), getattr(after, f.attname)
        if old != new and f.editable and not isinstance(f, ForeignKey | JSONField):
            found.append(Aenderung(str(f.verbose_name), in_words(f, old), in_words(f, new)))
    return found


# What a kind of value looks like in words; the first that fits.
WORTE: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: _("ja") if value else _("nein")),
    (datetime, lambda value: f"{uhr.local(value):%d.%m.%Y %H:%M}"),
    (date, lambda value: f"{value:%d.%m.%Y}"),
    (time, lambda value: f"{value:%H:%M}"),
    (list, lambda value: ", ".join(map(str, value))),
    (dict, lambda value: ", ".join(f"{name}: {part}" for name, part in value.items())),
)


def in_words(f: Field, value: Any) -> str:
    """Return a value of a field as a person would write it."""
    if value is None or value in ("", []):
        return _("leer")
    for kind, words in WORTE:
        if isinstance(value, kind):
            return words(value)
    return str(dict(f.flatchoices).get(value, value))
