"""Vacancies: entered, corrected, filled, taken back; by the office or by the employer."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from fallmanagement.models import Stellenangebot
from fallmanagement.stellenwerte import STELLEN_UEBERGAENGE, Stellenherkunft, Stellenstatus


@transaction.atomic
def save_stelle(stelle: Stellenangebot, *, herkunft: Stellenherkunft) -> Stellenangebot:
    """Write a vacancy as a form filled it; whoever writes it says that it is true today."""
    new = stelle._state.adding
    stelle.bestaetigt_am = uhr.today()
    if new:
        stelle.herkunft = herkunft
    stelle.save()
    record("stelle_angelegt" if new else "stelle_geaendert", stelle, grund=herkunft.value)
    if new:
        melde("stelle_angelegt", leistung=stelle.art, kanal=herkunft.value)
    return stelle


@transaction.atomic
def move_stelle(stelle: Stellenangebot, nach: str, *, herkunft: Stellenherkunft) -> Stellenangebot:
    """Say that a vacancy is filled, taken back or open again; when it is so already nothing happens.

    Raises DomainError ``stand`` for a move that is not in the table.
    """
    stelle = Stellenangebot.objects.select_for_update(no_key=True, of=("self",)).select_related("betrieb").get(pk=stelle.pk)
    if stelle.status == nach:
        return stelle
    if nach not in STELLEN_UEBERGAENGE[stelle.status]:
        raise DomainError(_("Dieser Schritt ist nicht möglich. Bitte laden Sie die Seite neu."), "stand")
    stelle.status, stelle.bestaetigt_am = nach, uhr.today()
    stelle.save(update_fields=["status", "bestaetigt_am"])
    record(f"stelle_{nach}", stelle, grund=herkunft.value)
    melde(f"stelle_{nach}", leistung=stelle.art, kanal=herkunft.value)
    return stelle


def states_after(stelle: Stellenangebot) -> list[Stellenstatus]:
    """Return where a vacancy may go now."""
    return [status for status in Stellenstatus if status in STELLEN_UEBERGAENGE[stelle.status]]
