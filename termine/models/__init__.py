"""Tables of the appointment desk; private to this app."""

from termine.models.dienst import Belegung, Dienst
from termine.models.kontaktpruefung import Kontaktpruefung
from termine.models.leistung import Lebenslage, Leistung, LeistungUnterlage, Unterlage, Zielgruppe
from termine.models.oeffnung import Oeffnungszeit, Schliesstag, Wochentag
from termine.models.platz import Platz, Team
from termine.models.termin import Anliegen, Termin

__all__ = [
    "Anliegen",
    "Belegung",
    "Dienst",
    "Kontaktpruefung",
    "Lebenslage",
    "Leistung",
    "LeistungUnterlage",
    "Oeffnungszeit",
    "Platz",
    "Schliesstag",
    "Team",
    "Termin",
    "Unterlage",
    "Wochentag",
    "Zielgruppe",
]
