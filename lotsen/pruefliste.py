"""The checklist of the welcome check, as the dated catalogue in ``daten/willkommenscheck.json`` says it; states of findings."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

DATEN = Path(__file__).resolve().parent / "daten" / "willkommenscheck.json"
MANGEL = "mangel"  # zweck of the photos


class Note(TextChoices):
    """How far a point is fulfilled."""

    JA = "ja", _("erfüllt")
    TEILS = "teils", _("teilweise")
    NEIN = "nein", _("nicht erfüllt")
    ENTFAELLT = "entfaellt", _("entfällt")


class Schwere(TextChoices):
    """How much a finding hurts people who come."""

    HOCH = "hoch", _("hoch: schließt Menschen aus")
    MITTEL = "mittel", _("mittel: stört viele")
    GERING = "gering", _("gering: Kleinigkeit")


class MangelStatus(TextChoices):
    OFFEN = "offen", _("offen")
    IN_ARBEIT = "in_arbeit", _("in Arbeit")
    BEHOBEN = "behoben", _("behoben")
    BLEIBT = "bleibt", _("bleibt so")


_M = MangelStatus
MANGEL_UEBERGAENGE: dict[str, frozenset[str]] = {
    _M.OFFEN: frozenset({_M.IN_ARBEIT, _M.BEHOBEN, _M.BLEIBT}),
    _M.IN_ARBEIT: frozenset({_M.OFFEN, _M.BEHOBEN, _M.BLEIBT}),
    _M.BEHOBEN: frozenset({_M.OFFEN}),
    _M.BLEIBT: frozenset({_M.OFFEN}),
}
MANGEL_BEENDET = (_M.BEHOBEN, _M.BLEIBT)


WERT = {Note.JA: 1.0, Note.TEILS: 0.5, Note.NEIN: 0.0}


def share(noten: Iterable[str]) -> float | None:
    """Return how much is fulfilled in per cent, half for partly; None when nothing counts."""
    werte = [WERT[Note(note)] for note in noten if note != Note.ENTFAELLT]
    return round(100 * sum(werte) / len(werte), 1) if werte else None


@dataclass(frozen=True)
class Zweisprachig:
    """Words of the catalogue: staff pages speak German and English."""

    schluessel: str
    de: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.de


@dataclass(frozen=True)
class Bereich:
    """One subject with its points."""

    name: Zweisprachig
    punkte: tuple[Zweisprachig, ...]


@dataclass(frozen=True)
class Pruefliste:
    """All subjects in their order, and the day of this version."""

    fassung: str
    bereiche: tuple[Bereich, ...]

    @property
    def punkte(self) -> dict[str, Zweisprachig]:
        return {punkt.schluessel: punkt for bereich in self.bereiche for punkt in bereich.punkte}


@cache
def pruefliste() -> Pruefliste:
    """Return the catalogue."""
    data = json.loads(DATEN.read_text(encoding="utf-8"))
    return Pruefliste(data["fassung"], tuple(_bereich(entry) for entry in data["bereiche"]))


def _bereich(entry: dict) -> Bereich:
    punkte = tuple(Zweisprachig(p["schluessel"], p["text_de"], p["text_en"]) for p in entry["punkte"])
    return Bereich(Zweisprachig(entry["schluessel"], entry["name_de"], entry["name_en"]), punkte)
