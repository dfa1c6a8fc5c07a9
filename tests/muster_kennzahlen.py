"""Samples of the addresses of figures."""

from collections.abc import Callable

from tests.factories.kennzahlen import EinlesungFactory

KENNZAHLEN: dict[str, Callable[[], dict]] = {
    "monitoring:warnung_neu": lambda: {"slug": "garantie-eingehalten"},
    "statistik:einlesung": lambda: {"pk": EinlesungFactory.create().pk},
}
