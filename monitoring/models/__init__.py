from monitoring.models.beschwerde import Beschwerde, Beschwerdeart
from monitoring.models.kennzahl import Messwert, Methodenbruch, Vergleichswert, Zielwert
from monitoring.models.schulung import Durchfuehrung, Kurs, Schulungsgast, Schulungsteilnahme
from monitoring.models.schulungsnachweis import Entwicklungsgespraech, Pflichtprofil, Schulungsnachweis
from monitoring.models.stellen import Stellenstand
from monitoring.models.umfrage import Umfrage, Umfrageantwort, Umfrageeingang, Umfrageeinladung, Umfragewiderspruch
from monitoring.models.umfragefolge import Umfragefolge
from monitoring.models.verdichtung import MERKMALE, KennzahlMonat, KennzahlTag, SchmutzigerTag

__all__ = [
    "MERKMALE",
    "Beschwerde",
    "Beschwerdeart",
    "Durchfuehrung",
    "Entwicklungsgespraech",
    "KennzahlMonat",
    "KennzahlTag",
    "Kurs",
    "Messwert",
    "Methodenbruch",
    "Pflichtprofil",
    "SchmutzigerTag",
    "Schulungsgast",
    "Schulungsnachweis",
    "Schulungsteilnahme",
    "Stellenstand",
    "Umfrage",
    "Umfrageantwort",
    "Umfrageeingang",
    "Umfrageeinladung",
    "Umfragefolge",
    "Umfragewiderspruch",
    "Vergleichswert",
    "Zielwert",
]
