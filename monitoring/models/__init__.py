from monitoring.models.austausch import (
    Austauschtreffen,
    Entwicklungsphase,
    Entwicklungswerkstatt,
    Fundstueck,
    Partneramt,
    Vereinbarung,
)
from monitoring.models.beitrag import Beitrag, Leitbildeinladung, Leitbildwerkstatt
from monitoring.models.bericht import Bericht
from monitoring.models.berichtversand import Berichtversand, Gremiumkontakt
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
from monitoring.models.statistik import Einlesung, Statistikwert
from monitoring.models.stellen import Stellenstand
from monitoring.models.strategie import Ampelsetzung, Handlungsfeld, Ziel, Zielkennzahl
from monitoring.models.umfrage import Umfrage, Umfrageantwort, Umfrageeingang, Umfrageeinladung, Umfragewiderspruch
from monitoring.models.umfragefolge import Umfragefolge
from monitoring.models.verdichtung import MERKMALE, KennzahlMonat, KennzahlTag, SchmutzigerTag
from monitoring.models.veroeffentlichung import Veroeffentlichung
from monitoring.models.vorhaben import Meilenstein, Vorhaben, Vorhabenbeteiligung, Vorhabenwirkung
from monitoring.models.warnung import Warnregel, Warnung

__all__ = [
    "MERKMALE",
    "Akteursgruppe",
    "Ampelsetzung",
    "Anhoerung",
    "Austauschtreffen",
    "Beitrag",
    "Bericht",
    "Berichtversand",
    "Beschluss",
    "Beschlussbezug",
    "Beschwerde",
    "Beschwerdeart",
    "Durchfuehrung",
    "Einlesung",
    "Entwicklungsgespraech",
    "Entwicklungsphase",
    "Entwicklungswerkstatt",
    "Fassungssatz",
    "Fundstueck",
    "Gemeindekontakt",
    "Gremium",
    "Gremiumkontakt",
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
    "Statistikwert",
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
    "Warnregel",
    "Warnung",
    "Ziel",
    "Zielkennzahl",
    "Zielwert",
]
