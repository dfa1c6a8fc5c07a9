"""Which times the triage desk offers first: inside the promise, at the counter of the Ansprechperson, on different days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from behoerde.kern import uhr
from termine.angaben import Bedarf
from termine.models import Aufnahme, Platz
from termine.planung import day_bounds
from termine.queries.frei import FreieZeit, free_zeiten
from termine.queries.woche import last_day
from termine.queries.zeitwahl import one_each

ANZAHL, VORGEWAEHLT = 4, 3
UEBERLEGEN = timedelta(days=2)  # so long somebody should have to answer, where the promise leaves room
TAGESZEITEN = (time(9, 30), time(14))  # offered in turn, so that something fits people who work


@dataclass(frozen=True)
class Zeitvorschlag:
    """One time to tick; ``platz`` is the counter of the Ansprechperson when it is free there."""

    zeit: FreieZeit
    platz: Platz | None


@dataclass(frozen=True)
class Zeitvorschlaege:
    """``nach_frist``: nothing is free by the promised day, so these times lie behind it."""

    zeiten: list[Zeitvorschlag]
    nach_frist: bool = False

    @property
    def erste(self) -> datetime | None:
        return self.zeiten[0].zeit.beginn if self.zeiten else None


def propose_zeiten(aufnahme: Aufnahme, personen: int, platz: Platz | None) -> Zeitvorschlaege:
    """Return up to four times in order, in at most four queries."""
    latest = aufnahme.versprechen.termin_bis
    inside = _choose(aufnahme, personen, platz, min(latest or last_day(), last_day()))
    if inside or latest is None:
        return Zeitvorschlaege(inside)
    return Zeitvorschlaege(_choose(aufnahme, personen, platz, last_day()), nach_frist=True)


def _choose(aufnahme: Aufnahme, personen: int, platz: Platz | None, bis: date) -> list[Zeitvorschlag]:
    if bis < uhr.today():
        return []
    own = _free(aufnahme, personen, bis, platz.pk) if platz else []
    found = {zeit.beginn: Zeitvorschlag(zeit, platz) for zeit in spread_days(own)}
    if len(found) < ANZAHL:
        days = {uhr.local(beginn).date() for beginn in found}
        others = [z for z in _free(aufnahme, personen, bis, None) if uhr.local(z.beginn).date() not in days]
        for zeit in spread_days(others, ANZAHL - len(found)):
            found[zeit.beginn] = Zeitvorschlag(zeit, None)
    return [found[beginn] for beginn in sorted(found)]


def _free(aufnahme: Aufnahme, personen: int, bis: date, platz: int | None) -> list[FreieZeit]:
    start, end = day_bounds(uhr.today(), bis, uhr.ZONE)
    bedarf = Bedarf.of(aufnahme, sofort=True, platz=platz)
    return one_each(free_zeiten(aufnahme.leistung, start, end, personen=personen, bedarf=bedarf, fresh=True))


def spread_days(zeiten: Iterable[FreieZeit], count: int = ANZAHL) -> list[FreieZeit]:
    """Return one time of each of the first ``count`` days, in the morning and after noon in turn.

    Days that leave nobody time to answer come last.
    """
    days: dict[date, list[FreieZeit]] = {}
    for zeit in zeiten:
        days.setdefault(uhr.local(zeit.beginn).date(), []).append(zeit)
    soon = uhr.local(uhr.now() + UEBERLEGEN).date()
    order = sorted(days, key=lambda tag: (tag < soon, abs((tag - soon).days)))
    chosen = sorted(order[:count])
    return [_nearest(days[tag], TAGESZEITEN[at % 2]) for at, tag in enumerate(chosen)]


def _nearest(zeiten: list[FreieZeit], wanted: time) -> FreieZeit:
    minutes = wanted.hour * 60 + wanted.minute
    return min(zeiten, key=lambda zeit: abs(uhr.local(zeit.beginn).hour * 60 + uhr.local(zeit.beginn).minute - minutes))
