"""Remind people of deadlines on their Wegweiser: in 180, 60 and 14 days, once each, only who wants to be reminded."""

from datetime import timedelta

from django.db import transaction

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht
from lotsen.actions.link import make_link
from lotsen.beratung import EmpfehlungStatus, Linkzweck
from lotsen.models import Empfehlung

VORHER = (180, 60, 14)  # days
NACHHOLEN = 3  # days that a reminder may be late, when the scheduler stood still


def remind_of_deadlines() -> int:
    """Queue what is due today; running again queues nothing twice. Returns how many steps were due."""
    heute, count = uhr.today(), 0
    for tage in VORHER:
        frist = (heute + timedelta(days=tage - NACHHOLEN), heute + timedelta(days=tage))
        rows = Empfehlung.objects.filter(
            status=EmpfehlungStatus.ANGENOMMEN, erledigt_am=None, frist__range=frist, erstberatung__erinnern=True
        )
        for row in rows.select_related("erstberatung__person"):
            count += _remind(row, tage)
    return count


@transaction.atomic
def _remind(row: Empfehlung, tage: int) -> bool:
    make_link(zweck=Linkzweck.WEGWEISER, erstberatung=row.erstberatung)
    queued = queue_nachricht(
        "wegweiser_frist",
        schluessel=f"frist-{row.pk}-{row.frist}-{tage}",
        person=row.erstberatung.person,
        kontext={"empfehlung": str(row.pk)},
    )
    if queued:
        melde("frist_erinnert", wert=tage, ergebnis=row.angebotsart)
    return queued
