"""A hold ran out while somebody was typing: take another time for the same people."""

from datetime import datetime

from behoerde.kern.models import Standort
from termine.actions.vormerkung import hold_termin
from termine.angaben import Bedarf
from termine.enums import TerminStatus
from termine.models import Termin


def hold_again(termin: Termin, *, beginn: datetime, standort: Standort) -> Termin:
    """Return a new hold in place of a lapsed one; a living one stays as it is. Raises DomainError ``vergeben``."""
    if termin.status != TerminStatus.VERFALLEN:
        return termin
    return hold_termin(
        leistung=termin.leistung,
        beginn=beginn,
        standort=standort,
        schluessel=f"neu-{termin.pk}-{beginn:%y%m%d%H%M}-{standort.pk}",
        personen=termin.personenzahl,
        bedarf=Bedarf.of(termin),
    )
