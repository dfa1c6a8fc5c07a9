"""Comparisons of days that need a second fact: time that does not count or counts too, periods from an event, birthdays."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from behoerde.kern.regeln.bedingung import Ergebnis, Facts, Grund
from behoerde.kern.regeln.tatsache import Tatsache, Typ
from behoerde.kern.regeln.urteil import Urteil
from behoerde.kern.regeln.vergleich import MonateSeit, Vergleich
from behoerde.kern.regeln.zeit import after_months, last_day


@dataclass(frozen=True)
class _MitZweiter(Vergleich):
    """The second fact is asked for too; what is missing are those of both that nobody knows."""

    zweite: Tatsache = field(kw_only=True)

    def tatsachen(self) -> frozenset[str]:
        return frozenset({self.tatsache.name, self.zweite.name})

    def _unknown(self, *names: str) -> Ergebnis:
        return Ergebnis(Urteil.UNBEKANNT, (Grund(self.text, self.norm, Urteil.UNBEKANNT, self.tatsache.name),), frozenset(names))


@dataclass(frozen=True)
class MonateOhne(_MitZweiter, MonateSeit):
    """That many whole months have passed, not counting as many days as ``zweite`` says."""

    def _since(self, facts: Facts) -> date | None:
        since, days = facts.get(self.tatsache.name), facts.get(self.zweite.name)
        return None if since is None or days is None else since + timedelta(days=days)

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        plain = super().judge(facts, tag)
        if plain.urteil is not Urteil.JA:  # less time can't make it more
            return plain
        since = self._since(facts)
        return self._unknown(self.zweite.name) if since is None else self._results[self.holds(since, tag)]

    def earliest(self, facts: Facts, tag: date) -> date | None:
        since = self._since(facts)
        return None if since is None else max(tag, self.threshold(since))


@dataclass(frozen=True)
class MonateMit(MonateOhne):
    """That many whole months have passed, counting as many earlier days too as ``zweite`` says."""

    def _since(self, facts: Facts) -> date | None:
        since, days = facts.get(self.tatsache.name), facts.get(self.zweite.name)
        return None if since is None or days is None else since - timedelta(days=days)

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        plain = Vergleich.judge(self, facts, tag)
        if plain.urteil is not Urteil.NEIN:  # more time can't make it less
            return plain
        since = self._since(facts)
        return self._unknown(self.zweite.name) if since is None else self._results[self.holds(since, tag)]


@dataclass(frozen=True)
class Binnen(_MitZweiter):
    """The day is not later than the last one of a period of ``value`` months that the day of ``zweite`` starts."""

    TYPEN = frozenset({Typ.TAG})

    def fits(self) -> bool:
        return isinstance(self.value, int) and self.value >= 0

    def holds(self, ist: date, tag: date) -> bool:
        return ist <= tag

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        event, start = facts.get(self.tatsache.name), facts.get(self.zweite.name)
        if event is None or start is None:
            days = {self.tatsache.name: event, self.zweite.name: start}
            return self._unknown(*(name for name, day in days.items() if day is None))
        return self._results[self.holds(event, last_day(start, monate=self.value))]


@dataclass(frozen=True)
class VorGeburtstag(_MitZweiter):
    """The day of ``zweite`` lies before the birthday on which somebody completes ``value`` years; unknown: today counts.

    The fact is the date of birth, whose day counts (§ 187 Abs. 2 S. 2, § 188 Abs. 2 BGB).
    """

    TYPEN = frozenset({Typ.TAG})

    def fits(self) -> bool:
        return isinstance(self.value, int) and self.value > 0

    def holds(self, ist: date, tag: date) -> bool:
        return tag < after_months(ist, self.value * 12)

    def judge(self, facts: Facts, tag: date) -> Ergebnis:
        return super().judge(facts, facts.get(self.zweite.name) or tag)

    def earliest(self, facts: Facts, tag: date) -> date | None:
        return tag if self.judge(facts, tag).urteil is Urteil.JA else None
