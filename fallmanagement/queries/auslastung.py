"""How much each case manager carries, and who could take the cases nobody answers for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count, Q

from behoerde.kern import uhr
from behoerde.kern.models import Rollenzuweisung, User
from behoerde.kern.rechte import Rolle
from fallmanagement.enums import LAUFEND
from fallmanagement.lastverteilung import Last, Offen, Zuteilung, distribute
from fallmanagement.models import Fallakte, Frist, Vertretung
from fallmanagement.queries.fristen import staff_of
from termine.queries.ansprechperson import spoken_by

HOECHSTENS = 200  # cases that are shared out at once


def loads(user: User) -> list[Last]:
    """Return a row for each case manager of the units of ``user``, whoever carries most first; five queries."""
    accounts = [account for account in staff_of(user) if account.is_active]
    phases: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows = Fallakte.objects.sichtbar_fuer(user).filter(zustaendig__in=accounts, phase__in=LAUFEND).order_by()
    for account, phase, number in rows.values_list("zustaendig", "phase").annotate(Count("pk")):
        phases[account][phase] = number
    away = set(Vertretung.objects.today().filter(user__in=accounts).values_list("user", flat=True))
    languages, units = spoken_by(accounts), _units(accounts)
    found = [
        Last(each, phases[each.pk], languages.get(each.pk, frozenset()), units[each.pk], each.pk in away) for each in accounts
    ]
    return sorted(found, key=lambda last: (-last.punkte, last.konto.nachname, last.konto.vorname, str(last.konto.pk)))


def _units(accounts: Sequence[User]) -> dict[UUID, frozenset[int]]:
    """Return where each account does case work; a lead takes over cases only by hand."""
    rows = Rollenzuweisung.objects.filter(user__in=accounts, rolle=Rolle.FALLMANAGEMENT)
    found: dict[UUID, frozenset[int]] = defaultdict(frozenset)
    for account, unit in rows.filter(Q(bis=None) | Q(bis__gte=uhr.today())).values_list("user", "organisationseinheit"):
        found[account] |= {unit}
    return found


def overdue(user: User) -> dict[UUID, int]:
    """Return for each account how many Fristen of its running cases are over."""
    cases = Fallakte.objects.sichtbar_fuer(user).filter(phase__in=LAUFEND, zustaendig__isnull=False)
    rows = Frist.objects.open().filter(arbeitstag__lt=uhr.today(), fallakte__in=cases).order_by()
    return dict(rows.values_list("fallakte__zustaendig").annotate(Count("pk")))


def unassigned(user: User) -> list[Fallakte]:
    """Return cases nobody answers for, the next deadline first."""
    rows = Fallakte.objects.sichtbar_fuer(user).filter(phase__in=LAUFEND, zustaendig=None)
    return list(rows.select_related("person", "einheit").order_by("naechste_frist", "aktenzeichen")[:HOECHSTENS])


def share_out(akten: Iterable[Fallakte], lasten: Iterable[Last]) -> dict[UUID, Zuteilung]:
    """Return who could take which of ``akten``."""
    above: dict[int, frozenset[int]] = {}
    cases = []
    for akte in akten:
        if akte.einheit_id not in above:
            above[akte.einheit_id] = frozenset(akte.einheit.with_units_above())
        cases.append(Offen(akte.pk, akte.phase, akte.person.sprache.split("-")[0], above[akte.einheit_id]))
    return distribute(cases, lasten)
