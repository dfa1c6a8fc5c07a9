"""What belongs to a version of an Angebot, and how it becomes JSON and back."""

import hashlib
import json
from datetime import date, time
from typing import Any, cast

from django.conf import settings
from django.db.models import Field
from modeltranslation.utils import build_localized_fieldname

from lotsen.models import Angebot

SPRACHEN = [code for code, _name in settings.LANGUAGES]
TEXTE = ("name", "beschreibung", "fuer_wen", "zugang_text", "kosten", "hinweis")
EINFACH = (
    *("angebotsart", "status", "mitbringen", "url", "email", "telefon"),
    *("sprachen", "sprachmittlung", "alter_ab", "alter_bis", "plaetze_text", "geprueft"),
)
BEWEGLICH = ("plaetze", "frei", "wartend")  # kept in a version, never brought back with it: they were true then
ZEITFELDER = ("wochentag", "von", "bis", "gilt_ab", "gilt_bis", "hinweis")


def text_column(feld: str, sprache: str) -> str:
    return build_localized_fieldname(feld, sprache)


TEXTSPALTEN = tuple(text_column(feld, sprache) for feld in TEXTE for sprache in SPRACHEN)
SPALTEN = (*TEXTSPALTEN, *EINFACH, *BEWEGLICH)
ORDNUNG = (*(column for column in SPALTEN if column != "geprueft"), "traeger", "orte", "sprechzeiten")  # in which people read it


def field_of(name: str) -> Field:
    """Return the model field of a column."""
    return cast(Field, Angebot._meta.get_field(name))


def inhalt_of(angebot: Angebot) -> dict[str, Any]:
    """Return everything that can be changed about an Angebot, ready for JSON."""
    found = {column: getattr(angebot, column) for column in SPALTEN}
    found |= {column: found[column] or "" for column in TEXTSPALTEN}  # a text that is missing is an empty one
    found["traeger"] = str(angebot.traeger_id)
    found["orte"] = sorted(str(ort.pk) for ort in angebot.orte.all())
    found["sprechzeiten"] = sorted(hours_to_json(vars(zeit)) for zeit in angebot.sprechzeiten.all())
    return found


def hours_to_json(row: dict[str, Any]) -> list[Any]:
    """Return one row of hours in the order of ZEITFELDER, times as "09:00", missing days as ""."""
    day, von, bis, *days, hinweis = (row[name] for name in ZEITFELDER)
    return [day, f"{von:%H:%M}", f"{bis:%H:%M}", *(tag.isoformat() if tag else "" for tag in days), hinweis]


def hours_from_json(row: list[Any]) -> dict[str, Any]:
    """Return the values of one row of hours."""
    day, von, bis, *days, hinweis = row
    ab, zu = (date.fromisoformat(tag) if tag else None for tag in days)
    values = (day, time.fromisoformat(von), time.fromisoformat(bis), ab, zu, hinweis)
    return dict(zip(ZEITFELDER, values, strict=True))


def abdruck(inhalt: dict[str, Any]) -> str:
    """Return a short value that differs as soon as anything does that people write; places move all the time."""
    said = {name: value for name, value in inhalt.items() if name not in BEWEGLICH}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
