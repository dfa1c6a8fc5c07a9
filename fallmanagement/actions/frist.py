"""Deadlines, days to look again and tasks of a case; what nobody does is told to the lead."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.actions.aufenthalt import finish
from fallmanagement.actions.fallakte import lock
from fallmanagement.enums import OFFEN, Eskalationsstufe, Fristart
from fallmanagement.fristen import last_arbeitstag, stufe_of
from fallmanagement.models import Fallakte, Frist
from fallmanagement.queries.eskalation import listeners


@transaction.atomic
def add_frist(akte: Fallakte, *, art: str, betreff: str, faellig_am: date, user: User, rechtsquelle: str = "") -> Frist:
    """Note what has to be done until a day. Raises DomainError ``rechtsquelle`` for a Frist that names no source."""
    akte = lock(akte.pk)
    if art == Fristart.FRIST and not rechtsquelle.strip():
        raise DomainError(_("Eine Frist braucht ihre Rechtsquelle. Ohne Rechtsquelle ist es eine Aufgabe."), "rechtsquelle")
    frist = Frist.objects.create(
        fallakte=akte,
        art=art,
        betreff=betreff,
        rechtsquelle=rechtsquelle,
        faellig_am=faellig_am,
        arbeitstag=last_arbeitstag(faellig_am),
        angelegt_von=user,
    )
    record("frist_angelegt", akte)
    return frist


@transaction.atomic
def finish_frist(frist: Frist, *, user: User) -> None:
    """Mark as done; doing it twice changes nothing."""
    akte = lock(frist.fallakte_id)
    frist.refresh_from_db()
    finish(frist, user=user)
    record("frist_erledigt", akte)


@transaction.atomic
def reopen_frist(frist: Frist) -> None:
    """Take back that something was done."""
    akte = lock(frist.fallakte_id)
    frist.erledigt_am = frist.erledigt_von = None
    frist.save(update_fields=["erledigt_am", "erledigt_von"])
    record("frist_wieder_offen", akte)


@transaction.atomic
def drop_frist(frist: Frist) -> None:
    """Delete what was noted by mistake and nobody has done."""
    akte = lock(frist.fallakte_id)
    frist.delete()
    record("frist_verworfen", akte)


@transaction.atomic
def escalate() -> int:
    """Raise the level of each open Frist of an open case that nobody did in time, write to whoever hears of it; return how many rose.

    Running again on the same day raises none. A mail a day and person at most: how many there are and where, never of whom.
    """
    today, risen = uhr.today(), []
    rows = Frist.objects.open().filter(fallakte__phase__in=OFFEN, arbeitstag__lte=today, stufe__lt=Eskalationsstufe.LEITUNG)
    for frist in rows.order_by("pk").select_for_update(of=("self",)).select_related("fallakte__zustaendig", "fallakte__einheit"):
        stufe = stufe_of(frist.art, frist.arbeitstag, today)
        if stufe > frist.stufe:
            frist.stufe, frist.stufe_seit = stufe, today
            frist.save(update_fields=["stufe", "stufe_seit"])
            record(f"frist_stufe_{stufe.value}", frist)
            risen.append(frist)
    for account in listeners(risen):
        kontext = {"user": str(account.pk), "tag": today.isoformat()}
        queue_nachricht("fristen_faellig", schluessel=f"fristen-{account.pk}-{today}", person=account, kontext=kontext)
    return len(risen)
