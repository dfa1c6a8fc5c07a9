"""Free times as people look at them: a week, or simply the next one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from termine.angaben import Bedarf
from termine.models import Leistung, Schliesstag
from termine.planung import day_bounds, feiertag
from termine.queries.frei import FreieZeit, free_zeiten
from termine.rules import VORSCHAU


@dataclass(frozen=True)
class Tag:
    """One column of the week calendar; ``geschlossen`` names a holiday or closure, else it is ""."""

    datum: date
    zeiten: list[FreieZeit]
    geschlossen: str = ""


def last_day() -> date:
    """Return the last day for which a roster exists."""
    return uhr.today() + VORSCHAU


def week(
    leistung: Leistung,
    montag: date,
    *,
    standort: Standort,
    personen: int = 1,
    bedarf: Bedarf | None = None,
    fresh: bool = False,
) -> list[Tag]:
    """Return Monday to Sunday of one Standort in two queries."""
    sonntag = montag + timedelta(days=6)
    von, bis = day_bounds(montag, sonntag, standort.zeitzone)
    zeiten = free_zeiten(leistung, von, bis, standort=standort, personen=personen, bedarf=bedarf, fresh=fresh)
    closed = closures(standort, montag, sonntag)
    found: dict[date, list[FreieZeit]] = {montag + timedelta(days=n): [] for n in range(7)}
    for zeit in zeiten:
        found[zeit.beginn.astimezone(standort.zeitzone).date()].append(zeit)
    return [Tag(datum, eintraege, closed.get(datum, "")) for datum, eintraege in found.items()]


def closures(standort: Standort, von: date, bis: date) -> dict[date, str]:
    """Return the days on which the whole Standort is closed, with the reason people may read; one query."""
    days = [von + timedelta(days=n) for n in range((bis - von).days + 1)]
    closed = {tag: name for tag in days if (name := feiertag(standort.land, tag))}
    for schliesstag in Schliesstag.objects.filter(standort=standort).touching(von, bis):
        closed |= {tag: schliesstag.grund for tag in days if schliesstag.von <= tag <= schliesstag.bis}
    return closed


def next_free(
    leistung: Leistung,
    *,
    standort: Standort | None = None,
    personen: int = 1,
    bedarf: Bedarf | None = None,
    fresh: bool = False,
) -> FreieZeit | None:
    """Return the first free time within the horizon, None when everything is taken."""
    zeiten = upcoming(leistung, standort=standort, personen=personen, bedarf=bedarf, fresh=fresh)
    return zeiten[0] if zeiten else None


def upcoming(
    leistung: Leistung,
    *,
    standort: Standort | None = None,
    personen: int = 1,
    bedarf: Bedarf | None = None,
    fresh: bool = False,
) -> list[FreieZeit]:
    """Return all free times of the horizon; the same bounds all day, so that the cache is met."""
    von, bis = day_bounds(uhr.today(), last_day(), uhr.ZONE)
    return free_zeiten(leistung, von, bis, standort=standort, personen=personen, bedarf=bedarf, fresh=fresh)


def alternatives(
    leistung: Leistung,
    beginn: datetime,
    *,
    standort: Standort | None = None,
    personen: int = 1,
    bedarf: Bedarf | None = None,
    count: int = 3,
) -> list[FreieZeit]:
    """Return the free times nearest to ``beginn``, for the page that has to say "just taken"."""
    zeiten = upcoming(leistung, standort=standort, personen=personen, bedarf=bedarf, fresh=True)
    return sorted(sorted(zeiten, key=lambda zeit: abs(zeit.beginn - beginn))[:count], key=lambda zeit: zeit.beginn)


def standorte_of(leistung: Leistung) -> list[Standort]:
    """Return where ``leistung`` is offered."""
    return list(Standort.objects.filter(teams__leistungen=leistung, teams__aktiv=True, teams__plaetze__aktiv=True).distinct())
