"""Employers and vacancies as a table: what a row of a CSV file says, in whatever way a spreadsheet wrote it."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column
from fallmanagement.stellenwerte import FERTIGKEITEN, Stellenart

BETRIEB = ("branche", "strasse", "plz", "ort", "ansprechperson", "email", "telefon")
DEUTSCH = tuple(f"deutsch_{name}" for name in FERTIGKEITEN)
STELLE = (
    *("titel", "art", "kldb", "beschreibung", "arbeit_plz", "arbeit_ort", "beginn", "wochenstunden", "brutto", "plaetze"),
    *DEUTSCH,
    *("anerkennung", "erfahrung_jahre", "fuehrerschein", "bis"),
)
SPALTEN = ("betrieb", *BETRIEB, *STELLE)
PFLICHT = ("betrieb", "plz", "ort")
BEISPIEL = {
    "betrieb": "Bäckerei am Markt",
    "branche": "Lebensmittel",
    "strasse": "Marktplatz 4",
    "plz": "00001",
    "ort": "Musterstadt",
    "titel": "Hilfe in der Backstube",
    "art": "arbeit",
    "kldb": "29222",
    "beginn": "01.02.2027",
    "wochenstunden": "38,5",
    "plaetze": "1",
    "deutsch_sprechen": "A2",
    "anerkennung": "nein",
}
VORLAGE = tuple(Column(name, lambda row, name=name: row.get(name, "")) for name in SPALTEN)
ZEILEN_HOECHSTENS, ZELLE_HOECHSTENS, BYTES_HOECHSTENS = 2_000, 4_000, 2 * 1024 * 1024


def read_table(content: bytes) -> list[dict[str, str]]:
    """Return every row that says anything, with the columns the file has.

    UTF-8 or Windows-1252, separated by semicolon, comma or tab. Raises DomainError ``leer``, ``kopfzeile``, ``zu_viele``.
    """
    if len(content) > BYTES_HOECHSTENS:
        raise DomainError(_("Die Datei ist größer als 2 MB. Bitte teilen Sie sie."), "zu_viele")
    text = _text(content).replace("\0", "").lstrip("\r\n")
    head_line = text.split("\n", 1)[0]
    try:
        head, *rows = list(csv.reader(StringIO(text, newline=""), delimiter=max(";,\t", key=head_line.count)))
    except (csv.Error, ValueError) as fault:
        raise DomainError(_("Diese Datei ist keine Tabelle. Bitte speichern Sie sie als CSV."), "kopfzeile") from fault
    names = [cell.strip().casefold() for cell in head]
    if missing := [name for name in PFLICHT if name not in names]:
        text = _("In der ersten Zeile fehlt: %(spalten)s. Nehmen Sie am besten unsere Vorlage.")
        raise DomainError(text % {"spalten": ", ".join(missing)}, "kopfzeile")
    found = [_row(names, cells) for cells in rows]
    if not any(any(row.values()) for row in found):
        raise DomainError(
            _("In der Datei steht kein Betrieb. Die erste Zeile nennt die Spalten, jede weitere eine Stelle."), "leer"
        )
    if len(found) > ZEILEN_HOECHSTENS:
        text = _("Eine Liste fasst höchstens %(zahl)s Zeilen. Bitte teilen Sie die Datei.")
        raise DomainError(text % {"zahl": ZEILEN_HOECHSTENS}, "zu_viele")
    return found


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _row(names: list[str], cells: list[str]) -> dict[str, str]:
    typed = dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))
    # Our own files put an apostrophe before what a spreadsheet would take for a formula, "+49 …" for example.
    return {name: typed[name].strip().removeprefix("'")[:ZELLE_HOECHSTENS] for name in SPALTEN if name in typed}


def values(row: dict[str, str]) -> dict[str, Any]:
    """Return what the row says about a vacancy, for the fields of the model; raises DomainError with the name of the column."""
    found = {name: _VALUES.get(name, str)(row[name]) for name in STELLE if row.get(name)}
    found["plz"] = found.pop("arbeit_plz", row["plz"])
    found["ort"] = found.pop("arbeit_ort", row["ort"])
    return found


def _refuse(spalte: str, text: str) -> DomainError:
    return DomainError(_("Spalte %(spalte)s: „%(text)s“ verstehen wir nicht.") % {"spalte": spalte, "text": text[:40]}, spalte)


def _art(text: str) -> str:
    for value, label in Stellenart.choices:
        if text.casefold() in {value, str(label).casefold()}:
            return str(value)
    raise _refuse("art", text)


def _day(spalte: str) -> Callable[[str], date]:
    def read(text: str) -> date:
        for form in ("%d.%m.%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
        raise _refuse(spalte, text)

    return read


def _number(spalte: str) -> Callable[[str], Decimal]:
    def read(text: str) -> Decimal:
        plain = text.replace(".", "").replace(",", ".") if "," in text else text
        try:
            return Decimal(plain)
        except InvalidOperation:
            raise _refuse(spalte, text) from None

    return read


def _count(spalte: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit():
            raise _refuse(spalte, text)
        return int(text[:9])

    return read


def _yes(text: str) -> bool:
    if text.casefold() not in {"ja", "nein", "yes", "no", "x", "1", "0", "-"}:
        raise _refuse("anerkennung", text)
    return text.casefold() in {"ja", "yes", "x", "1"}


_VALUES: dict[str, Callable[[str], Any]] = {
    "art": _art,
    **{name: _day(name) for name in ("beginn", "bis")},
    **{name: _number(name) for name in ("wochenstunden", "brutto")},
    **{name: _count(name) for name in ("plaetze", "erfahrung_jahre")},
    **dict.fromkeys((*DEUTSCH, "fuehrerschein"), str.upper),
    "anerkennung": _yes,
}
