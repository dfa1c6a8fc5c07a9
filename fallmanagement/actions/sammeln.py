"""One step for many cases: each for itself, what refuses is left out with its reason, what was done can be taken back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.actions.fallakte import assign, give_back, lock, move
from fallmanagement.actions.frist import add_frist, drop_frist
from fallmanagement.enums import UEBERGAENGE, Fallphase, Fristart, Sammelart, gruende
from fallmanagement.models import Fallakte, Frist


@dataclass(frozen=True)
class Sammelauftrag:
    """What shall happen; ``konten`` says for each case to whom it goes."""

    art: Sammelart
    konten: dict[UUID, User] = field(default_factory=dict)
    phase: str = ""
    grund: str = ""
    betreff: str = ""
    faellig_am: date | None = None


class Sammelzeile(NamedTuple):
    """What became of one case: ``worte`` say what was done or why not; ``zurueck`` is what taking back needs, None when left out."""

    akte: Fallakte
    worte: str
    zurueck: dict[str, Any] | None


def run(auftrag: Sammelauftrag, akten: Iterable[Fallakte], *, user: User) -> list[Sammelzeile]:
    """Do it case by case."""
    step = _SCHRITTE[auftrag.art]
    done = []
    for akte in akten:
        try:
            with transaction.atomic():
                done.append(step(auftrag, lock(akte.pk), user))
        except DomainError as error:
            done.append(Sammelzeile(akte, error.text, None))
    return done


def preview(auftrag: Sammelauftrag, akten: Iterable[Fallakte], *, user: User) -> list[Sammelzeile]:
    """Return what ``run`` would: it is done and taken back at once, so both can't say different things."""
    with transaction.atomic():
        found = run(auftrag, akten, user=user)
        transaction.set_rollback(True)
    return found


def _assigned(auftrag: Sammelauftrag, akte: Fallakte, user: User) -> Sammelzeile:
    to, before = auftrag.konten.get(akte.pk), akte.zustaendig
    if to is None:
        raise DomainError(_("Dafür gibt es keinen Vorschlag."), "konto")
    if before == to:
        raise DomainError(_("%(name)s führt die Akte schon.") % {"name": to}, "schon")
    assign(akte, to=to, by=user)
    return Sammelzeile(akte, _("geht an %(name)s") % {"name": to}, {"vorher": before and str(before.pk), "nachher": str(to.pk)})


def _moved(auftrag: Sammelauftrag, akte: Fallakte, user: User) -> Sammelzeile:
    before = akte.phase
    if before == auftrag.phase:
        raise DomainError(_("Die Akte ist schon in dieser Phase."), "schon")
    if not is_reversible(before, auftrag.phase):
        text = _("Von „%(phase)s“ aus geht das nur in der Akte selbst, weil es sich nicht zurücknehmen lässt.")
        raise DomainError(text % {"phase": akte.get_phase_display()}, "phase")
    move(akte, auftrag.phase, grund=auftrag.grund)
    text = _("jetzt „%(nach)s“, vorher „%(von)s“") % {"nach": Fallphase(auftrag.phase).label, "von": Fallphase(before).label}
    return Sammelzeile(akte, text, {"vorher": before, "nachher": auftrag.phase})


def is_reversible(von: str, nach: str) -> bool:
    """Say whether the table leads from ``von`` to ``nach`` and back, without a reason for the way back."""
    return nach in UEBERGAENGE[von] and von in UEBERGAENGE[nach] and gruende(nach, von) is None


def _reminded(auftrag: Sammelauftrag, akte: Fallakte, user: User) -> Sammelzeile:
    if not akte.is_open:
        raise DomainError(_("Die Akte ist beendet."), "beendet")
    tag = auftrag.faellig_am
    assert tag is not None  # noqa: S101 - the form asks for it
    row = add_frist(akte, art=Fristart.WIEDERVORLAGE, betreff=auftrag.betreff, faellig_am=tag, user=user)
    return Sammelzeile(akte, _("bekommt die Wiedervorlage"), {"frist": str(row.pk)})


_SCHRITTE: dict[str, Callable[[Sammelauftrag, Fallakte, User], Sammelzeile]] = {
    Sammelart.ZUTEILEN: _assigned,
    Sammelart.VORSCHLAG: _assigned,
    Sammelart.PHASE: _moved,
    Sammelart.WIEDERVORLAGE: _reminded,
}


@transaction.atomic
def take_back(art: str, done: dict[UUID, dict[str, Any]], akten: Iterable[Fallakte], *, user: User) -> int:
    """Take back what ``run`` did, where nobody has gone on since; return for how many cases."""
    step, number = _ZURUECK[art], 0
    for akte in akten:
        if akte.pk in done and step(lock(akte.pk), done[akte.pk], user):
            record("sammelschritt_zurueckgenommen", akte)
            number += 1
    return number


def _unassign(akte: Fallakte, was: dict[str, Any], user: User) -> bool:
    if str(akte.zustaendig_id) != was["nachher"]:
        return False
    give_back(akte, to=User.objects.get(pk=was["vorher"]) if was["vorher"] else None, by=user)
    return True


def _unmove(akte: Fallakte, was: dict[str, Any], user: User) -> bool:
    if akte.phase != was["nachher"]:
        return False
    move(akte, was["vorher"])
    return True


def _unremind(akte: Fallakte, was: dict[str, Any], user: User) -> bool:
    row = Frist.objects.open().filter(fallakte=akte, pk=was["frist"]).first()
    if row is None:
        return False
    drop_frist(row)
    return True


_ZURUECK: dict[str, Callable[[Fallakte, dict[str, Any], User], bool]] = {
    Sammelart.ZUTEILEN: _unassign,
    Sammelart.VORSCHLAG: _unassign,
    Sammelart.PHASE: _unmove,
    Sammelart.WIEDERVORLAGE: _unremind,
}
