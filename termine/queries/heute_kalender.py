"""Whose calendar a token opens, and which visits stand in it."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import User
from behoerde.kern.rechte import Recht
from termine.enums import TERMIN_VEREINBART, TerminStatus
from termine.models import Anliegen, Kalenderabo, Mitglied, Termin

RUECKSCHAU = timedelta(days=7)
ZEIGT = tuple(status for status in TERMIN_VEREINBART if status != TerminStatus.VERSAEUMT)


def holder(token_hash: str) -> User | None:
    """Return whose calendar it is; None for an ended address, a leaver, or who may not see visits any more."""
    abo = Kalenderabo.objects.select_related("user").filter(token_hash=token_hash).first()
    if abo is None or not abo.user.is_active or not abo.user.hat_recht(Recht.TERMINE_SEHEN):
        return None
    return abo.user


def own_visits(user: User) -> QuerySet[Termin]:
    """Return visits at the counters where ``user`` sits, and of concerns ``user`` answers for; nobody's name is read."""
    here = Mitglied.objects.filter(user=user, platz=OuterRef("platz"))
    named = Anliegen.objects.filter(termin=OuterRef("pk"), aufnahme__ansprechperson=user)
    return (
        Termin.objects.sichtbar_fuer(user)
        .filter(Exists(here) | Exists(named), status__in=ZEIGT, starts_at__gte=uhr.now() - RUECKSCHAU)
        .select_related("leistung", "platz", "standort")
        .only("starts_at", "ends_at", "personenzahl", "kalender_sequenz", "angelegt_am", "leistung", "platz", "standort")
        .order_by("starts_at", "pk")
    )


def may_subscribe(request) -> dict | None:
    """Return what the menu of the own name needs for its link; None for who may not see visits."""
    return {} if request.user.is_authenticated and request.user.hat_recht(Recht.TERMINE_SEHEN) else None
