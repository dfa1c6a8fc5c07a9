"""What belongs to a version of a Leistung, and how it becomes JSON and back."""

import hashlib
import json
from decimal import Decimal
from typing import Any, cast

from django.conf import settings
from django.db.models import Field
from modeltranslation.utils import build_localized_fieldname

from termine.models import Leistung

SPRACHEN = [code for code, _name in settings.LANGUAGES]
TEXTE = ("name", "kurz", "gebuehr_hinweis")
EINFACH = (
    *("gebuehr_eur", "gebuehr_grundlage", "dauer_minuten", "weitere_person_min", "max_personen"),
    *("zugang", "kanal_online", "kanal_termin", "kanal_post"),
    *("versprechen_angebot_arbeitstage", "versprechen_termin_arbeitstage", "versprechen_wartezeit_min"),
    *("fragen", "erinnerung_tage", "suchworte", "rechtsgrundlagen", "leika", "notiz", "aktiv", "geprueft"),
)
LISTEN = ("zielgruppen", "unterlagen")  # keys of other rows


def text_column(feld: str, sprache: str) -> str:
    return build_localized_fieldname(feld, sprache)


TEXTSPALTEN = tuple(text_column(feld, sprache) for feld in TEXTE for sprache in SPRACHEN)
SPALTEN = (*TEXTSPALTEN, *EINFACH)
ORDNUNG = (*(column for column in SPALTEN if column != "geprueft"), "lebenslage", *LISTEN)  # in which people read it


def field_of(name: str) -> Field:
    """Return the model field of a column."""
    return cast(Field, Leistung._meta.get_field(name))


def inhalt_of(leistung: Leistung) -> dict[str, Any]:
    """Return everything the office may change about a Leistung, ready for JSON."""
    found = {column: getattr(leistung, column) for column in SPALTEN}
    found |= {column: found[column] or "" for column in TEXTSPALTEN}  # a text that is missing is an empty one
    if isinstance(found["gebuehr_eur"], Decimal):
        found["gebuehr_eur"] = str(found["gebuehr_eur"])
    found["lebenslage"] = leistung.lebenslage.key if leistung.lebenslage else ""
    found["zielgruppen"] = sorted(gruppe.key for gruppe in leistung.zielgruppen.all())
    found["unterlagen"] = [zeile.unterlage.key for zeile in sorted(leistung.unterlagenliste.all(), key=lambda z: z.position)]
    return found


def abdruck(inhalt: dict[str, Any]) -> str:
    """Return a short value that differs as soon as anything does."""
    return hashlib.sha256(json.dumps(inhalt, sort_keys=True).encode()).hexdigest()[:16]
