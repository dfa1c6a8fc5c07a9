"""Every night each figure that events don't give is asked of the app that owns the rows, and what it says is kept."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from behoerde.kern import uhr
from monitoring.enums import Herkunft, Zeitraum
from monitoring.katalog import Indikator
from monitoring.models import Messwert
from monitoring.rechnung import Abfrage, Bestand, Dauern, Verweildauer, Zaehlungen, value
from monitoring.verweildauer import quantile
from monitoring.zeitraum import begin_of, end_of

BESTAND_ZEITRAEUME = (Zeitraum.TAG, Zeitraum.MONAT)  # of a month the last day that was counted stays
Zeile = tuple[str, str, float | None, int, float | None]  # attribute, its value, numerator, cases, the figure


def measure(indikator: Indikator) -> int:
    """Ask for every period that is not over for good and keep what it says; return how many values were written."""
    today, rechnung = uhr.today(), indikator.rechnung
    match rechnung:
        case Bestand():
            rows = _counted(rechnung.holen(today), rechnung)
            periods = [(zeitraum, begin_of(zeitraum, today), end_of(zeitraum, today)) for zeitraum in BESTAND_ZEITRAEUME]
            return sum(_keep(indikator.slug, *period, rows) for period in periods)
        case Abfrage() | Verweildauer():
            return sum(
                _ask(indikator.slug, rechnung, *period) for period in _open_periods(indikator.takt, today, rechnung.nachlauf)
            )
    return 0


def _open_periods(takt: Zeitraum, today: date, nachlauf: int) -> list[tuple[Zeitraum, date, date]]:
    periods, begin = [], begin_of(takt, today)
    while end_of(takt, begin) >= today - timedelta(days=nachlauf):
        periods.append((takt, begin, end_of(takt, begin)))
        begin = begin_of(takt, begin - timedelta(days=1))
    return [*periods, (Zeitraum.LAUFEND, begin_of(Zeitraum.LAUFEND, today), today)]


def _ask(slug: str, rechnung: Abfrage | Verweildauer, zeitraum: Zeitraum, von: date, bis: date) -> int:
    until = min(bis, uhr.today())
    if isinstance(rechnung, Abfrage):
        rows = _counted(rechnung.holen(von, until), rechnung)
    else:
        rows = _lasting(rechnung.holen(von, until), rechnung)
    return _keep(slug, zeitraum, von, bis, rows)


def _counted(found: Zaehlungen, rechnung: Abfrage | Bestand) -> list[Zeile]:
    if not any(merkmal == "" for merkmal, *_rest in found):
        found = [("", "", 0.0, 0), *found]
    return [
        (merkmal, wert, zaehler, nenner, value(rechnung.form, zaehler, nenner, rechnung.je))
        for merkmal, wert, zaehler, nenner in found
        if (not merkmal and not wert) or (merkmal in rechnung.merkmale and wert)
    ]


def _lasting(cases: Dauern, rechnung: Verweildauer) -> list[Zeile]:
    groups: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    groups["", ""] = []
    for *attributes, days, ended in cases:
        groups["", ""].append((days, ended))
        for merkmal, wert in zip(rechnung.merkmale, attributes, strict=False):
            if wert:
                groups[merkmal, wert].append((days, ended))
    return [
        (merkmal, wert, None, len(group), quantile(group, rechnung.anteil) if group else None)
        for (merkmal, wert), group in groups.items()
    ]


@transaction.atomic
def _keep(slug: str, zeitraum: Zeitraum, von: date, bis: date, rows: Iterable[Zeile]) -> int:
    """Write the values of one period anew; of the running ninety days only the latest stay."""
    old = Messwert.objects.filter(slug=slug, zeitraum=zeitraum, herkunft=Herkunft.GERECHNET)
    (old if zeitraum == Zeitraum.LAUFEND else old.filter(von=von)).delete()
    kept = [
        Messwert(
            slug=slug,
            zeitraum=zeitraum,
            von=von,
            bis=bis,
            merkmal=merkmal,
            auspraegung=wert[:120],
            zaehler=zaehler,
            nenner=nenner,
            wert=figure,
        )
        for merkmal, wert, zaehler, nenner, figure in rows
    ]
    return len(Messwert.objects.bulk_create(kept))
