"""The one place where a Vorsprache changes its status, with its Termin, in one transaction."""

from datetime import datetime

from django.db.models import Q, Subquery

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from termine.enums import TERMIN_ZUR_VORSPRACHE, TerminStatus, VorspracheStatus
from termine.models import Termin, Vorsprache
from termine.rules import check_termin_move, check_vorsprache_move
from termine.signals import termin_beendet

ENDET_OHNE_GESPRAECH = (VorspracheStatus.GEGANGEN, VorspracheStatus.VERSAEUMT)


def lock(vorsprache: Vorsprache) -> Vorsprache:
    """Return ``vorsprache`` as it stands now, locked until the end of the transaction; the visit and its Kette first."""
    if vorsprache.termin_id:
        own = Termin.objects.filter(pk=vorsprache.termin_id)
        visits = Termin.objects.filter(Q(pk=vorsprache.termin_id) | Q(kette=Subquery(own.values("kette"))))
        list(visits.order_by("pk").select_for_update().values_list("pk"))
    return Vorsprache.objects.select_for_update(of=("self",)).with_visit().get(pk=vorsprache.pk)


def move(vorsprache: Vorsprache, status: VorspracheStatus, **changes) -> None:
    """Move a locked Vorsprache and its locked Termin; raises DomainError ``uebergang``."""
    check_vorsprache_move(vorsprache.status, status)
    if vorsprache.termin:
        _move_termin(vorsprache.termin, status, schon_da=vorsprache.weitergereicht_am is not None)
    vorsprache.status = status
    for name, value in changes.items():
        setattr(vorsprache, name, value)
    vorsprache.save(update_fields=["status", *changes])


def _move_termin(termin: Termin, status: VorspracheStatus, *, schon_da: bool) -> None:
    """Whoever goes after the first counter has been served there: that visit took place."""
    target = TERMIN_ZUR_VORSPRACHE[status]
    if schon_da and status in ENDET_OHNE_GESPRAECH:
        target = TerminStatus.ERLEDIGT
    check_termin_move(termin.status, target)
    termin.status = target
    termin.save(update_fields=["status"])
    if target in (TerminStatus.ERLEDIGT, TerminStatus.VERSAEUMT):
        termin_beendet.send(sender=Termin, termin=termin)


def minutes_since(instant: datetime) -> float:
    """Return the minutes from ``instant`` until now, never less than none."""
    return max(0.0, (uhr.now() - instant).total_seconds() / 60)


def report(vorsprache: Vorsprache, art: str, *, wert: float | None = None, ergebnis: str = "") -> None:
    """Append the anonymous event; its names stand in docs/warteschlange.md."""
    melde(
        art,
        wert=wert,
        leistung=vorsprache.leistung.slug if vorsprache.leistung else "",
        standort=vorsprache.standort.slug,
        kanal="termin" if vorsprache.termin_id else "ohne_termin",
        sprache=vorsprache.sprache,
        ergebnis=ergebnis,
    )
