"""Tables of the appointment desk; private to this app."""

from termine.models.angabe import Angabe
from termine.models.aufnahme import Aufnahme, AufnahmeUnterlage, Rueckfrage, Serviceversprechen
from termine.models.dienst import Belegung, Dienst
from termine.models.kontaktpruefung import Kontaktpruefung
from termine.models.leistung import Lebenslage, Leistung, LeistungUnterlage, Unterlage, Zielgruppe
from termine.models.mitglied import Mitglied
from termine.models.oeffnung import Oeffnungszeit, Schliesstag, Wochentag
from termine.models.platz import Platz, Team
from termine.models.pruefvermerk import Pruefvermerk
from termine.models.termin import Anliegen, Termin
from termine.models.vorschlag import Terminvorschlag

__all__ = [
    "Angabe",
    "Anliegen",
    "Aufnahme",
    "AufnahmeUnterlage",
    "Belegung",
    "Dienst",
    "Kontaktpruefung",
    "Lebenslage",
    "Leistung",
    "LeistungUnterlage",
    "Mitglied",
    "Oeffnungszeit",
    "Platz",
    "Pruefvermerk",
    "Rueckfrage",
    "Schliesstag",
    "Serviceversprechen",
    "Team",
    "Termin",
    "Terminvorschlag",
    "Unterlage",
    "Wochentag",
    "Zielgruppe",
]
