"""Who answers for what: every Leistung of the triage against the teams that serve it."""

from dataclasses import dataclass

from termine.models import Leistung, Team


@dataclass(frozen=True)
class Zeile:
    """One Leistung; ``teams`` in the order of the columns: "zuerst" who takes new concerns in, "ja" who serves it too, ""."""

    leistung: Leistung
    teams: list[str]

    @property
    def is_besetzt(self) -> bool:
        """Say whether any team serves it."""
        return any(self.teams)


def matrix(alle: bool = False) -> tuple[list[Team], list[Zeile]]:
    """Return the active teams and one row per Leistung (``alle``: also without triage), in three queries."""
    teams = list(
        Team.objects.filter(aktiv=True)
        .select_related("organisationseinheit", "standort", "leitung")
        .prefetch_related("leistungen")
        .order_by("organisationseinheit__name", "name")
    )
    serves = {team.pk: {leistung.pk for leistung in team.leistungen.all()} for team in teams}
    leistungen = Leistung.objects.offered() if alle else Leistung.objects.offered().filter(zugang="sichtung")
    return teams, [_row(leistung, teams, serves) for leistung in leistungen]


def _row(leistung: Leistung, teams: list[Team], serves: dict[int, set[int]]) -> Zeile:
    serving = [team for team in teams if leistung.pk in serves[team.pk]]
    first = min(serving, key=lambda team: (team.organisationseinheit.parent_id or 0, team.pk), default=None)
    return Zeile(leistung, ["zuerst" if team == first else "ja" if team in serving else "" for team in teams])
