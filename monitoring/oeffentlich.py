"""What everybody sees of the promises of the office: the Leitbild, and shares of ninety days, rounded, from thirty cases on."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from monitoring import darstellung
from monitoring.darstellung import Stand
from monitoring.enums import Zeitraum
from monitoring.katalog import indikator
from monitoring.queries.kennzahlen import targets
from monitoring.queries.leitbild import current
from monitoring.queries.werte import KEINER, Ausschnitt, values
from monitoring.zeitraum import begin_of
from monitoring.zelle import Kreis, Zelle

SEKUNDEN = 300
VERSPRECHEN = {
    "angebot-fristgerecht": _("haben ihr Terminangebot bis zum zugesagten Tag bekommen"),
    "termin-vor-titelablauf": _("hatten ihren Termin, bevor ihr Aufenthaltstitel ablief"),
    "garantie-eingehalten": _("wurden höchstens 15 Minuten nach der vereinbarten Zeit aufgerufen"),
}


@dataclass(frozen=True)
class Versprechen:
    """One promise and how often it was kept; ``ziel`` in per cent, None where the office has set none."""

    slug: str
    zelle: Zelle
    ziel: float | None

    @property
    def satz(self) -> Any:
        return VERSPRECHEN[self.slug]

    @property
    def prozent(self) -> str:
        return "" if self.zelle.wert is None else darstellung.written(indikator(self.slug), self.zelle)

    @property
    def stand(self) -> Stand:
        return darstellung.light(indikator(self.slug), self.zelle, self.ziel)

    @property
    def ziel_satz(self) -> str:
        if self.ziel is None or self.zelle.wert is None:
            return ""
        words = {
            Stand.ERREICHT: _("unser Ziel von %(ziel)s ist erreicht"),
            Stand.KNAPP: _("knapp unter unserem Ziel von %(ziel)s"),
            Stand.VERFEHLT: _("unter unserem Ziel von %(ziel)s"),
        }[self.stand]
        return words % {"ziel": darstellung.written(indikator(self.slug), Zelle(self.ziel))}


def promises_kept() -> list[Versprechen]:
    """Return the promises in the order in which people meet them; remembered for five minutes."""
    return cache.get_or_set("monitoring:versprechen", _promises_kept, SEKUNDEN) or []


def _promises_kept() -> list[Versprechen]:
    today = uhr.today()
    part = Ausschnitt(Zeitraum.LAUFEND, begin_of(Zeitraum.LAUFEND, today), today)
    found, wanted = values([indikator(slug) for slug in VERSPRECHEN], part), targets(VERSPRECHEN, today)
    kept = []
    for slug in VERSPRECHEN:
        wert = next(iter(found.get(slug, {}).get("", {}).values()), KEINER)
        kept.append(Versprechen(slug, darstellung.cell(indikator(slug), wert, Kreis.OEFFENTLICH), wanted.get(slug)))
    return kept


def start_context(_request: HttpRequest) -> dict[str, Any]:
    """Return what the start page shows: the Leitbild in force, of the office before that of the city, and shares from thirty cases on."""
    in_force = current()
    shown = [one for one in promises_kept() if one.zelle.sichtbar]
    return {"geltend": in_force[-1] if in_force else None, "versprechen": shown}
