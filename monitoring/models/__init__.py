from monitoring.models.austausch import (
    Austauschtreffen,
    Entwicklungsphase,
    Entwicklungswerkstatt,
    Fundstueck,
    Partneramt,
    Vereinbarung,
)
from monitoring.models.beitrag import Beitrag, Leitbildeinladung, Leitbildwerkstatt
from monitoring.models.beschlussbezug import Beschlussbezug
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
from monitoring.models.strategie import Ampelsetzung, Handlungsfeld, Ziel, Zielkennzahl
from monitoring.models.umfrage import Umfrage, Umfrageantwort, Umfrageeingang, Umfrageeinladung, Umfragewiderspruch
from monitoring.models.umfragefolge import Umfragefolge
from monitoring.models.verdichtung import MERKMALE, KennzahlMonat, KennzahlTag, SchmutzigerTag
from monitoring.models.veroeffentlichung import Veroeffentlichung
from monitoring.models.vorhaben import Meilenstein, Vorhaben, Vorhabenbeteiligung, Vorhabenwirkung

__all__ = [
    "MERKMALE",
    "Akteursgruppe",
    "Ampelsetzung",
    "Anhoerung",
    "Austauschtreffen",
    "Beitrag",
    "Beschluss",
    "Beschlussbezug",
    "Beschwerde",
    "Beschwerdeart",
    "Durchfuehrung",
    "Entwicklungsgespraech",
    "Entwicklungsphase",
    "Entwicklungswerkstatt",
    "Fassungssatz",
    "Fundstueck",
    "Gemeindekontakt",
    "Gremium",
    "Handlungsfeld",
    "KennzahlMonat",
    "KennzahlTag",
    "Kurs",
    "Leitbild",
    "Leitbildeinladung",
    "Leitbildfassung",
    "Leitbildphase",
    "Leitbildwerkstatt",
    "Leitsatz",
    "Meilenstein",
    "Messwert",
    "Methodenbruch",
    "Partneramt",
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
    "Vereinbarung",
    "Vergleichswert",
    "Veroeffentlichung",
    "Vorhaben",
    "Vorhabenbeteiligung",
    "Vorhabenwirkung",
    "Ziel",
    "Zielkennzahl",
    "Zielwert",
]
