"""What everybody may read of the figures: one revision by subject, one figure, and all of it as lines for machines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from behoerde.kern.diagramme import LineChart, Series, Target
from monitoring import darstellung
from monitoring.enums import Zeitraum
from monitoring.katalog import Indikator, indikatoren
from monitoring.models import Veroeffentlichung
from monitoring.transparenz import NAMEN, TAFELN
from monitoring.zelle import Verdeckt, Zelle


@dataclass(frozen=True)
class Periode:
    """One period of a published figure."""

    von: date
    bis: date
    name: str
    zelle: Zelle
    wert: str


@dataclass(frozen=True)
class Zahl:
    """One published figure; ``wert`` is written in the language of the page."""

    slug: str
    name: str
    indikator: Indikator
    zelle: Zelle
    ziel: float | None
    gesamt: bool
    verlauf: list[Periode]

    @property
    def wert(self) -> str:
        return darstellung.written(self.indikator, self.zelle)

    @property
    def stand(self) -> str:
        return darstellung.light(self.indikator, self.zelle, self.ziel)

    @property
    def ziel_satz(self) -> str:
        if self.ziel is None:
            return ""
        words = {"ziel": darstellung.written(self.indikator, Zelle(self.ziel))}
        return {
            darstellung.Stand.ERREICHT: _("Unser Ziel: %(ziel)s. Erreicht."),
            darstellung.Stand.KNAPP: _("Unser Ziel: %(ziel)s. Knapp verfehlt."),
            darstellung.Stand.VERFEHLT: _("Unser Ziel: %(ziel)s. Nicht erreicht."),
            darstellung.Stand.OHNE: _("Unser Ziel: %(ziel)s."),
        }[darstellung.Stand(self.stand)] % words

    @property
    def zeitraum(self) -> str:
        """Return what the value is about: the twelve months, or the last period."""
        return _("zwölf Monate") if self.gesamt else (self.verlauf[-1].name if self.verlauf else "")

    @property
    def diagramm(self) -> LineChart | None:
        """Return the course as a picture; None with fewer than two values."""
        values = [periode.zelle.wert for periode in self.verlauf]
        if sum(value is not None for value in values) < 2:
            return None
        return LineChart(
            name=self.name,
            labels=[periode.name for periode in self.verlauf],
            series=[Series(self.name, values)],
            axis=_("Zeitraum"),
            unit=darstellung.unit(self.indikator),
            target=None if self.ziel is None else Target(self.ziel, _("Ziel")),
        )


def revisions() -> QuerySet[Veroeffentlichung]:
    """Return all revisions without their contents, the latest first."""
    return Veroeffentlichung.objects.defer("inhalt")


def newest() -> Veroeffentlichung | None:
    return Veroeffentlichung.objects.first()


def newer(row: Veroeffentlichung) -> Veroeffentlichung | None:
    """Return the newest revision if it is a later one; a correction of the same months comes first."""
    later = revisions().filter(nummer__gt=row.nummer)
    return later.filter(bis=row.bis).first() or later.first()


def figures(row: Veroeffentlichung) -> list[tuple[Any, list[Zahl]]]:
    """Return the published figures by subject; what the catalogue no longer knows is in the table for machines only."""
    known = {zahl.slug: zahl for zahl in _known(row)}
    groups = [(titel, [known[slug] for slug in names if slug in known]) for titel, names in TAFELN]
    return [(titel, rows) for titel, rows in groups if rows]


def figure(row: Veroeffentlichung, slug: str) -> Zahl | None:
    return next((zahl for zahl in _known(row) if zahl.slug == slug), None)


def _known(row: Veroeffentlichung) -> Iterator[Zahl]:
    catalogue = indikatoren()
    for item in row.inhalt:
        if item["slug"] in NAMEN and item["slug"] in catalogue:
            yield _read(catalogue[item["slug"]], item)


def _read(one: Indikator, item: dict[str, Any]) -> Zahl:
    verlauf = [_period(one, item["takt"], row) for row in item["verlauf"]]
    return Zahl(one.slug, str(NAMEN[one.slug]), one, _cell(item), item["ziel"], item["gesamt"], verlauf)


def _period(one: Indikator, takt: str, row: dict[str, Any]) -> Periode:
    von, zelle = date.fromisoformat(row["von"]), _cell(row)
    return Periode(
        von, date.fromisoformat(row["bis"]), darstellung.period_name(Zeitraum(takt), von), zelle, darstellung.written(one, zelle)
    )


def _cell(item: dict[str, Any]) -> Zelle:
    return Zelle(item["wert"], item["n"], Verdeckt(item["verdeckt"]) if item["verdeckt"] else None)
