"""What runs by itself."""

from celery import shared_task

from behoerde.kern.db import System, als
from fallmanagement.actions.brief import write_part
from fallmanagement.actions.ersparnis import recompute_open as recompute_ersparnis
from fallmanagement.actions.freigabe import refresh_kopien
from fallmanagement.actions.frist import escalate
from fallmanagement.actions.perspektive import recheck_open
from fallmanagement.actions.pruefdurchgang import check_part
from fallmanagement.actions.vorschlag import expire
from fallmanagement.queries.briefe import waiting
from fallmanagement.queries.pruefdurchgang import waiting as waiting_durchgaenge


@shared_task(name="fallmanagement.fristen")
def escalate_fristen() -> None:
    """Tell the lead what nobody did."""
    with als(System.AUFGABE):
        escalate()


@shared_task(name="fallmanagement.perspektiven")
def recheck_perspektiven() -> None:
    """See whose paths have opened or closed since the last check."""
    with als(System.AUFGABE):
        recheck_open()


@shared_task(name="fallmanagement.pruefdurchgaenge")
def run_durchgaenge() -> None:
    """Go on with every run that has not ended, portion by portion: also with what a lost worker left."""
    with als(System.AUFGABE):
        rows = waiting_durchgaenge()
    for row in rows:
        left = True
        while left:
            with als(System.AUFGABE):
                left = check_part(row.pk)


@shared_task(name="fallmanagement.vorschlaege")
def expire_vorschlaege() -> None:
    """Take away from employers what people agreed to until yesterday."""
    with als(System.AUFGABE):
        expire()


@shared_task(name="fallmanagement.ersparnis")
def recompute_ledger() -> None:
    """Compute open months of the savings ledger anew: rates and assumptions may have come."""
    with als(System.AUFGABE):
        recompute_ersparnis()


@shared_task(name="fallmanagement.freigaben")
def refresh_freigaben() -> None:
    """Take from partners what has ended, and bring up to date what they have."""
    with als(System.AUFGABE):
        refresh_kopien()


@shared_task(name="fallmanagement.briefserien")
def write_briefserien() -> None:
    """Write what is left of every run, each as the account that began it, so never more than it sees."""
    with als(System.AUFGABE):
        serien = waiting()
    for serie in serien:
        left = True
        while left:
            with als(serie.erstellt_von):
                left = write_part(serie.pk)
