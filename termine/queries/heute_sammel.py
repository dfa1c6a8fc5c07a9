"""How far a bulk booking is, and how much of its quota an organisation has used."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from behoerde.kern import uhr
from termine.enums import TERMIN_OHNE_BELEGUNG, Kontingentzeit
from termine.models import Buchungspartner, Sammelbuchung, Sammelzeile, Termin
from termine.planung import day_bounds
from termine.queries.frei import FreieZeit


def period(partner: Buchungspartner, instant: datetime) -> tuple[date, date]:
    """Return first and last day of the week or month of ``instant``."""
    tag = uhr.local(instant).date()
    if partner.je == Kontingentzeit.WOCHE:
        first = tag - timedelta(days=tag.weekday())
        return first, first + timedelta(days=6)
    first = tag.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def used(partner: Buchungspartner, instant: datetime) -> int:
    """Return how many visits of the organisation stand in the week or month of ``instant``; cancelled ones do not count."""
    von, bis = day_bounds(*period(partner, instant), uhr.ZONE)
    visits = Termin.objects.filter(sammelzeile__sammelbuchung__partner=partner, starts_at__gte=von, starts_at__lt=bis)
    return visits.exclude(status__in=TERMIN_OHNE_BELEGUNG).count()


def has_room(partner: Buchungspartner, beginn: datetime, *, bisher: datetime | None) -> bool:
    """Say whether a visit that counted at ``bisher`` (None: not at all) may count in the week or month of ``beginn``."""
    if bisher and period(partner, bisher) == period(partner, beginn):
        return True
    return used(partner, beginn) < partner.kontingent


def with_room(partner: Buchungspartner | None, zeiten: Iterable[FreieZeit], *, bisher: datetime | None) -> Iterator[FreieZeit]:
    """Yield the times that the quota allows; each week or month is counted once. Without organisation all of them."""
    rooms: dict[tuple[date, date], bool] = {}
    for zeit in zeiten:
        key = period(partner, zeit.beginn) if partner else None
        if partner and key and key not in rooms:
            rooms[key] = has_room(partner, zeit.beginn, bisher=bisher)
        if key is None or rooms[key]:
            yield zeit


def may_move(termin: Termin, beginn: datetime) -> bool:
    """Say whether the quota lets a visit move there; yes for whoever came by no list."""
    partner = Buchungspartner.objects.filter(sammelbuchungen__zeilen__termin=termin).first()
    return partner is None or has_room(partner, beginn, bisher=termin.starts_at)


def sammelbuchungen(user) -> QuerySet[Sammelbuchung]:
    """Return the lists of the own organisations with counts of their rows."""
    rows = Sammelbuchung.objects.for_staff().filter(partner__in=Buchungspartner.objects.sichtbar_fuer(user))
    return counted(rows.select_related("partner", "leistung", "standort", "angelegt_von"))


def counted(rows: QuerySet[Sammelbuchung]) -> QuerySet[Sammelbuchung]:
    """Add how many rows each list has, how many are booked and how many wait for it."""
    booked = Q(zeilen__termin__isnull=False)
    return rows.annotate(
        gesamt=Count("zeilen"),
        gebucht=Count("zeilen", filter=booked),
        wartet=Count("zeilen", filter=Q(zeilen__termin=None, zeilen__buchbar=True, zeilen__grund="")),
    )


def people_named(sammelbuchung: Sammelbuchung) -> set[str]:
    """Return the hashes of everybody whom a right row of the list names."""
    return {zeile.person.person_hash for zeile in Sammelzeile.objects.filter(sammelbuchung=sammelbuchung, buchbar=True)}


def to_book() -> list[Sammelbuchung]:
    """Return the lists that are to be booked and that nobody is booking."""
    free = Q(laeuft_bis=None) | Q(laeuft_bis__lte=uhr.now())
    return list(Sammelbuchung.objects.filter(free, bestellt_am__isnull=False).order_by("bestellt_am"))
