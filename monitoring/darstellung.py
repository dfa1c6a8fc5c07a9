"""From raw values to what may be shown of them, and how it is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Zeitraum
from monitoring.katalog import Indikator, Masseinheit, Richtung
from monitoring.queries.werte import Wert
from monitoring.zelle import ANTEIL_AB, QUANTIL_AB, K, Kreis, Verdeckt, Zelle, hidden, is_small, measured, protect, rounded, share

ALLE = 100
KNAPP = 0.05  # so much of the target may be missing for "nearly"


class Stand(StrEnum):
    """How a value stands to its target; the words of the traffic lights."""

    ERREICHT = "gut"
    KNAPP = "achtung"
    VERFEHLT = "gefahr"
    OHNE = ""


def cell(indikator: Indikator, wert: Wert, kreis: Kreis) -> Zelle:
    """Return what may be shown of one value; the stricter of the rules and the figure's own least number of cases holds."""
    if wert.wert is None:
        return hidden(Verdeckt.UNBEKANNT)
    if indikator.eingelesen:  # published by whoever counted it
        return hidden(Verdeckt.ZU_WENIGE) if is_small(wert.n, indikator.mindestens) else Zelle(wert.wert, wert.n or None)
    if not indikator.menschen:
        return Zelle(wert.wert, wert.n)
    if indikator.einheit == Masseinheit.PROZENT and wert.zaehler is not None:
        part = share(round(wert.zaehler), wert.n, kreis=kreis, mindestens=indikator.mindestens)
        return part if part.wert is None else replace(part, wert=part.wert * 100)
    if indikator.einheit == Masseinheit.ANZAHL:
        return _count(wert, kreis, max(K, indikator.mindestens))
    return measured(wert.wert, wert.n, kreis=kreis, mindestens=indikator.mindestens)


def needed(indikator: Indikator, kreis: Kreis) -> int:
    """Return from how many cases on a value about people is shown."""
    if indikator.einheit == Masseinheit.ANZAHL or kreis == Kreis.INTERN:
        return max(K, indikator.mindestens)
    return max(ANTEIL_AB if indikator.einheit == Masseinheit.PROZENT else QUANTIL_AB, indikator.mindestens)


def _count(wert: Wert, kreis: Kreis, k: int) -> Zelle:
    if is_small(wert.n, k):
        return hidden(Verdeckt.ZU_WENIGE)
    shown = wert.n if kreis == Kreis.INTERN else rounded(wert.n)
    return Zelle(shown, shown)


def cells(indikator: Indikator, werte: Sequence[Wert], gesamt: Wert, kreis: Kreis) -> tuple[list[Zelle], Zelle]:
    """Return what may be shown of parts and of their total, so that no small part is the total less the others.

    Outside counts are rounded each for itself, inside what could be reckoned back is hidden.
    """
    parts, whole = [cell(indikator, wert, kreis) for wert in werte], cell(indikator, gesamt, kreis)
    if kreis == Kreis.OEFFENTLICH or indikator.eingelesen or not indikator.menschen or not werte:
        return parts, whole
    tafel = protect([[wert.n for wert in werte]])
    safe = [part if (0, at) not in tafel.verdeckt else _covered(part) for at, part in enumerate(parts)]
    return safe, whole if (-1, -1) not in tafel.verdeckt else _covered(whole)


def _covered(zelle: Zelle) -> Zelle:
    return hidden(Verdeckt.SCHUTZ) if zelle.sichtbar else zelle


def light(indikator: Indikator, zelle: Zelle, ziel: float | None) -> Stand:
    """Return how a value stands to its target; nothing without one, or for a figure that has no better direction."""
    if ziel is None or zelle.wert is None or indikator.richtung == Richtung.NEUTRAL:
        return Stand.OHNE
    missing = ziel - zelle.wert if indikator.richtung == Richtung.MEHR else zelle.wert - ziel
    if missing <= 0:
        return Stand.ERREICHT
    return Stand.KNAPP if missing <= abs(ziel) * KNAPP else Stand.VERFEHLT


def decimals(indikator: Indikator, wert: float) -> int:
    """Return with how many decimals a value is written: shares without, below ten units with one."""
    if indikator.einheit in (Masseinheit.PROZENT, Masseinheit.ANZAHL, Masseinheit.EURO):
        return 1 if indikator.eingelesen and indikator.einheit == Masseinheit.PROZENT else 0
    return 0 if abs(wert) >= 10 else 1


def number(indikator: Indikator, wert: float) -> str:
    """Return the number alone, as it is written in the language of the page; a hundred per cent only where it is all."""
    places = decimals(indikator, wert)
    shown = round(wert, places)
    if indikator.einheit == Masseinheit.PROZENT and not places and shown == ALLE and wert < ALLE:
        shown = ALLE - 1
    return number_format(shown, decimal_pos=places, force_grouping=True)


EINHEITEN = {
    Masseinheit.PROZENT: "%",
    Masseinheit.ANZAHL: "",
    Masseinheit.TAGE: _("Tage"),
    Masseinheit.MINUTEN: _("Min."),
    Masseinheit.WOCHEN: _("Wochen"),
    Masseinheit.EURO: "€",
    Masseinheit.JE_1000: _("je 1.000"),
    Masseinheit.SKALA: _("von 5"),
    Masseinheit.PUNKTE: _("Punkte"),
}
WARUM_VERDECKT = {
    Verdeckt.ZU_WENIGE: _("zu wenige Fälle"),
    Verdeckt.SCHUTZ: _("verdeckt, damit niemand eine kleine Zahl daneben ausrechnen kann"),
    Verdeckt.UNBEKANNT: _("noch keine Zahl"),
    None: "",
}


def unit(indikator: Indikator) -> str:
    """Return what stands behind the number."""
    return str(EINHEITEN[indikator.einheit])


def why_hidden(zelle: Zelle) -> str:
    """Return the sentence that stands where a value would."""
    return str(WARUM_VERDECKT[zelle.verdeckt])


def written(indikator: Indikator, zelle: Zelle) -> str:
    """Return the value with its unit, or why there is none."""
    if zelle.wert is None:
        return why_hidden(zelle)
    return f"{number(indikator, zelle.wert)} {unit(indikator)}".strip()


def period_name(zeitraum: Zeitraum, von: date) -> str:
    """Return how a period is called: "Nov. 2026", "4/2026", "2026", "27. November 2026"."""
    match zeitraum:
        case Zeitraum.MONAT:
            return date_format(von, "M Y")
        case Zeitraum.QUARTAL:
            return gettext("%(quartal)s. Quartal %(jahr)s") % {"quartal": (von.month + 2) // 3, "jahr": von.year}
        case Zeitraum.JAHR:
            return str(von.year)
    return date_format(von, "DATE_FORMAT")
