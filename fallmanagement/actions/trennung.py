"""A merge of two files is taken back: each has its own again."""

import json
from typing import Any
from uuid import UUID

import pgtrigger
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person
from fallmanagement.actions.dublette import lock_pair
from fallmanagement.actions.zusammenfuehrung import ENDE, move_rows, plain, refresh_next, without_rows
from fallmanagement.enums import ENDE as BEENDET
from fallmanagement.models import Aktenzusammenfuehrung, Fallakte, Zugriff
from fallmanagement.queries.zusammenfuehrung import rueckweg
from fallmanagement.zusammenfuehrung import ZIEHT_UM


@transaction.atomic
def separate_akten(bleibt: Fallakte, doppelt: Fallakte) -> Fallakte:
    """Give each file back exactly what was its own; return the second one, which is where it was before.

    What was added since stays in ``bleibt``, a value that was changed since stays as it is.
    Raises DomainError ``nicht_zusammen``, ``zu_spaet``, ``weiter``, ``zweite``, ``zugriff``, ``geaendert``.
    """
    bleibt, doppelt = lock_pair(bleibt, doppelt)
    list(Person.objects.filter(pk__in=[bleibt.person_id, doppelt.person_id]).order_by("pk").select_for_update())
    row = Aktenzusammenfuehrung.objects.filter(bleibt=bleibt, doppelt=doppelt).first()
    if row is None:
        raise DomainError(_("Diese beiden Akten sind nicht zusammengeführt."), "nicht_zusammen")
    with als(System.AUFGABE):
        _check(row, bleibt, doppelt)
        try:
            with transaction.atomic():
                _give_back(row, bleibt, doppelt)
        except IntegrityError as error:
            text = _("Seit dem Zusammenführen kam etwas dazu, das sich mit dem überschneidet, was zurückginge.")
            raise DomainError(text, "geaendert") from error
    for akte, other in ((bleibt, doppelt), (doppelt, bleibt)):
        record("fallakte_getrennt", akte, grund=other.aktenzeichen)
    melde("fallakte_getrennt", einheit=str(bleibt.einheit_id))
    return Fallakte.objects.select_related("person").get(pk=doppelt.pk)


def _check(row: Aktenzusammenfuehrung, bleibt: Fallakte, doppelt: Fallakte) -> None:
    """Raise DomainError for what prevents it."""
    if row.gemacht_am <= uhr.now() - rueckweg():
        raise DomainError(_("Das Zusammenführen ist zu lange her, um es zurückzunehmen."), "zu_spaet")
    if bleibt.geht_auf_in_id is not None:
        text = _("Die Akte ist inzwischen selbst mit einer anderen zusammengeführt. Nehmen Sie das zuerst zurück.")
        raise DomainError(text, "weiter")
    others = Fallakte.objects.open().filter(person=doppelt.person_id).exclude(pk=doppelt.pk)
    if json.loads(row.vorher)["akte"]["phase"] not in BEENDET and others.exists():
        raise DomainError(_("Für diese Person gibt es inzwischen eine andere offene Fallakte."), "zweite")
    if Zugriff.objects.running().filter(fallakte__in=[bleibt, doppelt]).exists():
        text = _("Jemand liest eine der Akten gerade auf Zeit. Beenden Sie den Zugriff, oder warten Sie sein Ende ab.")
        raise DomainError(text, "zugriff")


def _give_back(row: Aktenzusammenfuehrung, bleibt: Fallakte, doppelt: Fallakte) -> None:
    before = json.loads(row.vorher)
    _reopen(doppelt, before["akte"])
    moved: dict[str, list[UUID]] = {}
    for modell, zeile in row.bewegungen.values_list("modell", "zeile"):
        moved.setdefault(modell, []).append(zeile)
    for umzug in ZIEHT_UM:
        move_rows(umzug, moved.get(umzug.modell, []), bleibt, doppelt)
    for label, key, values in reversed(before["werte"]):
        _restore(label, key, values)
    refresh_next(bleibt, doppelt)
    row.delete()


def _restore(label: str, key: str, values: dict[str, list[Any]]) -> None:
    """Give a row the values from before where nobody wrote another one since."""
    row = apps.get_model(label)._default_manager.filter(pk=key).first()
    if row is None:
        return
    untouched = [name for name, (_before, after) in values.items() if plain(getattr(row, name)) == after]
    for name in untouched:
        setattr(row, name, row._meta.get_field(name).to_python(values[name][0]))
    if "keine" in untouched:
        row.keine = without_rows(row.keine, row.fallakte)
    if untouched:
        row.save(update_fields=untouched)


def _reopen(doppelt: Fallakte, was: dict[str, Any]) -> None:
    doppelt.geht_auf_in = None
    for name in ENDE:
        field: Any = doppelt._meta.get_field(name)
        setattr(doppelt, name, field.to_python(was[name]))
    guards = ("fallmanagement.Fallakte:uebergang", "fallmanagement.Fallakte:wieder_mit_grund")
    with pgtrigger.ignore(*guards), transaction.atomic():
        doppelt.save(update_fields=[*ENDE, "geht_auf_in"])
