"""Courses and their dates are planned, changed, called off, over."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from monitoring.actions.teilnahme import locked, move_up, taken, tell
from monitoring.models import Durchfuehrung, Kurs, Pflichtprofil
from monitoring.schulung import KOMMEN, DurchfuehrungStatus

S = DurchfuehrungStatus


@transaction.atomic
def save_kurs(*, kurs: Kurs) -> Kurs:
    """Store a course that was added or changed."""
    new = kurs._state.adding
    kurs.save()
    record("kurs_angelegt" if new else "kurs_geaendert", kurs)
    return kurs


@transaction.atomic
def save_durchfuehrung(*, durchfuehrung: Durchfuehrung, user: User) -> bool:
    """Store what was typed; True when people were told, because time or place changed.

    Raises DomainError ``vorbei`` for one that is over or called off, ``zu_wenige_plaetze`` below what is taken.
    """
    if durchfuehrung._state.adding:
        durchfuehrung.angelegt_von = user
        durchfuehrung.save()
        record("durchfuehrung_angelegt", durchfuehrung)
        return False
    before = locked(durchfuehrung)
    if before.status != S.GEPLANT:
        raise DomainError(_("Dieser Termin ist vorbei oder abgesagt. Legen Sie einen neuen an."), "vorbei")
    if durchfuehrung.plaetze < (number := taken(before)):
        text = _("Angemeldet sind schon %(zahl)s: So weit geht es nicht hinunter.")
        raise DomainError(text % {"zahl": number}, "zu_wenige_plaetze")
    moved = any(getattr(before, name) != getattr(durchfuehrung, name) for name in ("beginnt_am", "endet_am", "ort"))
    durchfuehrung.status, durchfuehrung.kalender_sequenz = before.status, before.kalender_sequenz + moved
    durchfuehrung.save()
    record("durchfuehrung_geaendert", durchfuehrung)
    if moved:
        for row in durchfuehrung.teilnahmen.all():
            row.bis, row.folge = durchfuehrung.endet_am, row.folge + 1
            row.save(update_fields=["bis", "folge"])
            if row.status in KOMMEN:
                tell(row, "schulung_geaendert")
    move_up(durchfuehrung)
    return moved


@transaction.atomic
def cancel_durchfuehrung(*, durchfuehrung: Durchfuehrung) -> int:
    """Call it off and tell everybody who comes or waits; return how many. Twice changes nothing."""
    row = locked(durchfuehrung)
    if row.status == S.ABGESAGT:
        return 0
    if row.status != S.GEPLANT:
        raise DomainError(_("Dieser Termin ist schon vorbei."), "vorbei")
    row.status, row.kalender_sequenz = S.ABGESAGT, row.kalender_sequenz + 1
    row.save()
    record("durchfuehrung_abgesagt", row)
    return sum(tell(each, "schulung_abgesagt") for each in row.teilnahmen.filter(status__in=KOMMEN))


@transaction.atomic
def close_durchfuehrung(*, durchfuehrung: Durchfuehrung) -> None:
    """Close one that is over once everybody is marked. Raises DomainError ``laeuft`` or ``offen``."""
    row = locked(durchfuehrung)
    if row.endet_am > uhr.now():
        raise DomainError(_("Dieser Termin ist noch nicht vorbei."), "laeuft")
    if row.teilnahmen.filter(status="angemeldet").exists():
        raise DomainError(_("Bitte sagen Sie zuerst von allen, ob sie da waren."), "offen")
    if row.status == S.GEPLANT:
        row.status = S.ABGESCHLOSSEN
        row.save()
        record("durchfuehrung_abgeschlossen", row)


@transaction.atomic
def add_pflicht(*, pflicht: Pflichtprofil) -> Pflichtprofil:
    """Make a course a duty; raises DomainError ``doppelt`` where it is one already."""
    try:
        with transaction.atomic():
            pflicht.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(_("Diese Pflicht gibt es schon."), "doppelt") from error
    record("pflichtprofil_angelegt", pflicht)
    return pflicht


@transaction.atomic
def end_pflicht(*, pflicht: Pflichtprofil) -> None:
    record("pflichtprofil_beendet", pflicht)
    pflicht.delete()
