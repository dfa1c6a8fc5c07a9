"""The savings ledger as pages show it: months of a job, sums of a year. Three columns; nothing adds them up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.diagramme import BarChart, Series
from behoerde.kern.models import Organisationseinheit, User, units_below
from fallmanagement.ersparnis import letzter_tag_der_leistung
from fallmanagement.ersparniswerte import Annahmeart
from fallmanagement.models import Annahme, Ersparnismonat, Vermittlung
from fallmanagement.vermittlung import Vermittlungsstand

WENIGE = 5  # people; below, a sum could be traced to one of them
SPALTEN = ("gemindert", "verlagert", "kontrafaktisch")
BEGANN = Q(stand=Vermittlungsstand.BEGONNEN) | Q(ende__isnull=False)


@dataclass(frozen=True)
class Jobmonat:
    """One month of a job: its row, or None while nobody entered it."""

    monat: date
    row: Ersparnismonat | None


@dataclass(frozen=True)
class Monatszeile:
    """One month of many people; an amount is None when nobody knows it."""

    monat: date
    in_arbeit: int
    belegt: int
    gemindert: Decimal | None
    verlagert: Decimal | None
    kontrafaktisch: Decimal | None

    @property
    def unbekannt(self) -> int:
        """People at work of whom no amount is known."""
        return max(0, self.in_arbeit - self.belegt)


@dataclass(frozen=True)
class Jahr:
    jahr: int
    zeilen: list[Monatszeile]

    def summe(self, spalte: str) -> Decimal | None:
        """Return the sum of one column; None when there is no amount, or when a month that counts does not know it."""
        counted = [getattr(zeile, spalte) for zeile in self.zeilen if zeile.belegt]
        return None if not counted or None in counted else sum(counted, Decimal(0))

    @property
    def summen(self) -> list[tuple[str, Decimal | None]]:
        return [(spalte, self.summe(spalte)) for spalte in SPALTEN]

    @property
    def wenige(self) -> bool:
        return any(0 < zeile.in_arbeit < WENIGE for zeile in self.zeilen)

    @property
    def diagramm(self) -> BarChart | None:
        """The columns beside each other, never on each other; None while no month has an amount."""
        if not any(zeile.belegt for zeile in self.zeilen):
            return None
        names = (_("gemindert"), _("verlagert"), _("kontrafaktisch"))
        return BarChart(
            name=_("Belegte Ersparnis je Monat"),
            labels=[f"{zeile.monat:%m}" for zeile in self.zeilen],
            series=[
                Series(name, [_number(getattr(zeile, spalte)) for zeile in self.zeilen])
                for name, spalte in zip(names, SPALTEN, strict=True)
            ],
            axis=_("Monat"),
            unit="€",
            decimals=0,
        )


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def months_between(first: date, last: date) -> list[date]:
    """Return the first day of each month from the one of ``first`` to that of ``last``."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    places = [first.month - 1 + n for n in range(max(0, count))]
    return [date(first.year + place // 12, place % 12 + 1, 1) for place in places]


def of_job(job: Vermittlung) -> list[Jobmonat]:
    """Return every month of a job until today, the latest first; those that nobody entered too."""
    if not job.began or job.beginn is None:
        return []
    rows = {row.monat: row for row in job.monate.select_related("nachweis_von", "abgeschlossen_von")}
    months = {*rows, *months_between(job.beginn, min(job.ende or uhr.today(), uhr.today()))}
    return [Jobmonat(monat, rows.get(monat)) for monat in sorted(months, reverse=True)]


def units(user: User) -> QuerySet[Organisationseinheit]:
    """Return the units whose cases ``user`` sees."""
    return Organisationseinheit.objects.filter(pk__in=user.einheiten_darunter).order_by("name")


def year_of(user: User, jahr: int, *, einheit: int | None = None, nur_abgeschlossen: bool = False) -> Jahr:
    """Return the months of a year until today, of one unit with those below or of all that ``user`` sees, in three queries at most."""
    today = uhr.today()
    last = min(date(jahr, 12, 1), today.replace(day=1))
    jobs, rows = Vermittlung.objects.sichtbar_fuer(user).filter(BEGANN), Ersparnismonat.objects.sichtbar_fuer(user)
    if einheit is not None:
        below = units_below([einheit])
        jobs, rows = jobs.filter(fallakte__einheit__in=below), rows.filter(vermittlung__fallakte__einheit__in=below)
    if nur_abgeschlossen:
        rows = rows.filter(abgeschlossen_am__isnull=False)
    months = months_between(date(jahr, 1, 1), last)
    working, sums = _at_work(jobs, months), _sums(rows.filter(monat__year=jahr))
    return Jahr(jahr, [_line(monat, working.get(f"m{monat.month}", 0), sums.get(monat)) for monat in months])


def _at_work(jobs: QuerySet[Vermittlung], months: list[date]) -> dict[str, int]:
    """Count in one query the people who had a job in each month."""

    def during(monat: date) -> Q:
        last = letzter_tag_der_leistung(monat)
        return Q(beginn__lte=last) & (Q(ende=None) | Q(ende__gte=monat))

    counts = {f"m{monat.month}": Count("fallakte", filter=during(monat), distinct=True) for monat in months}
    return jobs.order_by().aggregate(**counts) if counts else {}


def _sums(rows: QuerySet[Ersparnismonat]) -> dict[date, dict[str, Any]]:
    known = rows.filter(ohne_betrag="", tage__gt=0).order_by().values("monat")
    found = known.annotate(
        belegt=Count("vermittlung__fallakte", distinct=True),
        offen=Count("pk", filter=Q(kontrafaktisch=None)),
        **{f"summe_{spalte}": Sum(spalte) for spalte in SPALTEN},
    )
    return {row["monat"]: row for row in found}


def _line(monat: date, in_arbeit: int, sums: dict[str, Any] | None) -> Monatszeile:
    if sums is None:
        return Monatszeile(monat, in_arbeit, 0, None, None, None)
    without_help = None if sums["offen"] else sums["summe_kontrafaktisch"]
    return Monatszeile(monat, in_arbeit, sums["belegt"], sums["summe_gemindert"], sums["summe_verlagert"], without_help)


def assumptions() -> QuerySet[Annahme]:
    return Annahme.objects.select_related("vorgeschlagen_von", "freigegeben_von").order_by("art", "-zeitraum", "pk")


def valid_on(rows: Iterable[Annahme], tag: date) -> dict[str, Annahme]:
    """Return what is assumed on a day, by kind; a kind that is missing is open."""
    released = [row for row in rows if row.freigegeben_am is not None]
    return {
        str(art): row
        for art in Annahmeart
        for row in released
        if row.art == art and row.zeitraum.lower <= tag and (row.zeitraum.upper is None or tag < row.zeitraum.upper)
    }
