"""Conditions: asked of facts on a day, combined with ``&``, ``|`` and ``~``."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from behoerde.kern.regeln.urteil import Urteil

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Facts = Mapping[str, Any]
NICHTS: frozenset[str] = frozenset()
JA, NEIN, UNBEKANNT = Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT


class Grund(NamedTuple):
    """One thing that counted: whether ``text`` is so (``urteil``), by which norm, from which fact."""

    text: "StrOrPromise"
    norm: "StrOrPromise"
    urteil: Urteil
    tatsache: str


class Ergebnis(NamedTuple):
    """A judgement, what it rests on, and the facts that could still change it (empty once it is JA or NEIN)."""

    urteil: Urteil
    gruende: tuple[Grund, ...]
    missing: frozenset[str]


class Bedingung(ABC):
    """Something that is so, is not so, or that nobody knows yet."""

    @abstractmethod
    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        """Return what is known of it on ``tag``."""

    @abstractmethod
    def earliest(self, facts: Facts, tag: date) -> date | None:
        """Return the first day, not before ``tag``, on which time alone makes this JA; None when it takes more than time."""

    @abstractmethod
    def tatsachen(self) -> frozenset[str]:
        """Return the names of all facts that are asked for."""

    def __and__(self, other: "Bedingung") -> "Bedingung":
        return Alle((*_parts(self, Alle), *_parts(other, Alle)))

    def __or__(self, other: "Bedingung") -> "Bedingung":
        return Eine((*_parts(self, Eine), *_parts(other, Eine)))

    def __invert__(self) -> "Bedingung":
        return Nicht(self)


def _parts(bedingung: Bedingung, art: "type[Alle | Eine]") -> tuple[Bedingung, ...]:
    """Return the parts of a chain of the same kind, so that chains stay flat."""
    return bedingung.parts if isinstance(bedingung, art) else (bedingung,)


def _join(parts: Iterable[Bedingung], facts: Facts, tag: date, decisive: Urteil, otherwise: Urteil) -> Ergebnis:
    """Judge several parts, of which one that is ``decisive`` settles the whole; all that counted is named."""
    settling, unknown, rest = [], [], []
    for part in parts:
        result = part.judge(facts, tag)
        urteil = result[0]
        if urteil is decisive:
            settling.append(result)
        elif urteil is UNBEKANNT:
            unknown.append(result)
        else:
            rest.append(result)
    if settling:
        return settling[0] if len(settling) == 1 else Ergebnis(decisive, _gruende(settling), NICHTS)
    if unknown:
        if len(unknown) == 1:
            return unknown[0]
        return Ergebnis(UNBEKANNT, _gruende(unknown), NICHTS.union(*[result[2] for result in unknown]))
    return Ergebnis(otherwise, _gruende(rest), NICHTS)


def _gruende(results: list[Ergebnis]) -> tuple[Grund, ...]:
    return tuple([grund for result in results for grund in result[1]])


@dataclass(frozen=True)
class Alle(Bedingung):
    """Every part is so. Without parts: always."""

    parts: tuple[Bedingung, ...]

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        return _join(self.parts, facts, tag, NEIN, JA)

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
        return _join(self.parts, facts, tag, JA, NEIN)

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
        urteil, gruende, missing = self.part.judge(facts, tag)
        return Ergebnis(~urteil, gruende, missing)

    def earliest(self, facts: Facts, tag: date) -> date | None:
        return tag if self.judge(facts, tag).urteil is Urteil.JA else None

    def tatsachen(self) -> frozenset[str]:
        return self.part.tatsachen()
