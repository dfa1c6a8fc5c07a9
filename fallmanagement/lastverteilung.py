"""Who could take a case next: whoever carries least, among those a speaker of the person's language first. Pure.

The weights of the phases are a choice of this portal, not a measurement; a person decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from fallmanagement.enums import Fallphase

if TYPE_CHECKING:
    from behoerde.kern.models import User

GEWICHT: Mapping[str, int] = {
    Fallphase.NEU: 2,
    Fallphase.KLAERUNG: 3,
    Fallphase.PLAN: 2,
    Fallphase.VERMITTLUNG: 3,
    Fallphase.BEGLEITUNG: 1,
}
SPIELRAUM = 6  # so much more than the least may somebody carry who speaks the language: two cases in Klärung


@dataclass
class Last:
    """What one account carries: cases by phase, languages spoken, units whose cases it may open, whether it is away today."""

    konto: "User"
    phasen: Mapping[str, int] = field(default_factory=dict)
    sprachen: frozenset[str] = frozenset()
    einheiten: frozenset[int] = frozenset()
    abwesend: bool = False

    @property
    def faelle(self) -> int:
        return sum(self.phasen.values())

    @property
    def je_phase(self) -> list[int]:
        """Return the numbers in the order of the phases."""
        return [self.phasen.get(phase, 0) for phase in GEWICHT]

    @property
    def punkte(self) -> int:
        return sum(GEWICHT.get(phase, 0) * number for phase, number in self.phasen.items())


class Offen(NamedTuple):
    """A case nobody answers for; ``einheiten``: its unit and all above."""

    schluessel: UUID
    phase: str
    sprache: str
    einheiten: frozenset[int]


class Zuteilung(NamedTuple):
    """Who should take a case, and why: points carried with it, and whether they speak the person's language."""

    konto: "User"
    punkte: int
    spricht: bool


def distribute(offene: Iterable[Offen], lasten: Iterable[Last]) -> dict[UUID, Zuteilung]:
    """Give each case in turn to somebody who is there and may open it; what was given counts for the next one.

    Of equals the first takes it. A case nobody can take is left out.
    """
    here = [last for last in lasten if not last.abwesend]
    points = {id(last): last.punkte for last in here}
    found: dict[UUID, Zuteilung] = {}
    for case in offene:
        able = [last for last in here if last.einheiten & case.einheiten]
        if not able:
            continue
        limit = min(points[id(last)] for last in able) + SPIELRAUM
        speakers = [last for last in able if case.sprache in last.sprachen and points[id(last)] <= limit]
        chosen = min(speakers or able, key=lambda last: points[id(last)])
        points[id(chosen)] += GEWICHT.get(case.phase, 0)
        found[case.schluessel] = Zuteilung(chosen.konto, points[id(chosen)], bool(speakers))
    return found
