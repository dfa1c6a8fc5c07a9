"""Entry points of the worker."""

from celery import shared_task

from behoerde.kern.actions.aufraeumen import drop_expired
from behoerde.kern.actions.datei import drop_entwuerfe, sweep_orphans
from behoerde.kern.actions.loeschung import run_erasure
from behoerde.kern.actions.pruefung import scan_due
from behoerde.kern.actions.zeitplan import start_due_jobs
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import System, als


@shared_task(name="kern.tick")
def tick() -> None:
    """Start what is due and sweep the outbox."""
    with als(System.AUFGABE):
        start_due_jobs()
    deliver_due()


@shared_task(name="kern.zustellen")
def zustellen() -> None:
    """Deliver now instead of at the next sweep."""
    deliver_due()


@shared_task(name="kern.aufraeumen")
def aufraeumen() -> None:
    """Drop what has run out."""
    with als(System.AUFGABE):
        drop_expired()


@shared_task(name="kern.dateien_pruefen")
def dateien_pruefen() -> None:
    """Scan files that wait in quarantine."""
    scan_due()


@shared_task(name="kern.dateien_aufraeumen")
def dateien_aufraeumen() -> None:
    """Drop files of forms that nobody sent off, and contents that a crash left behind."""
    with als(System.AUFGABE):
        drop_entwuerfe()
    with als(System.AUFGABE):
        sweep_orphans()


@shared_task(name="kern.loeschen")
def loeschen() -> None:
    """Erase what is over by its period; each batch commits for itself."""
    run_erasure()
