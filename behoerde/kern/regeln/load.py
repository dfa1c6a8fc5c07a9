"""Conditions written as data: the nine operators by name, and three ways to soften one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from behoerde.kern.regeln.bedingung import Alle, Bedingung
from behoerde.kern.regeln.tatsache import Tatsachen
from behoerde.kern.regeln.vergleich import (
    Bis,
    In,
    Ist,
    Mindestens,
    MonateBis,
    MonateSeit,
    NichtVorbei,
    Niveau,
    Unter,
    Vergleich,
)

OPERATOREN: dict[str, Callable[..., Vergleich]] = {
    "is": Ist,
    "in": lambda tatsache, value, **words: In(tatsache, frozenset(value), **words),
    "gte": Mindestens,
    "lt": Unter,
    "date_lte": lambda tatsache, value, **words: Bis(tatsache, date.fromisoformat(value), **words),
    "date_not_passed": lambda tatsache, value, **words: NichtVorbei(tatsache, **words),
    "months_since_gte": MonateSeit,
    "months_until_lte": MonateBis,
    "cefr_gte": Niveau,
}


def load_bedingung(entry: Mapping[str, Any], tatsachen: Tatsachen) -> Bedingung:
    """Return the condition that ``entry`` says: fact, op, value, text, paragraph.

    ``or_fact`` and ``optional_if`` name a fact that is enough instead; ``reduced_if`` one with which a smaller value is
    enough. Raises KeyError for a fact that is not declared or an operator that does not exist.
    """
    op, words = OPERATOREN[entry["op"]], {"text": entry["text"], "norm": entry.get("paragraph") or ""}
    tatsache = tatsachen[entry["fact"]]
    bedingung: Bedingung = op(tatsache, entry.get("value"), **words)
    for key in ("or_fact", "optional_if"):
        if name := entry.get(key):
            bedingung |= Ist(tatsachen[name], True, **words)
    if reduced := entry.get("reduced_if"):
        bedingung |= Ist(tatsachen[reduced["fact"]], True, **words) & op(tatsache, reduced["value"], **words)
    return bedingung


def load_bedingungen(entries: Iterable[Mapping[str, Any]], tatsachen: Tatsachen) -> Alle:
    """Return the condition that every entry is so."""
    return Alle(tuple(load_bedingung(entry, tatsachen) for entry in entries))
