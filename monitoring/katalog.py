"""The indicators of the office, as the catalogue in ``daten/indikatoren.json`` defines them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Zeitraum
from monitoring.rechnung import Abfrage, Quantil, Rechnung, Strom
from monitoring.rechnungen import RECHNUNGEN

DATEN = Path(__file__).resolve().parent / "daten" / "indikatoren.json"


class Bereich(TextChoices):
    OPERATIV = "operativ", _("Termine und Bearbeitung")
    LOTSEN = "lotsen", _("Lotsenfunktion")
    FALLMANAGEMENT = "fallmanagement", _("Fallmanagement")
    ZUFRIEDENHEIT = "zufriedenheit", _("Zufriedenheit")
    SCHULUNG = "schulung", _("Schulung")
    STRATEGIE = "strategie", _("Leitbild und Strategie")
    INTEGRATION = "integration", _("Integration (Statistik)")


class Masseinheit(TextChoices):
    """What a value is counted in."""

    PROZENT = "prozent", _("Prozent")
    ANZAHL = "anzahl", _("Anzahl")
    TAGE = "tage", _("Tage")
    MINUTEN = "minuten", _("Minuten")
    WOCHEN = "wochen", _("Wochen")
    EURO = "euro", _("Euro")
    JE_1000 = "je_1000", _("je 1.000")
    SKALA = "skala_1_5", _("Skala von 1 bis 5")
    PUNKTE = "punkte", _("Punkte")


class Richtung(TextChoices):
    """In which direction a figure gets better."""

    MEHR = "up", _("mehr ist besser")
    WENIGER = "down", _("weniger ist besser")
    NEUTRAL = "neutral", _("weder mehr noch weniger ist besser")


@dataclass(frozen=True)
class Indikator:
    """One figure: what it says, how it is computed, from how many cases on it is shown.

    ``geprueft``: the definition was read in the source it names, else it is our own.
    """

    slug: str
    name_de: str
    name_en: str
    bereich: Bereich
    definition: str
    formel: str
    einheit: Masseinheit
    richtung: Richtung
    takt: Zeitraum
    mindestens: int
    oeffentlich: bool
    kern: bool
    quelle: str
    beleg: str
    geprueft: bool
    anmerkung: str
    empfehlungen: tuple[int, ...]
    aufteilung: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.name_de if (get_language() or "de").startswith("de") else self.name_en

    @property
    def rechnung(self) -> Rechnung | None:
        return RECHNUNGEN.get(self.slug)

    @property
    def eingelesen(self) -> bool:
        """Say whether it is not computed here but taken in from a table of whoever knows it."""
        return self.rechnung is None

    @property
    def menschen(self) -> bool:
        """Say whether its cases are people, or concerns of people, so that small numbers point at somebody."""
        return getattr(self.rechnung, "menschen", True)

    @property
    def addiert(self) -> bool:
        """Say whether its parts add up to the whole; stock of several days and durations don't."""
        return isinstance(self.rechnung, Strom | Quantil | Abfrage) and self.menschen

    @property
    def merkmale(self) -> tuple[str, ...]:
        """Return what it is broken down by: only what its source gives, or what may stand in a table that is taken in."""
        return self.aufteilung if self.rechnung is None else self.rechnung.merkmale


@cache
def indikatoren() -> dict[str, Indikator]:
    """Return every indicator by slug, in the order of the file."""
    items = json.loads(DATEN.read_text(encoding="utf-8"))["indikatoren"]
    return {item["slug"]: _load(item) for item in items}


def _load(item: dict[str, Any]) -> Indikator:
    return Indikator(
        slug=item["slug"],
        name_de=item["name_de"],
        name_en=item["name_en"],
        bereich=Bereich(item["area"]),
        definition=item["definition_de"],
        formel=item["formula"],
        einheit=Masseinheit(item["unit"]),
        richtung=Richtung(item["direction"]),
        takt=Zeitraum(item["frequency"]),
        mindestens=item["min_cases"],
        oeffentlich=item["public"],
        kern=item["core"],
        quelle=item["source"],
        beleg=item["source_ref"],
        geprueft=item["verified"],
        anmerkung=item["note"] or "",
        empfehlungen=tuple(item["recommendations"]),
        aufteilung=tuple(name for name in item["breakdowns"] or () if name not in Zeitraum.values),
    )


def indikator(slug: str) -> Indikator:
    """Return one indicator. Raises KeyError for a slug that the catalogue does not know."""
    return indikatoren()[slug]
