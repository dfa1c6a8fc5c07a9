"""What a row of a table becomes in the directory: Träger, places and Angebote are found by their names."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError
from lotsen.angebotsliste import ORT, TEXTE, find_art, plain_remark, read_hours
from lotsen.enums import AngebotStatus
from lotsen.fassungen import hours_from_json, hours_to_json
from lotsen.hsds import SPRACHE, Zeilen
from lotsen.hsds_ausgabe import RAUM
from lotsen.models import Angebot, Ort, Traeger
from termine.dolmetschsprachen import ALLE, find_code

EINFACH = {"telefon": "telefon", "email": "email", "internetseite": "url"}
ZAHLEN = ("plaetze", "frei", "wartend")


def read_row(row: dict[str, str]) -> Zeilen:
    """Return what a row says; columns the file does not have leave things as they are. Raises DomainError."""
    for name in ("name", "traeger"):
        if not row[name]:
            raise DomainError(_("Es fehlt: %(spalte)s.") % {"spalte": name}, name)
    traeger = Traeger.objects.filter(name__iexact=row["traeger"]).first()
    traeger_id = traeger.pk if traeger else uuid5(RAUM, f"traeger|{row['traeger'].casefold()}")
    angebote = Angebot.objects.prefetch_related("orte", "sprechzeiten")
    known = angebote.filter(traeger=traeger_id, name_de__iexact=row["name"]).first()
    own_id = known.pk if known else uuid5(RAUM, f"angebot|{traeger_id}|{row['name'].casefold()}")
    values = {"id": str(own_id), "angebotsart": find_art(row["angebotsart"])} | _texts(row) | _facts(row)
    return Zeilen(
        {"id": str(traeger_id), "name": traeger.name if traeger else row["traeger"]},
        values,
        _places(row, known),
        _hours(row, known),
    )


def _texts(row: dict[str, str]) -> dict[str, Any]:
    return {f"{name}_{SPRACHE}": row[name] for name in TEXTE if name in row}


def _facts(row: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {field: row[name] for name, field in EINFACH.items() if name in row}
    found |= {name: _number(name, row[name]) for name in ZAHLEN if name in row}
    if row.get("stand"):
        found["status"] = _status(row["stand"])
    if "mitbringen" in row:
        found["mitbringen"] = [part.strip() for part in row["mitbringen"].split(";") if part.strip()]
    if "sprachen" in row:
        found["sprachen"] = _languages(row["sprachen"])
    if row.get("bestaetigt_am"):
        found["bestaetigt_am"] = _day(row["bestaetigt_am"])
    return found


def _number(name: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) < 1_000_000):
        raise DomainError(_("%(spalte)s: „%(text)s“ ist keine Anzahl.") % {"spalte": name, "text": text[:20]}, name)
    return int(text)


def _status(text: str) -> str:
    named = {str(status.label).casefold(): str(status) for status in AngebotStatus} | {
        status: status for status in AngebotStatus.values
    }
    if text.casefold() not in named:
        choices = ", ".join(AngebotStatus.values)
        raise DomainError(_("Stand „%(text)s“ gibt es nicht, nur: %(werte)s.") % {"text": text[:20], "werte": choices}, "stand")
    return named[text.casefold()]


def _languages(text: str) -> list[str]:
    codes = []
    for name in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        code = find_code(name, ("de", "de-simple", *ALLE))
        if code is None:
            raise DomainError(_("Sprache „%(text)s“ kennen wir nicht.") % {"text": name[:40]}, "sprachen")
        codes.append(code)
    return list(dict.fromkeys(codes))


def _day(text: str) -> date:
    for shape in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise DomainError(_("„%(text)s“ ist kein Tag. So geht es: 31.12.2026") % {"text": text[:20]}, "bestaetigt_am")


def _places(row: dict[str, str], known: Angebot | None) -> list[dict[str, Any]]:
    here = [{"id": str(ort.pk)} for ort in known.orte.all()] if known else []
    if "ort" not in row:
        return here
    if not row["ort"]:
        return []
    place = {name: row.get(name, "") for name in ORT}
    found = Ort.objects.filter(name__iexact=place["ort"])
    found = found.filter(strasse__iexact=place["strasse"]) if place["strasse"] else found
    ort = found.first()
    own_id = ort.pk if ort else uuid5(RAUM, f"ort|{place['ort'].casefold()}|{place['strasse'].casefold()}")
    values = {"name": ort.name if ort else place["ort"], "strasse": place["strasse"], "plz": place["plz"], "ort": place["stadt"]}
    others = [entry for entry in here if UUID(entry["id"]) != own_id]
    if len(others) == len(here):
        others = others[1:]  # a table has one place a row: the first one is replaced
    return [{"id": str(own_id)} | {name: value for name, value in values.items() if value}, *others]


def _hours(row: dict[str, str], known: Angebot | None) -> list[dict[str, Any]]:
    kept = [hours_from_json(hours_to_json(vars(zeit))) for zeit in known.sprechzeiten.all()] if known else []
    if "sprechzeiten" not in row:
        return kept
    said = {_key(entry): entry for entry in kept}  # the table does not say since when hours hold: what stays the same keeps it
    return [said.get(_key(entry), entry) for entry in map(_timed, read_hours(row["sprechzeiten"]))]


def _key(entry: dict[str, Any]) -> tuple[Any, ...]:
    return entry["wochentag"], entry["von"], entry["bis"], plain_remark(entry["hinweis"])


def _timed(entry: dict[str, Any]) -> dict[str, Any]:
    try:
        return hours_from_json([entry["wochentag"], entry["von"], entry["bis"], "", "", entry["hinweis"]])
    except ValueError:
        text = f"{entry['von']}-{entry['bis']}"
        raise DomainError(_("Sprechzeit „%(text)s“ gibt es nicht.") % {"text": text}, "sprechzeiten") from None
