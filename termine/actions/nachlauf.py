"""What the night does with visits that are over."""

from django.db import transaction

from behoerde.kern import uhr
from termine.enums import AnliegenStatus
from termine.models import Anliegen
from termine.planung import day_bounds


@transaction.atomic
def close_past_anliegen() -> int:
    """Close the concerns of visits before today, so that the person may come again; return how many."""
    today = day_bounds(uhr.today(), uhr.today(), uhr.ZONE)[0]
    past = Anliegen.objects.filter(status=AnliegenStatus.TERMINIERT, termin__ends_at__lt=today)
    return past.update(status=AnliegenStatus.ERLEDIGT)
