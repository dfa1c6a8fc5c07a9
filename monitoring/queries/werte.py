"""Values of figures by period: raw, before anybody decides what of them may be shown. Pages ask ``queries.kennzahlen``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import DateField, F, Max, Sum, Value
from django.db.models.functions import Trunc

from monitoring.enums import Zeitraum
from monitoring.katalog import Indikator
from monitoring.klassen import quantile
from monitoring.models import KennzahlMonat, KennzahlTag, Messwert
from monitoring.rechnung import Abfrage, Bestand, Form, Menge, Quantil, Strom, value
from monitoring.zeitraum import begin_of

TRUNC = {Zeitraum.MONAT: "month", Zeitraum.QUARTAL: "quarter", Zeitraum.JAHR: "year"}


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
    """Return the values of all figures that the part wanted fits; two queries at most."""
    fitting = [indikator for indikator in which if ausschnitt.fits(indikator)]
    streams = {one.slug: one.rechnung for one in fitting if isinstance(one.rechnung, Strom | Quantil)}
    kept = {one.slug: one for one in fitting if one.slug not in streams}
    return (_from_events(streams, ausschnitt) if streams else {}) | (_kept(kept, ausschnitt) if kept else {})


def _from_events(streams: Mapping[str, Strom | Quantil], ausschnitt: Ausschnitt) -> Reihen:
    interest: dict[str, list[str]] = defaultdict(list)
    for slug, rechnung in streams.items():
        for art in rechnung.arten:
            interest[art].append(slug)
    found: dict[str, dict[str, dict[date, _Sammler]]] = {slug: defaultdict(lambda: defaultdict(_Sammler)) for slug in streams}
    for von, art, ergebnis, kanal, klasse, auspraegung, anzahl in _rollup(list(interest), ausschnitt):
        for slug in interest[art]:
            _add(found[slug][auspraegung][von], streams[slug], (art, ergebnis, kanal, klasse), anzahl)
    return {
        slug: {name: {von: one.wert(streams[slug]) for von, one in row.items()} for name, row in rows.items()}
        for slug, rows in found.items()
    }


def _rollup(arten: list[str], ausschnitt: Ausschnitt) -> Iterable[tuple[Any, ...]]:
    """Yield (first day of the period, kind, result, channel, class, value of the attribute, count)."""
    daily = ausschnitt.zeitraum in (Zeitraum.TAG, Zeitraum.LAUFEND)
    name, model = ("tag", KennzahlTag) if daily else ("monat", KennzahlMonat)
    rows = model.objects.filter(art__in=arten, **{f"{name}__range": (ausschnitt.ab, ausschnitt.bis)}, **ausschnitt.filter)
    rows = rows.annotate(beginn=_begin(ausschnitt, name), gruppe=F(ausschnitt.merkmal) if ausschnitt.merkmal else Value(""))
    columns = ("beginn", "art", "ergebnis", "kanal", "klasse", "gruppe")
    return rows.order_by().values_list(*columns).annotate(zahl=Sum("anzahl"))


def _begin(ausschnitt: Ausschnitt, name: str) -> Any:
    if ausschnitt.zeitraum in (None, Zeitraum.LAUFEND):
        return Value(ausschnitt.ab, output_field=DateField())
    return Trunc(name, TRUNC[ausschnitt.zeitraum]) if ausschnitt.zeitraum in TRUNC else F(name)


def _add(sammler: _Sammler, rechnung: Strom | Quantil, event: tuple[str, str, str, int | None], anzahl: int) -> None:
    if isinstance(rechnung, Quantil):
        if event[3] is not None and rechnung.menge.holds(*event):
            sammler.klassen[event[3]] += anzahl
        return
    sammler.zaehler += _signed(rechnung.zaehler, event, anzahl)
    sammler.nenner += _signed(rechnung.nenner, event, anzahl)


def _signed(mengen: tuple[Menge, ...], event: tuple[str, str, str, int | None], anzahl: int) -> int:
    return sum(menge.mal * anzahl for menge in mengen if menge.holds(*event))


def _kept(which: Mapping[str, Indikator], ausschnitt: Ausschnitt) -> Reihen:
    merkmal, auspraegung = next(iter(ausschnitt.filter.items()), (ausschnitt.merkmal, ""))
    rows = Messwert.objects.filter(slug__in=which, merkmal=merkmal, von__range=(ausschnitt.ab, ausschnitt.bis)).order_by("von")
    if ausschnitt.filter:
        rows = rows.filter(auspraegung=auspraegung)
    found: Reihen = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        one = which[row.slug]
        own = Zeitraum.TAG if isinstance(one.rechnung, Bestand) else one.takt
        wanted = Zeitraum.LAUFEND if ausschnitt.zeitraum == Zeitraum.LAUFEND and own != Zeitraum.TAG else own
        if row.zeitraum == wanted:
            reihe = found[row.slug]["" if ausschnitt.filter else row.auspraegung]
            begin = _period_of(row.von, ausschnitt)
            reihe[begin] = _together(one, reihe.get(begin), Wert(row.wert, row.nenner or 0, row.zaehler))
    return found


def _period_of(von: date, ausschnitt: Ausschnitt) -> date:
    if ausschnitt.zeitraum in (None, Zeitraum.LAUFEND):
        return ausschnitt.ab
    return begin_of(ausschnitt.zeitraum, von)


def _together(one: Indikator, before: Wert | None, more: Wert) -> Wert:
    """Return both periods as one: counts add up, of stock, of durations and of what was imported the later one stands for both."""
    if before is None or not isinstance(one.rechnung, Abfrage) or before.zaehler is None or more.zaehler is None:
        return more
    zaehler, n = before.zaehler + more.zaehler, before.n + more.n
    return Wert(value(one.rechnung.form, zaehler, n, one.rechnung.je), n, zaehler)


def measured_until() -> Any:
    """Return when figures of the night were last written, None before the first night."""
    return Messwert.objects.filter(herkunft="gerechnet").aggregate(stand=Max("gemessen_am"))["stand"]
