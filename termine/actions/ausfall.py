"""Somebody is ill: the counter closes, and everybody who has a visit there keeps it elsewhere.

The same time at another counter comes first: nobody has to be told. Else the nearest time inside the promise, with an
apology. A Station of a Kette moves alone only where the way stays in order, else the whole way moves. Whoever fits nowhere
keeps the visit; the database lets no duty go that somebody is booked into.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, time, timedelta
from enum import StrEnum
from functools import partial
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _
from psycopg.types.multirange import Multirange

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import wake
from behoerde.kern.actions.protokoll import record
from behoerde.kern.db import vorbereitet
from behoerde.kern.exceptions import DomainError
from termine.actions.abschluss import report
from termine.actions.aenderung import move_locked
from termine.actions.belegung import Wunsch, claim, release
from termine.actions.dienstplan import generate_dienste
from termine.actions.kette_ausfall import move_along
from termine.actions.kontingent import lock_partner
from termine.actions.rueckhalt import show_now
from termine.actions.vormerkung import lock_known
from termine.enums import Absagevon, DienstHerkunft, TerminStatus
from termine.models import Ausfall, Belegung, Buchungspartner, Dienst, Platz, Team, Termin
from termine.planung import Spanne, as_range, merge, overlaps, stretch, subtract
from termine.queries.ausfall import AndereZeiten, affected, deadline, why_not_movable
from termine.queries.frei import FreieZeit
from termine.queries.heute_sammel import with_room
from termine.queries.kette_ausfall import keeps_order
from termine.rules import VORSCHAU

GESCHLOSSEN = "SELECT 1 FROM termine_ausfall WHERE platz_id = %s AND zeitraum && %s LIMIT 1"
VERSUCHE = 20  # free times tried for one visit: in a rush others take them meanwhile
SESSHAFT = (TerminStatus.VORGEMERKT, TerminStatus.BESTAETIGUNG_OFFEN, TerminStatus.GEBUCHT)


class Ausgang(StrEnum):
    """What became of a visit whose counter closed."""

    GLEICHE_ZEIT = "gleiche_zeit"
    NEUE_ZEIT = "neue_zeit"
    BLEIBT = "bleibt"


@transaction.atomic
def close_plaetze(plaetze: Sequence[Platz], *, von: date, bis: date, ab: time | None = None, um: time | None = None) -> None:
    """Let these counters take nobody from ``ab`` on the first day until ``um`` on the last, and see to their visits soon.

    Without a time the whole day counts. Asking again looks again for places for whoever is left.
    Raises DomainError ``vorbei``, ``zu_weit``.
    """
    spanne = stretch(von, bis, ab, um, uhr.ZONE)
    if von < uhr.today() or spanne[1] <= max(spanne[0], uhr.now()):
        raise DomainError(_("Diese Zeit liegt in der Vergangenheit."), "vorbei")
    if bis > uhr.today() + VORSCHAU:
        raise DomainError(_("So weit reicht der Dienstplan noch nicht."), "zu_weit")
    show_now(Belegung.objects.filter(platz__in=plaetze, zeitraum__overlap=as_range(spanne)))
    for platz in plaetze:
        _close(platz, spanne)
    _follow(plaetze, von, bis)
    _by_hand(plaetze, spanne, lambda closed: merge([*closed, spanne]))
    transaction.on_commit(partial(wake, "termine.ausfall"), robust=True)


def _close(platz: Platz, spanne: Spanne) -> None:
    betroffen = affected([platz], spanne).count()
    _row, created = Ausfall.objects.get_or_create(platz=platz, zeitraum=as_range(spanne), defaults={"betroffen": betroffen})
    if created:
        record("platz_geschlossen", platz)
    else:
        Ausfall.objects.filter(platz=platz, zeitraum=as_range(spanne)).update(versorgt_am=None)


@transaction.atomic
def reopen_plaetze(plaetze: Sequence[Platz], *, von: date, bis: date, ab: time | None = None, um: time | None = None) -> None:
    """Let these counters take people again as their hours say; who got another place keeps it. Asking twice is harmless."""
    spanne = stretch(von, bis, ab, um, uhr.ZONE)
    for row in Ausfall.objects.at(plaetze, as_range(spanne)).select_related("platz"):
        rest = subtract((row.zeitraum.lower, row.zeitraum.upper), [spanne])
        row.delete()
        for part in rest:
            values = {"betroffen": row.betroffen, "angelegt_am": row.angelegt_am, "versorgt_am": row.versorgt_am}
            Ausfall.objects.get_or_create(platz=row.platz, zeitraum=as_range(part), defaults=values)
        record("platz_geoeffnet", row.platz)
    _follow(plaetze, von, bis)
    _by_hand(plaetze, spanne, lambda closed: [rest for part in closed for rest in subtract(part, [spanne])])


def _follow(plaetze: Iterable[Platz], von: date, bis: date) -> None:
    teams = Team.objects.filter(plaetze__in=plaetze).select_related("standort").distinct().order_by("pk")
    generate_dienste(von, bis, teams=teams)


def _by_hand(plaetze: Sequence[Platz], spanne: Spanne, change: Callable[[list[Spanne]], list[Spanne]]) -> None:
    """Extra duty follows no opening hours, so what of it is closed is written down itself."""
    found = Dienst.objects.filter(platz__in=plaetze, herkunft=DienstHerkunft.HAND, zeitraum__overlap=as_range(spanne))
    for dienst in found.order_by("platz_id", "pk").select_for_update():
        own = dienst.zeitraum.lower, dienst.zeitraum.upper
        parts = change([(part.lower, part.upper) for part in dienst.gesperrt])
        inside = [(max(own[0], start), min(own[1], end)) for start, end in parts if overlaps((start, end), own)]
        Dienst.objects.filter(pk=dienst.pk).update(gesperrt=Multirange([as_range(part) for part in inside]))


@transaction.atomic(savepoint=False)
def resolve(termin: Termin, zeiten: AndereZeiten | None = None) -> Ausgang:
    """Give one visit at a closed counter another place; who moved on meanwhile is left alone, asking twice is harmless.

    ``zeiten``: the free times that were found for others just before.
    """
    partner = lock_partner(termin) if getattr(termin, "aus_liste", True) else None
    bis, stationen = deadline(termin), lock_known(termin)
    termin = next(row for row in stationen if row.pk == termin.pk)
    if termin.status not in SESSHAFT or not _is_closed(termin):
        return Ausgang.BLEIBT
    zeiten = zeiten or AndereZeiten()
    if not zeiten.is_full(termin) and _same_time(termin):
        outcome = Ausgang.GLEICHE_ZEIT
    else:
        zeiten.note_full(termin)
        moved = _other_time(termin, partner, zeiten, bis, stationen) or move_along(termin, stationen)
        outcome = Ausgang.NEUE_ZEIT if moved else Ausgang.BLEIBT
    if outcome != Ausgang.BLEIBT:
        report(termin, "ausfall_aufgefangen", ergebnis=outcome)
    return outcome


def _is_closed(termin: Termin) -> bool:
    with vorbereitet() as cursor:
        cursor.execute(GESCHLOSSEN, [termin.platz_id, termin.belegung.zeitraum])
        return cursor.fetchone() is not None


def _same_time(termin: Termin) -> bool:
    """Seat the visit at another counter of the house; its people need not know."""
    old = termin.belegung
    try:
        with transaction.atomic():
            new = claim(Wunsch.again(termin), bis=old.ablauf)
    except DomainError:
        return False
    termin.belegung, termin.platz_id = new, new.platz_id
    termin.save(update_fields=["belegung", "platz"])
    release(old, gesperrt=True)
    record("termin_umgesetzt", termin)
    return True


def _other_time(
    termin: Termin, partner: Buchungspartner | None, zeiten: AndereZeiten, bis: date, stationen: Sequence[Termin]
) -> bool:
    """Move the visit alone; a Station only to where its Kette stays in order and without longer pauses.

    Times that are taken are passed over quickly; only when none was left, it is asked and waited for thoroughly.
    """
    if why_not_movable(termin):
        return False
    free = (zeit for zeit in zeiten.of(termin, bis) if keeps_order(termin, zeit, stationen))
    taken: list[FreieZeit] = []
    moved: bool | None = False
    for zeit in islice(with_room(partner, free, bisher=termin.starts_at), VERSUCHE):
        if (moved := _move(termin, partner, zeit, warten=False)) is not False:
            break
        taken.append(zeit)
        zeiten.strike(termin, zeit)
    return bool(moved) or (moved is False and any(_move(termin, partner, zeit, warten=True) for zeit in taken))


def _move(termin: Termin, partner: Buchungspartner | None, zeit: FreieZeit, *, warten: bool) -> bool | None:
    """Say whether the visit moved there; None when it may not move at all."""
    try:
        with transaction.atomic():
            move_locked(
                termin, partner, beginn=zeit.beginn, standort=zeit.standort, von=Absagevon.AMT, sofort=True, warten=warten
            )
    except DomainError as refused:
        return False if refused.code == "vergeben" else None
    return True


@transaction.atomic
def note_try(ausfaelle: Collection[Ausfall]) -> None:
    """Note that another time was looked for again, for whoever is left there."""
    Ausfall.objects.filter(pk__in=[row.pk for row in ausfaelle]).update(versucht_am=uhr.now())


@transaction.atomic
def finish(ausfaelle: Collection[Ausfall]) -> None:
    """Note that all visits there have been looked at; duty that nobody is booked into any more goes."""
    days: dict[tuple[date, date], list[Platz]] = {}
    for row in ausfaelle:
        last = uhr.local(row.zeitraum.upper - timedelta(microseconds=1)).date()
        days.setdefault((uhr.local(row.zeitraum.lower).date(), last), []).append(row.platz)
    Ausfall.objects.filter(pk__in=[row.pk for row in ausfaelle]).update(versorgt_am=uhr.now(), versucht_am=uhr.now())
    for (von, bis), plaetze in days.items():
        _follow(plaetze, von, bis)
