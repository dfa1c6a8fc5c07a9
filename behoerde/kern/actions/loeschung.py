"""Erase what is due, and everything about one person: rows with their history, links, files and messages."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

import pgtrigger
import structlog
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, Model, OuterRef, ProtectedError, Q, RestrictedError

from behoerde.kern import register, uhr
from behoerde.kern.db import System, als, besitzer
from behoerde.kern.holdings import Stand, counts, events_of, has_own_key, in_order, locked_rows, model_of, referrers
from behoerde.kern.models import Datei, Kontaktnachweis, Loeschlauf, Nachricht, Protokolleintrag, Zugangslink
from behoerde.kern.register import OhnePersonenbezug, Personenbezug

log = structlog.get_logger(__name__)
BATCH = 500
HAELT = (ProtectedError, RestrictedError, IntegrityError)
# What points to a row by its key alone, without a foreign key.
ANHAENGE: tuple[tuple[type[Model], str], ...] = (
    (Zugangslink, "objekt_id"),
    (Datei, "objekt_id"),
    (Kontaktnachweis, "objekt_id"),
    (Nachricht, "empfaenger_id"),
)


def run_erasure() -> Loeschlauf:
    """Erase everything that is due, batch by batch; each commits for itself, so a run that broke off goes on with the next.

    Two runs at once share the work: what one of them has locked, the other leaves out.
    """
    with als(System.AUFGABE):
        lauf, stand = Loeschlauf.objects.create(art=Loeschlauf.Art.NACHT), Stand()
    weg, failed = {entry.modell: 0 for entry in in_order()}, False
    for entry in in_order():
        try:
            weg[entry.modell] = _erase_entry(entry, stand)
            _empty_held(entry, stand)
            _forget_lost_history(entry, stand)
        except Exception as fault:  # noqa: BLE001 - one model must not hold up the others; the run then has no end, and doctor says so
            failed = True
            log.warning("loeschen_gescheitert", modell=entry.modell, fehler=type(fault).__name__)
    with als(System.AUFGABE):
        rest = counts(Stand(instant=stand.instant))
        zahlen = {
            entry.modell: zahl | {"weg": weg[entry.modell], "gehalten": zahl["gehalten"] + zahl["weg"]} for entry, zahl in rest
        }
        lauf.zahlen = {modell: zahl for modell, zahl in zahlen.items() if any(zahl.values())}
        lauf.beendet_am = None if failed else uhr.now()
        lauf.save(update_fields=["zahlen", "beendet_am"])
    return lauf


def _erase_entry(entry: Personenbezug, stand: Stand) -> int:
    total = 0
    passed: set[Any] = set()
    while True:
        with als(System.AUFGABE):
            stand.gesperrt = locked_rows(uhr.today())  # one may have come meanwhile
            pks = _claim(entry, stand, passed)
            if not pks:
                return total
            gone = erase_rows(entry, pks)
            passed |= set(pks) - gone
            total += len(gone)


def _empty_held(entry: Personenbezug, stand: Stand) -> None:
    """What is over and stays only because something else must, such as proof of a consent, keeps no words."""
    if entry.gehalten_leer:
        empty = dict.fromkeys(entry.gehalten_leer, "")
        with als(System.AUFGABE):
            rows = stand.unlocked(entry).filter(~Q(**empty))
            pks = set(rows.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
            model_of(entry)._default_manager.filter(pk__in=pks).update(**empty)
            drop_history(model_of(entry), pks)


def _claim(entry: Personenbezug, stand: Stand, passed: set) -> list:
    """Lock the next rows that are due and that no other run has."""
    rows = stand.going(entry).exclude(pk__in=passed).order_by("pk")
    with _as_needed(entry):
        locked = list(rows.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:BATCH])
        # Whoever held a row when it was read, or was given one since, is seen now that it is locked.
        return list(stand.going(entry).filter(pk__in=locked).values_list("pk", flat=True))


def erase_rows(entry: Personenbezug, pks: Iterable) -> set:
    """Erase or empty these rows with all that hangs on them and return those that went; what is held stays.

    Held rows are found one by one when the whole does not go at once.
    """
    pks = set(pks)
    try:
        with transaction.atomic(), _as_needed(entry):
            (_empty if entry.aktion == "leeren" else _delete)(entry, pks)
            connection.check_constraints()  # those that wait for the end of the transaction: here they take back this step alone
    except HAELT:
        return set().union(*(erase_rows(entry, {pk}) for pk in pks)) if len(pks) > 1 else set()
    return pks


def _as_needed(entry: Personenbezug) -> ExitStack:
    """Open what the record of accesses needs: no account may delete there, and its trigger refuses everybody."""
    stack = ExitStack()
    if model_of(entry) is Protokolleintrag:
        stack.enter_context(besitzer())
        stack.enter_context(pgtrigger.ignore("kern.Protokolleintrag:nur_anfuegen"))
    return stack


def _delete(entry: Personenbezug, pks: set) -> None:
    gone = going_along(model_of(entry), pks)
    for model, keys in gone.items():  # the rows themselves come first, what cascades is gone by then
        model._default_manager.filter(pk__in=keys).delete()
        _drop_attachments(model, keys)
    for model, keys in gone.items():
        drop_history(model, keys)


def going_along(model: type[Model], pks: set) -> dict[type[Model], set]:
    """Return the keys of every row that goes with these: cascades and what their entries take along."""
    known = {entry.modell: entry for entry in register.alle(Personenbezug)}
    found: dict[type[Model], set] = defaultdict(set)
    todo = [(model, set(pks))]
    while todo:
        model, keys = todo.pop()
        keys -= found[model]
        if not keys:
            continue
        found[model] |= keys
        for key in referrers(model):
            if key.remote_field.on_delete.__name__ == "CASCADE":
                rows = key.model._base_manager.filter(**{f"{key.name}__in": keys})
                todo.append((key.model, set(rows.values_list("pk", flat=True))))
        entry = known.get(model._meta.label)
        for name in entry.nimmt_mit if entry else ():
            rows = model._base_manager.filter(pk__in=keys).exclude(**{name: None})
            todo.append((model._meta.get_field(name).related_model, set(rows.values_list(name, flat=True))))
    return found


def _drop_attachments(model: type[Model], keys: set) -> None:
    if has_own_key(model._meta.label) and model not in dict(ANHAENGE):
        for other, name in ANHAENGE:
            other._default_manager.filter(**{f"{name}__in": keys}).delete()


def drop_history(model: type[Model], keys: set) -> None:
    """Delete what the history tables kept of these rows: only the owner sees all of it, and their trigger refuses everybody."""
    for events in events_of(model):
        with besitzer(), pgtrigger.ignore(f"{events._meta.label}:append_only"):
            events._base_manager.filter(pgh_obj_id__in=keys)._raw_delete(connection.alias)


def _forget_lost_history(entry: Personenbezug, stand: Stand) -> None:
    """Delete the history of rows that went before their period, once that is over too."""
    model = model_of(entry)
    for events in events_of(model):
        old = events._base_manager.filter(pgh_created_at__lt=stand.instant - stand.fristen[entry.modell])
        lost = old.filter(~Exists(model._base_manager.filter(pk=OuterRef("pgh_obj_id"))))
        with als(System.AUFGABE), besitzer(), pgtrigger.ignore(f"{events._meta.label}:append_only"):
            lost._raw_delete(connection.alias)


def _empty(entry: Personenbezug, pks: set) -> None:
    model = model_of(entry)
    model._default_manager.filter(pk__in=pks).update(**dict(entry.leer))
    own = {e.modell for e in register.alle(Personenbezug)} | {e.modell for e in register.alle(OhnePersonenbezug)}
    for key in referrers(model):
        # Tables of libraries that hang on the row: addresses, second factors, sessions.
        if key.remote_field.on_delete.__name__ == "CASCADE" and key.model._meta.label not in own:
            key.model._base_manager.filter(**{f"{key.name}__in": pks}).delete()
    drop_history(model, pks)
