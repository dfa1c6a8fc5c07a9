"""The roster: opening hours minus holidays and closures become counters on duty, twelve weeks ahead."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import structlog
from django.db import connection, transaction

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import wake
from termine.enums import DienstHerkunft
from termine.models import Belegung, Dienst, Platz, Schliesstag, Team
from termine.planung import Spanne, as_range, day_bounds, days, feiertag, overlaps, planned_ranges, subtract
from termine.queries.abweichung import frei_differences
from termine.rules import VORSCHAU

log = structlog.get_logger(__name__)


@dataclass
class Ergebnis:
    """What one run changed; ``offen`` are Dienste that stay only because people are booked into them."""

    angelegt: int = 0
    geaendert: int = 0
    entfernt: int = 0
    offen: list[Dienst] = field(default_factory=list)


def generate_dienste(von: date | None = None, bis: date | None = None, *, teams: Iterable[Team] | None = None) -> Ergebnis:
    """Bring the Dienste from ``von`` to ``bis`` (default: today and twelve weeks) in line with the opening hours.

    Running again changes nothing; a Dienst with bookings is never removed nor cut below them.
    """
    von = von or uhr.today()
    bis = bis or uhr.today() + VORSCHAU
    result = Ergebnis()
    chosen = Team.objects.select_related("standort") if teams is None else teams
    for team in chosen:
        with transaction.atomic():
            _generate_team(team, von, bis, result)
    return result


def wake_dienstplan() -> None:
    """Start a run soon after opening hours, closures or counters were changed."""
    transaction.on_commit(partial(wake, "termine.dienstplan"), robust=True)


def _generate_team(team: Team, von: date, bis: date, result: Ergebnis) -> None:
    zone = team.standort.zeitzone
    wanted = planned_ranges(team.oeffnungszeiten.all(), von, bis, zone, _closed(team, von, bis)) if team.aktiv else []
    window = day_bounds(von, bis, zone)
    existing = defaultdict(list)
    for dienst in Dienst.objects.filter(platz__team=team, zeitraum__overlap=as_range(window)).order_by("platz_id", "zeitraum"):
        existing[dienst.platz_id].append(dienst)
    for platz in Platz.objects.filter(team=team).order_by("pk"):
        # What began before the first day or goes on after the last is left alone.
        own = [d for d in existing[platz.pk] if window[0] <= d.zeitraum.lower and d.zeitraum.upper <= window[1]]
        fixed = [_spanne(d) for d in existing[platz.pk] if d not in own]
        _generate_platz(platz, wanted if platz.aktiv else [], own, fixed, result)


def _closed(team: Team, von: date, bis: date) -> set[date]:
    closed = {tag for tag in days(von, bis) if feiertag(team.standort.land, tag)}
    closures = Schliesstag.objects.filter(standort=team.standort_id) | Schliesstag.objects.filter(team=team)
    for schliesstag in closures.touching(von, bis):
        closed.update(days(max(von, schliesstag.von), min(bis, schliesstag.bis)))
    return closed


def _spanne(dienst: Dienst) -> Spanne:
    return dienst.zeitraum.lower, dienst.zeitraum.upper


def _generate_platz(platz: Platz, wanted: list[Spanne], own: list[Dienst], fixed: list[Spanne], result: Ergebnis) -> None:
    kept: list[Dienst] = []
    doubtful: list[Dienst] = []
    for dienst in own:
        stays = dienst.herkunft == DienstHerkunft.HAND or _spanne(dienst) in wanted
        (kept if stays else doubtful).append(dienst)
    occupied = fixed + [_spanne(dienst) for dienst in kept]
    occupied += _settle(doubtful, wanted, occupied, result)
    new = [part for spanne in wanted for part in subtract(spanne, occupied)]
    Dienst.objects.bulk_create([Dienst(team_id=platz.team_id, platz=platz, zeitraum=as_range(part)) for part in new])
    result.angelegt += len(new)


def _settle(doubtful: list[Dienst], wanted: list[Spanne], occupied: list[Spanne], result: Ergebnis) -> list[Spanne]:
    """Remove, reshape or keep Dienste that no longer fit, and return what stays taken."""
    if not doubtful:
        return []
    locked = Dienst.objects.filter(pk__in=[d.pk for d in doubtful]).order_by("platz_id", "pk").select_for_update()
    booked = defaultdict(list)
    dienste = list(locked)
    for belegung in Belegung.objects.filter(dienst__in=dienste):
        booked[belegung.dienst_id].append((belegung.zeitraum.lower, belegung.zeitraum.upper))
    empty = [dienst.pk for dienst in dienste if not booked[dienst.pk]]
    Dienst.objects.filter(pk__in=empty).delete()
    result.entfernt += len(empty)
    stay = [dienst for dienst in dienste if booked[dienst.pk]]
    taken: list[Spanne] = []
    for dienst in stay:
        others = occupied + taken + [_spanne(other) for other in stay if other != dienst]
        taken.append(_reshape(dienst, booked[dienst.pk], wanted, others, result))
    return taken


def _reshape(dienst: Dienst, booked: list[Spanne], wanted: list[Spanne], others: list[Spanne], result: Ergebnis) -> Spanne:
    """Give a Dienst its new hours when all its bookings still fit in; else leave it and name it."""
    first, last = min(b[0] for b in booked), max(b[1] for b in booked)
    goal = next((w for w in wanted if w[0] <= first and last <= w[1] and not any(overlaps(w, o) for o in others)), None)
    if goal is None:
        result.offen.append(dienst)
        return _spanne(dienst)
    if goal != _spanne(dienst):
        dienst.zeitraum = as_range(goal)
        dienst.save(update_fields=["zeitraum"])
        result.geaendert += 1
    return goal


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
