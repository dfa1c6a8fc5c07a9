"""The directory as a table: what a row of a CSV file says, in whatever way a spreadsheet wrote it; and back."""

import csv
import re
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column
from lotsen.angebotsarten import angebotsarten
from lotsen.hsds import TAGE
from lotsen.models import Angebot, Sprechzeit

TEXTE = ("name", "beschreibung", "fuer_wen", "zugang_text", "kosten", "hinweis")
ORT = ("ort", "strasse", "plz", "stadt")
SPALTEN = (
    *("name", "traeger", "angebotsart", "stand", *ORT, *TEXTE[1:], "mitbringen", "telefon", "email", "internetseite"),
    *("sprachen", "sprechzeiten", "plaetze", "frei", "wartend", "bestaetigt_am"),
)
PFLICHT = ("name", "traeger", "angebotsart")
BEISPIEL = {
    "name": "Sprachcafé am Markt",
    "traeger": "Verein für Nachbarschaft",
    "angebotsart": "ehrenamtliche_sprachangebote",
    "stand": "aktiv",
    "ort": "Haus der Begegnung",
    "strasse": "Marktplatz 2",
    "plz": "00001",
    "stadt": "Musterstadt",
    "beschreibung": "Deutsch sprechen in kleiner Runde.",
    "sprachen": "de, uk, ar",
    "sprechzeiten": "Mo 17:00-19:00; Do 10:00-12:00 (nur mit Kindern)",
    "plaetze": "15",
    "frei": "4",
}
KURZ = dict(zip(("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), TAGE.values(), strict=True))
NAME = {number: name for name, number in KURZ.items()}
ZEIT = re.compile(r"^(?P<tag>\w\w)\.? (?P<von>\d{1,2}:\d\d) ?[-–] ?(?P<bis>\d{1,2}:\d\d)(?: \((?P<hinweis>[^)]*)\))?$")
ZEILEN_HOECHSTENS, ZELLE_HOECHSTENS, BYTES_HOECHSTENS = 5_000, 2_000, 5 * 1024 * 1024


def read_table(content: bytes) -> list[dict[str, str]]:
    """Return every row that says anything, with the columns the file has.

    UTF-8 or Windows-1252, separated by semicolon, comma or tab. Raises DomainError ``leer``, ``kopfzeile``, ``zu_viele``.
    """
    if len(content) > BYTES_HOECHSTENS:
        raise DomainError(_("Die Datei ist größer als 5 MB. Bitte teilen Sie sie."), "zu_viele")
    text = _text(content).replace("\0", "")
    head_line = text.lstrip("\r\n").split("\n", 1)[0]
    try:
        head, *rows = list(csv.reader(StringIO(text.lstrip("\r\n"), newline=""), delimiter=max(";,\t", key=head_line.count)))
    except (csv.Error, ValueError) as fault:
        raise DomainError(_("Diese Datei ist keine Tabelle. Bitte speichern Sie sie als CSV."), "kopfzeile") from fault
    names = [cell.strip().casefold() for cell in head]
    if missing := [name for name in PFLICHT if name not in names]:
        text = _("In der ersten Zeile fehlt: %(spalten)s. Nehmen Sie am besten unsere Vorlage.")
        raise DomainError(text % {"spalten": ", ".join(missing)}, "kopfzeile")
    found = [_row(names, cells) for cells in rows]
    if not any(any(row.values()) for row in found):
        raise DomainError(_("In der Datei steht kein Angebot. Die erste Zeile nennt die Spalten, jede weitere eines."), "leer")
    if len(found) > ZEILEN_HOECHSTENS:
        text = _("Eine Liste fasst höchstens %(zahl)s Angebote. Bitte teilen Sie die Datei.")
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


def read_hours(text: str) -> list[dict[str, Any]]:
    """Return the rows of "Mo 09:00-12:00; Do 14:00-18:00 (nur mit Termin)"; raises DomainError ``sprechzeiten``."""
    return [_hour(part.strip()) for part in text.split(";") if part.strip()]


def _hour(part: str) -> dict[str, Any]:
    found = ZEIT.match(part)
    if found is None or found["tag"].title() not in KURZ:
        example = "Mo 09:00-12:00; Do 14:00-18:00 (nur mit Termin)"
        raise DomainError(
            _("Sprechzeit „%(text)s“ verstehen wir nicht. So geht es: %(beispiel)s") % {"text": part[:40], "beispiel": example},
            "sprechzeiten",
        )
    times = {name: found[name].zfill(5) for name in ("von", "bis")}
    return {
        "wochentag": KURZ[found["tag"].title()],
        **times,
        "gilt_ab": None,
        "gilt_bis": None,
        "hinweis": found["hinweis"] or "",
    }


def find_art(text: str) -> str:
    """Return the slug of a kind, named by slug or name; raises DomainError ``angebotsart``."""
    wanted = text.casefold()
    for slug, art in angebotsarten().items():
        if wanted in {slug, art.name.casefold()}:
            return slug
    raise DomainError(_("Angebotsart „%(text)s“ kennen wir nicht.") % {"text": text[:60]}, "angebotsart")


def _place(name: str):
    def value(angebot: Angebot) -> str:
        first = next(iter(angebot.orte.all()), None)
        return getattr(first, name) if first else ""

    return value


def _hours(angebot: Angebot) -> str:
    return "; ".join(map(_said, angebot.sprechzeiten.all()))


def plain_remark(text: str) -> str:
    """Return a remark without what divides hours from each other."""
    return text.translate(str.maketrans(";()", ",[]"))


def _said(zeit: Sprechzeit) -> str:
    remark = f" ({plain_remark(zeit.hinweis)})" if zeit.hinweis else ""
    return f"{NAME[zeit.wochentag]} {zeit.von:%H:%M}-{zeit.bis:%H:%M}{remark}"


# The names of the columns stay German in every language: the file comes in again.
_WERTE: dict[str, Any] = {
    "traeger": "traeger.name",
    "stand": lambda row: str(row.status),
    "ort": _place("name"),
    "strasse": _place("strasse"),
    "plz": _place("plz"),
    "stadt": _place("ort"),
    "mitbringen": lambda row: "; ".join(row.mitbringen),
    "internetseite": "url",
    "sprachen": lambda row: ", ".join(row.sprachen),
    "sprechzeiten": _hours,
    **{name: f"{name}_de" for name in TEXTE},
}
AUSGABE = tuple(Column(name, _WERTE.get(name, name)) for name in SPALTEN)
VORLAGE = tuple(Column(name, lambda row, name=name: row.get(name, "")) for name in SPALTEN)
AUSGABE_NAME = gettext_lazy("Verzeichnis")
