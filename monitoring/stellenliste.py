"""Heads, full-time equivalents and budget as a table: what a row of a CSV file says, however a spreadsheet wrote it."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import StringIO

from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column

PFLICHT = ("stelle", "monat", "koepfe", "vollzeit", "quelle")
SPALTEN = (
    Column("stelle", "einheit.name"),
    Column("monat", lambda row: f"{row.monat:%Y-%m}"),
    Column("koepfe", "koepfe"),
    Column("vollzeit", "vollzeit"),
    Column("budget", "budget"),
    Column("quelle", "quelle"),
)
ZEILEN_HOECHSTENS, BYTES_HOECHSTENS = 2_000, 1024 * 1024
KOEPFE_HOECHSTENS, BUDGET_HOECHSTENS = 100_000, Decimal(10**9)


@dataclass(frozen=True)
class Meldung:
    """What one row, or the form, says about one unit in one month."""

    monat: date
    koepfe: int
    vollzeit: Decimal
    budget: Decimal | None
    quelle: str


def read_table(content: bytes) -> list[dict[str, str]]:
    """Return every row with the columns of the file. UTF-8 or Windows-1252, separated by semicolon, comma or tab.

    Raises DomainError ``kopfzeile``, ``leer``, ``zu_viele``.
    """
    if len(content) > BYTES_HOECHSTENS:
        raise DomainError(_("Die Datei ist größer als 1 MB. Bitte teilen Sie sie."), "zu_viele")
    text = _text(content).replace("\0", "").lstrip("\r\n")
    first = text.split("\n", 1)[0]
    try:
        head, *rows = list(csv.reader(StringIO(text, newline=""), delimiter=max(";,\t", key=first.count)))
    except (csv.Error, ValueError) as fault:
        raise DomainError(_("Diese Datei ist keine Tabelle. Bitte speichern Sie sie als CSV."), "kopfzeile") from fault
    names = [cell.strip().casefold() for cell in head]
    if missing := [name for name in PFLICHT if name not in names]:
        words = _("In der ersten Zeile fehlt: %(spalten)s. Am einfachsten ändern Sie die Tabelle, die Sie hier herunterladen.")
        raise DomainError(words % {"spalten": ", ".join(missing)}, "kopfzeile")
    found = [_row(names, cells) for cells in rows if any(cell.strip() for cell in cells)]
    if not found:
        raise DomainError(_("In der Datei steht keine Zeile mit Zahlen."), "leer")
    if len(found) > ZEILEN_HOECHSTENS:
        words = _("Eine Liste fasst höchstens %(zahl)s Zeilen. Bitte teilen Sie die Datei.")
        raise DomainError(words % {"zahl": ZEILEN_HOECHSTENS}, "zu_viele")
    return found


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _row(names: list[str], cells: list[str]) -> dict[str, str]:
    typed = dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))
    # Our own files put an apostrophe before what a spreadsheet would take for a formula.
    return {name: typed.get(name, "").strip().removeprefix("'") for name in (*PFLICHT, "budget")}


def values(row: dict[str, str]) -> Meldung:
    """Return what a row says; raises DomainError with the column in its sentence."""
    budget = _number("budget", row["budget"]) if row["budget"] else None
    if not row["quelle"] or len(row["quelle"]) > 120:
        raise _refused("quelle", row["quelle"])
    return checked(
        Meldung(_month(row["monat"]), _count(row["koepfe"]), _number("vollzeit", row["vollzeit"]), budget, row["quelle"])
    )


def checked(meldung: Meldung) -> Meldung:
    """Return ``meldung`` when its numbers can be. Raises DomainError ``monat``, ``koepfe``, ``vollzeit``, ``budget``."""
    if not date(2000, 1, 1) <= meldung.monat <= uhr.today():
        raise DomainError(_("Bitte nennen Sie einen Monat, der schon begonnen hat."), "monat")
    if meldung.koepfe > KOEPFE_HOECHSTENS:
        raise DomainError(_("So viele Köpfe kann eine Stelle nicht haben."), "koepfe")
    if not 0 <= meldung.vollzeit <= meldung.koepfe:
        raise DomainError(_("Vollzeitäquivalente können nicht mehr sein als Köpfe und nicht weniger als null."), "vollzeit")
    if meldung.budget is not None and not 0 <= meldung.budget <= BUDGET_HOECHSTENS:
        raise DomainError(_("Das Budget muss zwischen null und einer Milliarde Euro liegen."), "budget")
    return meldung


def _refused(spalte: str, text: str) -> DomainError:
    return DomainError(_("Spalte %(spalte)s: „%(text)s“ verstehen wir nicht.") % {"spalte": spalte, "text": text[:40]}, spalte)


def _month(text: str) -> date:
    for form in ("%Y-%m", "%m/%Y", "%m.%Y", "%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date().replace(day=1)  # noqa: DTZ007 - a month has no time zone
        except ValueError:
            continue
    raise _refused("monat", text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise _refused("koepfe", text)
    return int(text)


def _number(spalte: str, text: str) -> Decimal:
    plain = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise _refused(spalte, text) from None
    if not number.is_finite() or abs(number) > 10**12:
        raise _refused(spalte, text)
    return number.quantize(Decimal("0.01"))
