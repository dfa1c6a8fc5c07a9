"""One team as VERWALTUNG looks after it: its hours now and later, exceptions, extra duty, counters, closures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from behoerde.kern import uhr
from termine.enums import DienstHerkunft
from termine.models import Ausnahme, Dienst, Oeffnungszeit, Platz, Schliesstag, Team, Wochentag
from termine.planung import as_range, day_bounds
from termine.rules import VORSCHAU
from termine.uhrzeiten import Zeit, say_zeiten


@dataclass(frozen=True)
class Abschnitt:
    """The hours that hold from ``ab`` on, until the next one begins; (weekday, "8:00–12:00") for each day."""

    ab: date | None
    tage: list[tuple[str, str]]


def hours_on(team: Team, tag: date) -> dict[int, list[Zeit]]:
    """Return the hours of ``team`` by weekday that hold on ``tag``, also of weekdays that come a few days later."""
    return _by_day(team.oeffnungszeiten.all(), tag)


def _by_day(rows: Iterable[Oeffnungszeit], tag: date) -> dict[int, list[Zeit]]:
    holding = [row for row in rows if row.gilt_ab <= tag and (row.gilt_bis is None or tag <= row.gilt_bis)]
    return {key: [(row.von, row.bis) for row in group] for key, group in groupby(holding, lambda row: row.wochentag)}


def abschnitte(team: Team) -> list[Abschnitt]:
    """Return how the hours of a team go on: those of today first (without a beginning), then each change."""
    rows, today = list(team.oeffnungszeiten.all()), uhr.today()
    starts = {row.gilt_ab for row in rows if row.gilt_ab > today}
    starts |= {row.gilt_bis + uhr.DAY for row in rows if row.gilt_bis and row.gilt_bis >= today}
    found = [Abschnitt(None, _week(rows, today))]
    found += [Abschnitt(start, _week(rows, start)) for start in sorted(starts)]
    return [entry for n, entry in enumerate(found) if n == 0 or entry.tage != found[n - 1].tage]


def _week(rows: list[Oeffnungszeit], tag: date) -> list[tuple[str, str]]:
    by_day = _by_day(rows, tag)
    return [(day.label, say_zeiten(by_day.get(day.value, []))) for day in Wochentag if day.value < 5 or day.value in by_day]


def ausnahmen(team: Team) -> QuerySet[Ausnahme]:
    """Return the exceptions of a team and its counters that are not over."""
    concerned = Ausnahme.objects.filter(Q(team=team) | Q(platz__team=team), bis__gte=uhr.today())
    return concerned.select_related("platz")


def extra_dienste(team: Team) -> QuerySet[Dienst]:
    """Return the coming duty that somebody put in by hand."""
    coming = as_range(day_bounds(uhr.today(), uhr.today() + 9 * VORSCHAU, team.standort.zeitzone))
    found = Dienst.objects.filter(team=team, herkunft=DienstHerkunft.HAND, zeitraum__overlap=coming)
    return found.select_related("platz__team__standort").order_by("zeitraum")


def plaetze(team: Team) -> QuerySet[Platz]:
    return team.plaetze.prefetch_related("leistungen").order_by("-aktiv", "name")


def schliesstage(teams: Sequence[Team], *, vergangen: bool = False) -> QuerySet[Schliesstag]:
    """Return closures of these teams and their houses, coming ones in order or the last fifty that are over."""
    concerned = Q(team__in=[team.pk for team in teams]) | Q(standort__in={team.standort_id for team in teams})
    found = Schliesstag.objects.filter(concerned).select_related("standort", "team__standort")
    if vergangen:
        return found.filter(bis__lt=uhr.today()).order_by("-von")[:50]
    return found.filter(bis__gte=uhr.today()).order_by("von")


def teams_closed_by(rows: Iterable[Schliesstag]) -> list[int]:
    """Return the ids of every team that these closures close, also of units the account does not see."""
    found: set[int] = set()
    for row in rows:
        own = {"pk": row.team_id} if row.team_id else {"standort": row.standort_id}
        found |= set(Team.objects.filter(**own).values_list("pk", flat=True))
    return sorted(found)
