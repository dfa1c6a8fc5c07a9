"""Remind whoever has a place at a Veranstaltung, on the day before; whoever waits or stays away hears nothing."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import Q

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht, queued_together
from behoerde.kern.models import Nachricht
from lotsen.actions.anmeldung import recipient
from lotsen.models import Anmeldung, Veranstaltung
from lotsen.veranstaltung import VeranstaltungStatus

ANLASS = "veranstaltung_erinnerung"
SAGT_ES_SCHON = ("anmeldung_stand", "veranstaltung_geaendert")  # they name day, time and place as well
MORGENS, ABENDS, FRUEH = time(9), time(20), time(7)  # nobody is woken by a reminder


def remind_guests() -> int:
    """Queue one message for everybody with a place tomorrow; again queues nothing twice. Returns how many were queued.

    Whoever got place, day or time told on this very day is not told the same once more.
    """
    return sum(_remind(event.pk) for event in Veranstaltung.objects.filter(_tomorrow()))


@transaction.atomic
def _remind(pk) -> int:
    # Locked as by every action on places: nobody is reminded of a place that goes away at the same moment.
    event = Veranstaltung.objects.select_for_update(of=("self",)).filter(_tomorrow(), pk=pk).first()
    if event is None:
        return 0
    rows = {f"{ANLASS}-{row.pk}-{uhr.local(event.beginnt_am):%Y%m%d}": row for row in _unaware(event)}
    done = set(Nachricht.objects.filter(schluessel__in=rows).values_list("schluessel", flat=True))
    with queued_together():
        told = sum(_tell(event, row, key) for key, row in rows.items() if key not in done)
    if told:
        melde("veranstaltung_erinnert", wert=told, kanal=event.art)
    return told


def _tomorrow() -> Q:
    start = _at(time()) + uhr.DAY
    return Q(status=VeranstaltungStatus.FREIGEGEBEN, beginnt_am__gte=start, beginnt_am__lt=start + uhr.DAY)


def _unaware(event: Veranstaltung) -> list[Anmeldung]:
    """Return who has a place and was not told about it today."""
    rows = list(event.anmeldungen.taking())
    told = Nachricht.objects.filter(
        anlass__in=SAGT_ES_SCHON, empfaenger_id__in=[row.pk for row in rows], angelegt_am__gte=_at(time())
    )
    aware = set(told.values_list("empfaenger_id", flat=True))
    return [row for row in rows if row.pk not in aware]


def _tell(event: Veranstaltung, row: Anmeldung, schluessel: str) -> bool:
    kontext = {"anmeldung": str(row.pk), "status": row.status, "beginn": event.beginnt_am.isoformat()}
    return queue_nachricht(ANLASS, schluessel=schluessel, empfaenger=recipient(row), kontext=kontext, faellig_ab=_due())


def _due() -> datetime:
    """Return nine in the morning; in the evening, when the scheduler stood still all day, early on the next one."""
    return _at(MORGENS) if uhr.now() < _at(ABENDS) else _at(FRUEH) + uhr.DAY


def _at(clock: time) -> datetime:
    return datetime.combine(uhr.today(), clock, uhr.ZONE)
