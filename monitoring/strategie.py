"""States of measures, the words of the light, and the bounds that hold for both."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SETZUNG_TAGE = 92  # so long a light that was set by hand may stand
LANGE_UEBERFAELLIG = 28  # days; from then on a late milestone is no longer "at risk"
ERINNERT_NACH = (1, 14, 28)  # days after its date on which somebody hears of a milestone


class Ampelstand(TextChoices):
    """What a light says; "" while nothing can be said."""

    GUT = "gut", _("im Plan")
    ACHTUNG = "achtung", _("gefährdet")
    GEFAHR = "gefahr", _("nicht im Plan")


OHNE, OHNE_WORT = "", _("noch nicht zu sagen")
SCHWERE = {OHNE: 0, Ampelstand.GUT: 1, Ampelstand.ACHTUNG: 2, Ampelstand.GEFAHR: 3}


@dataclass(frozen=True)
class Grund:
    """Why a light says what it says: one sentence, with the light it stands for."""

    stand: str
    satz: str


@dataclass(frozen=True)
class Setzung:
    """A light set by hand, as a page shows it."""

    pk: object
    stand: str
    grund: str
    von: str
    gilt_bis: date


@dataclass(frozen=True)
class Ampel:
    """A light with its reasons; ``gerechnet`` is what the rules say, whatever was set by hand."""

    gerechnet: str
    gruende: tuple[Grund, ...] = ()
    gesetzt: Setzung | None = field(default=None)

    @property
    def stand(self) -> str:
        return self.gesetzt.stand if self.gesetzt else self.gerechnet

    @property
    def wort(self) -> str:
        return word(self.stand)

    @property
    def gerechnet_wort(self) -> str:
        return word(self.gerechnet)


def word(stand: str) -> str:
    return str(Ampelstand(stand).label) if stand else str(OHNE_WORT)


def worst(staende: "list[str]") -> str:
    """Return the worst of several lights, "" of none."""
    return max(staende, key=SCHWERE.__getitem__, default=OHNE)


class Vorhabenstand(TextChoices):
    """Where a measure stands."""

    IDEE = "idee", _("Idee")
    GEPLANT = "geplant", _("geplant")
    BESCHLOSSEN = "beschlossen", _("beschlossen")
    LAUFEND = "laufend", _("läuft")
    ABGESCHLOSSEN = "abgeschlossen", _("abgeschlossen")
    GESTOPPT = "gestoppt", _("gestoppt")


V = Vorhabenstand
VORHABEN_UEBERGAENGE: dict[str, frozenset[str]] = {
    V.IDEE: frozenset({V.GEPLANT, V.GESTOPPT}),
    V.GEPLANT: frozenset({V.IDEE, V.BESCHLOSSEN, V.GESTOPPT}),
    V.BESCHLOSSEN: frozenset({V.LAUFEND, V.GESTOPPT}),
    V.LAUFEND: frozenset({V.ABGESCHLOSSEN, V.GESTOPPT}),
    V.ABGESCHLOSSEN: frozenset({V.LAUFEND}),  # said too early
    V.GESTOPPT: frozenset({V.IDEE}),  # taken up again
}
BEGINNT_ALS = frozenset({V.IDEE, V.GEPLANT})
AKTIV = frozenset({V.BESCHLOSSEN, V.LAUFEND})
OHNE_ZIEL = frozenset({V.IDEE, V.GESTOPPT})  # all others serve a goal


class Zuversicht(TextChoices):
    """How sure the office is that a measure moves a figure."""

    HOCH = "hoch", _("ziemlich sicher")
    MITTEL = "mittel", _("gut möglich")
    NIEDRIG = "niedrig", _("eine Vermutung")


class Erwartung(TextChoices):
    """In which direction a measure shall move a figure."""

    STEIGT = "steigt", _("soll steigen")
    SINKT = "sinkt", _("soll sinken")
