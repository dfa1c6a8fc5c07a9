"""Samples of the pages of surveys."""

from collections.abc import Callable
from uuid import UUID

from tests.monitoring.umfragen import draft, said

UMFRAGEN: dict[str, Callable[[], dict]] = {
    "umfragelink:abmelden": lambda: {"token": "unbekannt"},
    "umfragen:beschwerde_loeschen": lambda: {"pk": UUID(int=0)},
    "umfragen:folge_aendern": lambda: {"pk": said().pk},
    "umfragen:folge": lambda: {"pk": UUID(int=0)},
    "umfragen:personal": lambda: {"pk": draft().pk},
    "umfragelink:personalrat": lambda: {"token": "unbekannt"},
    "umfragelink:antworten": lambda: {"token": "unbekannt"},
}
