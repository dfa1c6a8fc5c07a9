"""What a change of the roster would mean: for whom it gets tight, and which hours come and go."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from behoerde.kern import uhr
from termine.enums import TERMIN_OFFEN
from termine.models import Belegung, Platz, Team, Termin
from termine.planung import Spanne, overlaps
from termine.uhrzeiten import Zeit

UEBERSICHT_HOECHSTENS = 12


class Schritt(Protocol):
    platz: Platz
    vorher: Spanne | None
    nachher: Spanne | None


@dataclass(frozen=True)
class Muster:
    """The same change on several days: one weekday, hours that go and hours that come."""

    wochentag: int
    weg: tuple[Zeit, ...]
    neu: tuple[Zeit, ...]
    ab: date
    bis: date
    plaetze: int
    tage: int


def losing(draussen: Iterable[int]) -> list[Termin]:
    """Return the visits of these Belegungen that would newly lie outside of the hours of their counter; nobody's name."""
    found = Belegung.objects.filter(pk__in=list(draussen)).select_related("dienst")
    new = [b.pk for b in found if not any(overlaps(_spanne(b.zeitraum), _spanne(part)) for part in b.dienst.gesperrt)]
    return list(_for_list(Termin.objects.filter(belegung__in=new)))


def without_leistung(team: Team) -> list[Termin]:
    """Return coming visits at ``team`` whose Leistung their counter no longer offers."""
    offered = {leistung.pk for leistung in team.leistungen.all()}
    own = {
        platz.pk: {leistung.pk for leistung in platz.leistungen.all()} for platz in team.plaetze.prefetch_related("leistungen")
    }
    coming = Termin.objects.filter(platz__team=team, status__in=TERMIN_OFFEN, starts_at__gt=uhr.now())
    return [
        t for t in _for_list(coming) if t.leistung_id not in offered or (own[t.platz_id] and t.leistung_id not in own[t.platz_id])
    ]


def _for_list(termine: QuerySet[Termin]) -> QuerySet[Termin]:
    return termine.select_related("platz__team", "leistung", "standort").order_by("starts_at", "platz_id")


def _spanne(zeitraum) -> Spanne:
    return zeitraum.lower, zeitraum.upper


def muster(schritte: Iterable[Schritt], zone: ZoneInfo) -> list[Muster]:
    """Return the changes as people read them: by weekday and hours, how many counters on how many days."""
    days: dict[tuple[int, date], tuple[list[Zeit], list[Zeit]]] = defaultdict(lambda: ([], []))
    for schritt in schritte:
        for n, spanne in enumerate((schritt.vorher, schritt.nachher)):
            if spanne is not None:
                start, end = (instant.astimezone(zone) for instant in spanne)
                days[schritt.platz.pk, start.date()][n].append((start.time(), end.time()))
    groups: dict[tuple, list[tuple[int, date]]] = defaultdict(list)
    for (platz, tag), (weg, neu) in days.items():
        groups[tag.weekday(), tuple(sorted(weg)), tuple(sorted(neu))].append((platz, tag))
    found = [_muster(key, entries) for key, entries in groups.items()]
    return sorted(found, key=lambda entry: (entry.ab, entry.wochentag, entry.weg, entry.neu))


def _muster(key: tuple, entries: list[tuple[int, date]]) -> Muster:
    tage = {tag for _platz, tag in entries}
    plaetze = {platz for platz, _tag in entries}
    return Muster(*key, ab=min(tage), bis=max(tage), plaetze=len(plaetze), tage=len(tage))
