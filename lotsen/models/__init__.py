from lotsen.models.angebot import Angebot, Sprechzeit
from lotsen.models.einwilligung import Einwilligung, Rueckmeldung
from lotsen.models.empfehlung import Empfehlung
from lotsen.models.erstberatung import Antwort, Erstberatung
from lotsen.models.partnerkopie import Feld, Partnerkopie
from lotsen.models.suche import Suchwort, Suchzeile
from lotsen.models.traeger import Ort, Traeger
from lotsen.models.verweis import Verweis, Verweisschritt

__all__ = [
    "Angebot",
    "Antwort",
    "Einwilligung",
    "Empfehlung",
    "Erstberatung",
    "Feld",
    "Ort",
    "Partnerkopie",
    "Rueckmeldung",
    "Sprechzeit",
    "Suchwort",
    "Suchzeile",
    "Traeger",
    "Verweis",
    "Verweisschritt",
]
