"""Two files about one person become one: what hangs on the second goes along, and each row that moved is written down."""

import json
from typing import Any

import pgtrigger
from django.db import transaction
from django.db.models import Min, Model
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person, User
from fallmanagement.actions.dublette import lock_pair
from fallmanagement.enums import ZUSAMMENGEFUEHRT, Fallphase
from fallmanagement.kompetenzen import BERUFLICH, Profilteil
from fallmanagement.models import (
    Aktenbewegung,
    Aktenzusammenfuehrung,
    Berufserfahrung,
    Berufswunsch,
    Fallakte,
    Frist,
    Kompetenzprofil,
    Qualifikation,
)
from fallmanagement.queries.zusammenfuehrung import Plan, Wahl, model, plan
from fallmanagement.zusammenfuehrung import ZIEHT_UM, Umzug

SEITEN = ("bleibt", "doppelt")
ENDE = ("phase", "grund", "phase_seit", "beendet_am")
WAECHTER = tuple(f"fallmanagement.{umzug.modell}:{name}" for umzug in ZIEHT_UM for name in umzug.waechter)


@transaction.atomic
def merge_akten(bleibt: Fallakte, doppelt: Fallakte, *, gewaehlt: dict[str, str], user: User) -> Aktenzusammenfuehrung:
    """Put everything of ``doppelt`` into ``bleibt`` and close it; ``gewaehlt`` says for each Wahl whose value stays.

    Who asks must be allowed to write both. Asking twice is harmless.
    Whoever answered for ``doppelt`` is told.
    Raises DomainError ``selbst``, ``hindernis`` with what stands in the way, ``wahl`` when something was not chosen.
    """
    bleibt, doppelt = lock_pair(bleibt, doppelt)
    list(Person.objects.filter(pk__in=[bleibt.person_id, doppelt.person_id]).order_by("pk").select_for_update())
    done = Aktenzusammenfuehrung.objects.filter(bleibt=bleibt, doppelt=doppelt).first()
    if done is not None:
        return done
    found = plan(bleibt, doppelt)
    if found.hindernisse:
        raise DomainError(found.hindernisse[0], "hindernis")
    if open_choices(found, gewaehlt):
        raise DomainError(_("Bitte wählen Sie bei jeder verschiedenen Angabe, welche gilt."), "wahl")
    with als(System.AUFGABE):  # notes that the account may not read go along too
        row = _carry_out(bleibt, doppelt, found, gewaehlt, user)
    for akte, other in ((bleibt, doppelt), (doppelt, bleibt)):
        record("fallakte_zusammengefuehrt", akte, grund=other.aktenzeichen)
    melde("fallakte_zusammengefuehrt", einheit=str(bleibt.einheit_id))
    before = doppelt.zustaendig
    if before is not None and before.is_active and before.pk not in {user.pk, bleibt.zustaendig_id}:
        queue_nachricht("akten_zusammengefuehrt", schluessel=f"zusammen-{row.pk}", person=before, kontext={"merge": str(row.pk)})
    return row


def open_choices(found: Plan, gewaehlt: dict[str, str]) -> list[Wahl]:
    """Return what has to be chosen still."""
    return [wahl for wahl in found.wahlen if gewaehlt.get(wahl.schluessel) not in SEITEN]


def _carry_out(bleibt: Fallakte, doppelt: Fallakte, found: Plan, gewaehlt: dict[str, str], user: User) -> Aktenzusammenfuehrung:
    values = [_take_over(wahl) for wahl in found.wahlen if gewaehlt[wahl.schluessel] == "doppelt"]
    profiles = {row.pk: row.keine for row in Kompetenzprofil.objects.filter(fallakte__in=[bleibt, doppelt])}
    row = Aktenzusammenfuehrung(bleibt=bleibt, doppelt=doppelt, von=user)
    row.vorher = json.dumps({"akte": {name: plain(getattr(doppelt, name)) for name in ENDE}, "werte": values})
    row.save(force_insert=True)
    moved = [(posten.umzug, key) for posten in found.posten for key in posten.zeilen]
    Aktenbewegung.objects.bulk_create(Aktenbewegung(zusammenfuehrung=row, modell=umzug.modell, zeile=key) for umzug, key in moved)
    for posten in found.posten:
        move_rows(posten.umzug, posten.zeilen, doppelt, bleibt)
    _close(bleibt, doppelt)
    _remember_keine(row, profiles)
    return row


def _take_over(wahl: Wahl) -> list[Any]:
    """Write the chosen value of the second file into the row of the first; return what was and what is."""
    target, source = wahl.zeilen
    before = {name: plain(getattr(target, name)) for name in wahl.felder}
    for name in wahl.felder:
        setattr(target, name, getattr(source, name))
    target.save(update_fields=list(wahl.felder))
    return [target._meta.label, str(target.pk), {name: [before[name], plain(getattr(target, name))] for name in before}]


def _remember_keine(row: Aktenzusammenfuehrung, before: dict[Any, list[str]]) -> None:
    """Of which parts a profile said that there is none: what moved has taken that back."""
    vorher = json.loads(row.vorher)
    for profile in Kompetenzprofil.objects.filter(pk__in=before):
        if profile.keine != before[profile.pk]:
            vorher["werte"].append([profile._meta.label, str(profile.pk), {"keine": [before[profile.pk], profile.keine]}])
    row.vorher = json.dumps(vorher)
    row.save(update_fields=["vorher"])


def move_rows(umzug: Umzug, keys: list, von: Fallakte, nach: Fallakte) -> None:
    """Give these rows from one file to the other; those that are gone or elsewhere by now stay where they are."""
    here, there = (akte.person_id if umzug.spalte == "person" else akte.pk for akte in (von, nach))
    rows: Any = model(umzug)._default_manager.filter(pk__in=keys, **{umzug.spalte: here})
    with pgtrigger.ignore(*WAECHTER), transaction.atomic():  # a step that is refused is taken back before they wake again
        if umzug.modell == "Kompetenzprofil":
            for profile in rows:
                profile.fallakte, profile.keine = nach, without_rows(profile.keine, nach)
                profile.save(update_fields=["fallakte", "keine"])
        else:
            rows.update(**{f"{umzug.spalte}_id": there})


def without_rows(keine: list[str], akte: Fallakte) -> list[str]:
    """Return the parts of which the file really has no rows."""
    there: dict[str, type[Model]] = {
        Profilteil.WUNSCH: Berufswunsch,
        Profilteil.ABSCHLUSS: Qualifikation,
        Profilteil.ERFAHRUNG: Berufserfahrung,
    }
    narrower: dict[str, Any] = {Profilteil.ABSCHLUSS: {"art__in": BERUFLICH}}
    return [
        teil
        for teil in keine
        if teil not in there or not there[teil]._default_manager.filter(fallakte=akte, **narrower.get(teil, {})).exists()
    ]


def _close(bleibt: Fallakte, doppelt: Fallakte) -> None:
    doppelt.phase, doppelt.grund = Fallphase.ABGESCHLOSSEN, ZUSAMMENGEFUEHRT
    doppelt.phase_seit, doppelt.beendet_am, doppelt.geht_auf_in = uhr.now(), uhr.today(), bleibt
    with pgtrigger.ignore("fallmanagement.Fallakte:uebergang"), transaction.atomic():  # one that ended before ends anew
        doppelt.save(update_fields=[*ENDE, "geht_auf_in"])
    refresh_next(bleibt, doppelt)


def refresh_next(*akten: Fallakte) -> None:
    """Copy the next deadline to files whose deadlines moved: the trigger of the table knows only where a row is now."""
    for akte in akten:
        first = Frist.objects.open().filter(fallakte=akte).aggregate(first=Min("faellig_am"))["first"]
        Fallakte.objects.filter(pk=akte.pk).update(naechste_frist=first)


def plain(value: Any) -> Any:
    """Return a value of a field as JSON knows it."""
    return value if value is None or isinstance(value, bool | int | str | list) else _text(value)


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
