"""Whoever sits at the counter is who was booked: the identity document is looked at, and without a match nobody is served."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from termine.actions.vorsprache import lock, move, report
from termine.enums import VORSPRACHE_AM_PLATZ, VorspracheStatus
from termine.models import Vorsprache
from termine.models.vorsprache import Ausweis


@transaction.atomic
def confirm_ausweis(vorsprache: Vorsprache) -> Vorsprache:
    """Note that names and birth dates match the identity documents; asking twice is harmless. Raises DomainError ``uebergang``."""
    vorsprache = _lock_at_counter(vorsprache)
    if vorsprache.ausweis == Ausweis.STIMMT:
        return vorsprache
    vorsprache.ausweis = Ausweis.STIMMT
    vorsprache.save(update_fields=["ausweis"])
    record("ausweis_geprueft", vorsprache.termin)
    return vorsprache


@transaction.atomic
def refuse_service(vorsprache: Vorsprache, *, ausweis: Ausweis) -> Vorsprache:
    """Serve nobody who is not the person booked: the visit lapses. Asking twice is harmless; raises DomainError ``uebergang``."""
    if ausweis == Ausweis.STIMMT:
        raise ValueError(ausweis)
    vorsprache = lock(vorsprache)
    if vorsprache.ausweis == ausweis and vorsprache.status == VorspracheStatus.VERSAEUMT:
        return vorsprache
    _check_at_counter(vorsprache)
    move(vorsprache, VorspracheStatus.VERSAEUMT, ausweis=ausweis, beendet_am=uhr.now(), mobil="")
    record("ausweis_abgewiesen", vorsprache.termin, grund=ausweis)
    report(vorsprache, "vorsprache_abgewiesen", ergebnis=ausweis)
    return vorsprache


def check_ausweis(vorsprache: Vorsprache) -> None:
    """Raise DomainError ``ausweis`` when this counter serves only after a look at the identity document."""
    needed = vorsprache.termin_id and vorsprache.platz and vorsprache.platz.team.ausweis_pflicht
    if needed and vorsprache.ausweis != Ausweis.STIMMT:
        raise DomainError(_("Bitte prüfen Sie zuerst den Ausweis, und halten Sie es hier fest."), "ausweis")


def _lock_at_counter(vorsprache: Vorsprache) -> Vorsprache:
    vorsprache = lock(vorsprache)
    _check_at_counter(vorsprache)
    return vorsprache


def _check_at_counter(vorsprache: Vorsprache) -> None:
    if vorsprache.termin is None or vorsprache.status not in VORSPRACHE_AM_PLATZ:
        raise DomainError(_("Diese Person sitzt nicht mehr am Schalter, oder sie kam ohne Termin."), "uebergang")
