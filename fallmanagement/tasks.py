"""What runs by itself."""

from celery import shared_task

from behoerde.kern.db import System, als
from fallmanagement.actions.ersparnis import recompute_open as recompute_ersparnis
from fallmanagement.actions.frist import escalate
from fallmanagement.actions.perspektive import recheck_open
from fallmanagement.actions.vorschlag import expire


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
