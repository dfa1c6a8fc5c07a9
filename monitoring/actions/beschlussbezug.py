"""What a decision is about is said and unsaid."""

from typing import Any

from django.db import transaction

from behoerde.kern.actions.protokoll import record
from monitoring.models import Beschluss, Beschlussbezug, Leitsatz, Vorhaben, Ziel


@transaction.atomic
def link_beschluss(*, beschluss: Beschluss, was: Leitsatz | Ziel | Vorhaben) -> Beschlussbezug:
    """Say that a decision is about this; twice changes nothing."""
    about: dict[str, Any] = {str(was._meta.model_name): was}
    row, new = Beschlussbezug.objects.get_or_create(beschluss=beschluss, **about)
    if new:
        record("beschluss_bezogen", row)
    return row


@transaction.atomic
def unlink_beschluss(*, bezug: Beschlussbezug) -> None:
    """Say that it is not about this after all; the history keeps both."""
    record("beschluss_bezug_entfernt", bezug)
    bezug.delete()
