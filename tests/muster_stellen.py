"""Samples of the addresses of employers and vacancies."""

from collections.abc import Callable
from uuid import UUID

from behoerde.kern.db import System, als
from fallmanagement.models import Fallakte, Stellenangebot
from tests.factories.stellen import BetriebFactory, StellenangebotFactory, released


def betrieb() -> dict:
    return {"pk": BetriebFactory.create().pk}


def stelle() -> dict:
    return {"pk": StellenangebotFactory.create().pk}


def akte_und_stelle() -> dict:
    from tests.muster import akte_der_stelle

    return akte_der_stelle() | {"stelle": StellenangebotFactory.create().pk}


def vorschlag() -> dict:
    """Return a proposal in a case of the unit in which the newest account works."""
    keys = akte_und_stelle()
    with als(System.AUFGABE):
        row = released(Fallakte.objects.get(pk=keys["pk"]), Stellenangebot.objects.get(pk=keys["stelle"]))
    return {"pk": keys["pk"], "vorschlag": row.pk}


def akte() -> dict:
    return {"pk": akte_und_stelle()["pk"]}


STELLEN: dict[str, Callable[[], dict]] = {
    **{f"betriebe:{name}": betrieb for name in ("betrieb", "bearbeiten")},
    "betriebe:stelle_neu": lambda: {"betrieb": BetriebFactory.create().pk},
    **{f"betriebe:{name}": stelle for name in ("stelle", "stelle_bearbeiten")},
    **{f"betriebslink:{name}": lambda: {"token": "unbekannt"} for name in ("uebersicht", "neu")},
    "betriebe:personen": stelle,
    "fallmanagement:akte_stellen": akte,
    "fallmanagement:akte_stelle": akte_und_stelle,
    "fallmanagement:vorschlag": vorschlag,
    "betriebslink:stelle": lambda: {"token": "unbekannt", "pk": UUID(int=0)},
}
