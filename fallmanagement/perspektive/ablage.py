"""Facts and rules as they are stored with a check, so that it can be made again."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from behoerde.kern.regeln import Alle, Bedingung, Eine, Nicht, Typ
from behoerde.kern.regeln.vergleich import Vergleich
from fallmanagement.perspektive.pfad import Pfad, Pfadergebnis
from fallmanagement.perspektive.tatsachen import TATSACHEN


def dump_facts(facts: Mapping[str, Any]) -> str:
    """Return facts as JSON text, without those nobody knows."""
    known = {name: value for name, value in facts.items() if value is not None}
    return json.dumps(known, default=date.isoformat, sort_keys=True)


def load_facts(text: str) -> dict[str, Any]:
    """Return what ``dump_facts`` wrote; a fact that is no longer declared is left out."""
    stored = {name: value for name, value in json.loads(text).items() if name in TATSACHEN}
    return {name: date.fromisoformat(value) if TATSACHEN[name].typ is Typ.TAG else value for name, value in stored.items()}


def dump_results(results: Iterable[Pfadergebnis]) -> dict[str, Any]:
    """Return each path with its verdict and day, in the order of hope."""
    return {
        entry.pfad.schluessel: [entry.urteil.value, entry.ab.isoformat() if entry.ab else None]
        for entry in results
        if entry.betrifft
    }


def version(pfade: Iterable[Pfad]) -> str:
    """Return the day of the last review and a fingerprint of all that decides: it changes with every rule that changes."""
    pfade = list(pfade)
    digest = sha256("\n".join(line for pfad in pfade for line in _lines(pfad)).encode()).hexdigest()
    return f"{max(pfad.geprueft_am for pfad in pfade):%Y-%m-%d}-{digest[:12]}"


def _lines(pfad: Pfad) -> Iterator[str]:
    yield f"{pfad.schluessel} {pfad.group} {pfad.bindung} {pfad.ab} {pfad.bis}"
    for part in (pfad.status, pfad.bedingung, pfad.ausschluss):
        yield from _conditions(part)


def _conditions(bedingung: Bedingung) -> Iterator[str]:
    yield type(bedingung).__name__
    if isinstance(bedingung, Vergleich):
        value = sorted(bedingung.value) if isinstance(bedingung.value, frozenset) else bedingung.value
        yield f"{sorted(bedingung.tatsachen())} {value}"
    elif isinstance(bedingung, Nicht):
        yield from _conditions(bedingung.part)
    elif isinstance(bedingung, Alle | Eine):
        for part in bedingung.parts:
            yield from _conditions(part)
        yield "."
