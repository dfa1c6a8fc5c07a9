"""How urgent a promise is, in the eyes of the front desk: pure sums over working days, no database."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from termine.planung import add_arbeitstage

BALD_ARBEITSTAGE = 2
ANGEBOT_ARBEITSTAGE, ANGEBOT_BIS_UHR = 2, time(12)


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
    today = instant.astimezone(zone).date()
    soon = add_arbeitstage(today, BALD_ARBEITSTAGE, land)
    return Grenzen(*(datetime.combine(tag + timedelta(days=1), time(), zone).astimezone(instant.tzinfo) for tag in (today, soon)))


def angebot_gilt_bis(erste: datetime, instant: datetime, land: str, zone: ZoneInfo) -> datetime:
    """Return until when an offer stands: noon of the second working day, but always before its first time."""
    tag = add_arbeitstage(instant.astimezone(zone).date(), ANGEBOT_ARBEITSTAGE, land)
    return min(datetime.combine(tag, ANGEBOT_BIS_UHR, zone).astimezone(instant.tzinfo), erste)
