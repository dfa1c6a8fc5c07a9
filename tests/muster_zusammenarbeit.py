"""Samples of the pages of working together on cases."""

from collections.abc import Callable

from behoerde.kern.db import System, als
from behoerde.kern.models import Organisationseinheit, Rollenzuweisung
from fallmanagement.models import Pruefdurchgang
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory, UserFactory
from tests.factories.zusammenarbeit import (
    BriefFactory,
    BrieffassungFactory,
    BriefserieFactory,
    FallkonferenzFactory,
    ZugriffFactory,
    freigabe,
)
from tests.muster_leitbild import LEITBILD


def einheit_der_stelle() -> Organisationseinheit:
    """Return the unit in which the newest account works."""
    zuweisung = Rollenzuweisung.objects.order_by("pk").last()
    return zuweisung.organisationseinheit if zuweisung else OrganisationseinheitFactory.create()


def akte_der_stelle() -> dict:
    with als(System.AUFGABE):
        return {"pk": FallakteFactory.create(einheit=einheit_der_stelle()).pk}


def paar_der_stelle() -> dict:
    """Return two files of the unit in which the newest account works."""
    return {name: akte_der_stelle()["pk"] for name in ("erste", "zweite")}


def zugriff_des_kontos() -> dict:
    """Return an access to a case of another unit that the newest account has."""
    zuweisung = Rollenzuweisung.objects.order_by("pk").last()
    with als(System.AUFGABE):
        return {"pk": ZugriffFactory.create(user=zuweisung.user if zuweisung else UserFactory.create()).pk}


def konferenz_der_stelle() -> dict:
    einheit = einheit_der_stelle()
    with als(System.AUFGABE):
        return {"pk": FallkonferenzFactory.create(einheit=einheit).pk}


def kopie_der_stelle() -> dict:
    """Return what the unit has, in which the newest account works, as if it were a partner."""
    einheit = einheit_der_stelle()
    with als(System.AUFGABE):
        kopie = freigabe().kopie
        kopie.einheit = einheit
        kopie.save(update_fields=["einheit"])
        return {"pk": kopie.pk}


def vorlage_der_stelle() -> dict:
    einheit = einheit_der_stelle()
    with als(System.AUFGABE):
        return {"pk": BrieffassungFactory.create(vorlage__einheit=einheit).vorlage_id}


def serie_des_kontos() -> dict:
    zuweisung, einheit = Rollenzuweisung.objects.order_by("pk").last(), einheit_der_stelle()
    with als(System.AUFGABE):
        user = zuweisung.user if zuweisung else UserFactory.create()
        serie = BriefserieFactory.create(fassung__vorlage__einheit=einheit, erstellt_von=user)
        BriefFactory.create(serie=serie, fassung=serie.fassung, fallakte__einheit=einheit)
        return {"pk": serie.pk}


def durchgang_der_stelle() -> dict:
    einheit = einheit_der_stelle()
    with als(System.AUFGABE):
        return {"pk": Pruefdurchgang.objects.create(einheit=einheit, gesamt=1, erstellt_von=UserFactory.create()).pk}


def brief_der_stelle() -> dict:
    einheit = einheit_der_stelle()
    with als(System.AUFGABE):
        brief = BriefFactory.create(fallakte__einheit=einheit)
        return {"pk": brief.fallakte_id, "brief": brief.pk}


ZUSAMMENARBEIT: dict[str, Callable[[], dict]] = {
    "fallmanagement:dublette": paar_der_stelle,
    "fallmanagement:zugriff": zugriff_des_kontos,
    "fallmanagement:akte_zugriffe": akte_der_stelle,
    "fallmanagement:akte_freigaben": akte_der_stelle,
    **{f"fallmanagement:{name}": konferenz_der_stelle for name in ("konferenz", "niederschrift", "konferenz_kalender")},
    "fallmanagement:pruefdurchgang": durchgang_der_stelle,
    "fallmanagement:akte_briefe": akte_der_stelle,
    "fallmanagement:briefvorlage": vorlage_der_stelle,
    "fallmanagement:brief": brief_der_stelle,
    **{f"fallmanagement:{name}": serie_des_kontos for name in ("briefserie", "briefserie_druck")},
    "fallpartner:fall": kopie_der_stelle,
    **LEITBILD,
}
