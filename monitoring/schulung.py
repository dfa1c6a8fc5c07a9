"""States and topics of a Schulung, and which move leads where."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Figures of who works here: a Ziel that one of them measures is one of recruiting.
GEWINNUNG = ("mehrsprachige-beschaeftigte", "oeffentlicher-dienst")
ERINNERT_VORHER = (90, 30, 7)  # days before a Schulungsnachweis ends


class Schulungsthema(TextChoices):
    """What a Kurs is about; coverage counts the first."""

    INTERKULTURELL = "interkulturell", _("Interkulturelle Kompetenz")
    SERVICE = "service", _("Service und Gespräch")
    RECHT = "recht", _("Recht")
    SPRACHE = "sprache", _("Sprache")
    SCHUTZ = "schutz", _("Datenschutz und Sicherheit")
    ANDERES = "anderes", _("Anderes")


class DurchfuehrungStatus(TextChoices):
    GEPLANT = "geplant", _("geplant")
    ABGESAGT = "abgesagt", _("abgesagt")
    ABGESCHLOSSEN = "abgeschlossen", _("abgeschlossen")


_D = DurchfuehrungStatus
DURCHFUEHRUNG_UEBERGAENGE: dict[str, frozenset[str]] = {
    _D.GEPLANT: frozenset({_D.ABGESAGT, _D.ABGESCHLOSSEN}),
    _D.ABGESAGT: frozenset(),
    _D.ABGESCHLOSSEN: frozenset(),
}


class TeilnahmeStatus(TextChoices):
    ANGEMELDET = "angemeldet", _("angemeldet")
    WARTELISTE = "warteliste", _("auf der Warteliste")
    ABGEMELDET = "abgemeldet", _("abgemeldet")
    TEILGENOMMEN = "teilgenommen", _("teilgenommen")
    GEFEHLT = "gefehlt", _("nicht gekommen")


_T = TeilnahmeStatus
TEILNAHME_UEBERGAENGE: dict[str, frozenset[str]] = {
    _T.ANGEMELDET: frozenset({_T.ABGEMELDET, _T.TEILGENOMMEN, _T.GEFEHLT}),
    _T.WARTELISTE: frozenset({_T.ANGEMELDET, _T.ABGEMELDET}),
    _T.ABGEMELDET: frozenset({_T.ANGEMELDET, _T.WARTELISTE}),  # somebody can come after all
    _T.TEILGENOMMEN: frozenset(),  # it made a Schulungsnachweis, which is taken back, never changed
    _T.GEFEHLT: frozenset({_T.TEILGENOMMEN}),
}
KOMMEN = (TeilnahmeStatus.ANGEMELDET, TeilnahmeStatus.WARTELISTE)
BELEGT = (TeilnahmeStatus.ANGEMELDET, TeilnahmeStatus.TEILGENOMMEN)
