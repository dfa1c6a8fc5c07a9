"""Samples of the addresses of employers and vacancies."""

from collections.abc import Callable
from uuid import UUID

from tests.factories.stellen import BetriebFactory, StellenangebotFactory


def betrieb() -> dict:
    return {"pk": BetriebFactory.create().pk}


def stelle() -> dict:
    return {"pk": StellenangebotFactory.create().pk}


STELLEN: dict[str, Callable[[], dict]] = {
    **{f"betriebe:{name}": betrieb for name in ("betrieb", "bearbeiten")},
    "betriebe:stelle_neu": lambda: {"betrieb": BetriebFactory.create().pk},
    **{f"betriebe:{name}": stelle for name in ("stelle", "stelle_bearbeiten")},
    **{f"betriebslink:{name}": lambda: {"token": "unbekannt"} for name in ("uebersicht", "neu")},
    "betriebslink:stelle": lambda: {"token": "unbekannt", "pk": UUID(int=0)},
}
