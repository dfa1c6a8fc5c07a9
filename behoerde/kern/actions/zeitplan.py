"""Start jobs when they are due; the claim stands in the database, so each runs once per date."""

from datetime import datetime

from celery import current_app
from django.db import transaction
from django.db.models import Q

from behoerde.kern import register, uhr
from behoerde.kern.models import Zeitplan


def last_due(job: register.Job, instant: datetime) -> datetime:
    """Return the latest instant <= ``instant`` at which ``job`` should have started.

    A daily time that the clock change skips is taken an hour later, one that comes twice is taken the first time.
    """
    if job.taeglich_um is None:
        return instant - job.alle
    local = uhr.local(instant)
    due = datetime.combine(local.date(), job.taeglich_um, uhr.ZONE)
    if due.timestamp() > instant.timestamp():
        due = datetime.combine(local.date() - uhr.DAY, job.taeglich_um, uhr.ZONE)
    return due


def start_due_jobs() -> list[str]:
    """Claim and start every due job and return their names; a job missed while all was down is started once."""
    Zeitplan.objects.bulk_create(
        [Zeitplan(name=job.name, lokale_zeit=job.taeglich_um, abstand=job.alle) for job in register.alle(register.Job)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["lokale_zeit", "abstand"],
    )
    return [job.name for job in register.alle(register.Job) if _claim(job)]


@transaction.atomic
def _claim(job: register.Job) -> bool:
    instant = uhr.now()
    due = Q(letzter_lauf__isnull=True) | Q(letzter_lauf__lt=last_due(job, instant))
    if not Zeitplan.objects.filter(due, name=job.name).update(letzter_lauf=instant):
        return False
    # Inside the claim: when the broker refuses the task, the claim is undone and the next tick tries again.
    current_app.send_task(job.task, retry=False)
    return True
