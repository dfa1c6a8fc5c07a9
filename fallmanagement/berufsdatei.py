"""Official files of occupations, read into rows. Nothing is stored here.

KldB 2010 (Bundesagentur für Arbeit, "Gliederung mit Erläuterung" of the classification server): CSV with semicolons, some lines
before its head; columns ``Schlüssel KldB 2010`` (in later editions with ", V. 2020"), ``Ebene``, ``Titel`` and, where it is
there, ``Kurztitel``; rows of ``Ebene`` 5 count. ESCO (European Commission, ``occupations_de.csv`` and ``occupations_en.csv``):
CSV with commas; columns ``conceptUri``, ``preferredLabel`` and ``altLabels`` with one name a line.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import NamedTuple

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError

NAME_HOECHSTENS = 250
ESCO_CODE = re.compile(r"http://data\.europa\.eu/esco/occupation/[0-9A-Za-z.-]+")


class Zeile(NamedTuple):
    """One occupation as a file has it."""

    code: str
    name: str
    name_en: str = ""
    suchworte: tuple[str, ...] = ()


class Gelesen(NamedTuple):
    """Rows by code, and a sentence for each row that could not be read."""

    zeilen: dict[str, Zeile]
    fehler: list[str]


def read_kldb(content: bytes) -> Gelesen:
    """Return the occupations of a file of the KldB 2010. Raises DomainError ``kopfzeile`` when it is another file."""
    lines = csv.reader(StringIO(_text(content), newline=""), delimiter=";")
    head = next((row for row in lines if row and row[0].strip().startswith("Schlüssel KldB 2010")), None)
    if head is None or not {"Ebene", "Titel"} <= set(head):
        raise DomainError(_("Hier fehlt die Kopfzeile mit „Schlüssel KldB 2010“, „Ebene“ und „Titel“."), "kopfzeile")
    names = ["code", *(cell.strip() for cell in head[1:])]
    return _collect(_kldb_rows(dict(zip(names, row, strict=False)) for row in lines))


def _kldb_rows(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, Zeile | None]]:
    for row in rows:
        if row.get("Ebene", "").strip() != "5":
            continue
        raw, name, short = row["code"].strip(), _name(row.get("Titel")), _name(row.get("Kurztitel"))
        code = raw.zfill(5) if raw.isdigit() else ""  # spreadsheets drop the zero of the armed forces
        words = (short,) if short and short != name else ()
        yield raw, Zeile(code, name, "", words) if len(code) == 5 and name else None


def read_esco(content: bytes) -> Gelesen:
    """Return the occupations of one language of ESCO. Raises DomainError ``kopfzeile`` when it is another file."""
    rows = csv.DictReader(StringIO(_text(content), newline=""))
    if not {"conceptUri", "preferredLabel"} <= set(rows.fieldnames or ()):
        raise DomainError(_("Hier fehlt die Kopfzeile mit „conceptUri“ und „preferredLabel“."), "kopfzeile")
    return _collect(_esco_rows(rows))


def _esco_rows(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, Zeile | None]]:
    for row in rows:
        code, name = (row["conceptUri"] or "").strip(), _name(row["preferredLabel"])
        words = tuple(filter(None, map(_name, (row.get("altLabels") or "").splitlines())))
        yield code, Zeile(code, name, "", words) if ESCO_CODE.fullmatch(code) and name else None


def read_probe(content: bytes) -> Gelesen:
    """Return the occupations of our own sample."""
    rows = csv.DictReader(StringIO(_text(content), newline=""), delimiter=";")
    found = (Zeile(row["code"], row["name"], row["name_en"], tuple(filter(None, row["suchworte"].split("|")))) for row in rows)
    return _collect((row.code, row) for row in found)


def _collect(rows: Iterable[tuple[str, Zeile | None]]) -> Gelesen:
    found: dict[str, Zeile] = {}
    faults = []
    for number, (raw, row) in enumerate(rows, 1):
        if row is None:
            faults.append(_("Beruf %(n)s (%(code)s): Code oder Name ist nicht lesbar.") % {"n": number, "code": raw[:60] or "–"})
        elif row.code in found:
            faults.append(_("Beruf %(n)s (%(code)s): Der Code steht zweimal da.") % {"n": number, "code": raw[:60]})
        else:
            found[row.code] = row
    return Gelesen(found, faults)


def _name(cell: str | None) -> str:
    return " ".join((cell or "").split())[:NAME_HOECHSTENS]


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\0", "")
