"""Figures about people: what is too small could point at somebody and is not shown."""

from dataclasses import dataclass

AB = 5


@dataclass(frozen=True)
class Zahl:
    """One figure as it may be shown; None stands for fewer than AB."""

    name: str
    wert: int | None


def shown(number: int) -> int | None:
    """Return ``number`` as it may be shown: None below AB."""
    return number if number >= AB else None
