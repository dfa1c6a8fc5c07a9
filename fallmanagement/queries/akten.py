"""Case files of the own units: the list with its filters, one of them with everything that belongs to it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.functional import cached_property

from behoerde.kern import uhr
from behoerde.kern.models import Rollenzuweisung, User
from behoerde.kern.rechte import Recht, rollen_mit
from behoerde.kern.suche import GEZAEHLT_BIS, count_each, persons_sounding
from fallmanagement.enums import ENDE, LAUFEND, OFFEN, UEBERGAENGE, Fallphase
from fallmanagement.models import Fallakte, Haushaltsmitglied
from fallmanagement.models.fallakte import FallakteQuerySet
from termine.queries.tagesliste import birth_date

JE_SEITE, SUCHTEXT_HOECHSTENS, MENSCHEN_HOECHSTENS = 50, 80, 1_000_000
ANSICHTEN = ("meine", "offen", "ohne", "ruhend", "beendet")
TAFELANSICHTEN, JE_SPALTE = ("meine", "offen", "ohne"), 30
ERSTES_JAHR = 2026  # no Aktenzeichen is older
_NUMMER = re.compile(r"^(?:FM-?)?(?:(\d{4})-)?0*(\d{1,9})$", re.IGNORECASE)


class Seiten(Paginator):
    """Pages of a list that may be very long: counted as far as somebody would turn them."""

    @cached_property
    def count(self) -> int:
        rows: QuerySet = self.object_list  # type: ignore[assignment] # the only kind of list that is paged here
        return len(rows.order_by().values_list("pk")[:GEZAEHLT_BIS])


class Funde(Seiten):
    """Pages of a search: its hits are looked for once, in their order, and those of the page are read by their keys."""

    @cached_property
    def _hits(self) -> list[UUID]:
        rows: QuerySet = self.object_list  # type: ignore[assignment] # the same
        return list(rows.values_list("pk", flat=True)[:GEZAEHLT_BIS])

    @cached_property
    def count(self) -> int:
        return len(self._hits)

    def page(self, number: int | str) -> "Page[Any]":
        number = self.validate_number(number)
        keys = self._hits[(number - 1) * self.per_page : number * self.per_page]
        read = Fallakte.objects.select_related("person", "zustaendig").in_bulk(keys)
        return Page([read[key] for key in keys if key in read], number, self)


def visible(user: User) -> QuerySet[Fallakte]:
    return Fallakte.objects.sichtbar_fuer(user).select_related("person", "zustaendig", "einheit")


def _view(user: User, ansicht: str) -> FallakteQuerySet:
    rows = Fallakte.objects.sichtbar_fuer(user)
    if ansicht == "beendet":
        return rows.filter(phase__in=ENDE).order_by("-beendet_am", "-aktenzeichen")
    if ansicht == "ruhend":
        return rows.filter(phase=Fallphase.RUHEND)
    rows = rows.filter(phase__in=OFFEN)
    if ansicht == "meine":
        return rows.of(user).filter(phase__in=LAUFEND)
    return rows.filter(zustaendig=None) if ansicht == "ohne" else rows


def listed(user: User, *, ansicht: str = "meine", phase: str = "", q: str = "") -> QuerySet[Fallakte]:
    """Return the rows of a view, the next deadline first; a search looks in all of them."""
    rows = Fallakte.objects.sichtbar_fuer(user).filter(_found(q)) if q else _view(user, ansicht)
    if phase:
        rows = rows.filter(phase=phase)
    return rows.select_related("person", "zustaendig")


def _found(q: str) -> Q:
    """Return what ``q`` means: a file number or the end of one, a birth date, or names."""
    born = birth_date(q)
    if born is not None:
        return Q(person__geburtsdatum=born)
    if (number := _NUMMER.match(q.strip())) is not None:
        years = [number[1]] if number[1] else range(ERSTES_JAHR, uhr.today().year + 1)
        return Q(aktenzeichen__in=[f"FM-{year}-{int(number[2]):06d}" for year in years])
    # Found first, by an index: without the limit, which nobody reaches, each case would be asked how its person's name sounds.
    return Q(person__in=persons_sounding(q).order_by().values("pk")[:MENSCHEN_HOECHSTENS])


@dataclass(frozen=True)
class Spalte:
    """One phase of the board: the cases whose deadlines are next, how many there are, and where they may go without a reason."""

    phase: Fallphase
    rows: list[Fallakte]
    zahl: int

    @property
    def weitere(self) -> int:
        return self.zahl - len(self.rows)

    @property
    def ziele(self) -> list[Fallphase]:
        return [nach for nach in LAUFEND if nach in UEBERGAENGE[self.phase]]


def board(user: User, ansicht: str = "meine") -> list[Spalte]:
    """Return the columns of what runs, in two queries; a long column shows the next deadlines."""
    rows = _view(user, ansicht).filter(phase__in=LAUFEND)
    numbers = dict(rows.order_by().values_list("phase").annotate(Count("pk")))
    order = [F("naechste_frist").asc(nulls_last=True), F("aktenzeichen").asc()]
    first = rows.annotate(platz=Window(RowNumber(), partition_by=F("phase"), order_by=order)).filter(platz__lte=JE_SPALTE)
    columns: dict[str, list[Fallakte]] = {phase: [] for phase in LAUFEND}
    for akte in first.select_related("person", "zustaendig").order_by(*order):
        columns[akte.phase].append(akte)
    return [Spalte(phase, columns[phase], numbers.get(phase, 0)) for phase in LAUFEND]


def counts(user: User) -> dict[str, int]:
    """Return how much each view holds, in one query."""
    return count_each({ansicht: partial(_view, user, ansicht) for ansicht in ANSICHTEN}, kennung=(user.pk, "fallakten"))


def mine(user: User) -> QuerySet[Fallakte]:
    return _view(user, "meine")


def colleagues(akte: Fallakte) -> list[User]:
    """Return who may answer for the case: accounts with the right in its unit or one above, leavers aside."""
    units = akte.einheit.with_units_above()
    rows = Rollenzuweisung.objects.filter(organisationseinheit__in=units, rolle__in=rollen_mit(Recht.FALLAKTEN))
    rows = rows.filter(Q(bis=None) | Q(bis__gte=uhr.today())).select_related("user")
    return sorted({row.user for row in rows if row.user.is_active}, key=lambda user: (user.nachname, user.vorname))


def household(akte: Fallakte, tag: date | None = None) -> QuerySet[Haushaltsmitglied]:
    """Return who lives with the person, whoever left last."""
    return akte.haushalt.select_related("person").order_by("zeitraum")
