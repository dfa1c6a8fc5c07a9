"""What people tell us, as plain values between forms and actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from behoerde.kern.krypto import hash_person

if TYPE_CHECKING:
    from termine.models import Aufnahme, Termin


@dataclass(frozen=True)
class PersonAngaben:
    """One named visitor."""

    vorname: str
    nachname: str
    geburtsdatum: date

    @property
    def person_hash(self) -> str:
        return hash_person(self.vorname, self.nachname, self.geburtsdatum)

    def __str__(self) -> str:
        return f"{self.vorname} {self.nachname}"


@dataclass(frozen=True)
class Kontakt:
    """How to reach whoever books: e-mail or mobile or, then the front desk confirms, neither."""

    email: str = ""
    mobil: str = ""
    sprache: str = "de"


@dataclass(frozen=True)
class Bedarf:
    """What the counter must offer: ``sprache`` "" means a preference only, taken from the visitor's language.

    ``sofort`` finds times without lead time too: the front desk has the person before it. ``platz`` is the only
    counter that will do. ``dolmetschen`` is the language somebody must translate from: whoever sits there speaks it, or
    the counter can bring in an interpreter. ``begleitung`` needs no counter, people only want to know.
    """

    sprache: str = ""
    merkmale: Sequence[str] = ()
    sofort: bool = False
    platz: int | None = None
    dolmetschen: str = ""
    begleitung: bool = False

    @classmethod
    def of(cls, row: "Termin | Aufnahme", *, sofort: bool = False, platz: int | None = None) -> "Bedarf":
        """Return what a visit or an intake needs that is already known."""
        return cls(merkmale=row.merkmale, sofort=sofort, platz=platz, dolmetschen=row.dolmetschen, begleitung=row.begleitung)


@dataclass(frozen=True)
class AufnahmeAngaben:
    """What somebody states about a concern; every question may stay unanswered.

    ``unterlagen`` are keys of documents that are at hand; ``dolmetschen`` names the language an interpreter is needed for.
    """

    worte: str = ""
    titel_art: str = ""
    titel_bis: date | None = None
    arbeit_ab: date | None = None
    kinder: int | None = None
    sprachen: Sequence[str] = ()
    dolmetschen: str = ""
    merkmale: Sequence[str] = ()
    begleitung: bool = False
    unterlagen: Sequence[str] = ()
