"""Values of figures by period: raw, before anybody decides what of them may be shown. Pages ask ``queries.kennzahlen``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from typing import Any

from django.db.models import F, Max, QuerySet, Sum, Value

from monitoring.enums import Zeitraum
from monitoring.katalog import Indikator
from monitoring.klassen import quantile
from monitoring.models import KennzahlMonat, KennzahlTag, Messwert
from monitoring.rechnung import Abfrage, Bestand, Form, Menge, Mengenzeile, Quantil, Strom, value
from monitoring.schnitte import cut_of
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

    def add(self, weise: "_Weise", row: Mengenzeile) -> None:
        """Add a row of the rollup."""
        for menge in weise.zaehler:
            self.zaehler += menge.count(row)
        for menge in weise.nenner:
            self.nenner += menge.count(row)
        if weise.verteilt:
            for klasse, n in zip(row.klassen, row.anzahlen, strict=True):
                if klasse is not None:
                    self.klassen[klasse] += n

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
    """Return for each pair the values of its figures that its part fits; two queries, however many pairs.

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
    found: list[Summen] = [{slug: defaultdict(lambda: defaultdict(_Sammler)) for slug in streams} for streams in which]
    arten = sorted({art for streams in which for one in streams.values() for art in one.arten})
    ways = cache(partial(_ways, which))
    begin_in = cache(lambda at, von: _begin(von, parts[at]))
    for von, auspraegung, event, row in _rollup(arten, _whole(parts, which)) if arten else ():
        for weise in ways(event):
            begin = begin_in(weise.teil, von)
            if begin is not None:
                found[weise.teil][weise.slug][auspraegung][begin].add(weise, row)
    return [
        {
            slug: {name: {von: one.wert(streams[slug]) for von, one in row.items()} for name, row in rows.items()}
            for slug, rows in summen.items()
        }
        for streams, summen in zip(which, found, strict=True)
    ]


Event = tuple[str, str, str]  # kind, result, channel


@dataclass(frozen=True)
class _Weise:
    """How events of one kind, result and channel count for one figure of one part."""

    teil: int
    slug: str
    zaehler: tuple[Menge, ...]
    nenner: tuple[Menge, ...]
    verteilt: bool  # their classes count, for a quantile


def _ways(which: Sequence[Mapping[str, Strom | Quantil]], event: Event) -> list[_Weise]:
    found = []
    for teil, streams in enumerate(which):
        for slug, one in streams.items():
            zaehler, nenner = ((), ()) if isinstance(one, Quantil) else (one.zaehler, one.nenner)
            zaehler, nenner = (tuple(menge for menge in mengen if menge.holds(*event)) for mengen in (zaehler, nenner))
            weise = _Weise(teil, slug, zaehler, nenner, isinstance(one, Quantil) and one.menge.holds(*event))
            if weise.zaehler or weise.nenner or weise.verteilt:
                found.append(weise)
    return found


def _rollup(arten: list[str], ausschnitt: Ausschnitt) -> Iterator[tuple[date, str, Event, Mengenzeile]]:
    """Yield (day or first day of the month, value of the attribute, event, counts)."""
    cut = {} if ausschnitt.by_day else {"schnitt": cut_of([*ausschnitt.filter, ausschnitt.merkmal])}
    name, model = ("tag", KennzahlTag) if ausschnitt.by_day else ("monat", KennzahlMonat)
    rows = model.objects.filter(**cut, art__in=arten, **{f"{name}__range": (ausschnitt.ab, ausschnitt.bis)}, **ausschnitt.filter)
    rows = rows.annotate(gruppe=F(ausschnitt.merkmal) if ausschnitt.merkmal else Value("")).order_by()
    columns = (name, "gruppe", "art", "ergebnis", "kanal")
    if ausschnitt.by_day:
        days = rows.values_list(*columns, "klasse").annotate(zahl=Sum("anzahl"))
        for von, gruppe, art, ergebnis, kanal, klasse, anzahl in days:
            yield von, gruppe, (art, ergebnis, kanal), Mengenzeile(anzahl, (klasse,), (anzahl,))
    else:
        months = rows.values_list(*columns, "anzahl", "klassen", "anzahlen")
        for von, gruppe, art, ergebnis, kanal, *counts in months:
            yield von, gruppe, (art, ergebnis, kanal), Mengenzeile(*counts)


def _begin(von: date, part: Ausschnitt) -> date | None:
    """Return the first day of the period of ``part`` that ``von`` lies in, None outside."""
    if not part.ab <= von <= part.bis:
        return None
    return part.ab if part.zeitraum in (None, Zeitraum.LAUFEND) else begin_of(part.zeitraum, von)


def _kept(which: Sequence[Mapping[str, Indikator]], parts: Sequence[Ausschnitt]) -> list[Reihen]:
    """Read what the nights kept once and share it out to every part."""
    found: list[Reihen] = [defaultdict(lambda: defaultdict(dict)) for _kept in which]
    wanted: dict[tuple[str, str], list[tuple[int, Indikator]]] = defaultdict(list)
    for at, (kept, part) in enumerate(zip(which, parts, strict=True)):
        for slug, one in kept.items():
            wanted[slug, _own(one, part)].append((at, one))
    begin_in = cache(lambda at, von: _begin(von, parts[at]))
    columns = ("slug", "auspraegung", "zeitraum", "von", "wert", "nenner", "zaehler")
    rows = _kept_rows(which, _whole(parts, which)).order_by("von").values_list(*columns) if any(which) else ()
    for slug, auspraegung, zeitraum, von, figure, n, zaehler in rows:
        for at, one in wanted[slug, zeitraum]:
            begin = begin_in(at, von)
            if begin is not None:
                reihe = found[at][slug]["" if parts[at].filter else auspraegung]
                reihe[begin] = _together(one, reihe.get(begin), Wert(figure, n or 0, zaehler))
    return found


def _kept_rows(which: Sequence[Mapping[str, Indikator]], part: Ausschnitt) -> QuerySet[Messwert]:
    asked = {slug: _own(one, part) for kept in which for slug, one in kept.items()}
    merkmal, auspraegung = next(iter(part.filter.items()), (part.merkmal, ""))
    rows = Messwert.objects.filter(
        slug__in=asked, zeitraum__in=set(asked.values()), von__range=(part.ab, part.bis), merkmal=merkmal
    )
    return rows if part.merkmal else rows.filter(auspraegung=auspraegung)


def _own(one: Indikator, part: Ausschnitt) -> Zeitraum:
    """Return the periods in which the values of a figure are read: stock by day or as of the last day of each month."""
    if part.zeitraum == Zeitraum.LAUFEND:
        return Zeitraum.TAG if isinstance(one.rechnung, Bestand) else Zeitraum.LAUFEND
    if isinstance(one.rechnung, Bestand):
        return Zeitraum.TAG if part.by_day else Zeitraum.MONAT
    return one.takt


def _together(one: Indikator, before: Wert | None, more: Wert) -> Wert:
    """Return both periods as one: counts add up, of stock, of durations and of what was imported the later one stands for both."""
    if before is None or not isinstance(one.rechnung, Abfrage) or before.zaehler is None or more.zaehler is None:
        return more
    zaehler, n = before.zaehler + more.zaehler, before.n + more.n
    return Wert(value(one.rechnung.form, zaehler, n, one.rechnung.je), n, zaehler)


def measured_until() -> Any:
    """Return when figures of the night were last written, None before the first night."""
    return Messwert.objects.filter(herkunft="gerechnet").aggregate(stand=Max("gemessen_am"))["stand"]
