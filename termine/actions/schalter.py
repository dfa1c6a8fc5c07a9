"""What a counter does with somebody in the house: call, talk, park, send on, finish. A Termin moves along.

Locks in the order of ``termine/actions/ankunft.py``.
"""

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from termine.actions.ankunft import queue_next_station
from termine.actions.schalter_ausweis import check_ausweis
from termine.actions.vorsprache import lock, minutes_since, move, report
from termine.actions.zuruf import announce
from termine.enums import VORSPRACHE_WARTET, VorspracheStatus
from termine.models import Platz, Team, Termin, Vorsprache
from termine.queries.haus import at_counter, open_schalter, schalter_of, waiting
from termine.rules import can_miss
from termine.warteschlange import reihenfolge

_S = VorspracheStatus
# The first of the given order whom no other counter is just calling.
NEHMEN = """
SELECT v.id FROM termine_vorsprache v JOIN unnest(%s::uuid[]) WITH ORDINALITY AS folge(id, stelle) USING (id)
WHERE v.status = ANY (%s) ORDER BY folge.stelle LIMIT 1 FOR NO KEY UPDATE OF v SKIP LOCKED
"""


@transaction.atomic
def call_next(platz: Platz) -> Vorsprache:
    """Call who is next at this counter; two counters never get the same person, and asking twice calls one.

    Raises DomainError ``im_gespraech``, ``niemand``.
    """
    platz = _lock_platz(platz)
    if current := at_counter(platz):
        if current.status == _S.AUFGERUFEN:
            return current
        raise DomainError(_("An diesem Schalter sitzt noch jemand. Beenden Sie zuerst das Gespräch."), "im_gespraech")
    by_id = {vorsprache.pk: vorsprache for vorsprache in waiting(platz.team.standort)}
    order = reihenfolge([v.wartend for v in by_id.values()], schalter_of(platz), uhr.now(), open_schalter(platz.team.standort))
    pk = _claim([entry.id for entry in order])
    if pk is None:
        raise DomainError(_("Gerade wartet niemand auf diesen Schalter."), "niemand")
    return _call(Vorsprache.objects.with_visit().get(pk=pk), platz)


def _lock_platz(platz: Platz) -> Platz:
    """Let one press of a counter after the other in."""
    return Platz.objects.select_for_update(no_key=True, of=("self",)).select_related("team__standort").get(pk=platz.pk)


def _claim(order: list[UUID]) -> UUID | None:
    """Lock the first of ``order`` who still waits, with the visit; skip whom somebody else holds."""
    left = list(order)
    while left and (pk := _first(left)):
        termin = Vorsprache.objects.values_list("termin", flat=True).get(pk=pk)
        if termin is None or Termin.objects.select_for_update(skip_locked=True).filter(pk=termin).values("pk").first():
            return pk
        left.remove(pk)
    return None


def _first(order: list[UUID]) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute(NEHMEN, [order, list(VORSPRACHE_WARTET)])
        row = cursor.fetchone()
    return row[0] if row else None


def _call(vorsprache: Vorsprache, platz: Platz) -> Vorsprache:
    now = uhr.now()
    first = vorsprache.erster_aufruf_am is None
    move(
        vorsprache,
        _S.AUFGERUFEN,
        platz=platz,
        aufgerufen_am=now,
        erster_aufruf_am=vorsprache.erster_aufruf_am or now,
        aufrufe=1,
        begonnen_am=None,
    )
    record("vorsprache_aufgerufen", vorsprache)
    if first:
        report_waiting(vorsprache)
    announce(vorsprache.standort)
    return vorsprache


def report_waiting(vorsprache: Vorsprache) -> None:
    """Report how long somebody waited until the first call, and whether the promise was kept."""
    minutes = minutes_since(vorsprache.wartet_seit)
    promised = vorsprache.leistung.versprechen_wartezeit_min if vorsprache.leistung else None
    kept = "" if promised is None else "gehalten" if minutes <= promised else "ueberschritten"
    report(vorsprache, "wartezeit", wert=minutes, ergebnis=kept)


@transaction.atomic
def call(vorsprache: Vorsprache, platz: Platz) -> Vorsprache:
    """Call this person to this counter, out of turn or once more; raises DomainError ``im_gespraech``, ``uebergang``."""
    platz = _lock_platz(platz)
    vorsprache = lock(vorsprache)
    if vorsprache.status == _S.AUFGERUFEN and vorsprache.platz_id == platz.pk:
        vorsprache.aufrufe, vorsprache.aufgerufen_am = vorsprache.aufrufe + 1, uhr.now()
        vorsprache.save(update_fields=["aufrufe", "aufgerufen_am"])
        record("vorsprache_aufgerufen", vorsprache, grund="noch einmal")
        return vorsprache
    if at_counter(platz):
        raise DomainError(_("An diesem Schalter ist schon jemand. Beenden Sie das zuerst."), "im_gespraech")
    return _call(vorsprache, platz)


@transaction.atomic
def begin(vorsprache: Vorsprache) -> Vorsprache:
    """Note that the person sits at the counter; raises DomainError ``uebergang``."""
    vorsprache = lock(vorsprache)
    if vorsprache.status == _S.IN_BEARBEITUNG:
        return vorsprache
    move(vorsprache, _S.IN_BEARBEITUNG, begonnen_am=uhr.now(), geparkt_bis=None)
    record("vorsprache_begonnen", vorsprache)
    return vorsprache


@transaction.atomic
def finish(vorsprache: Vorsprache) -> Vorsprache:
    """Note that the concern was served; from the call on, without an extra step. Asking twice is harmless.

    Whoever goes a way through several counters waits for the next one from now on, under the same number.

    Raises DomainError ``ausweis`` where the team serves only after a look at the identity document, ``uebergang``.
    """
    vorsprache = lock(vorsprache)
    if vorsprache.status == _S.ERLEDIGT:
        return vorsprache
    check_ausweis(vorsprache)
    if vorsprache.status == _S.AUFGERUFEN:
        vorsprache = begin(vorsprache)
    queue_next_station(vorsprache)
    move(vorsprache, _S.ERLEDIGT, beendet_am=uhr.now(), mobil="")
    record("vorsprache_erledigt", vorsprache)
    report(vorsprache, "vorsprache_erledigt", wert=minutes_since(vorsprache.aufgerufen_am))
    return vorsprache


@transaction.atomic
def park(vorsprache: Vorsprache, *, minuten: int) -> Vorsprache:
    """Let a called person wait once more for ``minuten``, then at the front of their lane; raises DomainError ``uebergang``."""
    vorsprache = lock(vorsprache)
    move(vorsprache, _S.GEPARKT, geparkt_bis=uhr.now() + timedelta(minutes=minuten))
    record("vorsprache_geparkt", vorsprache)
    return vorsprache


@transaction.atomic
def forward(vorsprache: Vorsprache, *, team: Team, platz: Platz | None = None, hinweis: str = "") -> Vorsprache:
    """Send the person on to another team or counter, where they come before others; raises DomainError ``uebergang``."""
    vorsprache = lock(vorsprache)
    if vorsprache.status == _S.AUFGERUFEN:
        vorsprache = begin(vorsprache)
    move(
        vorsprache,
        _S.WEITERGEREICHT,
        weitergereicht_am=uhr.now(),
        geparkt_bis=None,
        team=team,
        ziel=platz,
        hinweis=hinweis,
    )
    record("vorsprache_weitergereicht", vorsprache)
    report(vorsprache, "vorsprache_weitergereicht", wert=minutes_since(vorsprache.aufgerufen_am))
    announce(vorsprache.standort)
    return vorsprache


@transaction.atomic
def miss(vorsprache: Vorsprache) -> Vorsprache:
    """Note that a called person did not come; raises DomainError ``zu_frueh``, ``uebergang``."""
    vorsprache = lock(vorsprache)
    if vorsprache.status == _S.AUFGERUFEN and not can_miss(vorsprache.aufrufe, vorsprache.aufgerufen_am, uhr.now()):
        raise DomainError(_("Bitte rufen Sie erst noch einmal auf, oder warten Sie fünf Minuten."), "zu_frueh")
    move(vorsprache, _S.VERSAEUMT, beendet_am=uhr.now(), mobil="")
    record("vorsprache_versaeumt", vorsprache)
    report(vorsprache, "vorsprache_versaeumt")
    return vorsprache


@transaction.atomic
def leave(vorsprache: Vorsprache) -> Vorsprache:
    """Note that somebody who waits has gone; raises DomainError ``uebergang``."""
    vorsprache = lock(vorsprache)
    if vorsprache.status == _S.GEGANGEN:
        return vorsprache
    move(vorsprache, _S.GEGANGEN, beendet_am=uhr.now(), mobil="")
    record("vorsprache_gegangen", vorsprache)
    report(vorsprache, "vorsprache_gegangen", wert=minutes_since(vorsprache.wartet_seit))
    return vorsprache


@transaction.atomic
def mark_urgent(vorsprache: Vorsprache, *, dringend: bool) -> Vorsprache:
    """Let somebody be called before everybody else, or take that back; raises DomainError ``uebergang``."""
    vorsprache = lock(vorsprache)
    if vorsprache.status not in VORSPRACHE_WARTET:
        raise DomainError(_("Diese Person wartet nicht mehr."), "uebergang")
    vorsprache.dringend_seit = (vorsprache.dringend_seit or uhr.now()) if dringend else None
    vorsprache.save(update_fields=["dringend_seit"])
    record("vorsprache_dringend", vorsprache, grund="" if dringend else "zurückgenommen")
    return vorsprache
