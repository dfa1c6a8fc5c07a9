"""People in the house, for tests of the queue."""

from datetime import timedelta

from termine.actions.ankunft import draw_number
from termine.actions.empfang import record_arrival
from termine.models import Termin, Vorsprache
from tests.factories.termine import MORGEN, gebuchter_termin

KURZ = timedelta(minutes=15)


def walk_in(standort, leistung=None, n: int = 0, **more) -> Vorsprache:
    """Return the n-th person without an appointment."""
    return draw_number(standort=standort, leistung=leistung, schluessel=f"kiosk-{n}", **more)


def arrived(dienst, leistung, *, n: int = 0, beginn=MORGEN, **more) -> Vorsprache:
    """Return the n-th person with an appointment, checked in."""
    termin = gebuchter_termin(dienst, leistung, n=n, beginn=beginn, **more)
    record_arrival(termin)
    return Vorsprache.objects.get(termin=termin)


def status_of(termin: Termin) -> str:
    return Termin.objects.get(pk=termin.pk).status
