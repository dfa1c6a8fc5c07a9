from monitoring.models.gremien import Anhoerung, Beschluss, Gemeindekontakt, Gremium, Stellungnahme
from monitoring.models.kennzahl import Messwert, Methodenbruch, Vergleichswert, Zielwert
from monitoring.models.schulung import Durchfuehrung, Kurs, Schulungsgast, Schulungsteilnahme
from monitoring.models.schulungsnachweis import Entwicklungsgespraech, Pflichtprofil, Schulungsnachweis
from monitoring.models.stellen import Stellenstand
from monitoring.models.verdichtung import MERKMALE, KennzahlMonat, KennzahlTag, SchmutzigerTag

__all__ = [
    "MERKMALE",
    "Anhoerung",
    "Beschluss",
    "Durchfuehrung",
    "Entwicklungsgespraech",
    "Gemeindekontakt",
    "Gremium",
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
    "Stellungnahme",
    "Vergleichswert",
    "Zielwert",
]
