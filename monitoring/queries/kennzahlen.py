"""Figures as pages, exports and reports show them: cells only, with target, course and comparison."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern import uhr
from behoerde.kern.diagramme import Band, LineChart, Series, Target, sparkline
from monitoring import darstellung
from monitoring.darstellung import Stand, period_name
from monitoring.enums import Zeitraum
from monitoring.katalog import Indikator, Masseinheit
from monitoring.models import Methodenbruch, Vergleichswert, Zielwert
from monitoring.queries.werte import KEINER, Ausschnitt, Reihen, Wert, values, values_of
from monitoring.rechnung import Bestand, Quantil, Strom
from monitoring.zeitraum import MONATE, end_of, last_periods
from monitoring.zelle import Kreis, Zelle

GRENZEN_AB = 8  # values that limits of chance need
WENIGSTENS = {Zeitraum.MONAT: 1, Zeitraum.QUARTAL: 4, Zeitraum.JAHR: 5}  # periods of a course, however short the span
XMR = 2.66  # 3 / 1.128, of the mean moving range (Wheeler and Chambers, Understanding Statistical Process Control, 1992)
ZIEL_SATZ = {
    Stand.ERREICHT: gettext_lazy("Ziel %(ziel)s erreicht"),
    Stand.KNAPP: gettext_lazy("knapp am Ziel %(ziel)s"),
    Stand.VERFEHLT: gettext_lazy("Ziel %(ziel)s verfehlt"),
    Stand.OHNE: gettext_lazy("Ziel %(ziel)s"),
}


@dataclass(frozen=True)
class Punkt:
    """One period of a course."""

    von: date
    name: str
    zelle: Zelle


@dataclass(frozen=True)
class Kachel:
    """One figure over a span: the whole, the span before, its course, its target."""

    indikator: Indikator
    zelle: Zelle
    vorher: Zelle
    verlauf: list[Punkt]
    ziel: float | None = None
    aufgeteilt: bool = True  # False: its source can't be narrowed so

    @cached_property
    def zahl(self) -> str:
        return "" if self.zelle.wert is None else darstellung.number(self.indikator, self.zelle.wert)

    @property
    def einheit(self) -> str:
        return darstellung.unit(self.indikator)

    @property
    def grund(self) -> str:
        """Return why there is no number."""
        return darstellung.why_hidden(self.zelle) if self.aufgeteilt else _("nicht so aufteilbar")

    @property
    def stand(self) -> Stand:
        return darstellung.light(self.indikator, self.zelle, self.ziel)

    @cached_property
    def ziel_satz(self) -> str:
        if self.ziel is None:
            return ""
        words = {"ziel": f"{darstellung.number(self.indikator, self.ziel)} {self.einheit}".strip()}
        return str(ZIEL_SATZ[self.stand]) % words

    @cached_property
    def vorher_satz(self) -> str:
        return "" if self.vorher.wert is None else darstellung.written(self.indikator, self.vorher)

    @property
    def linie(self) -> str:
        return sparkline([punkt.zelle.wert for punkt in self.verlauf], target=self.ziel)


@dataclass(frozen=True)
class Zeile:
    """One value of an attribute over a span."""

    name: str
    zelle: Zelle


@dataclass(frozen=True)
class Spanne:
    """Months that are looked at, and narrowed to what; ``monate`` until today."""

    monate: int = 12
    leistung: str = ""
    standort: str = ""
    tag: date = field(default_factory=uhr.today)

    @cached_property
    def ab(self) -> date:
        return last_periods(Zeitraum.MONAT, self.tag, self.monate)[0]

    @classmethod
    def of_month(cls, monat: date, leistung: str = "", standort: str = "") -> "Spanne":
        """Return one month, until today when it is not over."""
        return cls(1, leistung, standort, min(end_of(Zeitraum.MONAT, monat), uhr.today()))

    def part(self, zeitraum: Zeitraum | None = None, merkmal: str = "") -> Ausschnitt:
        return Ausschnitt(zeitraum, self.ab, self.tag, self.leistung, self.standort, merkmal)

    @property
    def before(self) -> "Spanne":
        """Return the same number of months right before; a running month is held against a whole one."""
        return replace(self, tag=self.ab - timedelta(days=1))


def targets(slugs: Iterable[str], tag: date) -> dict[str, float]:
    """Return the target of each figure on a day."""
    rows = Zielwert.objects.filter(slug__in=slugs, ab__lte=tag).order_by("ab")
    return {row.slug: row.wert for row in rows}


def tiles(which: Sequence[Indikator], spanne: Spanne, kreis: Kreis = Kreis.INTERN) -> list[Kachel]:
    """Return each figure over the span with the span before and its course; three queries, however many figures."""
    rhythms = sorted({rhythm_of(one) for one in which})
    asked = [([one for one in which if rhythm_of(one) == rhythm], _course_part(rhythm, spanne)) for rhythm in rhythms]
    whole, before, *more = values_of([(which, spanne.part()), (which, spanne.before.part()), *asked])
    courses: Reihen = {slug: reihen for course in more for slug, reihen in course.items()}
    wanted = targets([one.slug for one in which], spanne.tag)
    periods = {rhythm: _periods(rhythm, spanne) for rhythm in rhythms}
    return [_tile(one, spanne, kreis, (whole, before, courses), periods[rhythm_of(one)], wanted.get(one.slug)) for one in which]


def _periods(rhythm: Zeitraum, spanne: Spanne) -> dict[date, str]:
    """Return the name of each period of a course, by its first day."""
    return {von: period_name(rhythm, von) for von in last_periods(rhythm, spanne.tag, _count(rhythm, spanne))}


def _tile(
    one: Indikator,
    spanne: Spanne,
    kreis: Kreis,
    found: tuple[Reihen, Reihen, Reihen],
    periods: Mapping[date, str],
    ziel: float | None,
) -> Kachel:
    whole, before = (_single(reihen, one) for reihen in found[:2])
    course = found[2].get(one.slug, {}).get("", {})
    begins = list(periods)
    werte = [course.get(von, KEINER) for von in begins]
    if one.addiert and begins[0] == spanne.ab:
        parts, zelle = darstellung.cells(one, werte, whole, kreis)
    else:  # other periods than the span, or stock of several days: nothing to be reckoned from both
        parts, zelle = [darstellung.cell(one, wert, kreis) for wert in werte], darstellung.cell(one, whole, kreis)
    punkte = [Punkt(von, name, part) for (von, name), part in zip(periods.items(), parts, strict=True)]
    return Kachel(one, zelle, darstellung.cell(one, before, kreis), punkte, ziel, spanne.part().fits(one))


def _single(reihen: Reihen, one: Indikator) -> Wert:
    return next(iter(reihen.get(one.slug, {}).get("", {}).values()), KEINER)


def rhythm_of(one: Indikator) -> Zeitraum:
    """Return the periods of a course: those of the figure, months for what is known by day."""
    return Zeitraum.MONAT if one.takt == Zeitraum.TAG else one.takt


def _count(rhythm: Zeitraum, spanne: Spanne) -> int:
    return max(WENIGSTENS[rhythm], spanne.monate // MONATE[rhythm])


def _course_part(rhythm: Zeitraum, spanne: Spanne) -> Ausschnitt:
    return replace(spanne.part(rhythm), ab=last_periods(rhythm, spanne.tag, _count(rhythm, spanne))[0])


def has_days(one: Indikator) -> bool:
    """Say whether a month of the figure can be looked at day by day."""
    return one.takt in (Zeitraum.TAG, Zeitraum.MONAT) and isinstance(one.rechnung, Strom | Quantil | Bestand)


def days(one: Indikator, monat: Spanne, kreis: Kreis = Kreis.INTERN) -> list[Punkt]:
    """Return the days of a month; what is too small is hidden, and enough beside it that nobody can reckon it back."""
    course = values([one], monat.part(Zeitraum.TAG)).get(one.slug, {}).get("", {})
    begins = [monat.ab + timedelta(days=n) for n in range((monat.tag - monat.ab).days + 1)]
    werte = [course.get(von, KEINER) for von in begins]
    if one.addiert:
        parts, _whole = darstellung.cells(one, werte, _single(values([one], monat.part()), one), kreis)
    else:
        parts = [darstellung.cell(one, wert, kreis) for wert in werte]
    return [Punkt(von, f"{von.day}.", part) for von, part in zip(begins, parts, strict=True)]


def breakdown(one: Indikator, spanne: Spanne, merkmal: str, kreis: Kreis = Kreis.INTERN) -> list[Zeile]:
    """Return the values of each value of ``merkmal`` over the span, the most cases first; what is too small is hidden with others."""
    found = values([one], spanne.part(merkmal=merkmal)).get(one.slug, {})
    rows = [(name, next(iter(reihe.values()), KEINER)) for name, reihe in found.items()]
    rows.sort(key=lambda row: (-row[1].n, row[0]))
    whole = _single(values([one], spanne.part()), one)
    safe, _total = darstellung.cells(one, [wert for _name, wert in rows], whole, kreis)
    return [Zeile(name, zelle) for (name, _wert), zelle in zip(rows, safe, strict=True)]


def limits(kachel: Kachel) -> tuple[float, float] | None:
    """Return between which values the course varies by chance (XmR chart); None for fewer than GRENZEN_AB values."""
    known = [punkt.zelle.wert for punkt in kachel.verlauf if punkt.zelle.wert is not None]
    if len(known) < GRENZEN_AB:
        return None
    middle, moving = fmean(known), fmean(abs(a - b) for a, b in pairwise(known))
    low, high = middle - XMR * moving, middle + XMR * moving
    most = 100.0 if kachel.indikator.einheit == Masseinheit.PROZENT else high
    return max(0.0, low), min(most, high)


def outside(kachel: Kachel) -> list[Punkt]:
    """Return the points of the course that chance alone hardly gives."""
    band = limits(kachel)
    if band is None:
        return []
    return [punkt for punkt in kachel.verlauf if punkt.zelle.wert is not None and not band[0] <= punkt.zelle.wert <= band[1]]


def chart(kachel: Kachel, links: Sequence[str] = ()) -> LineChart | None:
    """Return the course as a picture, with an address behind each period; None without any value that may be shown."""
    one = kachel.indikator
    if all(punkt.zelle.wert is None for punkt in kachel.verlauf):
        return None
    band = limits(kachel)
    return LineChart(
        name=one.name,
        labels=[punkt.name for punkt in kachel.verlauf],
        series=[Series(one.name, [punkt.zelle.wert for punkt in kachel.verlauf])],
        axis=_("Zeitraum"),
        unit=darstellung.unit(one),
        target=None if kachel.ziel is None else Target(kachel.ziel, _("Ziel")),
        band=None if band is None else Band(*band, _("übliche Schwankung")),
        note=_("In der Tabelle führt jeder Monat zu seinen Tagen.") if links else "",
        links=links,
    )


def breaks(slug: str) -> list[Methodenbruch]:
    return list(Methodenbruch.objects.filter(slug=slug))


def references(slug: str) -> list[Vergleichswert]:
    return list(Vergleichswert.objects.filter(slug=slug))


def targets_of(slug: str) -> list[Zielwert]:
    """Return all targets of a figure, the latest first."""
    return list(Zielwert.objects.filter(slug=slug))


@dataclass(frozen=True)
class Eintrag:
    """One target, value of another office or break, as a line of words."""

    pk: int
    worte: list[str]


def entries(model: type[Zielwert | Vergleichswert | Methodenbruch], one: Indikator, felder: Sequence[str]) -> list[Eintrag]:
    """Return what was entered of one figure."""
    rows = model._default_manager.filter(slug=one.slug)
    return [Eintrag(row.pk, [_word(one, getattr(row, name)) for name in felder]) for row in rows]


def _word(one: Indikator, value: object) -> str:
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return f"{darstellung.number(one, value)} {darstellung.unit(one)}".strip() if isinstance(value, float) else str(value)
