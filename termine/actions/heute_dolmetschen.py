"""The front desk orders an interpreter for a visit, and takes the order back."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from termine.actions.vormerkung import lock_termin
from termine.enums import DOLMETSCHEN_GILT
from termine.models import Termin


@transaction.atomic
def order_dolmetschen(termin: Termin) -> Termin:
    """Note that an interpreter comes at the time of the visit; asking twice is harmless.

    After a move it is ordered again, for the new time. Raises DomainError ``nicht_noetig``.
    """
    termin = lock_termin(termin)
    if not termin.dolmetschen or termin.status not in DOLMETSCHEN_GILT:
        raise DomainError(_("Für diesen Termin muss niemand dolmetschen."), "nicht_noetig")
    if termin.dolmetschen_bestellt == termin.starts_at:
        return termin
    termin.dolmetschen_bestellt = termin.starts_at
    termin.save(update_fields=["dolmetschen_bestellt"])
    record("dolmetschen_bestellt", termin)
    return termin


@transaction.atomic
def cancel_dolmetschen(termin: Termin) -> Termin:
    """Note that no interpreter is ordered any more; asking twice is harmless."""
    termin = lock_termin(termin)
    if termin.dolmetschen_bestellt is None:
        return termin
    termin.dolmetschen_bestellt = None
    termin.save(update_fields=["dolmetschen_bestellt"])
    record("dolmetschen_abbestellt", termin)
    return termin
