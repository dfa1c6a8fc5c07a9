"""Whom a concern may be given to: by skill, language and workload, with the reason in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q

from behoerde.kern import uhr
from behoerde.kern.models import User
from termine.enums import ANLIEGEN_VOR_TERMIN
from termine.models import Aufnahme, Mitglied, Platz, Team
from termine.planung import as_range

AUSLASTUNG_TAGE = 14
# Share of the minutes on duty that is taken, per counter.
BELEGT = """
SELECT d.platz_id, 100 - round(100.0 * sum(COALESCE(f.minuten, 0)) / NULLIF(sum(extract(epoch FROM upper(d.zeitraum) - lower(d.zeitraum))), 0))
FROM termine_dienst d
LEFT JOIN LATERAL (SELECT sum(extract(epoch FROM upper(s) - lower(s))) AS minuten FROM unnest(d.frei) AS s) f ON true
WHERE d.platz_id = ANY (%(plaetze)s) AND d.zeitraum && %(zeitraum)s
GROUP BY d.platz_id
"""


@dataclass(frozen=True)
class Kandidat:
    """One person who may take a concern over; ``auslastung`` in percent, None when nothing is known of a counter."""

    user: User
    team: Team
    platz: Platz | None
    sprachen: tuple[str, ...]
    spricht: bool
    auslastung: int | None
    offen: int

    @property
    def rang(self) -> tuple:
        """Who speaks the language first, then who has most room, then who has the fewest open concerns."""
        return (not self.spricht, 100 if self.auslastung is None else self.auslastung, self.offen, self.user.nachname)


def kandidaten(aufnahme: Aufnahme) -> list[Kandidat]:
    """Return everybody of the responsible team (without one: of the unit) who serves the Leistung, the best first; three queries."""
    members = list(_fitting(aufnahme))
    load, waiting = _occupied([m.platz_id for m in members if m.platz_id]), _open_of([m.user_id for m in members])
    wanted = languages_of(aufnahme)
    found = [
        Kandidat(
            member.user,
            member.team,
            member.platz,
            tuple(member.sprachen),
            bool(wanted & {*member.sprachen, *(member.platz.sprachen if member.platz else ())}),
            load.get(member.platz_id),
            waiting.get(member.user_id, 0),
        )
        for member in members
    ]
    return sorted(found, key=lambda kandidat: kandidat.rang)


def languages_of(aufnahme: Aufnahme) -> set[str]:
    """Return the languages in which somebody can be spoken with, their own ones before German."""
    own = {aufnahme.sprache.split("-")[0], aufnahme.dolmetschen, *aufnahme.sprachen} - {""}
    return own - {"de"} or {"de"}


def _fitting(aufnahme: Aufnahme):
    members = Mitglied.objects.filter(team__aktiv=True, team__leistungen=aufnahme.leistung_id).filter(
        Q(user__austritt_am=None) | Q(user__austritt_am__gt=uhr.today())
    )
    here = (
        members.filter(team=aufnahme.team_id)
        if aufnahme.team_id
        else members.filter(team__organisationseinheit=aufnahme.einheit_id)
    )
    does = Q(platz__isnull=True) | Q(platz__leistungen__isnull=True) | Q(platz__leistungen=aufnahme.leistung_id)
    return here.filter(does).select_related("user", "team", "platz").distinct()


def _occupied(plaetze: list[int]) -> dict[int, int]:
    if not plaetze:
        return {}
    span: tuple[datetime, datetime] = (uhr.now(), uhr.now() + AUSLASTUNG_TAGE * uhr.DAY)
    with connection.cursor() as cursor:
        cursor.execute(BELEGT, {"plaetze": plaetze, "zeitraum": as_range(span)})
        return {platz: int(percent) for platz, percent in cursor.fetchall() if percent is not None}


def _open_of(users: list) -> dict:
    waiting = Aufnahme.objects.filter(ansprechperson__in=users, stand__in=ANLIEGEN_VOR_TERMIN)
    return dict(waiting.values_list(F("ansprechperson")).annotate(Count("pk")).order_by())


def usual_platz(aufnahme: Aufnahme) -> int | None:
    """Return the counter at which the Ansprechperson usually sits, None without one."""
    if aufnahme.ansprechperson_id is None:
        return None
    members = Mitglied.objects.filter(user=aufnahme.ansprechperson_id, platz__aktiv=True, team__leistungen=aufnahme.leistung_id)
    return members.values_list("platz_id", flat=True).first()


def spoken_by(users: Iterable[User]) -> dict[UUID, frozenset[str]]:
    """Return the languages of each account, from all teams it belongs to; one query."""
    found: dict[UUID, frozenset[str]] = {}
    for user, languages in Mitglied.objects.filter(user__in=users).values_list("user", "sprachen").order_by("pk"):
        found[user] = found.get(user, frozenset()) | frozenset(languages)
    return found
