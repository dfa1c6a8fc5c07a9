from fallmanagement.models.aufenthalt import Aufenthaltsstatus, AufenthaltsstatusQuerySet
from fallmanagement.models.fallakte import Fallakte, FallakteQuerySet
from fallmanagement.models.frist import Frist, FristQuerySet
from fallmanagement.models.perspektive import Perspektivpruefung
from fallmanagement.models.vermerk import Vermerk, VermerkQuerySet
from fallmanagement.models.vertretung import Vertretung, VertretungQuerySet
from fallmanagement.models.zustaendigkeit import Haushaltsmitglied, Zustaendigkeit

__all__ = [
    "Aufenthaltsstatus",
    "AufenthaltsstatusQuerySet",
    "Fallakte",
    "FallakteQuerySet",
    "Frist",
    "FristQuerySet",
    "Haushaltsmitglied",
    "Perspektivpruefung",
    "Vermerk",
    "VermerkQuerySet",
    "Vertretung",
    "VertretungQuerySet",
    "Zustaendigkeit",
]
