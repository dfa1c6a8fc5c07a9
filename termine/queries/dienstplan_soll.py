"""What the roster should be: opening hours, exceptions of a day, holidays, closures, counters that nobody sits at."""

from datetime import date

from termine.models import Ausfall, Ausnahme, Platz, Schliesstag, Team
from termine.planung import Spanne, as_range, day_bounds, days, feiertag, planned_ranges, subtract


class Soll:
    """The wanted hours of one team from ``von`` to ``bis``, per counter; five queries whatever is asked."""

    def __init__(self, team: Team, von: date, bis: date) -> None:
        self.team, self.von, self.bis = team, von, bis
        self.zone = team.standort.zeitzone
        self.zeiten = list(team.oeffnungszeiten.all())
        self.geschlossen = closed_days(team, von, bis)
        self.ausnahmen: dict[int | None, list[Ausnahme]] = {}
        concerned = Ausnahme.objects.filter(team=team) | Ausnahme.objects.filter(platz__team=team)
        for ausnahme in concerned.touching(von, bis):
            self.ausnahmen.setdefault(ausnahme.platz_id, []).append(ausnahme)
        self.ausfaelle: dict[int, list[Spanne]] = {}
        missing = Ausfall.objects.at(team.plaetze.all(), as_range(day_bounds(von, bis, self.zone)))
        for platz, zeitraum in missing.values_list("platz", "zeitraum"):
            self.ausfaelle.setdefault(platz, []).append((zeitraum.lower, zeitraum.upper))
        self._of_team: list[Spanne] | None = None

    def of(self, platz: Platz) -> list[Spanne]:
        """Return when ``platz`` should be on duty."""
        if not (self.team.aktiv and platz.aktiv):
            return []
        missing = self.ausfaelle.get(platz.pk, [])
        return [part for spanne in self._hours(platz) for part in subtract(spanne, missing)]

    def _hours(self, platz: Platz) -> list[Spanne]:
        if platz.pk in self.ausnahmen:
            return self._ranges([self.ausnahmen[platz.pk], self.ausnahmen.get(None, [])])
        if self._of_team is None:
            self._of_team = self._ranges([self.ausnahmen.get(None, [])])
        return self._of_team

    def _ranges(self, ausnahmen: list[list[Ausnahme]]) -> list[Spanne]:
        return planned_ranges(self.zeiten, self.von, self.bis, self.zone, set(self.geschlossen), ausnahmen)


def closed_days(team: Team, von: date, bis: date) -> dict[date, str]:
    """Return the days on which nobody of ``team`` is on duty, with the reason."""
    closed = {tag: name for tag in days(von, bis) if (name := feiertag(team.standort.land, tag))}
    closures = Schliesstag.objects.filter(standort=team.standort_id) | Schliesstag.objects.filter(team=team)
    for schliesstag in closures.touching(von, bis):
        for tag in days(max(von, schliesstag.von), min(bis, schliesstag.bis)):
            closed.setdefault(tag, schliesstag.grund)
    return closed
