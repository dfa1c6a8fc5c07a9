from lotsen.models.angebot import Angebot, Sprechzeit
from lotsen.models.angebotsfassung import Angebotsfassung, Herkunft
from lotsen.models.anmeldung import Anmeldung
from lotsen.models.einwilligung import Einwilligung, Rueckmeldung
from lotsen.models.empfehlung import Empfehlung
from lotsen.models.erstberatung import Antwort, Erstberatung
from lotsen.models.partnerkopie import Feld, Partnerkopie
from lotsen.models.suche import Suchwort, Suchzeile
from lotsen.models.traeger import Ort, Traeger
from lotsen.models.veranstaltung import Veranstaltung
from lotsen.models.verweis import Verweis, Verweisschritt

__all__ = [
    "Angebot",
    "Angebotsfassung",
    "Anmeldung",
    "Antwort",
    "Einwilligung",
    "Empfehlung",
    "Erstberatung",
    "Feld",
    "Herkunft",
    "Ort",
    "Partnerkopie",
    "Rueckmeldung",
    "Sprechzeit",
    "Suchwort",
    "Suchzeile",
    "Traeger",
    "Veranstaltung",
    "Verweis",
    "Verweisschritt",
]
