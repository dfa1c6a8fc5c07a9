"""Entry points of the worker."""

from celery import shared_task

from behoerde.kern.db import System, als
from lotsen.actions.verweis_lauf import run_daily


@shared_task(name="lotsen.verweise")
def verweise() -> None:
    """Remind, let expire, delete what has ended."""
    with als(System.AUFGABE):
        run_daily()
