"""States and kinds of a Veranstaltung and its Anmeldungen, and which move leads where."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Anmeldelink(StrEnum):
    """What a link opens: ``objekt_id`` is an Anmeldung or an Einladung."""

    ANMELDUNG = "anmeldung"
    EINLADUNG = "einladung"


class Veranstaltungsart(TextChoices):
    EMPFANG = "neubuergerempfang", _("Empfang für neue Bürgerinnen und Bürger")
    FEIER = "einbuergerungsfeier", _("Einbürgerungsfeier")
    INFO = "infoabend", _("Informationsabend")
    TREFFEN = "treffen", _("Begegnung")


class VeranstaltungStatus(TextChoices):
    """How far a Veranstaltung is; whether it is full is counted, never stored."""

    ENTWURF = "entwurf", _("Entwurf")
    FREIGEGEBEN = "freigegeben", _("freigegeben")
    ABGESAGT = "abgesagt", _("abgesagt")
    BEENDET = "beendet", _("beendet")


_V = VeranstaltungStatus
VERANSTALTUNG_UEBERGAENGE: dict[str, frozenset[str]] = {
    _V.ENTWURF: frozenset({_V.FREIGEGEBEN}),
    _V.FREIGEGEBEN: frozenset({_V.ENTWURF, _V.ABGESAGT, _V.BEENDET}),  # back only while nobody has registered
    _V.ABGESAGT: frozenset(),
    _V.BEENDET: frozenset(),
}


class AnmeldungStatus(TextChoices):
    ANGEMELDET = "angemeldet", _("angemeldet")
    WARTELISTE = "warteliste", _("auf der Warteliste")
    ABGEMELDET = "abgemeldet", _("abgemeldet")


_A = AnmeldungStatus
ANMELDUNG_UEBERGAENGE: dict[str, frozenset[str]] = {
    _A.ANGEMELDET: frozenset({_A.ABGEMELDET}),
    _A.WARTELISTE: frozenset({_A.ANGEMELDET, _A.ABGEMELDET}),
    _A.ABGEMELDET: frozenset({_A.ANGEMELDET, _A.WARTELISTE}),  # somebody can come after all
}


class Zugangsbedarf(TextChoices):
    """What somebody needs to take part; nobody has to say why."""

    ROLLSTUHL = "rollstuhl", _("Zugang mit dem Rollstuhl")
    GEBAERDEN = "gebaerden", _("Gebärdensprache")
    HOEREN = "hoeren", _("Hilfe beim Hören")
    RUHE = "ruhe", _("ein ruhiger Platz")


class Absagegrund(TextChoices):
    """Why the office calls a Veranstaltung off; people read it."""

    KRANK = "krank", _("Jemand ist krank geworden.")
    RAUM = "raum", _("Der Raum steht nicht zur Verfügung.")
    WENIGE = "wenige", _("Es haben sich zu wenige Menschen angemeldet.")
    ANDERES = "anderes", _("Etwas ist dazwischengekommen.")


class Hilfreich(TextChoices):
    """What helped at a Veranstaltung; asked once afterwards, counted without a person."""

    MENSCHEN = "menschen", _("Andere Menschen kennenlernen")
    AUSKUNFT = "auskunft", _("Auskunft von der Behörde")
    STADT = "stadt", _("Angebote in der Stadt kennenlernen")
    GEFUEHL = "gefuehl", _("Das Gefühl, willkommen zu sein")
    NICHTS = "nichts", _("Nichts davon")
