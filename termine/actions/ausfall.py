"""Somebody is ill: the counter closes, and everybody who has a visit there keeps it elsewhere.

The same time at another counter comes first: nobody has to be told. Else the nearest time inside the promise, with an
apology. Whoever fits nowhere keeps the visit; the database lets no duty go that somebody is booked into.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import partial

import structlog
from celery import current_app
from django.db import transaction
from django.utils.translation import gettext as _
from psycopg.types.multirange import Multirange

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from termine.actions.abschluss import report
from termine.actions.aenderung import move_termin
from termine.actions.belegung import Wunsch, claim, release
from termine.actions.dienstplan import generate_dienste
from termine.actions.dienstplanpflege import save_ausnahmen
from termine.actions.rueckhalt import show_now
from termine.actions.vormerkung import lock_termin
from termine.angaben import Bedarf
from termine.enums import Absagevon, DienstHerkunft, TerminStatus
from termine.models import Belegung, Dienst, Platz, Team, Termin
from termine.planung import as_range, day_bounds
from termine.queries.ausfall import deadline, other_times, why_not_movable
from termine.rules import VORSCHAU

log = structlog.get_logger(__name__)
VERSUCHE = 20  # free times tried for one visit: in a rush others take them meanwhile
SESSHAFT = (TerminStatus.VORGEMERKT, TerminStatus.BESTAETIGUNG_OFFEN, TerminStatus.GEBUCHT)


class Ausgang(StrEnum):
    """What became of a visit whose counter closed."""

    GLEICHE_ZEIT = "gleiche_zeit"
    NEUE_ZEIT = "neue_zeit"
    BLEIBT = "bleibt"


@transaction.atomic
def close_plaetze(plaetze: Sequence[Platz], *, von: date, bis: date) -> None:
    """Let these counters take nobody else on these days, and see to their visits soon after; asking twice is harmless.

    Raises DomainError ``vorbei``, ``zu_weit``.
    """
    if von < uhr.today() or bis < von:
        raise DomainError(_("Diese Tage liegen in der Vergangenheit."), "vorbei")
    if bis > uhr.today() + VORSCHAU:
        raise DomainError(_("So weit reicht der Dienstplan noch nicht."), "zu_weit")
    show_now(Belegung.objects.filter(platz__in=plaetze, zeitraum__overlap=as_range(day_bounds(von, bis, uhr.ZONE))))
    for platz in plaetze:
        save_ausnahmen(team=None, platz=platz, von=von, bis=bis, zeiten=[], grund=_("Ausfall"))
    generate_dienste(
        von, bis, teams=Team.objects.filter(plaetze__in=plaetze).select_related("standort").distinct().order_by("pk")
    )
    _close_by_hand(plaetze, von, bis)
    pks = [platz.pk for platz in plaetze]
    transaction.on_commit(partial(_wake, pks, von, bis), robust=True)


def _close_by_hand(plaetze: Sequence[Platz], von: date, bis: date) -> None:
    """Extra duty follows no opening hours, so it is closed itself."""
    window = as_range(day_bounds(von, bis, uhr.ZONE))
    by_hand = Dienst.objects.filter(platz__in=plaetze, herkunft=DienstHerkunft.HAND, zeitraum__overlap=window)
    for dienst in by_hand.order_by("platz_id", "pk").select_for_update():
        Dienst.objects.filter(pk=dienst.pk).update(gesperrt=Multirange([dienst.zeitraum]))


def _wake(plaetze: list[int], von: date, bis: date) -> None:
    """Start the task; when the broker is down, the button is pressed again."""
    try:
        current_app.send_task("termine.ausfall", args=[plaetze, von.isoformat(), bis.isoformat()], retry=False)
    except Exception as fault:  # noqa: BLE001 - whatever the broker client raises, the counters are already closed
        log.warning("broker_nicht_erreichbar", task="termine.ausfall", fehler=type(fault).__name__)


@transaction.atomic
def resolve(termin: Termin) -> Ausgang:
    """Give one visit at a closed counter another place; who moved on meanwhile is left alone, asking twice is harmless."""
    termin = lock_termin(termin)
    if termin.status not in SESSHAFT or not _is_closed(termin):
        return Ausgang.BLEIBT
    outcome = Ausgang.GLEICHE_ZEIT if _same_time(termin) else Ausgang.NEUE_ZEIT if _other_time(termin) else Ausgang.BLEIBT
    if outcome != Ausgang.BLEIBT:
        report(termin, "ausfall_aufgefangen", ergebnis=outcome)
    return outcome


def _is_closed(termin: Termin) -> bool:
    closed = Dienst.objects.values_list("gesperrt", flat=True).get(pk=termin.belegung.dienst_id)
    zeit = termin.belegung.zeitraum
    return any(part.lower <= zeit.lower and zeit.upper <= part.upper for part in closed)


def _same_time(termin: Termin) -> bool:
    """Seat the visit at another counter of the house; its people need not know."""
    bedarf = Bedarf(merkmale=termin.merkmale)
    place = (termin.leistung, termin.starts_at, termin.ends_at, termin.standort)
    wunsch = Wunsch(*place, bevorzugt=termin.sprache, bedarf=bedarf, mit_vorlauf=False, alt=termin.belegung)
    old = termin.belegung
    try:
        with transaction.atomic():
            new = claim(wunsch, bis=old.ablauf)
    except DomainError:
        return False
    termin.belegung, termin.platz_id = new, new.platz_id
    termin.save(update_fields=["belegung", "platz"])
    release(old)
    record("termin_umgesetzt", termin)
    return True


def _other_time(termin: Termin) -> bool:
    if why_not_movable(termin):
        return False
    for zeit in other_times(termin, deadline(termin))[:VERSUCHE]:
        try:
            move_termin(termin, beginn=zeit.beginn, standort=zeit.standort, von=Absagevon.AMT, sofort=True)
        except DomainError as refused:
            if refused.code != "vergeben":
                return False
        else:
            return True
    return False
