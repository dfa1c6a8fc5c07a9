"""Tables that people upload: the rows of a CSV file, however a spreadsheet wrote it."""

import csv
from collections.abc import Sequence
from io import StringIO

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError

ZEILEN_HOECHSTENS, BYTES_HOECHSTENS = 2_000, 1024 * 1024


def read_table(content: bytes, *, pflicht: Sequence[str], weitere: Sequence[str] = ()) -> list[dict[str, str]]:
    """Return every row with these columns of the file. UTF-8 or Windows-1252, separated by semicolon, comma or tab.

    Raises DomainError ``kopfzeile``, ``leer``, ``zu_viele``.
    """
    if len(content) > BYTES_HOECHSTENS:
        raise DomainError(_("Die Datei ist größer als 1 MB. Bitte teilen Sie sie."), "zu_viele")
    text = decoded(content).lstrip("\r\n")
    first = text.split("\n", 1)[0]
    try:
        head, *rows = list(csv.reader(StringIO(text, newline=""), delimiter=max(";,\t", key=first.count)))
    except (csv.Error, ValueError) as fault:
        raise DomainError(_("Diese Datei ist keine Tabelle. Bitte speichern Sie sie als CSV."), "kopfzeile") from fault
    names = [cell.strip().casefold() for cell in head]
    if missing := [name for name in pflicht if name not in names]:
        words = _("In der ersten Zeile fehlt: %(spalten)s. Am einfachsten ändern Sie die Tabelle, die Sie hier herunterladen.")
        raise DomainError(words % {"spalten": ", ".join(missing)}, "kopfzeile")
    found = [_row(names, cells, (*pflicht, *weitere)) for cells in rows if any(cell.strip() for cell in cells)]
    if not found:
        raise DomainError(_("In der Datei steht keine Zeile mit Zahlen."), "leer")
    if len(found) > ZEILEN_HOECHSTENS:
        words = _("Eine Liste fasst höchstens %(zahl)s Zeilen. Bitte teilen Sie die Datei.")
        raise DomainError(words % {"zahl": ZEILEN_HOECHSTENS}, "zu_viele")
    return found


def decoded(content: bytes) -> str:
    """Return the text of a file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\0", "")


def _row(names: list[str], cells: list[str], wanted: Sequence[str]) -> dict[str, str]:
    typed = dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))
    # Our own files put an apostrophe before what a spreadsheet would take for a formula.
    return {name: typed.get(name, "").strip().removeprefix("'") for name in wanted}


def refused(spalte: str, text: str) -> DomainError:
    """Return the no to a cell that nobody understands."""
    return DomainError(_("Spalte %(spalte)s: „%(text)s“ verstehen wir nicht.") % {"spalte": spalte, "text": text[:40]}, spalte)
