from fallmanagement.models.aufenthalt import Aufenthaltsstatus, AufenthaltsstatusQuerySet
from fallmanagement.models.beruf import Beruf
from fallmanagement.models.betrieb import Betrieb, BetriebQuerySet, Betriebskontakt
from fallmanagement.models.brief import Brief, Brieffassung, Briefserie, Briefvorlage, BriefvorlageQuerySet
from fallmanagement.models.dokument import Dokument
from fallmanagement.models.dublette import Dublettenurteil, DublettenurteilQuerySet
from fallmanagement.models.ersparnis import Annahme, AnnahmeQuerySet, Ersparnismonat, ErsparnismonatQuerySet
from fallmanagement.models.fallakte import Fallakte, FallakteQuerySet
from fallmanagement.models.fallkonferenz import (
    Fallkonferenz,
    FallkonferenzQuerySet,
    Konferenzbeschluss,
    Konferenzfall,
    Konferenzteilnahme,
)
from fallmanagement.models.freigabe import Freigabe, Freigabekopie, FreigabekopieQuerySet, FreigabeQuerySet
from fallmanagement.models.frist import Frist, FristQuerySet
from fallmanagement.models.perspektive import Perspektivpruefung
from fallmanagement.models.profil import Berufserfahrung, Berufswunsch, Kompetenzprofil, Qualifikation, Sprachstand
from fallmanagement.models.pruefdurchgang import Pruefdurchgang
from fallmanagement.models.stellenangebot import Stellenangebot, StellenangebotQuerySet
from fallmanagement.models.vermerk import Vermerk, VermerkQuerySet
from fallmanagement.models.vermittlung import Nachbetreuung, Vermittlung, VermittlungQuerySet
from fallmanagement.models.vertretung import Vertretung, VertretungQuerySet
from fallmanagement.models.vorschlag import Vorschlag, VorschlagQuerySet
from fallmanagement.models.zugriff import Zugriff, ZugriffQuerySet
from fallmanagement.models.zusammenfuehrung import Aktenbewegung, Aktenzusammenfuehrung, AktenzusammenfuehrungQuerySet
from fallmanagement.models.zustaendigkeit import Haushaltsmitglied, Zustaendigkeit

__all__ = [
    "Aktenbewegung",
    "Aktenzusammenfuehrung",
    "AktenzusammenfuehrungQuerySet",
    "Annahme",
    "AnnahmeQuerySet",
    "Aufenthaltsstatus",
    "AufenthaltsstatusQuerySet",
    "Beruf",
    "Berufserfahrung",
    "Berufswunsch",
    "Betrieb",
    "BetriebQuerySet",
    "Betriebskontakt",
    "Brief",
    "Brieffassung",
    "Briefserie",
    "Briefvorlage",
    "BriefvorlageQuerySet",
    "Dokument",
    "Dublettenurteil",
    "DublettenurteilQuerySet",
    "Ersparnismonat",
    "ErsparnismonatQuerySet",
    "Fallakte",
    "FallakteQuerySet",
    "Fallkonferenz",
    "FallkonferenzQuerySet",
    "Freigabe",
    "FreigabeQuerySet",
    "Freigabekopie",
    "FreigabekopieQuerySet",
    "Frist",
    "FristQuerySet",
    "Haushaltsmitglied",
    "Kompetenzprofil",
    "Konferenzbeschluss",
    "Konferenzfall",
    "Konferenzteilnahme",
    "Nachbetreuung",
    "Perspektivpruefung",
    "Pruefdurchgang",
    "Qualifikation",
    "Sprachstand",
    "Stellenangebot",
    "StellenangebotQuerySet",
    "Vermerk",
    "VermerkQuerySet",
    "Vermittlung",
    "VermittlungQuerySet",
    "Vertretung",
    "VertretungQuerySet",
    "Vorschlag",
    "VorschlagQuerySet",
    "Zugriff",
    "ZugriffQuerySet",
    "Zustaendigkeit",
]
