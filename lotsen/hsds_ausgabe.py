"""Rows of the directory as services of the Human Services Data Specification (3.0, on request 3.1); no database of its own."""

from typing import Any
from uuid import UUID, uuid3, uuid5

from behoerde.kern import uhr
from lotsen.angebotsarten import angebotsarten
from lotsen.enums import Kategorie
from lotsen.hsds import STATUS, TAGE
from lotsen.models import Angebot, Ort, Sprechzeit, Traeger
from termine.dolmetschsprachen import sprachname

V30, V31 = "3.0", "3.1"
VERSIONEN = (V30, V31)
RAUM = UUID("6f1a53bc-5d5e-5f0c-9a3e-2f1f3b6f3a10")  # ids of parts that have none of their own are derived, so they stay
NACH_AUSSEN = {str(ours): theirs for theirs, ours in STATUS.items()}
NAME_DES_TAGES = {number: name for name, number in TAGE.items()}
TAXONOMIE = {"id": str(uuid5(RAUM, "angebotsarten")), "name": "Angebotsarten", "description": "Arten von Angeboten"}
KATEGORIEN = {"id": str(uuid5(RAUM, "kategorien")), "name": "Kategorien", "description": "Themen, unter denen gesucht wird"}


def part_id(*names: object) -> str:
    """Return the id of a part, always the same for the same part."""
    return str(uuid5(RAUM, "|".join(map(str, names))))


def to_service(angebot: Angebot, version: str = V30) -> dict[str, Any]:
    """Return one Angebot with Träger, places and hours prefetched; what is empty is left out. Texts are the German ones."""
    pk = str(angebot.pk)
    orte = list(angebot.orte.all())
    service = {
        "id": pk,
        "name": angebot.german("name"),
        "description": angebot.german("beschreibung"),
        "url": angebot.url,
        "email": angebot.email,
        "status": NACH_AUSSEN[angebot.status],
        "interpretation_services": angebot.sprachmittlung,
        "application_process": angebot.german("zugang_text"),
        "fees_description": angebot.german("kosten"),
        "eligibility_description": angebot.german("fuer_wen"),
        "minimum_age": angebot.alter_ab,
        "maximum_age": angebot.alter_bis,
        "assured_date": angebot.bestaetigt_am and angebot.bestaetigt_am.isoformat(),
        "alert": angebot.german("hinweis"),
        "last_modified": uhr.local(angebot.geaendert_am).isoformat(timespec="milliseconds"),
        "organization": to_organization(angebot.traeger),
        "phones": [{"id": part_id(pk, "phone"), "number": angebot.telefon, "type": "voice"}] if angebot.telefon else [],
        "languages": [{"id": part_id(pk, code), "name": sprachname(code), "code": code} for code in angebot.sprachen],
        "required_documents": [{"id": part_id(pk, "doc", n), "document": text} for n, text in enumerate(angebot.mitbringen)],
        "schedules": [_schedule(pk, n, zeit) for n, zeit in enumerate(angebot.sprechzeiten.all())],
        "service_at_locations": [to_service_at_location(pk, ort) for ort in orte],
        "attributes": list(_attributes(angebot)),
        "capacities": _capacities(angebot) if version == V31 else [],
    }
    return _filled(service)


def to_service_at_location(angebot_id: Any, ort: Ort) -> dict[str, Any]:
    """Return that an Angebot is at a place; ``find_service_at_location`` finds it again by its id."""
    pk = str(angebot_id)
    own = str(place_id(angebot_id, ort.pk))
    return {"id": own, "service_id": pk, "location_id": str(ort.pk), "location": to_location(ort)}


def place_id(angebot_id: Any, ort_id: Any) -> UUID:
    """Return the id of "this Angebot at this place": made of an MD5, which the database can make too."""
    return uuid3(RAUM, f"{angebot_id}|{ort_id}")


def to_organization(traeger: Traeger) -> dict[str, Any]:
    more = _filled(
        {
            "email": traeger.email,
            "website": traeger.website,
            "legal_status": traeger.rechtsform,
            "parent_organization_id": traeger.gehoert_zu_id and str(traeger.gehoert_zu_id),
        }
    )
    return {"id": str(traeger.pk), "name": traeger.name, "description": traeger.beschreibung} | more


def to_location(ort: Ort) -> dict[str, Any]:
    pk = str(ort.pk)
    address = {
        "id": part_id(pk, "address"),
        "address_1": ort.strasse,
        "city": ort.ort,
        "state_province": "",
        "postal_code": ort.plz,
        "country": "DE",
        "address_type": "physical",
    }
    more = _filled(
        {
            "name": ort.name,
            "transportation": ort.anfahrt,
            "addresses": [address] if ort.strasse or ort.plz or ort.ort else [],
            "accessibility": [{"id": part_id(pk, n), "description": text} for n, text in enumerate(ort.barrierefrei)],
        }
    )
    point = {} if ort.breite is None else {"latitude": ort.breite, "longitude": ort.laenge}
    return {"id": pk, "location_type": "physical"} | more | point


def taxonomy_term(slug: str) -> dict[str, Any]:
    return {
        "id": part_id("art", slug),
        "code": slug,
        "name": angebotsarten()[slug].name,
        "description": Kategorie(angebotsarten()[slug].kategorie).value,
        "parent_id": part_id("kategorie", angebotsarten()[slug].kategorie),
        "taxonomy": TAXONOMIE["name"],
        "taxonomy_detail": TAXONOMIE,
        "language": "de",
    }


def category_term(code: str) -> dict[str, Any]:
    return {
        "id": part_id("kategorie", code),
        "code": code,
        "name": str(Kategorie(code).label),
        "description": code,
        "taxonomy": KATEGORIEN["name"],
        "taxonomy_detail": KATEGORIEN,
        "language": "de",
    }


def _attributes(angebot: Angebot):
    link = {"link_id": str(angebot.pk), "link_entity": "service"}
    terms = []
    if art := angebotsarten().get(angebot.angebotsart):
        terms = [("angebotsart", taxonomy_term(art.slug)), ("kategorie", category_term(art.kategorie))]
    for label, term in terms:
        yield link | {
            "id": part_id(angebot.pk, label),
            "link_type": "taxonomy_term",
            "label": label,
            "value": term["code"],
            "taxonomy_term_id": term["id"],
            "taxonomy_term": term,
        }
    if angebot.wartend is not None:
        yield link | {"id": part_id(angebot.pk, "wartend"), "link_type": "warteliste", "value": str(angebot.wartend)}


def _schedule(pk: str, number: int, zeit: Sprechzeit) -> dict[str, Any]:
    return _filled(
        {
            "id": part_id(pk, "schedule", number),
            "service_id": pk,
            "valid_from": zeit.gilt_ab and zeit.gilt_ab.isoformat(),
            "valid_to": zeit.gilt_bis and zeit.gilt_bis.isoformat(),
            "freq": "WEEKLY",
            "interval": 1,
            "wkst": "MO",
            "byday": NAME_DES_TAGES[zeit.wochentag],
            "opens_at": f"{zeit.von:%H:%M}",
            "closes_at": f"{zeit.bis:%H:%M}",
            "description": "Ortszeit Europe/Berlin",
            "notes": zeit.hinweis,
        }
    )


def _capacities(angebot: Angebot) -> list[dict[str, Any]]:
    if angebot.frei is None:
        return []
    return [
        _filled(
            {
                "id": part_id(angebot.pk, "capacity"),
                "service_id": str(angebot.pk),
                "unit": {"id": part_id("unit", "platz"), "name": "Platz"},
                "available": angebot.frei,
                "maximum": angebot.plaetze,
                "description": angebot.plaetze_text,
                "updated": uhr.local(angebot.plaetze_am or angebot.geaendert_am).isoformat(timespec="milliseconds"),
            }
        )
    ]


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty; zero is a value."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
