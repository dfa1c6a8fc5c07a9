"""Order of a naturalisation ceremony: who gets the certificate when, and who has it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from lotsen.models import Urkunde, Veranstaltung
from lotsen.veranstaltung import Veranstaltungsart


@transaction.atomic
def add_urkunde(*, veranstaltung: Veranstaltung, name: str) -> Urkunde:
    """Put somebody at the end of the order."""
    event = _locked(veranstaltung)
    if event.art != Veranstaltungsart.FEIER:
        raise DomainError(_("Einen Ablauf gibt es nur für eine Einbürgerungsfeier."), "keine_feier")
    last = event.urkunden.aggregate(last=Max("position"))["last"] or 0
    row = Urkunde.objects.create(veranstaltung=event, name=name, position=last + 1, bis=event.endet_am)
    record("urkunde_vorgesehen", row)
    return row


@transaction.atomic
def swap(*, urkunde: Urkunde, nach_oben: bool) -> None:
    """Let somebody come one place earlier or later; at the end of the list nothing happens."""
    rows = list(_locked(urkunde.veranstaltung).urkunden.all())
    here = next(index for index, row in enumerate(rows) if row.pk == urkunde.pk)
    there = here - 1 if nach_oben else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, start=1):
        row.position = position
    Urkunde.objects.bulk_update(rows, ["position"])


@transaction.atomic
def hand_over(*, urkunde: Urkunde, user: User) -> None:
    """Note that the certificate was handed over; twice changes nothing."""
    row = Urkunde.objects.select_for_update().get(pk=urkunde.pk)
    if row.uebergeben_am is None:
        row.uebergeben_am, row.uebergeben_von = uhr.now(), user
        row.save(update_fields=["uebergeben_am", "uebergeben_von"])
        record("urkunde_uebergeben", row)
        melde("urkunde_uebergeben")


@transaction.atomic
def undo_hand_over(*, urkunde: Urkunde) -> None:
    """Take the note back that was a mistake."""
    row = Urkunde.objects.select_for_update().get(pk=urkunde.pk)
    if row.uebergeben_am is not None:
        row.uebergeben_am, row.uebergeben_von = None, None
        row.save(update_fields=["uebergeben_am", "uebergeben_von"])
        record("urkunde_doch_nicht_uebergeben", row)


@transaction.atomic
def remove_urkunde(*, urkunde: Urkunde) -> None:
    """Take somebody out of the order who has no certificate yet."""
    row = Urkunde.objects.select_for_update().get(pk=urkunde.pk)
    if row.uebergeben_am is not None:
        raise DomainError(_("Diese Urkunde ist schon übergeben."), "uebergeben")
    record("urkunde_entfernt", row)
    row.delete()


@transaction.atomic
def set_times(*, veranstaltung: Veranstaltung, ab: datetime, takt: int) -> None:
    """Say when the first certificate is handed over and how many minutes each takes."""
    event = _locked(veranstaltung)
    event.urkunden_ab, event.urkunden_takt = ab, takt
    event.save(update_fields=["urkunden_ab", "urkunden_takt"])
    record("feier_geplant", event)


def _locked(veranstaltung: Veranstaltung) -> Veranstaltung:
    return Veranstaltung.objects.select_for_update(of=("self",)).get(pk=veranstaltung.pk)
