from lotsen.models.angebot import Angebot, Sprechzeit
from lotsen.models.traeger import Ort, Traeger

__all__ = ["Angebot", "Ort", "Sprechzeit", "Traeger"]
