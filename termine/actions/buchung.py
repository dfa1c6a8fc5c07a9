"""The front desk books for somebody, at the counter or on the phone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from behoerde.kern.models import Standort
from termine.actions.abschluss import finish_booking
from termine.actions.belegung import claim
from termine.actions.erfassung import assign_personen, create_personen
from termine.actions.vormerkung import create_termin, once_only, wish
from termine.angaben import Bedarf, Kontakt, PersonAngaben
from termine.enums import Kanal, TerminStatus
from termine.models import Leistung, Termin


@transaction.atomic
def book_termin(  # noqa: PLR0913 - what the form of the front desk asks
    *,
    leistung: Leistung,
    beginn: datetime,
    standort: Standort,
    personen: Sequence[PersonAngaben],
    kontakt: Kontakt,
    kanal: Kanal,
    schluessel: str,
    bedarf: Bedarf | None = None,
) -> Termin:
    """Book for somebody at the desk or on the phone, also Leistungen that need a look first and without lead time.

    The same ``schluessel`` yields the same Termin. Raises DomainError ``zu_viele_personen``, ``vergeben``,
    ``doppelt_genannt``, ``anliegen_besteht``.
    """
    if existing := once_only(schluessel):
        return existing
    wunsch = wish(
        leistung, beginn, standort, len(personen), bevorzugt=kontakt.sprache, bedarf=bedarf or Bedarf(), mit_vorlauf=False
    )
    termin = create_termin(
        wunsch,
        claim(wunsch),
        schluessel=schluessel,
        personenzahl=len(personen),
        kanal=kanal,
        status=TerminStatus.VORGEMERKT,
    )
    return finish_booking(assign_personen(termin, create_personen(personen, kontakt)))
