"""What a guide gives somebody to take along on the first day."""

from collections.abc import Sequence

from django.db import transaction

from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from lotsen.models import Erstberatung


@transaction.atomic
def hand_out_package(*, erstberatung: Erstberatung, lagen: Sequence[str]) -> None:
    """Note that the welcome package was handed out in this talk, and count it by situation."""
    record("paket_mitgegeben", erstberatung)
    for lage in lagen or ("alle",):
        melde("paket_mitgegeben", sprache=erstberatung.sprache, einheit=str(erstberatung.einheit_id), ergebnis=lage)


def count_package(*, sprache: str) -> None:
    """Count that the package was handed out at a visit, without saying to whom."""
    melde("paket_mitgegeben", sprache=sprache, kanal="termin", ergebnis="alle")
