"""Facts about a person that rules may ask for: declared once, with the question that finds them out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NIVEAUS = ("A0", "A1", "A2", "B1", "B2", "C1", "C2")  # of the Common European Framework; A0: nothing yet


class Typ(Enum):
    """What a fact is made of."""

    JANEIN = "janein"
    AUSWAHL = "auswahl"
    ZAHL = "zahl"
    TAG = "tag"
    NIVEAU = "niveau"


class Empfindlichkeit(IntEnum):
    """How careful to be: asked later, kept shorter. BESONDERS: Art. 9 and 10 GDPR, or what puts somebody at risk."""

    NORMAL = 0
    VERTRAULICH = 1
    BESONDERS = 2


@dataclass(frozen=True)
class Tatsache:
    """One fact: ``name`` in code and data, ``frage`` as it is asked, ``auswahl`` value by label."""

    name: str
    typ: Typ
    frage: "StrOrPromise"
    auswahl: "tuple[tuple[str, StrOrPromise], ...]" = ()
    empfindlichkeit: Empfindlichkeit = Empfindlichkeit.NORMAL

    def fits(self, value: Any) -> bool:
        """Say whether ``value`` can be the answer; None (nobody knows) is no answer."""
        if self.typ is Typ.JANEIN:
            return isinstance(value, bool)
        if self.typ is Typ.AUSWAHL:
            return value in {value for value, _label in self.auswahl}
        if self.typ is Typ.NIVEAU:
            return value in NIVEAUS
        if self.typ is Typ.TAG:
            return isinstance(value, date) and not isinstance(value, datetime)
        return isinstance(value, int | float) and not isinstance(value, bool)


class Tatsachen(Mapping[str, Tatsache]):
    """The declared facts of an app, in the order in which they are asked when nothing else decides."""

    def __init__(self, *tatsachen: Tatsache) -> None:
        self._by_name = {tatsache.name: tatsache for tatsache in tatsachen}
        if len(self._by_name) != len(tatsachen):
            raise ValueError("Eine Tatsache ist doppelt erklärt.")

    def __getitem__(self, name: str) -> Tatsache:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def wrong(self, facts: Mapping[str, Any]) -> list[str]:
        """Return the names in ``facts`` that are not declared or whose value does not fit, sorted."""
        return sorted(name for name, value in facts.items() if name not in self or not (value is None or self[name].fits(value)))
