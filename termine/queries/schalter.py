"""What a counter sees: who is next here and why, who waits for something else, what is known about a visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from behoerde.kern import uhr
from termine import warteschlange
from termine.enums import VorspracheStatus
from termine.models import Dienst, Notiz, Platz, Team, Termin, Vorsprache
from termine.queries.haus import open_schalter, schalter_of, waiting
from termine.rules import promise_state
from termine.warteschlange import Grund

ZULETZT = (VorspracheStatus.ERLEDIGT, VorspracheStatus.VERSAEUMT, VorspracheStatus.WEITERGEREICHT)


@dataclass(frozen=True)
class Zeile:
    """One line of the list: ``art`` (gut, achtung, gefahr) judges the wait by the promise, "" without one."""

    vorsprache: Vorsprache
    grund: Grund
    minuten: int
    art: str


@dataclass(frozen=True)
class Schlange:
    """The house as one counter sees it: ``hier`` in the order of calls, ``sonst`` what it does not call by itself."""

    hier: list[Zeile]
    sonst: list[Zeile]

    @property
    def naechste(self) -> Zeile | None:
        return self.hier[0] if self.hier else None


def schlange(platz: Platz) -> Schlange:
    """Return everybody who waits in the house of ``platz``, in six queries."""
    rows = {vorsprache.pk: vorsprache for vorsprache in waiting(platz.team.standort)}
    counter, offen, now = schalter_of(platz), open_schalter(platz.team.standort), uhr.now()
    order = warteschlange.reihenfolge([row.wartend for row in rows.values()], counter, now, offen)
    reasons = {pk: warteschlange.grund(row.wartend, counter, now, offen) for pk, row in rows.items()}
    here = [entry.id for entry in order]
    rest = sorted(rows.keys() - set(here), key=lambda pk: rows[pk].angekommen_am)
    return Schlange([_line(rows[pk], reasons[pk], now) for pk in here], [_line(rows[pk], reasons[pk], now) for pk in rest])


def _line(vorsprache: Vorsprache, grund: Grund, now: datetime) -> Zeile:
    minutes = max(0, int((now - vorsprache.wartet_seit).total_seconds() // 60))
    promised = vorsprache.leistung.versprechen_wartezeit_min if vorsprache.leistung else None
    return Zeile(vorsprache, grund, minutes, promise_state(minutes, promised))


def plaetze_for(user) -> QuerySet[Platz]:
    """Return the counters at which ``user`` may sit, by house and team; ``im_dienst``: on duty today."""
    teams = Team.objects.sichtbar_fuer(user).filter(aktiv=True)
    return (
        Platz.objects.filter(team__in=teams, aktiv=True)
        .select_related("team__standort")
        .order_by("team__standort__name", "team__name", "name")
    )


def on_duty_today(plaetze: Iterable[Platz], von: datetime, bis: datetime) -> set[int]:
    """Return the ids of those counters that are on duty between the two instants."""
    duties = Dienst.objects.filter(platz__in=plaetze, zeitraum__overlap=(von, bis))
    return set(duties.values_list("platz", flat=True))


def zuletzt(platz: Platz) -> Vorsprache | None:
    """Return whom this counter served or missed last today."""
    done = Vorsprache.objects.today().filter(platz=platz, status__in=ZULETZT)
    return done.with_visit().order_by("-aufgerufen_am").first()


def besuch(vorsprache: Vorsprache) -> Termin | None:
    """Return the visit behind a number with everything a counter prepares from."""
    if vorsprache.termin_id is None:
        return None
    return Termin.objects.with_details().get(pk=vorsprache.termin_id)


def notizen(termin: Termin, user) -> list[Notiz]:
    """Return what was written about this visit, and at counters of the units of ``user`` about earlier ones, newest first."""
    hashes = [anliegen.person_hash for anliegen in termin.anliegen.all()]
    earlier = Termin.objects.sichtbar_fuer(user).filter(anliegen__person_hash__in=hashes).values("pk")
    return list(Notiz.objects.filter(Q(termin=termin) | Q(termin__in=earlier)).select_related("termin__leistung"))
