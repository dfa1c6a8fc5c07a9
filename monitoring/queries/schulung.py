"""Schulung as people see it: my own, those of my people, and the dates to come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit, Rollenzuweisung, User
from behoerde.kern.rechte import RECHTE, Recht, Rolle
from monitoring.models import (
    Durchfuehrung,
    Entwicklungsgespraech,
    Kurs,
    Pflichtprofil,
    Schulungsgast,
    Schulungsnachweis,
    Schulungsteilnahme,
)
from monitoring.models.schulung import DurchfuehrungQuerySet
from monitoring.schulung import KOMMEN

EIGENE = [rolle for rolle in Rolle if Recht.SCHULUNGEN in RECHTE[rolle] and rolle != Rolle.RESSORT]


@dataclass
class Stand:
    """One course of one person: the Schulungsnachweis that ends last, whether it is a duty, and how they are registered."""

    kurs: Kurs
    pflicht: bool = False
    nachweis: Schulungsnachweis | None = None
    teilnahme: Schulungsteilnahme | None = None

    @property
    def gilt(self) -> bool:
        return self.nachweis is not None and self.nachweis.gueltig_bis >= uhr.today()

    @property
    def fehlt(self) -> bool:
        return self.pflicht and not self.gilt


@dataclass
class Mensch:
    """Somebody whose manager or coordinator looks at their courses."""

    user: User
    staende: list[Stand] = field(default_factory=list)

    @property
    def offen(self) -> int:
        return sum(stand.fehlt for stand in self.staende)


def current_roles() -> QuerySet[Rollenzuweisung]:
    """Return the roles of today of accounts that are open and belong to the office itself."""
    today = uhr.today()
    held = Rollenzuweisung.objects.filter(Q(bis=None) | Q(bis__gte=today), rolle__in=EIGENE)
    return held.filter(Q(user__austritt_am=None) | Q(user__austritt_am__gt=today))


def staff() -> QuerySet[User]:
    """Return everybody who works for the office, by name."""
    return User.objects.filter(pk__in=current_roles().values("user")).order_by("nachname", "vorname", "pk")


def people_of(viewer: User) -> QuerySet[User]:
    """Return whose names ``viewer`` may see: the coordinator all, a manager those of the own units and below."""
    if viewer.hat_recht(Recht.SCHULUNG_KOORDINIEREN):
        return staff()
    if viewer.hat_recht(Recht.SCHULUNG_LEITEN):
        roles = current_roles().filter(organisationseinheit__in=viewer.einheiten_darunter)
        return staff().filter(pk__in=roles.values("user"))
    return User.objects.none()


def staende_of(users: Iterable[User]) -> dict[Any, list[Stand]]:
    """Return the courses of each of ``users``: duties and what they have, by title; five queries for all."""
    keys = [user.pk for user in users]
    found: dict[Any, dict[Any, Stand]] = defaultdict(dict)
    for pk, kurs in _duties(keys):
        found[pk][kurs.pk] = Stand(kurs, pflicht=True)
    for row in Schulungsnachweis.objects.counting().filter(user__in=keys).select_related("kurs").order_by("gueltig_bis", "pk"):
        found[row.user_id].setdefault(row.kurs_id, Stand(row.kurs)).nachweis = row
    coming = Schulungsteilnahme.objects.filter(user__in=keys, status__in=KOMMEN, bis__gt=uhr.now())
    for date in coming.select_related("durchfuehrung__kurs").order_by("-bis", "pk"):
        kurs = date.durchfuehrung.kurs
        found[date.user_id].setdefault(kurs.pk, Stand(kurs)).teilnahme = date
    return {pk: sorted(found[pk].values(), key=lambda stand: stand.kurs.titel) for pk in keys}


def _duties(keys: list) -> list[tuple[Any, Kurs]]:
    profiles = list(Pflichtprofil.objects.select_related("kurs"))
    if not profiles:
        return []
    units = {unit.pk: unit for unit in Organisationseinheit.objects.select_related(None)}
    found = []
    for held in current_roles().filter(user__in=keys):
        above = _above(held.organisationseinheit_id, units)
        found += [
            (held.user_id, profile.kurs)
            for profile in profiles
            if profile.rolle in ("", held.rolle) and profile.einheit_id in (None, *above)
        ]
    return found


def _above(pk: int | None, units: dict[int, Organisationseinheit]) -> list[int]:
    found: list[int] = []
    while pk is not None and pk not in found:
        found.append(pk)
        pk = units[pk].parent_id
    return found


def humans(viewer: User, *, q: str = "", nur_offen: bool = False) -> list[Mensch]:
    """Return the people of ``viewer`` with their courses, by name; ``nur_offen`` keeps those with a duty that is open."""
    users = people_of(viewer)
    if text := q.replace("\0", " ").strip():
        users = users.filter(Q(vorname__icontains=text) | Q(nachname__icontains=text))
    rows = list(users)
    courses = staende_of(rows)
    found = [Mensch(user, courses[user.pk]) for user in rows]
    return [mensch for mensch in found if mensch.offen] if nur_offen else found


def coming(*, nur_ressorts: bool = False) -> QuerySet[Durchfuehrung]:
    """Return the dates to come with how full they are."""
    rows: DurchfuehrungQuerySet = Durchfuehrung.objects.coming(uhr.now())
    rows = rows.filter(fuer_ressorts=True) if nur_ressorts else rows
    return rows.with_numbers().select_related("kurs")


def dates() -> QuerySet[Durchfuehrung]:
    return Durchfuehrung.objects.with_numbers().select_related("kurs")


def own(durchfuehrung: Durchfuehrung, user: User) -> Schulungsteilnahme | None:
    return durchfuehrung.teilnahmen.filter(user=user).first()


def participants(durchfuehrung: Durchfuehrung) -> QuerySet[Schulungsteilnahme]:
    """Return who is registered, waits, came or stayed away: those with a place first, in the order of arrival."""
    rows = durchfuehrung.teilnahmen.exclude(status="abgemeldet").select_related("user", "gast__einheit")
    return rows.order_by("status", "eingereiht_am", "id")


def guests(viewer: User) -> QuerySet[Schulungsteilnahme]:
    """Return what the own department registered and is still to come."""
    mine = Schulungsgast.objects.filter(einheit__in=viewer.einheiten_darunter)
    rows = Schulungsteilnahme.objects.filter(gast__in=mine, status__in=KOMMEN, bis__gt=uhr.now())
    return rows.select_related("durchfuehrung__kurs", "gast__einheit").order_by("bis", "gast__name", "id")


def nachweise(viewer: User) -> QuerySet[Schulungsnachweis]:
    """Return every Schulungsnachweis whose holder ``viewer`` may see; those of other departments only to the coordinator."""
    who = Q(user__in=people_of(viewer).values("pk"))
    if viewer.hat_recht(Recht.SCHULUNG_KOORDINIEREN):
        who |= Q(gast__isnull=False)
    rows = Schulungsnachweis.objects.filter(who, hebt_auf=None).select_related("user", "gast__einheit", "kurs", "aufhebung")
    return rows.order_by("gueltig_bis", "id")


def talks(viewer: User) -> QuerySet[Entwicklungsgespraech]:
    """Return the talks with the people of ``viewer``, the last first."""
    rows = Entwicklungsgespraech.objects.filter(user__in=people_of(viewer).values("pk"))
    return rows.select_related("user", "kurs").order_by("-tag", "-pk")
