"""The triage desk takes offers back and books at once for somebody on the phone."""

from datetime import datetime

from django.db import transaction

from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import Standort
from termine.actions.aufnahme import lock_aufnahme, move_anliegen, partners_of, withdraw_vorschlaege
from termine.actions.versprechen import owe_again
from termine.actions.vorschlag import accept_vorschlag, offer_termine
from termine.enums import AnliegenStatus
from termine.models import Aufnahme, Termin


@transaction.atomic
def retract_vorschlaege(aufnahme: Aufnahme) -> Aufnahme:
    """Take the open offers back: their times are free, the office owes its answer by the old date. Asking twice is harmless."""
    aufnahme = lock_aufnahme(aufnahme)
    if aufnahme.stand != AnliegenStatus.ANGEBOTEN:
        return aufnahme
    together = [aufnahme, *partners_of(aufnahme)]
    withdraw_vorschlaege(aufnahme)
    for row in together:
        move_anliegen(row, AnliegenStatus.IN_SICHTUNG)
        owe_again(row)
        record("vorschlaege_zurueckgenommen", row)
    return aufnahme


@transaction.atomic
def book_now(aufnahme: Aufnahme, *, beginn: datetime, standort: Standort, auch_spaeter: bool = False) -> Termin:
    """Make ``beginn`` the visit of everybody in the concern, final at once: the person is on the phone and agrees.

    Raises DomainError ``nach_frist``, ``vergeben``, ``uebergang``.
    """
    rows = offer_termine(aufnahme, [(beginn, standort)], gueltig_bis=beginn, auch_spaeter=auch_spaeter, leise=True)
    return accept_vorschlag(rows[0])
