"""One week of one house: who is on duty when, how much of it is taken, what is closed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from behoerde.kern.models import Standort
from termine.enums import DienstHerkunft
from termine.models import Ausfall, Ausnahme, Dienst, Platz, Schliesstag, Team
from termine.planung import as_range, day_bounds, days, feiertag

WOCHE = timedelta(days=6)
WERKTAGE = 5


@dataclass(frozen=True)
class Stueck:
    """One Dienst as people read it, wall time at the house."""

    pk: int
    von: datetime
    bis: datetime
    von_hand: bool
    laeuft_aus: bool


@dataclass
class Zelle:
    """One counter on one day."""

    platz: Platz
    tag: date
    stuecke: list[Stueck] = field(default_factory=list)
    ausnahmen: list[Ausnahme] = field(default_factory=list)
    faellt_aus: bool = False
    minuten: int = 0
    belegt: int = 0

    @property
    def prozent(self) -> int:
        return round(100 * self.belegt / self.minuten) if self.minuten else 0


@dataclass
class Reihe:
    platz: Platz
    zellen: list[Zelle]


@dataclass
class Block:
    """One team with its counters; ``geschlossen``: what is closed on each day shown, "" when nothing is."""

    team: Team
    reihen: list[Reihe]
    geschlossen: list[str]

    @property
    def stunden(self) -> float:
        return self._minuten / 60

    @property
    def prozent(self) -> int:
        return round(100 * self._belegt / self._minuten) if self._minuten else 0

    @property
    def _minuten(self) -> int:
        return sum(zelle.minuten for reihe in self.reihen for zelle in reihe.zellen)

    @property
    def _belegt(self) -> int:
        return sum(zelle.belegt for reihe in self.reihen for zelle in reihe.zellen)


@dataclass(frozen=True)
class Tag:
    tag: date
    feiertag: str


@dataclass(frozen=True)
class Wochenplan:
    standort: Standort
    montag: date
    tage: list[Tag]
    bloecke: list[Block]


def wochenplan(user, standort: Standort, montag: date, team: int | None = None) -> Wochenplan:
    """Return the week from ``montag`` on for the teams of ``standort`` that ``user`` may see, in six queries.

    Saturday and Sunday are there only when somebody is on duty.
    """
    teams = Team.objects.sichtbar_fuer(user).filter(standort=standort, aktiv=True)
    chosen = list((teams.filter(pk=team) if team else teams).prefetch_related("plaetze").order_by("name"))
    zellen = _zellen(chosen, standort, montag)
    shown = [tag for n, tag in enumerate(days(montag, montag + WOCHE)) if n < WERKTAGE or any(tag in z for z in zellen.values())]
    closed = _closed(chosen, standort, montag)
    bloecke = [
        Block(
            team,
            [Reihe(platz, [zellen[platz.pk].get(tag) or Zelle(platz, tag) for tag in shown]) for platz in _plaetze(team, zellen)],
            [closed[team.pk].get(tag, "") for tag in shown],
        )
        for team in chosen
    ]
    return Wochenplan(standort, montag, [Tag(tag, feiertag(standort.land, tag)) for tag in shown], bloecke)


def _plaetze(team: Team, zellen: dict) -> list[Platz]:
    """Return the counters in use, and those that are not but still have people coming."""
    return [platz for platz in team.plaetze.all() if platz.aktiv or platz.pk in zellen]


def _zellen(teams: Iterable[Team], standort: Standort, montag: date) -> dict[int, dict[date, Zelle]]:
    found: dict[int, dict[date, Zelle]] = defaultdict(dict)
    plaetze = {platz.pk: platz for team in teams for platz in team.plaetze.all()}
    bounds = as_range(day_bounds(montag, montag + WOCHE, standort.zeitzone))
    for dienst in Dienst.objects.filter(platz__in=plaetze, zeitraum__overlap=bounds).order_by("zeitraum"):
        von, bis = (instant.astimezone(standort.zeitzone) for instant in (dienst.zeitraum.lower, dienst.zeitraum.upper))
        zelle = found[dienst.platz_id].setdefault(von.date(), Zelle(plaetze[dienst.platz_id], von.date()))
        hand = dienst.herkunft == DienstHerkunft.HAND
        zelle.stuecke.append(Stueck(dienst.pk, von, bis, hand, bool(dienst.gesperrt)))
        open_minutes = _minutes([dienst.zeitraum]) - _minutes(dienst.gesperrt)
        zelle.minuten += open_minutes
        zelle.belegt += open_minutes - _minutes(dienst.frei)
    for ausfall in Ausfall.objects.at(plaetze, bounds):
        von, bis = (instant.astimezone(standort.zeitzone) for instant in (ausfall.zeitraum.lower, ausfall.zeitraum.upper))
        for tag in days(max(montag, von.date()), min(montag + WOCHE, (bis - timedelta(microseconds=1)).date())):
            if tag.weekday() < WERKTAGE or tag in found[ausfall.platz_id]:
                found[ausfall.platz_id].setdefault(tag, Zelle(plaetze[ausfall.platz_id], tag)).faellt_aus = True
    for ausnahme, platz in _ausnahmen(teams, montag):
        for tag in days(max(montag, ausnahme.von), min(montag + WOCHE, ausnahme.bis)):
            found[platz.pk].setdefault(tag, Zelle(platz, tag)).ausnahmen.append(ausnahme)
    return found


def _ausnahmen(teams: Iterable[Team], montag: date) -> Iterable[tuple[Ausnahme, Platz]]:
    teams = list(teams)
    concerned = Ausnahme.objects.filter(team__in=teams) | Ausnahme.objects.filter(platz__team__in=teams)
    by_pk = {team.pk: team for team in teams}
    for ausnahme in concerned.touching(montag, montag + WOCHE).select_related("platz__team"):
        plaetze = [ausnahme.platz] if ausnahme.platz else [p for p in by_pk[ausnahme.team_id].plaetze.all() if p.aktiv]
        for platz in plaetze:
            yield ausnahme, platz


def _closed(teams: Iterable[Team], standort: Standort, montag: date) -> dict[int, dict[date, str]]:
    """Return by team which days are closed and why."""
    closures = Schliesstag.objects.filter(standort=standort) | Schliesstag.objects.filter(team__in=[team.pk for team in teams])
    found: dict[int, dict[date, str]] = {team.pk: {} for team in teams}
    for schliesstag in closures.touching(montag, montag + WOCHE):
        for pk, closed in found.items():
            if schliesstag.team_id in {None, pk}:
                for tag in days(max(montag, schliesstag.von), min(montag + WOCHE, schliesstag.bis)):
                    closed.setdefault(tag, schliesstag.grund)
    return found


def _minutes(ranges) -> int:
    return round(sum(((part.upper - part.lower) for part in ranges), timedelta()).total_seconds() / 60)
