"""How urgent a promise is, in the eyes of the front desk: pure sums over working days, no database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from termine.planung import add_arbeitstage, is_arbeitstag

BALD_ARBEITSTAGE = 2
ANGEBOT_ARBEITSTAGE, ANGEBOT_BIS_UHR = 2, time(12)
# An earlier time is held so long, over night until the morning, and never until the visit begins.
FRUEHER_HAELT, FRUEHER_ABENDS, FRUEHER_MORGENS = timedelta(hours=4), time(20), time(10)
FRUEHER_VOR_BEGINN, FRUEHER_MINDESTENS = timedelta(hours=2), timedelta(minutes=30)


class Dringlichkeit(StrEnum):
    """Group of the list and colour of the traffic light."""

    GEFAHR = "gefahr"
    BALD = "bald"
    SPAETER = "spaeter"


AMPEL = {Dringlichkeit.GEFAHR: "gefahr", Dringlichkeit.BALD: "achtung", Dringlichkeit.SPAETER: "gut"}


@dataclass(frozen=True)
class Grenzen:
    """Until which instant a deadline belongs to which group."""

    gefahr: datetime
    bald: datetime

    def of(self, faellig: datetime) -> Dringlichkeit:
        """Say how urgent it is that something is due at ``faellig``."""
        if faellig < self.gefahr:
            return Dringlichkeit.GEFAHR
        return Dringlichkeit.BALD if faellig < self.bald else Dringlichkeit.SPAETER


def grenzen(instant: datetime, land: str, zone: ZoneInfo) -> Grenzen:
    """Return the bounds as of ``instant``: in danger is what is due today or was due, soon is the next two working days."""
    return _grenzen_of(instant.astimezone(zone).date(), land, zone)


@lru_cache(maxsize=8)  # every row of a list asks
def _grenzen_of(today: date, land: str, zone: ZoneInfo) -> Grenzen:
    soon = add_arbeitstage(today, BALD_ARBEITSTAGE, land)
    return Grenzen(*(datetime.combine(tag + timedelta(days=1), time(), zone).astimezone(UTC) for tag in (today, soon)))


def angebot_gilt_bis(erste: datetime, instant: datetime, land: str, zone: ZoneInfo) -> datetime:
    """Return until when an offer stands: noon of the second working day, but always before its first time."""
    tag = add_arbeitstage(instant.astimezone(zone).date(), ANGEBOT_ARBEITSTAGE, land)
    return min(datetime.combine(tag, ANGEBOT_BIS_UHR, zone).astimezone(instant.tzinfo), erste)


def frueher_gilt_bis(beginn: datetime, instant: datetime, zone: ZoneInfo) -> datetime | None:
    """Return until when an earlier time that begins at ``beginn`` is held; None when nobody could answer in time."""
    local = (instant + FRUEHER_HAELT).astimezone(zone)
    if local.time() >= FRUEHER_ABENDS:
        local = datetime.combine(local.date() + timedelta(days=1), FRUEHER_MORGENS, zone)
    elif local.time() < FRUEHER_MORGENS:
        local = datetime.combine(local.date(), FRUEHER_MORGENS, zone)
    until = min(local.astimezone(instant.tzinfo), beginn - FRUEHER_VOR_BEGINN)
    return until if until >= instant + FRUEHER_MINDESTENS else None


def faellig_vor(stufe: int, instant: datetime, land: str, zone: ZoneInfo) -> datetime:
    """Return before which instant a promise must be due to be told to ``stufe`` (1 to 3) now."""
    if stufe == 1:
        return grenzen(instant, land, zone).gefahr
    if stufe == 2:
        return instant
    return _arbeitstag_vor(instant, land, zone)


def stufe_of(faellig: datetime, instant: datetime, land: str, zone: ZoneInfo) -> int:
    """Return whom a promise is to be told: 0 nobody, 1 due today, 2 overdue, 3 overdue for a working day."""
    return max((stufe for stufe in (1, 2, 3) if faellig < faellig_vor(stufe, instant, land, zone)), default=0)


def _arbeitstag_vor(instant: datetime, land: str, zone: ZoneInfo) -> datetime:
    """Return the latest deadline after which a whole working day has passed; days off count for nothing."""
    local = instant.astimezone(zone)
    tag, wall = local.date(), local.time()
    if is_arbeitstag(tag, land):
        tag = _vorheriger(tag, land)
    else:
        tag, wall = _vorheriger(tag, land), time()
    return datetime.combine(tag, wall, zone).astimezone(instant.tzinfo)


def _vorheriger(tag: date, land: str) -> date:
    tag -= timedelta(days=1)
    while not is_arbeitstag(tag, land):
        tag -= timedelta(days=1)
    return tag
