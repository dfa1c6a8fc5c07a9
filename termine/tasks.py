"""Entry points of the worker."""

import structlog
from celery import shared_task

from behoerde.kern.db import System, als
from termine.actions.auffaelligkeit import look_for_muster
from termine.actions.ausfall import finish, resolve
from termine.actions.dienstplan import check_frei, generate_dienste
from termine.actions.eskalation import escalate
from termine.actions.feierabend import close_days
from termine.actions.heute_sammel import book_next, pass_over, take_lease
from termine.actions.nachlauf import close_past_anliegen
from termine.actions.verfall import sweep_expired
from termine.actions.warteliste import offer_freed
from termine.queries.ausfall import AndereZeiten, affected, unfinished
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
    """Give visits at closed counters another place; each commits for itself, so nobody waits for all of them."""
    with als(System.AUFGABE):
        closed = unfinished()
        termine = [t for row in closed for t in affected([row.platz_id], (row.zeitraum.lower, row.zeitraum.upper))]
    zeiten, failed = AndereZeiten(), False
    for termin in termine:
        try:
            with als(System.AUFGABE):
                resolve(termin, zeiten)
        except Exception as fault:  # noqa: BLE001 - one visit must not hold up the others; the next run tries it again
            failed = True
            log.warning("ausfall_nicht_versorgt", termin=str(termin.pk), fehler=type(fault).__name__)
    if closed and not failed:
        with als(System.AUFGABE):
            finish(closed)


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
