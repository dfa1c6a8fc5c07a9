"""What runs by itself."""

from celery import shared_task

from behoerde.kern.db import System, als
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
