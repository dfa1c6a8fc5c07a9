"""Figures of statistics as a table: what a row of a CSV file says, however a spreadsheet wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column
from monitoring import tabelle
from monitoring.darstellung import unit
from monitoring.enums import Zeitraum
from monitoring.katalog import Indikator, Masseinheit, indikatoren
from monitoring.tabelle import refused
from monitoring.zeitraum import begin_of, end_of

PFLICHT = ("kennzahl", "zeitraum", "wert", "einheit")
WEITERE = ("faelle", "merkmal", "auspraegung", "name")
VORLAGE = tuple(
    Column(name, name) for name in ("kennzahl", "name", "zeitraum", "wert", "einheit", "faelle", "merkmal", "auspraegung")
)
HOECHSTENS = 1e9
_GRENZEN = {Masseinheit.PROZENT: (0, 100), Masseinheit.SKALA: (1, 5), Masseinheit.PUNKTE: (-100, 100)}
_JAHR = re.compile(r"(?P<jahr>[12]\d{3})")
_TEIL = {
    Zeitraum.MONAT: re.compile(r"(?P<jahr>[12]\d{3})-(?P<teil>0?[1-9]|1[0-2])|(?P<teil2>0?[1-9]|1[0-2])[/.](?P<jahr2>[12]\d{3})"),
    Zeitraum.QUARTAL: re.compile(r"(?P<jahr>[12]\d{3})-Q?(?P<teil>[1-4])|Q?(?P<teil2>[1-4])/(?P<jahr2>[12]\d{3})", re.IGNORECASE),
}


@dataclass(frozen=True)
class Angabe:
    """What one row says."""

    indikator: Indikator
    von: date
    wert: float
    faelle: int | None = None
    merkmal: str = ""
    auspraegung: str = ""

    @property
    def bis(self) -> date:
        return end_of(self.indikator.takt, self.von)

    @property
    def stelle(self) -> tuple[str, date, str, str]:
        """Return what only one value can be for."""
        return self.indikator.slug, self.von, self.merkmal, self.auspraegung


def importable() -> list[Indikator]:
    """Return the figures that are taken in, in the order of the catalogue."""
    return [one for one in indikatoren().values() if one.eingelesen]


def read_table(content: bytes) -> list[dict[str, str]]:
    """Return every row of a file. Raises as ``tabelle.read_table``."""
    return tabelle.read_table(content, pflicht=PFLICHT, weitere=WEITERE)


def values(row: dict[str, str]) -> Angabe | None:
    """Return what a row says, None for one without a value; raises DomainError with the column in its sentence."""
    if not row["wert"]:
        return None
    one = _figure(row["kennzahl"])
    _check_unit(one, row["einheit"])
    merkmal, auspraegung = _attribute(one, row)
    return Angabe(one, _period(one, row["zeitraum"]), _value(one, row["wert"]), _cases(row["faelle"]), merkmal, auspraegung)


def _figure(text: str) -> Indikator:
    for one in importable():
        if text.casefold() in {one.slug, one.name_de.casefold()}:
            return one
    if text in indikatoren():
        raise DomainError(_("Diese Kennzahl rechnet das Portal selbst, sie lässt sich nicht einlesen."), "kennzahl")
    raise refused("kennzahl", text)


def _check_unit(one: Indikator, text: str) -> None:
    if text.casefold() not in {one.einheit.value, one.einheit.label.casefold(), unit(one).casefold() or one.einheit.value}:
        words = _("Diese Kennzahl wird in „%(soll)s“ angegeben, in der Zeile steht „%(ist)s“.")
        raise DomainError(words % {"soll": one.einheit.label, "ist": text[:40]}, "einheit")


def _attribute(one: Indikator, row: dict[str, str]) -> tuple[str, str]:
    merkmal, auspraegung = row["merkmal"].casefold(), row["auspraegung"]
    if not merkmal and not auspraegung:
        return "", ""
    if merkmal not in one.merkmale:
        words = _("Nach „%(merkmal)s“ wird diese Kennzahl nicht aufgeteilt. Möglich ist: %(moeglich)s.")
        raise DomainError(words % {"merkmal": merkmal[:40], "moeglich": ", ".join(one.merkmale) or "–"}, "merkmal")
    if not auspraegung or len(auspraegung) > 120:
        raise refused("auspraegung", auspraegung)
    return merkmal, auspraegung


def _period(one: Indikator, text: str) -> date:
    found = _TEIL.get(one.takt, _JAHR).fullmatch(text.replace(" ", ""))
    if found is None:
        words = _("Diese Kennzahl gibt es je %(takt)s: Bitte schreiben Sie zum Beispiel „%(beispiel)s“.")
        raise DomainError(words % {"takt": one.takt.label, "beispiel": period_code(one, uhr.today())}, "zeitraum")
    part = found.groupdict()
    jahr, teil = int(part["jahr"] or part.get("jahr2") or 0), int(part.get("teil") or part.get("teil2") or 1)
    von = date(jahr, teil if one.takt == Zeitraum.MONAT else (teil - 1) * 3 + 1, 1)
    if end_of(one.takt, von) >= uhr.today():
        raise DomainError(_("Dieser Zeitraum ist noch nicht zu Ende."), "zeitraum")
    return von


def period_code(one: Indikator, tag: date) -> str:
    """Return how the last finished period before ``tag`` is written in a table."""
    von = begin_of(one.takt, begin_of(one.takt, tag) - uhr.DAY)
    return {Zeitraum.MONAT: f"{von:%Y-%m}", Zeitraum.QUARTAL: f"{von.year}-Q{(von.month + 2) // 3}"}.get(one.takt, f"{von.year}")


def _value(one: Indikator, text: str) -> float:
    number = _number("wert", text)
    low, high = _GRENZEN.get(one.einheit, (0, HOECHSTENS))
    if not low <= number <= high:
        words = _("Der Wert muss zwischen %(von)s und %(bis)s liegen.")
        raise DomainError(words % {"von": f"{low:g}", "bis": f"{high:,.0f}".replace(",", ".")}, "wert")
    if one.einheit == Masseinheit.ANZAHL and number != int(number):
        raise DomainError(_("Eine Anzahl ist eine ganze Zahl."), "wert")
    return number


def _number(spalte: str, text: str) -> float:
    plain = text.replace("\u00a0", "").replace(" ", "").removesuffix("%")
    plain = plain.replace(".", "").replace(",", ".") if "," in plain else plain
    if re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", plain, re.ASCII) is None:
        raise refused(spalte, text)
    return float(plain)


def _cases(text: str) -> int | None:
    if not text:
        return None
    plain = text.replace(".", "")
    if re.fullmatch(r"\d{1,9}", plain, re.ASCII) is None:
        raise refused("faelle", text)
    return int(plain)


def example() -> Iterator[dict[str, str]]:
    """Yield a row without value for each figure that is taken in: whoever fills it in has a table that fits."""
    today = uhr.today()
    for one in importable():
        said = {"kennzahl": one.slug, "name": one.name_de, "zeitraum": period_code(one, today), "einheit": one.einheit.label}
        yield dict.fromkeys((*PFLICHT, *WEITERE), "") | said
