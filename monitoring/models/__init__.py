from monitoring.models.beitrag import Beitrag, Leitbildeinladung, Leitbildwerkstatt
from monitoring.models.beschwerde import Beschwerde, Beschwerdeart
from monitoring.models.gremien import Anhoerung, Beschluss, Gemeindekontakt, Gremium, Stellungnahme
from monitoring.models.kennzahl import Messwert, Methodenbruch, Vergleichswert, Zielwert
from monitoring.models.leitbild import (
    Akteursgruppe,
    Fassungssatz,
    Leitbild,
    Leitbildfassung,
    Leitbildphase,
    Leitsatz,
    Satzuebersetzung,
)
from monitoring.models.schulung import Durchfuehrung, Kurs, Schulungsgast, Schulungsteilnahme
from monitoring.models.schulungsnachweis import Entwicklungsgespraech, Pflichtprofil, Schulungsnachweis
from monitoring.models.stellen import Stellenstand
from monitoring.models.umfrage import Umfrage, Umfrageantwort, Umfrageeingang, Umfrageeinladung, Umfragewiderspruch
from monitoring.models.umfragefolge import Umfragefolge
from monitoring.models.verdichtung import MERKMALE, KennzahlMonat, KennzahlTag, SchmutzigerTag

__all__ = [
    "MERKMALE",
    "Akteursgruppe",
    "Anhoerung",
    "Beitrag",
    "Beschluss",
    "Beschwerde",
    "Beschwerdeart",
    "Durchfuehrung",
    "Entwicklungsgespraech",
    "Fassungssatz",
    "Gemeindekontakt",
    "Gremium",
    "KennzahlMonat",
    "KennzahlTag",
    "Kurs",
    "Leitbild",
    "Leitbildeinladung",
    "Leitbildfassung",
    "Leitbildphase",
    "Leitbildwerkstatt",
    "Leitsatz",
    "Messwert",
    "Methodenbruch",
    "Pflichtprofil",
    "Satzuebersetzung",
    "SchmutzigerTag",
    "Schulungsgast",
    "Schulungsnachweis",
    "Schulungsteilnahme",
    "Stellenstand",
    "Stellungnahme",
    "Umfrage",
    "Umfrageantwort",
    "Umfrageeingang",
    "Umfrageeinladung",
    "Umfragefolge",
    "Umfragewiderspruch",
    "Vergleichswert",
    "Zielwert",
]
