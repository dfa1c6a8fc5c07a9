"""By what figures are broken down, and how the values are called."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import Standort
from termine.queries.katalog import leistung_names

MERKMALE = {
    "leistung": _("Leistung"),
    "standort": _("Standort"),
    "sprache": _("Sprache"),
    "kanal": _("Weg"),
    "thema": _("Thema"),
    "partnerart": _("Art des Partners"),
    "zielart": _("Art der Arbeit"),
    "branche": _("Branche"),
    "altersgruppe": _("Alter"),
    "geschlecht": _("Geschlecht"),
    "titelart": _("Aufenthaltstitel"),
    "titelgruppe": _("Aufenthaltstitel"),
    "team": _("Team"),
    "team_ab_5": _("Team"),
    "team_ab_10": _("Team"),
    "laufbahngruppe": _("Laufbahngruppe"),
    "ressort": _("Ressort"),
    "gemeinde": _("Gemeinde"),
    "handlungsfeld": _("Handlungsfeld"),
    "akteursgruppe": _("Gruppe"),
    "gremium": _("Gremium"),
    "staatsangehoerigkeit_gruppe": _("Staatsangehörigkeit"),
    "migrationsstatus": _("Einwanderungsgeschichte"),
    "aufenthaltszweck_gruppe": _("Aufenthaltszweck"),
    "erinnerungskanal": _("Erinnert über"),
    "kursart": _("Art des Kurses"),
    "kurs": _("Kurs"),
    "status": _("Stand"),
    "aufenthaltsdauer_gruppe": _("Dauer des Aufenthalts"),
    "berufsgruppe": _("Berufsgruppe"),
    "familiensprache": _("Sprache der Familie"),
    "geraet": _("Gerät"),
}


def value_names(merkmal: str) -> dict[str, str]:
    """Return how the values of an attribute are called, where they are short names."""
    match merkmal:
        case "leistung":
            return leistung_names()
        case "standort":
            return dict(Standort.objects.values_list("slug", "name"))
        case "sprache":
            return {code: str(name) for code, name in settings.LANGUAGES}
    return {}
