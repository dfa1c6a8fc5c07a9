"""What a figure said before a measure began and what it says since, with words that claim no more than that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from monitoring import darstellung
from monitoring.enums import Zeitraum
from monitoring.intervall import wilson
from monitoring.katalog import Indikator, Masseinheit, indikatoren
from monitoring.models import Methodenbruch, Vorhaben, Vorhabenwirkung
from monitoring.queries.kennzahlen import Spanne, tiles
from monitoring.strategie import Erwartung
from monitoring.zeitraum import MONATE, begin_of
from monitoring.zelle import Zelle

JAHR, ALLE = 12, 100


@dataclass(frozen=True)
class Vergleich:
    """One expected effect: the figure over equally many months before and since; ``urteil`` says what that can mean."""

    wirkung: Vorhabenwirkung
    name: str
    vorher: str
    nachher: str
    monate: int
    urteil: str


def effects(vorhaben: Vorhaben, tag: date) -> list[Vergleich]:
    """Return every effect that a measure was expected to have."""
    known: Iterable[Vorhabenwirkung] = vorhaben.wirkungen.order_by("slug", "pk")
    return [_compare(row, indikatoren()[row.slug], vorhaben.von, tag) for row in known if row.slug in indikatoren()]


def _compare(row: Vorhabenwirkung, one: Indikator, von: date | None, tag: date) -> Vergleich:
    rhythm = one.takt if one.takt in MONATE else Zeitraum.MONAT
    months = _months(rhythm, von, tag)
    if von is None or not months:
        return Vergleich(row, one.name, "", "", 0, _("Noch zu früh: Seit dem Beginn ist noch kein ganzer Zeitraum vergangen."))
    first = begin_of(rhythm, von)  # the period of the beginning counts on neither side
    until = _months_later(first, months + MONATE[rhythm]) - timedelta(days=1)
    before = tiles([one], Spanne(months, tag=first - timedelta(days=1)))[0].zelle
    after = tiles([one], Spanne(months, tag=until))[0].zelle
    broken = Methodenbruch.objects.filter(slug=row.slug, tag__gt=_months_later(first, -months), tag__lte=until).exists()
    return Vergleich(row, one.name, _words(one, before), _words(one, after), months, _judge(row, one, before, after, broken))


def _months(rhythm: Zeitraum, von: date | None, tag: date) -> int:
    """Return how many months of whole periods after that of the beginning are over, a year at most."""
    if von is None or von > tag:
        return 0
    first, now = begin_of(rhythm, von), begin_of(rhythm, tag)
    passed = (now.year - first.year) * JAHR + now.month - first.month - MONATE[rhythm]
    return max(0, min(JAHR, passed)) // MONATE[rhythm] * MONATE[rhythm]


def _months_later(first: date, months: int) -> date:
    place = first.month - 1 + months
    return date(first.year + place // JAHR, place % JAHR + 1, 1)


def _words(one: Indikator, zelle: Zelle) -> str:
    cases = f" (n = {zelle.n})" if zelle.n else ""
    return darstellung.written(one, zelle) + cases


def _judge(row: Vorhabenwirkung, one: Indikator, before: Zelle, after: Zelle, broken: bool) -> str:
    if before.wert is None or after.wert is None:
        return _("Dazu gibt es nicht auf beiden Seiten eine Zahl.")
    if broken:
        return _("Nicht vergleichbar: Dazwischen wurde geändert, wie gezählt wird.")
    if before.wert == after.wert:
        return _("Nichts hat sich bewegt.")
    if _may_be_chance(one, before, after):
        return _("Der Unterschied kann Zufall sein: Die 95-Prozent-Bereiche überlappen sich.")
    rises = after.wert > before.wert
    if rises == (row.erwartung == Erwartung.STEIGT):
        return _("Sie hat sich in die erwartete Richtung bewegt. Ob das an der Maßnahme liegt, sagt die Zahl allein nicht.")
    return _("Sie hat sich gegen die Erwartung bewegt. Ob das an der Maßnahme liegt, sagt die Zahl allein nicht.")


def _may_be_chance(one: Indikator, before: Zelle, after: Zelle) -> bool:
    if one.einheit != Masseinheit.PROZENT or one.eingelesen or not (before.n and after.n):
        return False
    (low, high), (low2, high2) = (_interval(zelle) for zelle in (before, after))
    return low <= high2 and low2 <= high


def _interval(zelle: Zelle) -> tuple[float, float]:
    wert, n = zelle.wert or 0.0, zelle.n or 1
    return wilson(min(float(n), wert / ALLE * n), n)
