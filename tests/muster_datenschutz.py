"""Samples of the pages of data protection, and of surveys."""

from collections.abc import Callable

from tests.factories.kern import LoeschfristFactory, LoeschsperreFactory, PersonFactory
from tests.muster_umfragen import UMFRAGEN


def person() -> dict:
    return {"pk": PersonFactory.create().pk}


DATENSCHUTZ: dict[str, Callable[[], dict]] = {
    "kern:datenschutz_frist": lambda: {"modell": "kern.Person"},
    "kern:datenschutz_frist_entscheiden": lambda: {"pk": LoeschfristFactory.create().pk},
    "kern:datenschutz_person": person,
    "kern:datenschutz_loeschen": person,
    "kern:datenschutz_sperre": person,
    "kern:datenschutz_sperre_beenden": lambda: {"pk": LoeschsperreFactory.create().pk},
    "kern:auskunft_json": person,
    "kern:auskunft_pdf": person,
    **UMFRAGEN,
}
