"""Look after messages that could not be delivered: try again or give up."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import wake
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from behoerde.kern.queries import GESTRANDET


@transaction.atomic
def retry_nachrichten(*, ids: Iterable[UUID]) -> int:
    """Send stranded messages again from the first try on and return how many; others are left alone."""
    rows = list(Nachricht.objects.filter(pk__in=ids, status__in=GESTRANDET).order_by("pk").select_for_update(skip_locked=True))
    for nachricht in rows:
        nachricht.status, nachricht.versuche, nachricht.faellig_ab = Nachricht.Status.WARTET, 0, uhr.now()
        record("nachricht_erneut", nachricht)
    Nachricht.objects.bulk_update(rows, ["status", "versuche", "faellig_ab"])
    transaction.on_commit(partial(wake, "kern.zustellen"), robust=True)
    return len(rows)


@transaction.atomic
def discard_nachricht(*, nachricht: Nachricht, grund: str) -> None:
    """Give up on a stranded message and forget its address; raises DomainError when it is on its way or done."""
    row = Nachricht.objects.select_for_update().get(pk=nachricht.pk)
    if row.status not in GESTRANDET:
        raise DomainError(_("Diese Nachricht ist nicht mehr offen: Sie wurde inzwischen gesendet oder verworfen."), "nicht_offen")
    row.status, row.adresse = Nachricht.Status.VERWORFEN, ""
    row.save(update_fields=["status", "adresse"])
    record("nachricht_verworfen", row, grund=grund)
