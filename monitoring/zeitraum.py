"""Periods of figures: days, months, quarters, years, the last ninety days."""

from datetime import date, timedelta

from monitoring.enums import Zeitraum

LAUFEND_TAGE = 90
MONATE = {Zeitraum.MONAT: 1, Zeitraum.QUARTAL: 3, Zeitraum.JAHR: 12}


def begin_of(zeitraum: Zeitraum, tag: date) -> date:
    """Return the first day of the period that ``tag`` lies in; the running one ends with it."""
    match zeitraum:
        case Zeitraum.TAG:
            return tag
        case Zeitraum.LAUFEND:
            return tag - timedelta(days=LAUFEND_TAGE - 1)
    months = MONATE[zeitraum]
    return date(tag.year, (tag.month - 1) // months * months + 1, 1)


def after(zeitraum: Zeitraum, von: date) -> date:
    """Return the first day of the period after the one that begins on ``von``."""
    if zeitraum in (Zeitraum.TAG, Zeitraum.LAUFEND):
        return von + timedelta(days=1 if zeitraum == Zeitraum.TAG else LAUFEND_TAGE)
    place = von.month - 1 + MONATE[zeitraum]
    return date(von.year + place // 12, place % 12 + 1, 1)


def end_of(zeitraum: Zeitraum, von: date) -> date:
    """Return the last day of the period that begins on ``von``."""
    return after(zeitraum, von) - timedelta(days=1)


def last_periods(zeitraum: Zeitraum, tag: date, anzahl: int) -> list[date]:
    """Return the first days of ``anzahl`` periods, the last of them that of ``tag``."""
    begins = [begin_of(zeitraum, tag)]
    while len(begins) < anzahl:
        begins.append(begin_of(zeitraum, begins[-1] - timedelta(days=1)))
    return begins[::-1]
