"""Figures of the strategy, counted at night; this module knows no catalogue, because the catalogue reads it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from monitoring.models import Handlungsfeld, KennzahlMonat, Messwert, Vorhaben, Ziel, Zielkennzahl
from monitoring.rechnung import Quantil, Strom
from monitoring.strategie import Vorhabenstand
from monitoring.zaehlung import Zaehlung

JAHR = timedelta(days=366)


def fields_of_ziele() -> dict[UUID, Handlungsfeld]:
    """Return in which Handlungsfeld each Ziel stands, directly or with the Ziel above it; one query."""
    ziele = {ziel.pk: ziel for ziel in Ziel.objects.select_related("handlungsfeld")}
    found = {}
    for ziel in ziele.values():
        top = ziel
        while top.oberziel_id is not None:
            top = ziele[top.oberziel_id]
        if top.handlungsfeld is None:
            raise ValueError(top.pk)
        found[ziel.pk] = top.handlungsfeld
    return found


def on_track(_von: date, bis: date) -> list[Zaehlung]:
    """Count running measures without an overdue milestone, of all that run; as of a day, all and by Handlungsfeld."""
    fields = fields_of_ziele()
    late = Q(meilensteine__erledigt_am=None, meilensteine__gestrichen_am=None, meilensteine__faellig_am__lt=bis)
    behind = set(Vorhaben.objects.filter(late, status=Vorhabenstand.LAUFEND).values_list("pk", flat=True))
    running = Vorhaben.objects.filter(status=Vorhabenstand.LAUFEND).order_by("pk").values_list("pk", "ziel")
    rows = [(pk, fields[ziel].name) for pk, ziel in running]
    return _by_field(rows, {pk for pk, _name in rows} - behind)


def measured(_von: date, bis: date) -> list[Zaehlung]:
    """Count Ziele that hold on a day and have a figure with a value of the year before it, of all that hold; all and by Handlungsfeld."""
    fields, since = fields_of_ziele(), bis - JAHR
    told = set(
        Messwert.objects.filter(bis__gte=since, wert__isnull=False).order_by("slug").values_list("slug", flat=True).distinct()
    )
    counted = set(KennzahlMonat.objects.filter(monat__gte=since).order_by("art").values_list("art", flat=True).distinct())
    told |= {slug for slug, arten in kinds_of_streams().items() if arten & counted}
    having = set(Zielkennzahl.objects.filter(slug__in=told).values_list("ziel", flat=True))
    holding = Ziel.objects.filter(beendet_am=None, von__lte=bis).order_by("pk").values_list("pk", flat=True)
    return _by_field([(pk, fields[pk].name) for pk in holding], having)


def kinds_of_streams() -> dict[str, frozenset[str]]:
    """Return of which kinds of events each figure is counted that comes from the stream."""
    from monitoring.rechnungen import RECHNUNGEN as ALLE  # noqa: PLC0415 - the list of all figures reads this module

    return {slug: one.arten for slug, one in ALLE.items() if isinstance(one, Strom | Quantil)}


def _by_field(rows: list[tuple[UUID, str]], good: set[UUID]) -> list[Zaehlung]:
    found = [Zaehlung("", "", sum(pk in good for pk, _name in rows), len(rows))]
    for name in sorted({name for _pk, name in rows}):
        own = [pk for pk, field in rows if field == name]
        found.append(Zaehlung("handlungsfeld", name, sum(pk in good for pk in own), len(own)))
    return found


RECHNUNGEN: dict[str, Callable[[date, date], list[Zaehlung]]] = {
    "vorhaben-im-plan": on_track,
    "ziele-mit-indikator": measured,
}
