"""The roster: opening hours minus holidays and closures become counters on duty, twelve weeks ahead."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import structlog
from django.db import connection, transaction
from psycopg.types.multirange import Multirange

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import wake
from termine.enums import DienstHerkunft
from termine.models import Belegung, Dienst, Platz, Team
from termine.planung import Spanne, as_range, day_bounds, overlaps, subtract
from termine.queries.abweichung import frei_differences
from termine.queries.dienstplan_soll import Soll
from termine.rules import VORSCHAU

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Schritt:
    """One Dienst that comes (``vorher`` is None), goes (``nachher`` is None) or gets other hours."""

    platz: Platz
    vorher: Spanne | None
    nachher: Spanne | None


@dataclass
class Ergebnis:
    """What one run changes; ``offen`` are Dienste that stay only because people are booked into them.

    ``draussen``: ids of the Belegungen that lie outside of the hours their counter should have.
    """

    schritte: list[Schritt] = field(default_factory=list)
    offen: list[Dienst] = field(default_factory=list)
    draussen: list[int] = field(default_factory=list)

    @property
    def angelegt(self) -> int:
        return sum(schritt.vorher is None for schritt in self.schritte)

    @property
    def entfernt(self) -> int:
        return sum(schritt.nachher is None for schritt in self.schritte)

    @property
    def geaendert(self) -> int:
        return len(self.schritte) - self.angelegt - self.entfernt


def generate_dienste(
    von: date | None = None, bis: date | None = None, *, teams: Iterable[Team] | None = None, nur_vorschau: bool = False
) -> Ergebnis:
    """Bring the Dienste from ``von`` to ``bis`` (default: today and twelve weeks) in line with the opening hours.

    Running again changes nothing; a Dienst with bookings is never removed nor cut below them: what of it lies outside
    of the hours takes nobody else and goes with the last booking. ``nur_vorschau`` says what would change, without a lock and without a write.
    """
    von = von or uhr.today()
    bis = bis or uhr.today() + VORSCHAU
    chosen = Team.objects.select_related("standort") if teams is None else teams
    result = Ergebnis()
    for team in chosen:
        with transaction.atomic():
            _Lauf(team, von, bis, result, nur_vorschau).run()
    return result


def wake_dienstplan() -> None:
    """Start a run soon after opening hours, closures or counters were changed."""
    transaction.on_commit(partial(wake, "termine.dienstplan"), robust=True)


class _Lauf:
    """The run for one team."""

    def __init__(self, team: Team, von: date, bis: date, result: Ergebnis, nur_vorschau: bool) -> None:
        self.team, self.von, self.bis, self.result, self.nur_vorschau = team, von, bis, result, nur_vorschau
        self.soll = Soll(team, von, bis)

    def run(self) -> None:
        window = day_bounds(self.von, self.bis, self.soll.zone)
        existing = defaultdict(list)
        found = Dienst.objects.filter(platz__team=self.team, zeitraum__overlap=as_range(window))
        for dienst in found.order_by("platz_id", "zeitraum"):
            existing[dienst.platz_id].append(dienst)
        for platz in Platz.objects.filter(team=self.team).order_by("pk"):
            # What began before the first day or goes on after the last is left alone.
            own = [d for d in existing[platz.pk] if window[0] <= d.zeitraum.lower and d.zeitraum.upper <= window[1]]
            fixed = [_spanne(d) for d in existing[platz.pk] if d not in own]
            self._platz(platz, self.soll.of(platz), own, fixed)

    def _platz(self, platz: Platz, wanted: list[Spanne], own: list[Dienst], fixed: list[Spanne]) -> None:
        by_hand = [dienst for dienst in own if dienst.herkunft == DienstHerkunft.HAND]
        fixed = fixed + [_spanne(dienst) for dienst in by_hand]
        wanted = [part for spanne in wanted for part in subtract(spanne, fixed)]
        planned = [dienst for dienst in own if dienst not in by_hand]
        kept = [dienst for dienst in planned if _spanne(dienst) in wanted]
        doubtful = [dienst for dienst in planned if dienst not in kept]
        for dienst in kept:
            self._close(dienst, [])
        occupied = fixed + [_spanne(dienst) for dienst in kept]
        occupied += self._settle(platz, doubtful, wanted, occupied)
        new = [part for spanne in wanted for part in subtract(spanne, occupied)]
        self.result.schritte += [Schritt(platz, None, part) for part in new]
        if not self.nur_vorschau:
            Dienst.objects.bulk_create([Dienst(team_id=platz.team_id, platz=platz, zeitraum=as_range(part)) for part in new])

    def _settle(self, platz: Platz, doubtful: list[Dienst], wanted: list[Spanne], occupied: list[Spanne]) -> list[Spanne]:
        """Remove, reshape or keep Dienste that no longer fit, and return what stays taken."""
        if not doubtful:
            return []
        dienste = self._again(doubtful)
        booked = defaultdict(list)
        for belegung in Belegung.objects.filter(dienst__in=dienste):
            booked[belegung.dienst_id].append(belegung)
        empty = [dienst for dienst in dienste if not booked[dienst.pk]]
        self.result.schritte += [Schritt(platz, _spanne(dienst), None) for dienst in empty]
        if not self.nur_vorschau:
            Dienst.objects.filter(pk__in=[dienst.pk for dienst in empty]).delete()
        stay = [dienst for dienst in dienste if booked[dienst.pk]]
        taken: list[Spanne] = []
        for dienst in stay:
            others = occupied + taken + [_spanne(other) for other in stay if other != dienst]
            taken.append(self._reshape(platz, dienst, booked[dienst.pk], wanted, others))
        return taken

    def _again(self, dienste: list[Dienst]) -> list[Dienst]:
        """Return the Dienste as they are now, locked in order for what follows."""
        rows = Dienst.objects.filter(pk__in=[dienst.pk for dienst in dienste]).order_by("platz_id", "pk")
        return list(rows if self.nur_vorschau else rows.select_for_update())

    def _reshape(
        self, platz: Platz, dienst: Dienst, booked: list[Belegung], wanted: list[Spanne], others: list[Spanne]
    ) -> Spanne:
        """Give a Dienst its new hours when all its bookings still fit in; else leave it and name it."""
        first, last = min(b.zeitraum.lower for b in booked), max(b.zeitraum.upper for b in booked)
        goal = next((w for w in wanted if w[0] <= first and last <= w[1] and not any(overlaps(w, o) for o in others)), None)
        if goal is None:
            self.result.offen.append(dienst)
            self._close(dienst, subtract(_spanne(dienst), wanted))
            self.result.draussen += [b.pk for b in booked if not any(_inside(b, w) for w in wanted)]
            return _spanne(dienst)
        self.result.schritte.append(Schritt(platz, _spanne(dienst), goal))
        if not self.nur_vorschau:
            dienst.zeitraum, dienst.gesperrt = as_range(goal), Multirange()
            dienst.save(update_fields=["zeitraum", "gesperrt"])
        return goal

    def _close(self, dienst: Dienst, parts: list[Spanne]) -> None:
        """Let these parts of a Dienst take nobody any more; with none, all of it is open again."""
        gesperrt = Multirange([as_range(part) for part in parts])
        if dienst.gesperrt != gesperrt and not self.nur_vorschau:
            Dienst.objects.filter(pk=dienst.pk).update(gesperrt=gesperrt)


def _spanne(dienst: Dienst) -> Spanne:
    return dienst.zeitraum.lower, dienst.zeitraum.upper


def _inside(belegung: Belegung, spanne: Spanne) -> bool:
    return spanne[0] <= belegung.zeitraum.lower and belegung.zeitraum.upper <= spanne[1]


@transaction.atomic
def check_frei() -> list[int]:
    """Recompute what is free of every Dienst, alarm on a difference, set it right and return the ids."""
    differences = frei_differences()
    if differences:
        log.error("dienst_frei_abweichung", dienste=differences)
        melde("dienst_frei_abweichung", wert=len(differences))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE termine_dienst SET zeitraum = zeitraum WHERE id = ANY (%s)", [differences])
    return differences
