"""Who is in the house right now: who waits, which counters are open, how long it takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from termine import warteschlange
from termine.enums import VORSPRACHE_AM_PLATZ, VorspracheStatus
from termine.models import Dienst, Leistung, Platz, Team, Termin, Vorsprache
from termine.planung import as_range, day_bounds
from termine.warteschlange import Schalter, Wartend

RUECKBLICK = timedelta(minutes=90)  # conversations that say how fast it goes today
VORAUS = timedelta(days=14)  # how far ahead the next opening is looked for


def waiting(standort: Standort) -> list[Vorsprache]:
    """Return everybody who waits in the house, in one query."""
    return list(Vorsprache.objects.filter(standort=standort).today().waiting().with_visit())


def waiting_for(user) -> QuerySet[Vorsprache]:
    """Return everybody who waits in the houses of ``user``."""
    return Vorsprache.objects.sichtbar_fuer(user).today().waiting()


def _on_duty(standort: Standort) -> QuerySet[Dienst]:
    return Dienst.objects.filter(team__standort=standort, team__aktiv=True, platz__aktiv=True)


def takes_walk_ins(standort: Standort, leistung: Leistung | None = None) -> bool:
    """Say whether a counter for people without an appointment is on duty, or will be later today."""
    now = uhr.now()
    rest = as_range((now, max(now + timedelta(microseconds=1), day_bounds(uhr.today(), uhr.today(), uhr.ZONE)[1])))
    duties = _on_duty(standort).filter(team__ohne_termin=True, zeitraum__overlap=rest)
    if leistung is not None:
        duties = duties.filter(Q(platz__leistungen=leistung) | Q(platz__leistungen=None), team__leistungen=leistung)
    return duties.exists()


def reopens(standort: Standort) -> datetime | None:
    """Return when the house opens again on a later day; None while a counter is on duty today, or when none ever is."""
    ahead = _on_duty(standort).filter(zeitraum__overlap=as_range((uhr.now(), uhr.now() + VORAUS)))
    first = ahead.aggregate(first=Min("zeitraum__startswith"))["first"]
    return first if first and uhr.local(first).date() > uhr.today() else None


def walk_in_leistungen(standort: Standort) -> QuerySet[Leistung]:
    """Return what people may come for without an appointment in this house."""
    teams = Team.objects.filter(standort=standort, aktiv=True, ohne_termin=True)
    return Leistung.objects.offered().filter(zugang="direkt", teams__in=teams).distinct().order_by("reihenfolge", "slug")


def schalter_of(platz: Platz) -> Schalter:
    """Return what the policy knows of a counter; three queries unless they were prefetched."""
    own = {leistung.pk for leistung in platz.leistungen.all()}
    return Schalter(
        id=platz.pk,
        team=platz.team_id,
        sprachen=frozenset(platz.sprachen),
        leistungen=frozenset(own or {leistung.pk for leistung in platz.team.leistungen.all()}),
        merkmale=frozenset(platz.merkmale),
        ohne_termin=platz.team.ohne_termin,
    )


def open_schalter(standort: Standort) -> list[Schalter]:
    """Return the counters on duty at this moment."""
    now = uhr.now()
    duties = _on_duty(standort).filter(zeitraum__contains=now)
    plaetze = Platz.objects.filter(pk__in=duties.values("platz")).select_related("team")
    return [schalter_of(platz) for platz in plaetze.prefetch_related("leistungen", "team__leistungen")]


@dataclass(frozen=True)
class Lage:
    """What somebody who waits is told: how many are due before them, how many minutes that takes; None: too little is known."""

    davor: int
    minuten: int | None = None


def lage(w: Wartend, standort: Standort) -> Lage:
    """Return where ``w`` stands; asks for the house as it is now."""
    offen = open_schalter(standort)
    others = [vorsprache.wartend for vorsprache in waiting(standort)]
    davor = warteschlange.vor(w, others, uhr.now(), offen)
    return Lage(davor, _minutes(davor, standort, [s for s in offen if warteschlange.passt(w, s)]))


def _minutes(davor: int, standort: Standort, schalter: Iterable[Schalter]) -> int | None:
    """Estimate from what these counters did within the last hour and a half."""
    ended = Vorsprache.objects.filter(standort=standort, platz__in=[s.id for s in schalter], status=VorspracheStatus.ERLEDIGT)
    rows = ended.today().filter(beendet_am__gte=uhr.now() - RUECKBLICK, aufgerufen_am__isnull=False)
    talks = list(rows.values_list("platz", "aufgerufen_am", "beendet_am"))
    minutes = [(end - begin).total_seconds() / 60 for _platz, begin, end in talks]
    return warteschlange.schaetzung(davor, minutes, len({platz for platz, _begin, _end in talks}))


def number_of(termin: Termin) -> Vorsprache | None:
    """Return the number that the people of a visit got today, the newest; None before they are here and on other days.

    Of a Kette it is that of the Station they have come to.
    """
    if uhr.local(termin.starts_at).date() != uhr.today():
        return None
    own = Q(termin=termin) if termin.kette_id is None else Q(termin__kette=termin.kette_id)
    return Vorsprache.objects.today().filter(own).with_visit().order_by("-angekommen_am", "-station").first()


def last_station(vorsprache: Vorsprache) -> Vorsprache:
    """Return where the people with this number are now: at the last Station of their Kette that they have come to."""
    if vorsprache.is_offen or vorsprache.termin is None or vorsprache.termin.kette_id is None:
        return vorsprache
    later = Vorsprache.objects.with_visit().filter(termin__kette=vorsprache.termin.kette_id, tag=vorsprache.tag)
    return later.filter(nummer=vorsprache.nummer, reihe=vorsprache.reihe).order_by("-station").first() or vorsprache


def at_counter(platz: Platz) -> Vorsprache | None:
    """Return who is called to or sits at this counter."""
    return Vorsprache.objects.filter(platz=platz, status__in=VORSPRACHE_AM_PLATZ).with_visit().first()
