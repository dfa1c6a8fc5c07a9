"""The only clock. In DEBUG or TEST it can be set by BEHOERDE_UHR, so that every path can be tried on any day."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings

ZONE = ZoneInfo(settings.TIME_ZONE)
DAY = timedelta(days=1)


@cache
def _offset(wanted: str):
    start = datetime.fromisoformat(wanted)
    return (start if start.tzinfo else start.replace(tzinfo=ZONE)) - datetime.now(UTC)


def now() -> datetime:
    """Return the current instant in UTC; the test clock starts at BEHOERDE_UHR and runs on."""
    instant = datetime.now(UTC)
    if settings.BEHOERDE_UHR and (settings.DEBUG or settings.TEST):
        instant += _offset(settings.BEHOERDE_UHR)
    return instant


def today() -> date:
    """Return the calendar day at the office."""
    return now().astimezone(ZONE).date()


def skipped(day: date, clock: time) -> bool:
    """Say whether the clocks at the office never show this: the hour that is left out in spring."""
    instant = datetime.combine(day, clock, ZONE)
    return local(instant.astimezone(UTC)).time() != clock


def local(instant: datetime) -> datetime:
    """Return ``instant`` as wall time at the office."""
    return instant.astimezone(ZONE)
