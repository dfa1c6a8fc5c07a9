"""Samples of the addresses of the strategy."""

from collections.abc import Callable

from tests.factories.strategie import HandlungsfeldFactory, MeilensteinFactory, VorhabenFactory, ZielFactory

ZIEL = ("ziel", "ziel_bearbeiten", "ziel_kennzahl", "ziel_beenden", "ziel_ampel")
VORHABEN = ("vorhaben", "vorhaben_bearbeiten", "vorhaben_schritt", "meilenstein_neu", "beteiligung", "wirkung", "vorhaben_ampel")

STRATEGIE: dict[str, Callable[[], dict]] = {
    **{f"strategie:{name}": lambda: {"pk": ZielFactory.create().pk} for name in ZIEL},
    **{f"strategie:{name}": lambda: {"pk": VorhabenFactory.create().pk} for name in VORHABEN},
    "strategie:feld": lambda: {"pk": HandlungsfeldFactory.create().pk},
    "strategie:meilenstein": lambda: {"pk": MeilensteinFactory.create().pk},
}
