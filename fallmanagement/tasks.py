"""What runs by itself."""

from celery import shared_task

from behoerde.kern.db import System, als
from fallmanagement.actions.frist import escalate


@shared_task(name="fallmanagement.fristen")
def escalate_fristen() -> None:
    """Tell the lead what nobody did."""
    with als(System.AUFGABE):
        escalate()
