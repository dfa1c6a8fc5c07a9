"""Kinds and states of employers, vacancies and proposals, and the tables of their moves. Database triggers are made of them."""

from django.core.validators import RegexValidator
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

PLZ = r"^\d{5}$"
PLZ_PRUEFEN = RegexValidator(PLZ, _("Eine Postleitzahl hat fünf Ziffern."))
FERTIGKEITEN = ("hoeren", "lesen", "sprechen", "schreiben")
FUEHRERSCHEINE = ("AM", "A1", "A2", "A", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE", "L", "T")


class Stellenart(TextChoices):
    ARBEIT = "arbeit", _("Arbeit")
    AUSBILDUNG = "ausbildung", _("Ausbildung")
    PRAKTIKUM = "praktikum", _("Praktikum")


class Stellenstatus(TextChoices):
    OFFEN = "offen", _("offen")
    BESETZT = "besetzt", _("besetzt")
    ZURUECKGEZOGEN = "zurueckgezogen", _("zurückgezogen")


S = Stellenstatus
STELLEN_UEBERGAENGE: dict[str, frozenset[str]] = {
    S.OFFEN: frozenset({str(S.BESETZT), str(S.ZURUECKGEZOGEN)}),
    S.BESETZT: frozenset({str(S.OFFEN)}),
    S.ZURUECKGEZOGEN: frozenset({str(S.OFFEN)}),
}


class Stellenherkunft(TextChoices):
    """Who made a vacancy say what it says."""

    AMT = "amt", _("vom Amt eingetragen")
    BETRIEB = "betrieb", _("vom Betrieb eingetragen")
    LISTE = "liste", _("aus einer Liste")


class Kontaktart(TextChoices):
    """How the office was in touch with an employer."""

    TELEFON = "telefon", _("Telefon")
    EMAIL = "email", _("E-Mail")
    BESUCH = "besuch", _("Besuch im Betrieb")
    TREFFEN = "treffen", _("Treffen oder Veranstaltung")
    BRIEF = "brief", _("Brief")


class VorschlagStatus(TextChoices):
    """Where the proposal of a person to an employer stands."""

    VORGEMERKT = "vorgemerkt", _("vorgemerkt")
    GESENDET = "gesendet", _("beim Betrieb")
    INTERESSE = "interesse", _("Betrieb hat Interesse")
    ABGELEHNT = "abgelehnt", _("Betrieb hat abgesagt")
    ZURUECKGEZOGEN = "zurueckgezogen", _("zurückgezogen")


V = VorschlagStatus
BEIM_BETRIEB = (V.GESENDET, V.INTERESSE)
VORSCHLAG_OFFEN = (V.VORGEMERKT, *BEIM_BETRIEB)
VORSCHLAG_UEBERGAENGE: dict[str, frozenset[str]] = {
    V.VORGEMERKT: frozenset({str(V.GESENDET), str(V.ZURUECKGEZOGEN)}),
    V.GESENDET: frozenset({str(V.INTERESSE), str(V.ABGELEHNT), str(V.ZURUECKGEZOGEN)}),
    V.INTERESSE: frozenset({str(V.ABGELEHNT), str(V.ZURUECKGEZOGEN)}),
}


class Absagegrund(TextChoices):
    """Why an employer says no. What § 1 AGG names is no reason, so it is not among them."""

    BESETZT = "besetzt", _("Die Stelle ist schon besetzt")
    DEUTSCH = "deutsch", _("Das Deutsch reicht für die Arbeit noch nicht")
    ERFAHRUNG = "erfahrung", _("Es fehlt Erfahrung oder ein Abschluss")
    ZEITEN = "zeiten", _("Die Arbeitszeiten passen nicht zusammen")
    BEGINN = "beginn", _("Der Beginn passt nicht")
    ANDERE = "andere", _("Ein anderer Grund")


class Rueckzugsgrund(TextChoices):
    """Why a proposal was taken back."""

    WIDERRUF = "widerruf", _("Die Person hat die Einwilligung widerrufen")
    WUNSCH = "wunsch", _("Die Person möchte diese Stelle nicht")
    STELLE_WEG = "stelle_weg", _("Die Stelle gibt es nicht mehr")
    FRIST = "frist", _("Die Einwilligung ist abgelaufen")
    AKTE = "akte", _("Die Akte wurde beendet")
    VERSEHEN = "versehen", _("Der Vorschlag war ein Versehen")


class Einwilligungsweg(TextChoices):
    """How somebody agreed."""

    SCHIRM = "schirm", _("am Bildschirm im Amt")
    PAPIER = "papier", _("mit Unterschrift auf Papier")


class Vorschlagsfeld(TextChoices):
    """What may be told to an employer; each is asked for on its own."""

    NAME = "name", _("Name")
    KONTAKT = "kontakt", _("Telefon oder E-Mail")
    DEUTSCH = "deutsch", _("Deutschkenntnisse")
    ERFAHRUNG = "erfahrung", _("Berufe und Berufserfahrung")
    ABSCHLUSS = "abschluss", _("ob ein Abschluss anerkannt ist")
    FUEHRERSCHEIN = "fuehrerschein", _("Führerschein")
    WORTE = "worte", _("was ich dem Betrieb sagen möchte")
