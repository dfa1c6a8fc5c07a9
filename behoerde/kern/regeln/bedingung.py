"""Conditions: asked of facts on a day, combined with ``&``, ``|`` and ``~``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from behoerde.kern.regeln.urteil import Urteil

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

Facts = Mapping[str, Any]
NICHTS: frozenset[str] = frozenset()


class Grund(NamedTuple):
    """One thing that counted: whether ``text`` is so (``urteil``), by which norm, from which fact."""

    text: "StrOrPromise"
    norm: str
    urteil: Urteil
    tatsache: str


class Ergebnis(NamedTuple):
    """A judgement, what it rests on, and the facts that could still change it (empty once it is JA or NEIN)."""

    urteil: Urteil
    gruende: tuple[Grund, ...]
    missing: frozenset[str]


class Bedingung:
    """Something that is so, is not so, or that nobody knows yet."""

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        raise NotImplementedError

    def earliest(self, facts: Facts, tag: date) -> date | None:
        """Return the first day, not before ``tag``, on which time alone makes this JA; None when it takes more than time."""
        raise NotImplementedError

    def tatsachen(self) -> frozenset[str]:
        """Return the names of all facts that are asked for."""
        raise NotImplementedError

    def __and__(self, other: "Bedingung") -> "Bedingung":
        return Alle((*_parts(self, Alle), *_parts(other, Alle)))

    def __or__(self, other: "Bedingung") -> "Bedingung":
        return Eine((*_parts(self, Eine), *_parts(other, Eine)))

    def __invert__(self) -> "Bedingung":
        return Nicht(self)


def _parts(bedingung: Bedingung, art: "type[Alle | Eine]") -> tuple[Bedingung, ...]:
    """Return the parts of a chain of the same kind, so that chains stay flat."""
    return bedingung.parts if isinstance(bedingung, art) else (bedingung,)


def _join(results: Iterable[Ergebnis], decisive: Urteil) -> Ergebnis:
    """Judge several parts, of which one that is ``decisive`` settles the whole; all that counted is named."""
    by_urteil: dict[Urteil, list[Ergebnis]] = {}
    for result in results:
        by_urteil.setdefault(result.urteil, []).append(result)
    for urteil in (decisive, Urteil.UNBEKANNT):
        if counting := by_urteil.get(urteil):
            break
    else:
        urteil = ~decisive
        counting = by_urteil.get(urteil, [])
    gruende = tuple(grund for result in counting for grund in result.gruende)
    missing = NICHTS.union(*(result.missing for result in counting)) if urteil is Urteil.UNBEKANNT else NICHTS
    return Ergebnis(urteil, gruende, missing)


@dataclass(frozen=True)
class Alle(Bedingung):
    """Every part is so. Without parts: always."""

    parts: tuple[Bedingung, ...]

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        return _join([part.judge(facts, tag) for part in self.parts], Urteil.NEIN)

    def earliest(self, facts: Facts, tag: date) -> date | None:
        days = [part.earliest(facts, tag) for part in self.parts]
        known = [entry for entry in days if entry is not None]
        return max(known, default=tag) if len(known) == len(days) else None

    def tatsachen(self) -> frozenset[str]:
        return NICHTS.union(*(part.tatsachen() for part in self.parts))


@dataclass(frozen=True)
class Eine(Bedingung):
    """At least one part is so. Without parts: never."""

    parts: tuple[Bedingung, ...]

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        return _join([part.judge(facts, tag) for part in self.parts], Urteil.JA)

    def earliest(self, facts: Facts, tag: date) -> date | None:
        days = [part.earliest(facts, tag) for part in self.parts]
        return min((entry for entry in days if entry is not None), default=None)

    def tatsachen(self) -> frozenset[str]:
        return NICHTS.union(*(part.tatsachen() for part in self.parts))


@dataclass(frozen=True)
class Nicht(Bedingung):
    """The part is not so; its reasons keep their own words ("trifft zu: …")."""

    part: Bedingung

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        result = self.part.judge(facts, tag)
        return result._replace(urteil=~result.urteil)

    def earliest(self, facts: Facts, tag: date) -> date | None:
        return tag if self.judge(facts, tag).urteil is Urteil.JA else None

    def tatsachen(self) -> frozenset[str]:
        return self.part.tatsachen()
