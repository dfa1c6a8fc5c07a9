"""Keep what is said about a house."""

from collections.abc import Sequence

from django.db import transaction

from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import Standort
from lotsen.models import Haus


@transaction.atomic
def describe_house(*, standort: Standort, wartebereich: str, vorhanden: Sequence[str], wlan: str) -> Haus:
    """Say where people wait in ``standort`` and what is there; the next check-in greets with it."""
    haus, _created = Haus.objects.update_or_create(
        standort=standort, defaults={"wartebereich": wartebereich, "vorhanden": list(vorhanden), "wlan": wlan}
    )
    record("haus_beschrieben", standort)
    return haus
