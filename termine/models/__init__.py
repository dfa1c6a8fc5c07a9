"""Tables of the appointment desk; private to this app."""

from termine.models.angabe import Angabe
from termine.models.auffaelligkeit import Auffaelligkeit
from termine.models.aufnahme import Aufnahme, AufnahmeUnterlage, Rueckfrage, Serviceversprechen
from termine.models.ausfall import Ausfall
from termine.models.buchungspartner import Buchungspartner
from termine.models.dienst import Belegung, Dienst
from termine.models.fassung import Fassung
from termine.models.kalenderabo import Kalenderabo
from termine.models.kette import Kette
from termine.models.leistung import Lebenslage, Leistung, LeistungUnterlage, Unterlage, Zielgruppe
from termine.models.mitglied import Mitglied
from termine.models.notiz import Notiz
from termine.models.oeffnung import Ausnahme, Oeffnungszeit, Schliesstag, Wochentag, Wochenvorlage
from termine.models.partnerzugang import Partnerzugang
from termine.models.platz import Platz, Team
from termine.models.pruefvermerk import Pruefvermerk
from termine.models.sammelbuchung import Sammelbuchung, Sammelzeile
from termine.models.termin import Anliegen, Termin
from termine.models.vorschlag import Terminvorschlag
from termine.models.vorsprache import Nummernkreis, Vorsprache
from termine.models.warteliste import Wartelisteneintrag
from termine.models.zusammenfuehrung import Zusammenfuehrung

__all__ = [
    "Angabe",
    "Anliegen",
    "Auffaelligkeit",
    "Aufnahme",
    "AufnahmeUnterlage",
    "Ausfall",
    "Ausnahme",
    "Belegung",
    "Buchungspartner",
    "Dienst",
    "Fassung",
    "Kalenderabo",
    "Kette",
    "Lebenslage",
    "Leistung",
    "LeistungUnterlage",
    "Mitglied",
    "Notiz",
    "Nummernkreis",
    "Oeffnungszeit",
    "Partnerzugang",
    "Platz",
    "Pruefvermerk",
    "Rueckfrage",
    "Sammelbuchung",
    "Sammelzeile",
    "Schliesstag",
    "Serviceversprechen",
    "Team",
    "Termin",
    "Terminvorschlag",
    "Unterlage",
    "Vorsprache",
    "Wartelisteneintrag",
    "Wochentag",
    "Wochenvorlage",
    "Zielgruppe",
    "Zusammenfuehrung",
]
