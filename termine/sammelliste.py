"""A list of people as a CSV file: read in whatever way a spreadsheet wrote it, row by row."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError

SPALTEN = ("vorname", "nachname", "geburtsdatum", "email", "mobil", "sprache", "dolmetschen")
PFLICHT = SPALTEN[:3]
AUCH = {"e-mail": "email", "mail": "email", "handy": "mobil", "telefon": "mobil", "geboren": "geburtsdatum", "name": "nachname"}
BEISPIEL = {
    "vorname": "Olena",
    "nachname": "Beispiel",
    "geburtsdatum": "17.05.1990",
    "email": "olena@beispiel.example",
    "mobil": "",
    "sprache": "uk",
    "dolmetschen": "",
}
ZEILEN_HOECHSTENS, ZELLE_HOECHSTENS, BYTES_HOECHSTENS = 200, 300, 512 * 1024


def read_rows(content: bytes) -> list[dict[str, str]]:
    """Return every row that says anything, each with all of ``SPALTEN``.

    UTF-8 or Windows-1252, separated by semicolon, comma or tab. Raises DomainError ``leer``, ``kopfzeile``, ``zu_viele``.
    """
    lines = _text(content).replace("\0", "").splitlines(keepends=True)
    lines = [line for line in lines if line.strip()]
    if len(lines) < 2:
        raise DomainError(_("In der Datei steht niemand. Die erste Zeile nennt die Spalten, jede weitere eine Person."), "leer")
    reader = csv.reader(StringIO("".join(lines), newline=""), delimiter=max(";,\t", key=lines[0].count))
    try:
        head, *rows = list(reader)
    except csv.Error as fault:
        raise DomainError(_("Diese Datei ist keine Tabelle. Bitte speichern Sie sie als CSV."), "kopfzeile") from fault
    names = [_column(cell) for cell in head]
    if missing := [name for name in PFLICHT if name not in names]:
        text = _("In der ersten Zeile fehlt: %(spalten)s. Nehmen Sie am besten unsere Vorlage.")
        raise DomainError(text % {"spalten": ", ".join(missing)}, "kopfzeile")
    found = [_row(names, cells) for cells in rows]
    found = [row for row in found if any(row.values())]
    if len(found) > ZEILEN_HOECHSTENS:
        text = _("Eine Liste fasst höchstens %(zahl)s Personen. Bitte teilen Sie die Datei.")
        raise DomainError(text % {"zahl": ZEILEN_HOECHSTENS}, "zu_viele")
    if not found:
        raise DomainError(_("In der Datei steht niemand. Die erste Zeile nennt die Spalten, jede weitere eine Person."), "leer")
    return found


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _column(cell: str) -> str:
    name = cell.strip().casefold()
    return AUCH.get(name, name)


def _row(names: list[str], cells: list[str]) -> dict[str, str]:
    typed = dict(zip(names, cells, strict=False))
    # Our own files put an apostrophe before what a spreadsheet would take for a formula, "+49 …" for example.
    return {name: typed.get(name, "").strip().removeprefix("'")[:ZELLE_HOECHSTENS] for name in SPALTEN}
