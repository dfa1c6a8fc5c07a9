"""How a figure is computed: from the stream of events, by a nightly query of the app that owns the rows, from today's stock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from monitoring.klassen import klasse_of

# What an app that owns the rows gives: (attribute, its value, numerator, denominator); ("", "", ...) is the total.
Zaehlungen = Sequence[tuple[str, str, float, int]]
Dauern = Sequence[tuple[str, str, float, bool]]  # (Leistung or subject, Standort, days, ended) of each case


class Form(StrEnum):
    """What is made of numerator and denominator."""

    ANTEIL = "anteil"  # one by the other, in per cent
    QUOTIENT = "quotient"  # one by the other: a mean, weeks
    ANZAHL = "anzahl"  # the numerator is the value and the number of cases
    SUMME = "summe"  # the numerator is the value, the denominator the number of cases


class Mengenzeile(NamedTuple):
    """How many events a row of a rollup stands for, and how many of them in each class of values (None: without a value)."""

    anzahl: int
    klassen: Sequence[int | None]
    anzahlen: Sequence[int]


@dataclass(frozen=True)
class Menge:
    """Events that count: of kind ``art``, with one of these results or channels, of a value below ``unter``; ``mal`` is the sign.

    ``unter`` has to be where a class of values ends: then the count is exact.
    """

    art: str
    ergebnis: tuple[str, ...] = ()
    kanal: tuple[str, ...] = ()
    unter: float | None = None
    mal: int = 1

    @property
    def gefragt(self) -> set[str]:
        """Return the attributes that decide whether it counts."""
        asked = {"ergebnis": self.ergebnis, "kanal": self.kanal, "klasse": self.unter is not None}
        return {name for name, condition in asked.items() if condition}

    def holds(self, art: str, ergebnis: str, kanal: str) -> bool:
        """Say whether events of a row of the rollup count, apart from their values."""
        return art == self.art and (not self.ergebnis or ergebnis in self.ergebnis) and (not self.kanal or kanal in self.kanal)

    def count(self, row: Mengenzeile) -> int:
        """Return how many of a row count, with the sign."""
        if self.unter is None:
            return self.mal * row.anzahl
        limit, classes = klasse_of(self.unter), zip(row.klassen, row.anzahlen, strict=True)
        return self.mal * sum(n for klasse, n in classes if klasse is not None and klasse < limit)


@dataclass(frozen=True)
class Strom:
    """A share or a number from events; without ``nenner`` the number itself, ``je`` says of how many a rate is."""

    zaehler: tuple[Menge, ...]
    nenner: tuple[Menge, ...] = ()
    merkmale: tuple[str, ...] = ("leistung", "standort")
    form: Form = Form.ANTEIL
    je: int = 100

    @property
    def mengen(self) -> tuple[Menge, ...]:
        return (*self.zaehler, *self.nenner)

    @property
    def arten(self) -> frozenset[str]:
        return frozenset(menge.art for menge in self.mengen)

    @property
    def gefragt(self) -> dict[str, set[str]]:
        """Return for each kind of event the attributes it is asked for."""
        asked = {art: set(self.merkmale) for art in self.arten}
        for menge in self.mengen:
            asked[menge.art] |= menge.gefragt
        return asked


@dataclass(frozen=True)
class Quantil:
    """The value of events below which ``anteil`` of all lie."""

    menge: Menge
    anteil: float
    merkmale: tuple[str, ...] = ("leistung", "standort")

    @property
    def mengen(self) -> tuple[Menge, ...]:
        return (self.menge,)

    @property
    def arten(self) -> frozenset[str]:
        return frozenset({self.menge.art})

    @property
    def gefragt(self) -> dict[str, set[str]]:
        return {self.menge.art: {*self.merkmale, *self.menge.gefragt, "klasse"}}


@dataclass(frozen=True)
class Abfrage:
    """A query of the owning app over a period (first and last day), run every night; without ``menschen`` it counts things.

    ``nachlauf``: for so many days after its end a period is asked again, because answers come late.
    """

    holen: Callable[[date, date], Zaehlungen]
    form: Form = Form.ANTEIL
    merkmale: tuple[str, ...] = ()
    je: int = 100
    menschen: bool = True
    nachlauf: int = 45


@dataclass(frozen=True)
class Bestand:
    """What there is on a day; nobody can ask for it later, so it is written down every night."""

    holen: Callable[[date], Zaehlungen]
    form: Form = Form.ANZAHL
    merkmale: tuple[str, ...] = ()
    je: int = 100
    menschen: bool = True


@dataclass(frozen=True)
class Verweildauer:
    """A quantile of durations with cases that are still open, by Kaplan and Meier; of cases begun in a period."""

    holen: Callable[[date, date], Dauern]
    anteil: float
    merkmale: tuple[str, ...] = ()
    nachlauf: int = 45


Rechnung = Strom | Quantil | Abfrage | Bestand | Verweildauer


def value(form: Form, zaehler: float, nenner: float, je: int = 100) -> float | None:
    """Return the figure itself, None where the denominator is nothing."""
    if form in (Form.ANZAHL, Form.SUMME):
        return zaehler
    if nenner <= 0:
        return None
    return zaehler / nenner * (je if form == Form.ANTEIL else 1)


def stock(holen: Callable[[date, date], Zaehlungen]) -> Callable[[date], Zaehlungen]:
    """Return a query over a period as one about its last day."""
    return lambda tag: holen(tag, tag)
