"""Opening hours become ranges of instants: wall time in, UTC out, right on both days of the clock change."""

from collections.abc import Container, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

import holidays
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

Spanne = tuple[datetime, datetime]
FEIERABEND = time(16)  # "by Thursday" means by this time of day
ERINNERUNG_FRUEHESTENS = timedelta(hours=12)  # who has just booked needs no reminder


class Zeiten(Protocol):
    von: time
    bis: time

    def is_valid_on(self, tag: date) -> bool: ...


class Sonderzeit(Protocol):
    beginn: time | None
    ende: time | None

    def covers(self, tag: date) -> bool: ...


@lru_cache(maxsize=64)
def feiertage(land: str, jahr: int) -> dict[date, str]:
    """Return the public holidays of one German Land (ISO 3166-2 code such as "NW") with their German names."""
    return dict(holidays.country_holidays("DE", subdiv=land, years=jahr, language="de"))


def feiertag(land: str, tag: date) -> str:
    """Return the name of the public holiday on ``tag``, "" on a working day."""
    return feiertage(land, tag.year).get(tag, "")


def is_arbeitstag(tag: date, land: str) -> bool:
    """Say whether the office owes its service on ``tag``: Monday to Friday, no public holiday."""
    return tag.weekday() < 5 and not feiertag(land, tag)


def add_arbeitstage(tag: date, count: int, land: str) -> date:
    """Return the ``count``-th working day after ``tag``; for 0 ``tag`` itself or, when nobody works then, the next one."""
    while count or not is_arbeitstag(tag, land):
        tag += timedelta(days=1)
        count -= 1 if count and is_arbeitstag(tag, land) else 0
    return tag


def arbeitstage_between(von: date, bis: date, land: str) -> int:
    """Return how many working days lie after ``von`` up to ``bis``."""
    return sum(is_arbeitstag(von + timedelta(days=n), land) for n in range(1, (bis - von).days + 1))


def frist(instant: datetime, arbeitstage: int, land: str, zone: ZoneInfo) -> datetime:
    """Return the end of the working day by which the office answers what came in at ``instant``.

    What comes in after the end of a day counts as of the next one when the answer is due the same day.
    """
    local = instant.astimezone(zone)
    late = arbeitstage == 0 and local.time() >= FEIERABEND
    tag = add_arbeitstage(local.date(), 1 if late else arbeitstage, land)
    return datetime.combine(tag, FEIERABEND, zone).astimezone(UTC)


def wall_range(tag: date, von: time, bis: time, zone: ZoneInfo) -> Spanne:
    """Return the instants between two wall times of one day; a skipped hour shortens, a repeated one lengthens it."""
    start, end = (datetime.combine(tag, wall, zone).astimezone(UTC) for wall in (von, bis))
    return start, end


def days(von: date, bis: date) -> Iterable[date]:
    """Yield every day from ``von`` to ``bis``, both included."""
    return (von + timedelta(days=n) for n in range((bis - von).days + 1))


def planned_ranges(
    zeiten: Iterable[Zeiten],
    von: date,
    bis: date,
    zone: ZoneInfo,
    geschlossen: Container[date],
    ausnahmen: Sequence[Sequence[Sonderzeit]] = (),
) -> list[Spanne]:
    """Return when somebody is on duty from ``von`` to ``bis`` (both included), without overlaps, in order.

    ``ausnahmen``: lists of exceptions, the strongest first; the first list that names a day decides it.
    """
    zeiten = list(zeiten)
    return merge(
        wall_range(tag, *wall, zone)
        for tag in days(von, bis)
        if tag not in geschlossen
        for wall in _wall_times(tag, zeiten, ausnahmen)
    )


def _wall_times(tag: date, zeiten: list[Zeiten], ausnahmen: Sequence[Sequence[Sonderzeit]]) -> Iterable[tuple[time, time]]:
    for stufe in ausnahmen:
        if today := [ausnahme for ausnahme in stufe if ausnahme.covers(tag)]:
            return [(a.beginn, a.ende) for a in today if a.beginn is not None and a.ende is not None]
    return [(zeit.von, zeit.bis) for zeit in zeiten if zeit.is_valid_on(tag)]


def merge(spannen: Iterable[Spanne]) -> list[Spanne]:
    """Return the union as ordered, disjoint, non-touching ranges; empty ones vanish."""
    merged: list[Spanne] = []
    for start, end in sorted(s for s in spannen if s[0] < s[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def subtract(spanne: Spanne, others: Iterable[Spanne]) -> list[Spanne]:
    """Return what of ``spanne`` is left when ``others`` are taken out of it."""
    rest, position = [], spanne[0]
    for start, end in merge(others):
        if end <= position or start >= spanne[1]:
            continue
        if start > position:
            rest.append((position, start))
        position = max(position, end)
    if position < spanne[1]:
        rest.append((position, spanne[1]))
    return rest


def overlaps(a: Spanne, b: Spanne) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def as_range(spanne: Spanne) -> DateTimeTZRange:
    """Return the half-open range the database stores."""
    return DateTimeTZRange(*spanne, "[)")


def day_bounds(von: date, bis: date, zone: ZoneInfo) -> Spanne:
    """Return the instants of midnight before ``von`` and midnight after ``bis``."""
    start, end = (datetime.combine(tag, time(), zone).astimezone(UTC) for tag in (von, bis + timedelta(days=1)))
    return start, end


def stretch(von: date, bis: date, ab: time | None, um: time | None, zone: ZoneInfo) -> Spanne:
    """Return the instants from ``ab`` on the first day until ``um`` on the last; without a time the whole day counts."""
    start, end = day_bounds(von, bis, zone)
    if ab is not None:
        start = datetime.combine(von, ab, zone).astimezone(UTC)
    if um is not None:
        end = datetime.combine(bis, um, zone).astimezone(UTC)
    return start, end


def reminder_instants(starts_at: datetime, tage: Iterable[int], instant: datetime, zone: ZoneInfo) -> dict[int, datetime]:
    """Return for each "so many days before" when to remind: at ten in the morning there, not within hours of booking."""
    tag = starts_at.astimezone(zone).date()
    moments = {n: datetime.combine(tag - timedelta(days=n), time(10), zone).astimezone(UTC) for n in set(tage)}
    return {
        n: moment for n, moment in sorted(moments.items(), reverse=True) if instant + ERINNERUNG_FRUEHESTENS < moment < starts_at
    }
