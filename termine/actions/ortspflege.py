"""Houses, teams and counters, changed by the office."""

from collections.abc import Iterable

from django.db import transaction

from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import Standort
from termine.actions.dienstplan import wake_dienstplan
from termine.models import Leistung, Platz, Team


@transaction.atomic
def save_standort(*, standort: Standort) -> Standort:
    """Create or change a house; another Land has other holidays, so the roster is made again."""
    new = standort._state.adding
    standort.save()
    record("standort_angelegt" if new else "standort_geaendert", standort, grund=standort.name)
    wake_dienstplan()
    return standort


@transaction.atomic
def save_team(*, team: Team, leistungen: Iterable[Leistung]) -> Team:
    """Create or change a team and what it offers."""
    new = team._state.adding
    team.save()
    changed = _set_leistungen(team, leistungen)
    record("team_angelegt" if new else "team_geaendert", team, grund=changed)
    wake_dienstplan()
    return team


@transaction.atomic
def save_platz(*, platz: Platz, leistungen: Iterable[Leistung]) -> Platz:
    """Create or change a counter; without own Leistungen it offers all of its team."""
    new = platz._state.adding
    platz.save()
    changed = _set_leistungen(platz, leistungen)
    record("platz_angelegt" if new else "platz_geaendert", platz, grund=changed)
    wake_dienstplan()
    return platz


def _set_leistungen(row: Team | Platz, leistungen: Iterable[Leistung]) -> str:
    """Write the list and return what changed in it: "+eat-abholung −eat-eid-pin"."""
    before, after = set(row.leistungen.values_list("slug", flat=True)), {leistung.slug for leistung in leistungen}
    row.leistungen.set(leistungen)
    return " ".join([*(f"+{slug}" for slug in sorted(after - before)), *(f"−{slug}" for slug in sorted(before - after))])[:300]
