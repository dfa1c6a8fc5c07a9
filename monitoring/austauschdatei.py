"""The file of the exchange is read: what it says, and every row that says something it must not."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError
from monitoring.austausch import (
    BYTES_HOECHSTENS,
    EINTRAEGE_HOECHSTENS,
    FORMAT,
    MOEGLICH,
    PFLICHT,
    VERSION,
    Eintragsart,
)

KENNUNG_HOECHSTENS, AMT_HOECHSTENS = 80, 120


@dataclass(frozen=True)
class Eintrag:
    """One entry that may be taken over."""

    art: str
    kennung: str
    titel: str
    inhalt: dict[str, str]


@dataclass(frozen=True)
class Austauschdatei:
    """What a file says: who wrote it, its entries, and faults by the place of the row, counted from one."""

    amt: str
    eintraege: list[Eintrag] = field(default_factory=list)
    fehler: list[tuple[int, str]] = field(default_factory=list)


def read_file(content: bytes) -> Austauschdatei:
    """Return what a file says. Raises DomainError ``datei`` for what is no such file, or of another version."""
    if len(content) > BYTES_HOECHSTENS:
        raise DomainError(_("Diese Austauschdatei ist zu groß (höchstens 2 MB)."), "datei")
    head = _parsed(content)
    amt, rows = head.get("amt"), head.get("eintraege")
    if not isinstance(amt, str) or not _clean(amt) or len(amt) > AMT_HOECHSTENS or not isinstance(rows, list):
        raise DomainError(_("In dieser Austauschdatei fehlt das Amt oder die Liste der Einträge."), "datei")
    if len(rows) > EINTRAEGE_HOECHSTENS:
        raise DomainError(_("Diese Austauschdatei hat zu viele Einträge (höchstens 2.000)."), "datei")
    found = Austauschdatei(_clean(amt))
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows, 1):
        _take(found, seen, number, row)
    return found


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        head = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise DomainError(_("Das ist keine Austauschdatei (JSON)."), "datei") from None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise DomainError(_("Das ist keine Austauschdatei dieses Portals."), "datei")
    if head.get("version") != VERSION or isinstance(head.get("version"), bool):
        raise DomainError(_("Diese Austauschdatei hat eine andere Version des Formats."), "datei")
    return head


def _take(found: Austauschdatei, seen: set[tuple[str, str]], number: int, row: Any) -> None:
    faults = list(_faults(row))
    if not faults and (row["art"], row["kennung"]) in seen:
        faults = [_("Diese Kennung kommt in der Austauschdatei zweimal vor.")]
    if faults:
        found.fehler.extend((number, fault) for fault in faults)
        return
    seen.add((row["art"], row["kennung"]))
    names = (PFLICHT[row["art"]] | MOEGLICH[row["art"]]).keys() - {"titel"}
    inhalt = {name: _clean(row[name]) for name in sorted(names) if _clean(row.get(name, ""))}
    found.eintraege.append(Eintrag(row["art"], row["kennung"], _clean(row["titel"]), inhalt))


def _faults(row: Any) -> Iterator[str]:
    if not isinstance(row, dict):
        yield _("Ein Eintrag ist ein Objekt mit Namen und Werten.")
        return
    art, kennung = row.get("art"), row.get("kennung")
    if not isinstance(art, str) or art not in Eintragsart.values:
        yield _("Unbekannte Art.")
        return
    if (
        not isinstance(kennung, str)
        or not kennung.isascii()
        or not kennung.isprintable()
        or not 0 < len(kennung) <= KENNUNG_HOECHSTENS
    ):
        yield _("Die Kennung fehlt oder ist zu lang.")
    for name, most in (PFLICHT[art] | MOEGLICH[art]).items():
        value = row.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            yield _("„%(name)s“ ist kein Text oder länger als %(zahl)s Zeichen.") % {"name": name, "zahl": most}
        elif name in PFLICHT[art] and not _clean(value):
            yield _("„%(name)s“ fehlt.") % {"name": name}
    if unknown := sorted(_clean(name)[:40] for name in row.keys() - {"art", "kennung", *PFLICHT[art], *MOEGLICH[art]}):
        yield _("Unbekannte Angaben: %(namen)s. Mehr als das Format nennt, liest das Portal nicht.") % {
            "namen": ", ".join(unknown)
        }


def _clean(text: str) -> str:
    """Return a text without what a database or a page can't hold."""
    kept = "".join(char for char in text if char in "\n\t" or char.isprintable())
    return kept.encode("utf-8", "ignore").decode("utf-8").strip()
