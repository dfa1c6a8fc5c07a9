from fallmanagement.models.aufenthalt import Aufenthaltsstatus, AufenthaltsstatusQuerySet
from fallmanagement.models.beruf import Beruf
from fallmanagement.models.betrieb import Betrieb, BetriebQuerySet, Betriebskontakt
from fallmanagement.models.fallakte import Fallakte, FallakteQuerySet
from fallmanagement.models.frist import Frist, FristQuerySet
from fallmanagement.models.perspektive import Perspektivpruefung
from fallmanagement.models.profil import Berufserfahrung, Berufswunsch, Kompetenzprofil, Qualifikation, Sprachstand
from fallmanagement.models.stellenangebot import Stellenangebot, StellenangebotQuerySet
from fallmanagement.models.vermerk import Vermerk, VermerkQuerySet
from fallmanagement.models.vertretung import Vertretung, VertretungQuerySet
from fallmanagement.models.vorschlag import Vorschlag, VorschlagQuerySet
from fallmanagement.models.zustaendigkeit import Haushaltsmitglied, Zustaendigkeit

__all__ = [
    "Aufenthaltsstatus",
    "AufenthaltsstatusQuerySet",
    "Beruf",
    "Berufserfahrung",
    "Berufswunsch",
    "Betrieb",
    "BetriebQuerySet",
    "Betriebskontakt",
    "Fallakte",
    "FallakteQuerySet",
    "Frist",
    "FristQuerySet",
    "Haushaltsmitglied",
    "Kompetenzprofil",
    "Perspektivpruefung",
    "Qualifikation",
    "Sprachstand",
    "Stellenangebot",
    "StellenangebotQuerySet",
    "Vermerk",
    "VermerkQuerySet",
    "Vertretung",
    "VertretungQuerySet",
    "Vorschlag",
    "VorschlagQuerySet",
    "Zustaendigkeit",
]
