"""Months as the law counts them (§§ 187, 188 BGB)."""

from calendar import monthrange
from datetime import date, timedelta


def _month_after(tag: date, monate: int) -> tuple[int, int]:
    jahr, monat = divmod(tag.year * 12 + tag.month - 1 + monate, 12)
    return jahr, monat + 1


def after_months(tag: date, monate: int) -> date:
    """Return the first day on which ``monate`` whole months are over that begin with ``tag`` (negative: before it).

    ``tag`` is counted (§ 187 Abs. 2 BGB). A month without that day ends the period with its last day (§ 188 Abs. 3 BGB),
    so the day after is the first of the next month.
    """
    jahr, monat = _month_after(tag, monate)
    last = monthrange(jahr, monat)[1]
    return date(jahr, monat, tag.day) if tag.day <= last else date(jahr, monat, last) + timedelta(days=1)


def last_day(ereignis: date, *, monate: int = 0, tage: int = 0) -> date:
    """Return the last day of a period that an event on ``ereignis`` starts; that day is not counted (§ 187 Abs. 1 BGB).

    A last day on a weekend or holiday is not moved: who acts by it is never late.
    """
    jahr, monat = _month_after(ereignis, monate)
    return date(jahr, monat, min(ereignis.day, monthrange(jahr, monat)[1])) + timedelta(days=tage)
