"""Services of the Human Services Data Specification (3.0, 3.1) as rows of the directory; reading only, no database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from behoerde.kern.exceptions import DomainError
from lotsen.angebotsarten import angebotsarten
from lotsen.enums import AngebotStatus

STATUS = {
    "active": AngebotStatus.AKTIV,
    "temporarily closed": AngebotStatus.PAUSE,
    "inactive": AngebotStatus.INAKTIV,
    "defunct": AngebotStatus.BEENDET,
}
TAGE = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), start=1)}
WARTELISTE = re.compile(r"Warteliste (\d+)")
SPRACHE = "de"  # one record has one language; its texts are the German ones


@dataclass
class Zeilen:
    """What one service becomes: values by field of Traeger, Angebot, Ort and Sprechzeit."""

    traeger: dict[str, Any]
    angebot: dict[str, Any]
    orte: list[dict[str, Any]] = field(default_factory=list)
    sprechzeiten: list[dict[str, Any]] = field(default_factory=list)


def read_service(service: dict[str, Any]) -> Zeilen:
    """Return the rows of one service; raises DomainError ``angebotsart`` when none of its terms is a kind we know."""
    organization = service["organization"]
    traeger = {
        "id": organization["id"],
        "name": organization["name"],
        "beschreibung": organization.get("description") or "",
        "rechtsform": organization.get("legal_status") or "",
        "email": organization.get("email") or "",
        "website": organization.get("website") or "",
    }
    orte = [_ort(entry["location"]) for entry in service.get("service_at_locations") or [] if entry.get("location")]
    return Zeilen(traeger, _angebot(service), orte, list(_sprechzeiten(service.get("schedules") or [])))


def _angebot(service: dict[str, Any]) -> dict[str, Any]:
    texts = {
        "name": service["name"],
        "beschreibung": service.get("description") or "",
        "fuer_wen": service.get("eligibility_description") or "",
        "zugang_text": service.get("application_process") or "",
        "kosten": service.get("fees_description") or "",
        "hinweis": service.get("alert") or "",
    }
    phone: dict[str, Any] = next(iter(service.get("phones") or []), {})
    return {
        "id": service["id"],
        "angebotsart": _angebotsart(service),
        "status": STATUS.get(service["status"], AngebotStatus.INAKTIV),
        "mitbringen": [entry["document"] for entry in service.get("required_documents") or [] if entry.get("document")],
        "url": service.get("url") or "",
        "email": service.get("email") or "",
        "telefon": phone.get("number") or "",
        "sprachen": [entry["code"] for entry in service.get("languages") or [] if entry.get("code")],
        "sprachmittlung": service.get("interpretation_services") or "",
        "alter_ab": service.get("minimum_age"),
        "alter_bis": service.get("maximum_age"),
        "bestaetigt_am": parse_date(service["assured_date"]) if service.get("assured_date") else None,
        **{f"{name}_{SPRACHE}": text for name, text in texts.items()},
        **_plaetze(service.get("capacities") or [], service.get("attributes") or []),
    }


def _angebotsart(service: dict[str, Any]) -> str:
    terms = [entry.get("taxonomy_term") or {} for entry in service.get("attributes") or []]
    known = [term["code"] for term in terms if term.get("code") in angebotsarten()]
    if not known:
        raise DomainError(f"{service['name']}: keine bekannte Angebotsart.", "angebotsart")
    return known[0]


def _plaetze(capacities: list[dict[str, Any]], attributes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the places; what a list does not say (3.0 has no places) stays as it is here."""
    stated = [int(entry["value"]) for entry in attributes if entry.get("link_type") == "warteliste"]
    waiting = {"wartend": stated[0]} if stated else {}
    if not capacities:
        return waiting
    first = capacities[0]
    told = WARTELISTE.search(first.get("description") or "")
    return {
        "plaetze": first.get("maximum"),
        "frei": first.get("available"),
        "wartend": int(told[1]) if told else None,
        "plaetze_text": first.get("description") or "",
        "plaetze_am": parse_datetime(first["updated"]) if first.get("updated") else None,
    } | waiting


def _ort(location: dict[str, Any]) -> dict[str, Any]:
    address: dict[str, Any] = next(iter(location.get("addresses") or []), {})
    return {
        "id": location["id"],
        "name": location.get("name") or "",
        "strasse": address.get("address_1") or "",
        "plz": address.get("postal_code") or "",
        "ort": address.get("city") or "",
        "breite": location.get("latitude"),
        "laenge": location.get("longitude"),
        "anfahrt": location.get("transportation") or "",
        "barrierefrei": [entry["description"] for entry in location.get("accessibility") or [] if entry.get("description")],
    }


def _sprechzeiten(schedules: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield one row per weekday; hours that do not come every week say so in their remark and are kept as they are."""
    for entry in schedules:
        if entry.get("freq") != "WEEKLY" or not (entry.get("opens_at") and entry.get("closes_at")):
            continue
        for name in (entry.get("byday") or "").split(","):
            yield {
                "wochentag": TAGE[name],
                "von": _wall(entry["opens_at"]),
                "bis": _wall(entry["closes_at"]),
                "gilt_ab": parse_date(entry["valid_from"]) if entry.get("valid_from") else None,
                "gilt_bis": parse_date(entry["valid_to"]) if entry.get("valid_to") else None,
                "hinweis": entry.get("notes") or "",
            }


def _wall(value: str) -> time:
    """Return the wall time of "09:00" or "09:00+01:00": an offset says nothing in summer."""
    return time.fromisoformat(value[:5])
