"""Values of figures by period: raw, before anybody decides what of them may be shown. Pages ask ``queries.kennzahlen``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import F, Max, QuerySet, Sum, Value

from monitoring.enums import Zeitraum
from monitoring.katalog import Indikator
from monitoring.klassen import quantile
from monitoring.models import KennzahlMonat, KennzahlTag, Messwert
from monitoring.rechnung import Abfrage, Bestand, Form, Menge, Quantil, Strom, value
from monitoring.zeitraum import begin_of


@dataclass(frozen=True)
class Wert:
    """One raw value: ``n`` cases, ``zaehler`` of them where it is a share."""

    wert: float | None
    n: int
    zaehler: float | None = None


KEINER = Wert(None, 0)
Reihe = dict[date, Wert]  # by the first day of the period
Reihen = dict[str, dict[str, Reihe]]  # slug -> value of the attribute, "" for all -> values


@dataclass(frozen=True)
class Ausschnitt:
    """Which values are wanted: periods that begin from ``ab`` to ``bis``, of one Leistung or Standort, by ``merkmal``.

    Without ``zeitraum`` it is one value for the whole span, which then begins with a month.
    """

    zeitraum: Zeitraum | None
    ab: date
    bis: date
    leistung: str = ""
    standort: str = ""
    merkmal: str = ""

    @property
    def filter(self) -> dict[str, str]:
        return {name: wert for name, wert in (("leistung", self.leistung), ("standort", self.standort)) if wert}

    @property
    def by_day(self) -> bool:
        return self.zeitraum in (Zeitraum.TAG, Zeitraum.LAUFEND)

    def fits(self, indikator: Indikator) -> bool:
        """Say whether the source of a figure can be narrowed and broken down so."""
        wanted = {*self.filter, *([self.merkmal] if self.merkmal else [])}
        if not wanted <= set(indikator.merkmale):
            return False
        return isinstance(indikator.rechnung, Strom | Quantil) or len(wanted) <= 1  # kept values have one attribute


@dataclass
class _Sammler:
    """What was counted of one figure in one period."""

    zaehler: int = 0
    nenner: int = 0
    klassen: Counter[int] = field(default_factory=Counter)

    def wert(self, rechnung: Strom | Quantil) -> Wert:
        if isinstance(rechnung, Quantil):
            return Wert(quantile(self.klassen, rechnung.anteil), sum(self.klassen.values()))
        if rechnung.form == Form.ANZAHL:
            return Wert(self.zaehler, self.zaehler, self.zaehler)
        zaehler, nenner = max(0, self.zaehler), max(0, self.nenner)
        return Wert(value(rechnung.form, zaehler, nenner, rechnung.je), nenner, zaehler)


def values(which: Iterable[Indikator], ausschnitt: Ausschnitt) -> Reihen:
    """Return the values of all figures that the part wanted fits."""
    return values_of([(which, ausschnitt)])[0]


def values_of(asked: Sequence[tuple[Iterable[Indikator], Ausschnitt]]) -> list[Reihen]:
    """Return for each pair the values of its figures that its part fits; three queries, however many pairs.

    All parts are of days or all of months and more, narrowed and broken down in the same way.
    """
    parts = [part for _which, part in asked]
    streams: list[dict[str, Strom | Quantil]] = []
    kept: list[dict[str, Indikator]] = []
    for which, part in asked:
        fitting = [one for one in which if part.fits(one)]
        streams.append({one.slug: one.rechnung for one in fitting if isinstance(one.rechnung, Strom | Quantil)})
        kept.append({one.slug: one for one in fitting if one.slug not in streams[-1]})
    from_events, from_nights = _from_events(streams, parts), _kept(kept, parts)
    return [events | nights for events, nights in zip(from_events, from_nights, strict=True)]


def _whole(parts: Sequence[Ausschnitt], asked: Sequence[object]) -> Ausschnitt:
    """Return the part that holds all others for which something is asked."""
    wanted = [part for part, what in zip(parts, asked, strict=True) if what]
    return replace(parts[0], ab=min(part.ab for part in wanted), bis=max(part.bis for part in wanted))


Summen = dict[str, dict[str, dict[date, _Sammler]]]  # slug -> value of the attribute -> period


def _from_events(which: Sequence[Mapping[str, Strom | Quantil]], parts: Sequence[Ausschnitt]) -> list[Reihen]:
    """Read days or months once and add them up for every part."""
    wanted: dict[str, list[tuple[int, str, Strom | Quantil]]] = defaultdict(list)
    for at, streams in enumerate(which):
        for slug, rechnung in streams.items():
            for art in rechnung.arten:
                wanted[art].append((at, slug, rechnung))
    found: list[Summen] = [{slug: defaultdict(lambda: defaultdict(_Sammler)) for slug in streams} for streams in which]
    begins: dict[tuple[int, date], date | None] = {}
    for von, art, ergebnis, kanal, klasse, auspraegung, anzahl in _rollup(list(wanted), _whole(parts, which)) if wanted else ():
        for at, slug, rechnung in wanted[art]:
            if (at, von) not in begins:
                begins[at, von] = _begin(von, parts[at])
            begin = begins[at, von]
            if begin is not None:
                _add(found[at][slug][auspraegung][begin], rechnung, (art, ergebnis, kanal, klasse), anzahl)
    return [
        {
            slug: {name: {von: one.wert(streams[slug]) for von, one in row.items()} for name, row in rows.items()}
            for slug, rows in summen.items()
        }
        for streams, summen in zip(which, found, strict=True)
    ]


def _rollup(arten: list[str], ausschnitt: Ausschnitt) -> Iterable[tuple[Any, ...]]:
    """Yield (day or first day of the month, kind, result, channel, class, value of the attribute, count)."""
    name, model = ("tag", KennzahlTag) if ausschnitt.by_day else ("monat", KennzahlMonat)
    rows = model.objects.filter(art__in=arten, **{f"{name}__range": (ausschnitt.ab, ausschnitt.bis)}, **ausschnitt.filter)
    rows = rows.annotate(gruppe=F(ausschnitt.merkmal) if ausschnitt.merkmal else Value(""))
    columns = (name, "art", "ergebnis", "kanal", "klasse", "gruppe")
    return rows.order_by().values_list(*columns).annotate(zahl=Sum("anzahl"))


def _begin(von: date, part: Ausschnitt) -> date | None:
    """Return the first day of the period of ``part`` that ``von`` lies in, None outside."""
    if not part.ab <= von <= part.bis:
        return None
    return part.ab if part.zeitraum in (None, Zeitraum.LAUFEND) else begin_of(part.zeitraum, von)


def _add(sammler: _Sammler, rechnung: Strom | Quantil, event: tuple[str, str, str, int | None], anzahl: int) -> None:
    if isinstance(rechnung, Quantil):
        if event[3] is not None and rechnung.menge.holds(*event):
            sammler.klassen[event[3]] += anzahl
        return
    sammler.zaehler += _signed(rechnung.zaehler, event, anzahl)
    sammler.nenner += _signed(rechnung.nenner, event, anzahl)


def _signed(mengen: tuple[Menge, ...], event: tuple[str, str, str, int | None], anzahl: int) -> int:
    return sum(menge.mal * anzahl for menge in mengen if menge.holds(*event))


def _kept(which: Sequence[Mapping[str, Indikator]], parts: Sequence[Ausschnitt]) -> list[Reihen]:
    """Read what the nights kept once and share it out to every part."""
    found: list[Reihen] = [defaultdict(lambda: defaultdict(dict)) for _kept in which]
    for slug, auspraegung, zeitraum, von, *numbers in _kept_rows(which, parts):
        wert = Wert(numbers[0], numbers[1] or 0, numbers[2])
        for kept, part, reihen in zip(which, parts, found, strict=True):
            begin = _begin(von, part)
            if begin is not None and slug in kept and zeitraum == _own(kept[slug], part):
                reihe = reihen[slug]["" if part.filter else auspraegung]
                reihe[begin] = _together(kept[slug], reihe.get(begin), wert)
    return found


def _kept_rows(which: Sequence[Mapping[str, Indikator]], parts: Sequence[Ausschnitt]) -> Iterable[tuple[Any, ...]]:
    """Yield (figure, value of the attribute, period, first day, value, cases, numerator) in the order of days."""
    stocks = [{slug for slug, one in kept.items() if isinstance(one.rechnung, Bestand)} for kept in which]
    others = [kept.keys() - stock for kept, stock in zip(which, stocks, strict=True)]
    columns = ("slug", "auspraegung", "zeitraum", "von", "wert", "nenner", "zaehler")
    if any(stocks):
        yield from sorted(_stock(stocks, parts).values_list(*columns), key=lambda row: row[3])
    if any(others):
        yield from _rows_of(others, _whole(parts, others)).order_by("von").values_list(*columns)


def _stock(stocks: Sequence[set[str]], parts: Sequence[Ausschnitt]) -> QuerySet[Messwert]:
    """Return what there was; where it is not asked by day the last day of each month."""
    days = _rows_of(stocks, _whole(parts, stocks)).filter(zeitraum=Zeitraum.TAG)
    if parts[0].zeitraum == Zeitraum.TAG:
        return days
    month = ("slug", "auspraegung", "von__year", "von__month")
    return days.order_by(*month, "-von").distinct(*month)


def _rows_of(asked: Sequence[AbstractSet[str]], part: Ausschnitt) -> QuerySet[Messwert]:
    merkmal, auspraegung = next(iter(part.filter.items()), (part.merkmal, ""))
    rows = Messwert.objects.filter(slug__in=set().union(*asked), merkmal=merkmal, von__range=(part.ab, part.bis))
    return rows.filter(auspraegung=auspraegung) if part.filter else rows


def _own(one: Indikator, part: Ausschnitt) -> Zeitraum:
    """Return the periods in which the values of a figure are kept."""
    if isinstance(one.rechnung, Bestand):
        return Zeitraum.TAG
    return Zeitraum.LAUFEND if part.zeitraum == Zeitraum.LAUFEND else one.takt


def _together(one: Indikator, before: Wert | None, more: Wert) -> Wert:
    """Return both periods as one: counts add up, of stock, of durations and of what was imported the later one stands for both."""
    if before is None or not isinstance(one.rechnung, Abfrage) or before.zaehler is None or more.zaehler is None:
        return more
    zaehler, n = before.zaehler + more.zaehler, before.n + more.n
    return Wert(value(one.rechnung.form, zaehler, n, one.rechnung.je), n, zaehler)


def measured_until() -> Any:
    """Return when figures of the night were last written, None before the first night."""
    return Messwert.objects.filter(herkunft="gerechnet").aggregate(stand=Max("gemessen_am"))["stand"]
