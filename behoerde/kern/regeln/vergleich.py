"""Comparisons of one fact with a value; whatever else a norm says is a combination of them.

Each knows its three possible results beforehand, so that judging makes no new objects.
"""

from abc import abstractmethod
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from behoerde.kern.regeln.bedingung import NICHTS, Bedingung, Ergebnis, Facts, Grund
from behoerde.kern.regeln.tatsache import NIVEAUS, Tatsache, Typ
from behoerde.kern.regeln.urteil import Urteil
from behoerde.kern.regeln.zeit import after_months, last_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_RANK = {niveau: rank for rank, niveau in enumerate(NIVEAUS)}


@dataclass(frozen=True)
class Vergleich(Bedingung):
    """A fact stands in some relation to ``value``; ``text`` says it in words, ``norm`` where it is written."""

    tatsache: Tatsache
    value: Any
    text: "StrOrPromise" = field(kw_only=True)
    norm: "StrOrPromise" = field(default="", kw_only=True)

    TYPEN = frozenset(Typ)

    def __post_init__(self) -> None:
        if self.tatsache.typ not in self.TYPEN or not self.fits():
            raise ValueError(f"{type(self).__name__}({self.tatsache.name}, {self.value!r}) kann nie zutreffen.")

    def fits(self) -> bool:
        """Say whether ``value`` can be compared with the fact at all."""
        return self.tatsache.fits(self.value)

    @abstractmethod
    def holds(self, ist: Any, tag: date) -> bool:
        """Compare a known value on a day."""

    @cached_property
    def _results(self) -> dict[bool | None, Ergebnis]:
        name = self.tatsache.name
        urteile = {True: Urteil.JA, False: Urteil.NEIN, None: Urteil.UNBEKANNT}
        return {
            key: Ergebnis(urteil, (Grund(self.text, self.norm, urteil, name),), NICHTS if key is not None else frozenset({name}))
            for key, urteil in urteile.items()
        }

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        ist = facts.get(self.tatsache.name)
        return self._results[None if ist is None else self.holds(ist, tag)]

    def earliest(self, facts: Facts, tag: date) -> date | None:
        return tag if self.judge(facts, tag).urteil is Urteil.JA else None

    def tatsachen(self) -> frozenset[str]:
        return frozenset({self.tatsache.name})


class Ist(Vergleich):
    """The fact is exactly ``value``."""

    def holds(self, ist: Any, tag: date) -> bool:
        return ist == self.value


class In(Vergleich):
    """The fact is one of several values."""

    value: Collection[Any]
    TYPEN = frozenset({Typ.AUSWAHL, Typ.NIVEAU, Typ.ZAHL})

    def fits(self) -> bool:
        return bool(self.value) and all(self.tatsache.fits(value) for value in self.value)

    def holds(self, ist: Any, tag: date) -> bool:
        return ist in self.value


class Mindestens(Vergleich):
    """The number is ``value`` or more."""

    TYPEN = frozenset({Typ.ZAHL})

    def holds(self, ist: Any, tag: date) -> bool:
        return ist >= self.value


class Unter(Vergleich):
    """The number is less than ``value``."""

    TYPEN = frozenset({Typ.ZAHL})

    def holds(self, ist: Any, tag: date) -> bool:
        return ist < self.value


class Bis(Vergleich):
    """The day is ``value`` or earlier."""

    TYPEN = frozenset({Typ.TAG})

    def holds(self, ist: Any, tag: date) -> bool:
        return ist <= self.value


class NichtVorbei(Vergleich):
    """The day lies ahead or is today; ``value`` stays None."""

    TYPEN = frozenset({Typ.TAG})

    def __init__(self, tatsache: Tatsache, *, text: "StrOrPromise", norm: "StrOrPromise" = "") -> None:
        super().__init__(tatsache, None, text=text, norm=norm)

    def fits(self) -> bool:
        return True

    def holds(self, ist: Any, tag: date) -> bool:
        return tag <= ist


class _Monate(Vergleich):
    """``value`` counts whole months."""

    TYPEN = frozenset({Typ.TAG})

    def fits(self) -> bool:
        return isinstance(self.value, int) and self.value >= 0


class _Schwelle(_Monate):
    """From one day on it is so, and stays so."""

    @abstractmethod
    def threshold(self, ist: date) -> date:
        """Return the first day on which it is so."""

    def holds(self, ist: Any, tag: date) -> bool:
        return tag >= self.threshold(ist)

    def earliest(self, facts: Facts, tag: date) -> date | None:
        ist = facts.get(self.tatsache.name)
        return None if ist is None else max(tag, self.threshold(ist))


class MonateSeit(_Schwelle):
    """That many whole months have passed since the day, which counts as the first."""

    def threshold(self, ist: date) -> date:
        return after_months(ist, self.value)


class MonateBis(_Schwelle):
    """The day is at most that many months ahead, or past."""

    def threshold(self, ist: date) -> date:
        return after_months(ist, -self.value)


class Innerhalb(_Monate):
    """The day of an event lies at most that many months back; its own day is not counted."""

    def holds(self, ist: date, tag: date) -> bool:
        return tag <= last_day(ist, monate=self.value)


class Niveau(Vergleich):
    """The language level is ``value`` or higher."""

    TYPEN = frozenset({Typ.NIVEAU})

    def holds(self, ist: Any, tag: date) -> bool:
        return _RANK[ist] >= _RANK[self.value]
