"""Notes of a case: written once; what is meant for the person needs a second pair of eyes."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.actions.fallakte import lock
from fallmanagement.enums import Vermerkstufe
from fallmanagement.models import Fallakte, Vermerk


@transaction.atomic
def write_vermerk(akte: Fallakte, *, stufe: str, text: str, user: User) -> Vermerk:
    akte = lock(akte.pk)
    row = Vermerk.objects.create(fallakte=akte, stufe=stufe, text=text, verfasst_von=user)
    record("vermerk_geschrieben", akte)
    return row


@transaction.atomic
def approve_vermerk(vermerk: Vermerk, *, user: User) -> None:
    """Let a note be meant for the person; approving twice changes nothing. Raises DomainError ``vier_augen``, ``stufe``."""
    vermerk = Vermerk.objects.select_for_update(of=("self",)).select_related("fallakte").get(pk=vermerk.pk)
    if vermerk.freigegeben_am is not None:
        return
    if vermerk.stufe != Vermerkstufe.KLIENT:
        raise DomainError(_("Dieser Vermerk ist nicht für die Person bestimmt."), "stufe")
    if vermerk.verfasst_von_id == user.pk:
        raise DomainError(_("Sie haben das selbst geschrieben. Bitte lassen Sie jemand anderes darauf sehen."), "vier_augen")
    vermerk.freigegeben_von, vermerk.freigegeben_am = user, uhr.now()
    vermerk.save(update_fields=["freigegeben_von", "freigegeben_am"])
    record("vermerk_freigegeben", vermerk.fallakte)
