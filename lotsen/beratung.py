"""States and kinds of an Erstberatung, its Antworten and Empfehlungen, and which move leads where."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Linkzweck(StrEnum):
    """What a link of lotsen opens: ``objekt_id`` is an Erstberatung, or for the Wegweiser a Person."""

    BERATUNG = "erstberatung"
    WEGWEISER = "wegweiser"


class BeratungStatus(TextChoices):
    """How far an Erstberatung is."""

    VORBEREITET = "vorbereitet", _("vorbereitet")
    LAUFEND = "laufend", _("läuft")
    ABGESCHLOSSEN = "abgeschlossen", _("abgeschlossen")
    ABGEBROCHEN = "abgebrochen", _("abgebrochen")


_B = BeratungStatus
BERATUNG_UEBERGAENGE: dict[str, frozenset[str]] = {
    _B.VORBEREITET: frozenset({_B.LAUFEND, _B.ABGEBROCHEN}),
    _B.LAUFEND: frozenset({_B.ABGESCHLOSSEN, _B.ABGEBROCHEN}),
    _B.ABGESCHLOSSEN: frozenset({_B.LAUFEND}),  # something has changed for the person
    _B.ABGEBROCHEN: frozenset({_B.LAUFEND}),
}
BERATUNG_OFFEN = (_B.VORBEREITET, _B.LAUFEND)
PLZ = r"^[0-9]{5}$"


class Antwortstand(TextChoices):
    """What came of a question; whoever does not know, or rather not says, is not asked again by itself."""

    GESAGT = "gesagt", _("beantwortet")
    WEISS_NICHT = "weiss_nicht", _("weiß nicht")
    MOECHTE_NICHT = "moechte_nicht", _("möchte ich nicht sagen")
    UEBERSPRUNGEN = "uebersprungen", _("später")  # by the person alone: the guide asks it


class Quelle(TextChoices):
    """Where an answer comes from."""

    KUNDIN = "kundin", _("von der Person gesagt")
    PERSONAL = "personal", _("der Behörde bekannt")
    DOKUMENT = "dokument", _("in einem Dokument gesehen")


class Beurteilung(TextChoices):
    """A Urteil as it is stored."""

    JA = "ja", _("kommt in Frage")
    UNBEKANNT = "unbekannt", _("bitte klären")
    NEIN = "nein", _("kommt nicht in Frage")


class EmpfehlungStatus(TextChoices):
    VORGESCHLAGEN = "vorgeschlagen", _("vorgeschlagen")
    ANGENOMMEN = "angenommen", _("angenommen")
    UEBERSPRUNGEN = "uebersprungen", _("übersprungen")


_E = EmpfehlungStatus
EMPFEHLUNG_UEBERGAENGE: dict[str, frozenset[str]] = {
    _E.VORGESCHLAGEN: frozenset({_E.ANGENOMMEN, _E.UEBERSPRUNGEN}),
    _E.ANGENOMMEN: frozenset({_E.VORGESCHLAGEN, _E.UEBERSPRUNGEN}),
    _E.UEBERSPRUNGEN: frozenset({_E.VORGESCHLAGEN, _E.ANGENOMMEN}),
}


class Uebersprunggrund(TextChoices):
    """Why a person goes another way than the one recommended."""

    ERLEDIGT = "erledigt", _("schon erledigt")
    SPAETER = "spaeter", _("später, jetzt ist anderes wichtiger")
    NICHT_GEWOLLT = "nicht_gewollt", _("die Person möchte das nicht")
    KEIN_PLATZ = "kein_platz", _("kein Platz frei oder zu weit weg")
    PASST_NICHT = "passt_nicht", _("passt nicht zur Lage der Person")
