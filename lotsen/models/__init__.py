from lotsen.models.angebot import Angebot, Sprechzeit
from lotsen.models.empfehlung import Empfehlung
from lotsen.models.erstberatung import Antwort, Erstberatung
from lotsen.models.traeger import Ort, Traeger

__all__ = ["Angebot", "Antwort", "Empfehlung", "Erstberatung", "Ort", "Sprechzeit", "Traeger"]
