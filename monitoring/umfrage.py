"""What a survey is made of: kinds, states, periods, and the token by which somebody answers once."""

import hashlib
from datetime import date
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from behoerde.kern.krypto import keyed_hash

BUENDEL = 10  # so many answers at least are taken out of the buffer together
MINDESTENS = 10  # answers that a figure of a survey needs
BOGEN, FREITEXT = "bogen", "text"  # beside the questions: that somebody answered, and what they wrote
AB = 4  # from this step of five on somebody agrees, or is content


class Umfragestatus(TextChoices):
    """How far a staff survey is; nobody is invited before the staff council has released it."""

    ENTWURF = "entwurf", _("Entwurf")
    VORGELEGT = "vorgelegt", _("liegt dem Personalrat vor")
    ABGELEHNT = "abgelehnt", _("vom Personalrat abgelehnt")
    FREIGEGEBEN = "freigegeben", _("vom Personalrat freigegeben")
    EINGELADEN = "eingeladen", _("läuft")
    BEENDET = "beendet", _("beendet")


_S = Umfragestatus
UMFRAGE_UEBERGAENGE: dict[str, frozenset[str]] = {
    _S.ENTWURF: frozenset({_S.VORGELEGT}),
    _S.VORGELEGT: frozenset({_S.FREIGEGEBEN, _S.ABGELEHNT, _S.ENTWURF}),
    _S.ABGELEHNT: frozenset({_S.ENTWURF}),
    _S.FREIGEGEBEN: frozenset({_S.EINGELADEN, _S.ENTWURF}),
    _S.EINGELADEN: frozenset({_S.BEENDET}),
    _S.BEENDET: frozenset(),
}
NACH_FREIGABE = (_S.FREIGEGEBEN, _S.EINGELADEN, _S.BEENDET)


class Merkmal(TextChoices):
    """By what answers are told apart: always by one alone, never by two together."""

    ALLE = "", _("alle")
    LEISTUNG = "leistung", _("Leistung")
    STANDORT = "standort", _("Standort")
    SPRACHE = "sprache", _("Sprache")
    KANAL = "kanal", _("Weg der Einladung")
    EINHEIT = "einheit", _("Team")


class Linkzweck(TextChoices):
    """What a capability link of this room opens."""

    ABMELDEN = "umfrage_abmelden", _("keine Umfragen mehr")  # objekt_id is a Person
    PERSONALRAT = "umfrage_personalrat", _("Freigabe durch den Personalrat")  # objekt_id is an Umfrage


class Token(NamedTuple):
    """What a link carries: the secret, and of a visit what its answer is counted by. The database knows only its hash."""

    geheim: str
    leistung: str = ""
    standort: str = ""
    kanal: str = ""
    sprache: str = ""

    def __str__(self) -> str:
        return ".".join(self).rstrip(".")

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.geheim.encode()).hexdigest()

    @property
    def eingang(self) -> str:
        """Return the key of its answer in the buffer, which the database can't reckon from the hash."""
        return keyed_hash("umfrage_eingang", self.geheim)


def read_token(text: str) -> Token:
    """Return what ``text`` carries; short codes of paper may be typed in any way."""
    parts = (*text.split("."), "", "", "", "", "")[:5]
    geheim = parts[0].strip()
    if len(geheim) != 32:
        geheim = "".join(char for char in geheim.upper() if char.isalnum())
    return Token(geheim, *parts[1:])


def secret(*parts: str) -> str:
    """Return the secret of a link that is sent: it can be made again for the message, and is kept nowhere."""
    return keyed_hash("umfrage", *parts)[:32]


def quarter(day: date) -> date:
    """Return the first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_name(periode: date) -> str:
    return f"{(periode.month + 2) // 3}/{periode.year}"


def quarter_before(day: date) -> date:
    """Return the first day of the quarter before the one that begins on ``day``."""
    return date(day.year - 1, 10, 1) if day.month == 1 else date(day.year, day.month - 3, 1)
