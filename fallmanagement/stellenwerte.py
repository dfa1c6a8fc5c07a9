"""Kinds and states of employers, vacancies and proposals, and the tables of their moves. Database triggers are made of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

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
