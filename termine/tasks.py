"""Entry points of the worker."""

from collections.abc import Sequence
from typing import NamedTuple

import structlog
from celery import shared_task

from behoerde.kern.actions.postausgang import waking_once
from behoerde.kern.db import System, als
from termine.actions.auffaelligkeit import look_for_muster
from termine.actions.ausfall import Ausgang, finish, note_try, resolve
from termine.actions.dienstplan import check_frei, generate_dienste
from termine.actions.eskalation import escalate
from termine.actions.feierabend import close_days
from termine.actions.heute_sammel import book_next, pass_over, take_lease
from termine.actions.nachlauf import close_past_anliegen
from termine.actions.verfall import sweep_expired
from termine.actions.warteliste import offer_freed
from termine.models import Ausfall
from termine.queries.ausfall import AndereZeiten, affected, left_over, unfinished
from termine.queries.heute_sammel import to_book

log = structlog.get_logger(__name__)


@shared_task(name="termine.dienstplan")
def dienstplan() -> None:
    """Make the roster twelve weeks ahead."""
    with als(System.AUFGABE):
        generate_dienste()


@shared_task(name="termine.vormerkungen_beenden")
def vormerkungen_beenden() -> None:
    """End holds that have run out; each batch commits for itself."""
    more = True
    while more:
        with als(System.AUFGABE):
            more = bool(sweep_expired())


@shared_task(name="termine.auffaelligkeiten")
def auffaelligkeiten() -> None:
    """Look for patterns of trading in the bookings."""
    with als(System.AUFGABE):
        look_for_muster()


@shared_task(name="termine.frei_pruefen")
def frei_pruefen() -> None:
    """Compare the free times with the bookings and alarm on a difference."""
    with als(System.AUFGABE):
        check_frei()


@shared_task(name="termine.anliegen_schliessen")
def anliegen_schliessen() -> None:
    """Close the concerns of past visits."""
    with als(System.AUFGABE):
        close_past_anliegen()


@shared_task(name="termine.feierabend")
def feierabend() -> None:
    """Close whoever was left in the queue and empty contacts and remarks."""
    with als(System.AUFGABE):
        close_days()


@shared_task(name="termine.versprechen_eskalieren")
def versprechen_eskalieren() -> None:
    """Tell who can still keep them about promises in danger; each batch commits for itself."""
    more = True
    while more:
        with als(System.AUFGABE):
            more = bool(escalate())


@shared_task(name="termine.ausfall")
def ausfall() -> None:
    """Give visits at closed counters another place, also those that found none before; each commits for itself.

    Whoever still has none is tried again with every run, until the visit begins or somebody has seen to it.
    """
    with als(System.AUFGABE):
        closed, again = unfinished(), left_over()
    zeiten = AndereZeiten()
    with waking_once():
        if closed and not _resolve_all(closed, zeiten).failed:
            with als(System.AUFGABE):
                finish(closed)
        moved = [row for row in again if _resolve_all([row], zeiten).moved]
    with als(System.AUFGABE):
        finish(moved)
        note_try(again)


class _Run(NamedTuple):
    moved: bool
    failed: bool


def _resolve_all(closed: Sequence[Ausfall], zeiten: AndereZeiten) -> _Run:
    with als(System.AUFGABE):
        termine = [t for row in closed for t in affected([row.platz_id], (row.zeitraum.lower, row.zeitraum.upper))]
    moved = failed = False
    for termin in termine:
        try:
            with als(System.AUFGABE):
                moved |= resolve(termin, zeiten) != Ausgang.BLEIBT
        except Exception as fault:  # noqa: BLE001 - one visit must not hold up the others; the next run tries it again
            failed = True
            log.warning("ausfall_nicht_versorgt", termin=str(termin.pk), fehler=type(fault).__name__)
    return _Run(moved, failed)


@shared_task(name="termine.warteliste_anbieten")
def warteliste_anbieten() -> None:
    """Offer freed times to whoever waits for an earlier one."""
    with als(System.AUFGABE):
        offer_freed()


@shared_task(name="termine.sammelbuchungen")
def sammelbuchungen() -> None:
    """Book what is ordered of the lists; each row commits for itself, and no two workers take the same list."""
    with als(System.AUFGABE):
        lists = [liste for liste in to_book() if take_lease(liste)]
    for liste in lists:
        more = True
        while more:
            try:
                with als(System.AUFGABE):
                    more = book_next(liste)
            except Exception as fault:  # noqa: BLE001 - one row must not hold up its list, whatever is wrong with it
                log.warning("sammelzeile_uebergangen", liste=str(liste.pk), fehler=type(fault).__name__)
                with als(System.AUFGABE):
                    pass_over(liste)
