"""Figures of the strategy, counted at night; this module knows no catalogue, because the catalogue reads it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db.models import Q

from monitoring.models import Handlungsfeld, Vorhaben, Ziel
from monitoring.strategie import Vorhabenstand
from monitoring.zaehlung import Zaehlung


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
    found = [Zaehlung("", "", sum(pk not in behind for pk, _name in rows), len(rows))]
    for name in sorted({name for _pk, name in rows}):
        own = [pk for pk, field in rows if field == name]
        found.append(Zaehlung("handlungsfeld", name, sum(pk not in behind for pk in own), len(own)))
    return found


RECHNUNGEN: dict[str, Callable[[date, date], list[Zaehlung]]] = {"vorhaben-im-plan": on_track}
