"""Events of tests, and the days and months they are rolled up to."""

from datetime import date, datetime, timedelta

from behoerde.kern import uhr
from behoerde.kern.db import append
from behoerde.kern.models import Ereignis
from monitoring.actions.verdichten import roll_up_day, roll_up_months

HEUTE = date(2026, 11, 24)


def happen(tag: date, art: str = "wartezeit", *, anzahl: int = 1, **values) -> None:
    """Append ``anzahl`` events of one kind in the middle of a day."""
    for _number in range(anzahl):
        append(Ereignis(zeit=datetime(tag.year, tag.month, tag.day, 12, 30, tzinfo=uhr.ZONE), art=art, **values))


def roll_up(*tage: date) -> None:
    """Roll up these days and their months."""
    for tag in tage:
        roll_up_day(tag)
    roll_up_months(tage)


def ago(days: int) -> date:
    return HEUTE - timedelta(days=days)
