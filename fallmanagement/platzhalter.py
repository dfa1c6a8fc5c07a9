"""What a letter may say about a case: the words in braces of its text, and what stands for them."""

import re
from collections.abc import Callable, Iterator

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum, uhr
from fallmanagement.models import Fallakte
from fallmanagement.queries.zeitleiste import zeitleiste

KLAMMER = re.compile(r"\{([^{}]*)\}")


def _status_until(akte: Fallakte) -> str:
    now = zeitleiste(akte.person).jetzt
    return datum.datum(now.letzter_tag) if now and now.letzter_tag else ""


def _status(akte: Fallakte) -> str:
    now = zeitleiste(akte.person).jetzt
    return str(now.titel) if now else ""


WERTE: dict[str, Callable[[Fallakte], str]] = {
    "name": lambda akte: str(akte.person),
    "vorname": lambda akte: akte.person.vorname,
    "nachname": lambda akte: akte.person.nachname,
    "aktenzeichen": lambda akte: akte.aktenzeichen,
    "ansprechperson": lambda akte: str(akte.zustaendig) if akte.zustaendig else "",
    "stelle": lambda akte: str(akte.einheit),
    "status": _status,
    "status_bis": _status_until,
    "heute": lambda akte: datum.datum(uhr.today()),
}
WORTE = {
    "name": _("Vor- und Nachname"),
    "vorname": _("Vorname"),
    "nachname": _("Nachname"),
    "aktenzeichen": _("Aktenzeichen"),
    "ansprechperson": _("Wer die Akte führt"),
    "stelle": _("Name der Stelle"),
    "status": _("Aufenthaltsstatus heute"),
    "status_bis": _("Letzter Tag dieses Status"),
    "heute": _("Datum des Briefs"),
}
BEISPIEL = {
    "name": "Olena Beispiel",
    "vorname": "Olena",
    "nachname": "Beispiel",
    "aktenzeichen": "FM-2026-000123",
    "ansprechperson": "Kim Muster",
    "stelle": "Fallmanagement",
    "status": "Duldung",
    "status_bis": "1. März 2027",
    "heute": "26. November 2026",
}


def used(*texts: str) -> set[str]:
    return {name for text in texts for name in KLAMMER.findall(text)}


def unknown(text: str) -> list[str]:
    """Return what stands in braces and means nothing, and "{" or "}" where one is alone."""
    alone = [brace for brace in "{}" if brace in KLAMMER.sub("", text)]
    return sorted(used(text) - set(WERTE)) + alone


def fill(text: str, values: dict[str, str]) -> str:
    return KLAMMER.sub(lambda found: values[found[1]], text)


def values_of(akte: Fallakte, names: set[str], sprache: str = "de") -> dict[str, str]:
    """Return what stands for ``names`` in a language; "" for what is not known."""
    with translation.override(sprache):
        return {name: WERTE[name](akte) for name in sorted(names)}


def missing(akte: Fallakte, names: set[str]) -> Iterator[str]:
    """Yield the names of ``names`` that are not known of a case."""
    return (name for name, value in values_of(akte, names).items() if not value)
