"""Kinds of services that the office guides to, as the catalogue of kinds in ``daten/angebotsarten.json`` says them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lotsen.angebotsnamen import BEZEICHNUNGEN

DATEN = Path(__file__).resolve().parent / "daten" / "angebotsarten.json"


class Uebergabe(TextChoices):
    """What may go to a partner of this kind, and how."""

    GESETZLICH = "gesetzlich", _("gesetzliche Übermittlung")
    EINWILLIGUNG = "einwilligung", _("mit Einwilligung")
    BEGLEITBRIEF = "nur_begleitschreiben", _("nur mit Begleitbrief")
    SELBSTMELDUNG = "selbstmeldung", _("Person meldet sich selbst")


@dataclass(frozen=True)
class Grundlage:
    """A norm behind a kind of service; ``belegt``: the cited text was read."""

    norm: str
    belegt: bool


@dataclass(frozen=True)
class Angebotsart:
    """One kind of service; ``besonders``: to be sent there tells something of Art. 9 GDPR about a person."""

    slug: str
    kategorie: str
    name: str
    uebergabe: Uebergabe
    besonders: bool
    bedarfe: tuple[str, ...]
    grundlagen: tuple[Grundlage, ...]

    @property
    def bezeichnung(self) -> Any:
        """Return the name in the language of the page."""
        return BEZEICHNUNGEN[self.slug]


@cache
def angebotsarten() -> dict[str, Angebotsart]:
    """Return every kind by slug, in the order of the file."""
    items = json.loads(DATEN.read_text(encoding="utf-8"))["items"]
    return {item["slug"]: _load(item) for item in items}


def _load(item: dict) -> Angebotsart:
    grundlagen = tuple(Grundlage(entry["norm"], entry["verified"]) for entry in item["legal_basis"])
    return Angebotsart(
        slug=item["slug"],
        kategorie=item["category"],
        name=item["name_de"],
        uebergabe=Uebergabe(item["handover"]),
        besonders=item["sensitive_art9"],
        bedarfe=tuple(item["needs"]),
        grundlagen=grundlagen,
    )
