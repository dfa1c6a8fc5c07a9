from lotsen.models.abschiedszahl import Abschiedszahl
from lotsen.models.angebot import Angebot, Sprechzeit
from lotsen.models.angebotsfassung import Angebotsfassung, Herkunft
from lotsen.models.anmeldung import Anmeldung, Antwortzahl
from lotsen.models.einladung import Einladung, Einladungsliste, Widerspruch
from lotsen.models.einwilligung import Einwilligung, Rueckmeldung
from lotsen.models.empfehlung import Empfehlung
from lotsen.models.erstberatung import Antwort, Erstberatung
from lotsen.models.haus import Haus
from lotsen.models.netzkontakt import Netzkontakt
from lotsen.models.partnerkopie import Feld, Partnerkopie
from lotsen.models.suche import Suchwort, Suchzeile
from lotsen.models.traeger import Ort, Traeger
from lotsen.models.uebernahme import Uebernahme
from lotsen.models.urkunde import Urkunde
from lotsen.models.veranstaltung import Veranstaltung
from lotsen.models.verweis import Verweis, Verweisschritt
from lotsen.models.willkommenscheck import Bewertung, Mangel, Willkommenscheck

__all__ = [
    "Abschiedszahl",
    "Angebot",
    "Angebotsfassung",
    "Anmeldung",
    "Antwort",
    "Antwortzahl",
    "Bewertung",
    "Einladung",
    "Einladungsliste",
    "Einwilligung",
    "Empfehlung",
    "Erstberatung",
    "Feld",
    "Haus",
    "Herkunft",
    "Mangel",
    "Netzkontakt",
    "Ort",
    "Partnerkopie",
    "Rueckmeldung",
    "Sprechzeit",
    "Suchwort",
    "Suchzeile",
    "Traeger",
    "Uebernahme",
    "Urkunde",
    "Veranstaltung",
    "Verweis",
    "Verweisschritt",
    "Widerspruch",
    "Willkommenscheck",
]
