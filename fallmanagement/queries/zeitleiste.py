"""The residence timeline as it is drawn: years, bars, today, gaps, and how long somebody has been here without one."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import uhr
from behoerde.kern.datum import datum
from behoerde.kern.models import Person
from fallmanagement.models import Aufenthaltsstatus

LINKS, RECHTS, RAND = 8, 1172, 8  # of the drawing
PIXEL_JE_ZEICHEN = 7.2
EILIG, BALD = 28, 120  # days before a status ends
FARBEN = {"titel": "c", "fiktion": "b", "duldung": "d", "gestattung": "a", "freizuegigkeit": "c"}


@dataclass(frozen=True)
class Balken:
    x: int
    breite: int
    farbe: str
    text: str


@dataclass(frozen=True)
class Zeile:
    """One status in words; ``jetzt`` is that of today."""

    farbe: str
    titel: str
    spanne: str
    jetzt: bool


@dataclass(frozen=True)
class Zeitleiste:
    """``jahre`` are (x, year); ``luecken`` are (first day, last day) on which no status is known."""

    rows: list[Aufenthaltsstatus]
    balken: list[Balken]
    jahre: list[tuple[int, int]]
    heute: int
    luecken: list[tuple[date, date]]
    seit: date | None
    jetzt: Aufenthaltsstatus | None

    @property
    def beschreibung(self) -> str:
        """The drawing in words."""
        return ", ".join(f"{row.titel} {zeitspanne(row)}" for row in self.rows)

    @property
    def zeilen(self) -> list[Zeile]:
        """The same as a list for narrow screens, the latest first."""
        return [Zeile(_colour(row), str(row.titel), zeitspanne(row), row == self.jetzt) for row in reversed(self.rows)]

    @property
    def ablauf(self) -> tuple[str, str]:
        """How soon the present status ends: traffic light and words; ("", "") when nothing is known at all."""
        if not self.rows:
            return "", ""
        if self.jetzt is None:
            return "gefahr", _("zurzeit kein Status bekannt")
        last = self.jetzt.letzter_tag
        if last is None:
            return "gut", _("%(titel)s, unbefristet") % {"titel": self.jetzt.titel.name}
        days = (last - uhr.today()).days
        words = ngettext("%(titel)s läuft in %(n)s Tag ab", "%(titel)s läuft in %(n)s Tagen ab", days)
        colour = "gefahr" if days <= EILIG else "achtung" if days <= BALD else "gut"
        return colour, words % {"titel": self.jetzt.titel.name, "n": days}

    @property
    def dauer(self) -> str:
        """How long without a gap, in years and months."""
        if self.seit is None:
            return ""
        today = uhr.today()
        months = (today.year - self.seit.year) * 12 + today.month - self.seit.month - (today.day < self.seit.day)
        return _("%(jahre)s Jahre und %(monate)s Monate") % {"jahre": months // 12, "monate": months % 12}


def zeitspanne(row: Aufenthaltsstatus) -> str:
    """Return "seit 3. März 2026" or "3. März 2024 bis 1. April 2026"."""
    first, last = row.zeitraum.lower, row.letzter_tag
    return f"{datum(first)} {_('bis')} {datum(last)}" if last else _("seit %(tag)s, unbefristet") % {"tag": datum(first)}


def zeitleiste(person: Person) -> Zeitleiste:
    """Return the timeline of a person in one query."""
    rows = list(Aufenthaltsstatus.objects.filter(person=person).order_by("zeitraum"))
    today = uhr.today()
    first = min([row.zeitraum.lower for row in rows], default=today).year
    last = max([row.letzter_tag or today for row in rows] + [today]).year + 1
    start, end = date(first, 1, 1), date(last, 1, 1)

    def at(tag: date) -> int:
        share = (min(max(tag, start), end) - start).days / (end - start).days
        return round(LINKS + share * (RECHTS - LINKS))

    balken = [_bar(row, at, end) for row in rows]
    years = [(at(date(year, 1, 1)), year) for year in range(first, last)]
    now = next((row for row in rows if today in _days(row)), None)
    return Zeitleiste(rows, balken, years, at(today), _gaps(rows, today), _since(rows, now), now)


def _bar(row: Aufenthaltsstatus, at, end: date) -> Balken:
    x = at(row.zeitraum.lower)
    width = max(4, at(row.zeitraum.upper or end) - x - 3)
    text = str(row.titel)
    if len(text) * PIXEL_JE_ZEICHEN > width - 12:
        text = row.titel.norm if len(row.titel.norm) * PIXEL_JE_ZEICHEN < width - 12 else ""
    return Balken(x, width, _colour(row), text)


def _colour(row: Aufenthaltsstatus) -> str:
    return FARBEN.get(row.titel.art, "achtung")


@dataclass(frozen=True)
class _Tage:
    von: date
    bis: date

    def __contains__(self, tag: date) -> bool:
        return self.von <= tag < self.bis


def _days(row: Aufenthaltsstatus) -> _Tage:
    return _Tage(row.zeitraum.lower, row.zeitraum.upper or date.max)


def _gaps(rows: list[Aufenthaltsstatus], today: date) -> list[tuple[date, date]]:
    ends = [(row.zeitraum.upper, following.zeitraum.lower) for row, following in pairwise(rows)]
    if rows and rows[-1].zeitraum.upper and rows[-1].zeitraum.upper <= today:
        ends.append((rows[-1].zeitraum.upper, today + timedelta(days=1)))
    return [(von, bis - timedelta(days=1)) for von, bis in ends if von and von < bis]


def _since(rows: list[Aufenthaltsstatus], now: Aufenthaltsstatus | None) -> date | None:
    """Return the day since which one status followed the other until today."""
    if now is None:
        return None
    since = now.zeitraum.lower
    for row in reversed(rows[: rows.index(now)]):
        if row.zeitraum.upper != since:
            break
        since = row.zeitraum.lower
    return since
