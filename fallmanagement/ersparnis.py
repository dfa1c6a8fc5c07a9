"""What earnings of one person save in benefits in one month: three columns that are never added up.

``gemindert``: benefits under the AsylbLG that earnings replace. ``verlagert``: what others pay now that a title has ended the
entitlement. ``kontrafaktisch``: the part of ``gemindert`` that would have come without help of the office. A month without
evidence, or of a year without a rate, is unknown, never nothing and never last year's. Pure functions, exact fractions.

Not counted: allowances for volunteers (§ 7 Abs. 3 S. 2 AsylbLG), Sofortzuschlag, education benefits.
"""

import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DATEN = Path(__file__).resolve().parent / "daten" / "asylblg_saetze.json"
METHODE = "1"  # raised with every change of what is computed below, so that a stored amount says how it came about
TAGE = 30  # a month counts as that many days (§ 3 Abs. 5 S. 3 AsylbLG)
NULL = Fraction(0)


class OhneBetrag(TextChoices):
    """Why a month has no amount."""

    NACHWEIS = "nachweis", _("kein Nachweis für diesen Monat")
    SATZ = "satz", _("kein Satz für dieses Jahr")
    RECHTSLAGE = "rechtslage", _("offene Rechtslage")
    ANDERES_GESETZ = "anderes_gesetz", _("Leistungen nach einem anderen Gesetz")


@dataclass(frozen=True)
class Monat:
    """One month after placement; money in euros for the whole month, ``tage`` how many thirtieths of it count.

    ``auszubildend``: in training, from 15 to 24 years of age. ``leistungsberechtigt``: under the AsylbLG in that month, which
    it is until the end of the month in which a title ends it (§ 1 Abs. 2, 3). ``ohne_hilfe``: share between 0 and 1, None when
    nobody knows it.
    """

    erster: date
    stufe: int
    brutto: Fraction
    netto: Fraction
    unterkunft: Fraction = NULL
    werbungskosten: Fraction = NULL
    analog: bool = False
    auszubildend: bool = False
    leistungsberechtigt: bool = True
    nachgewiesen: bool = True
    tage: int = TAGE
    ohne_hilfe: Fraction | None = NULL


class Ersparnis(NamedTuple):
    """The three columns in euros; all None, with the reason, when nobody knows, the last one alone when its share is unknown."""

    gemindert: Fraction | None
    verlagert: Fraction | None
    kontrafaktisch: Fraction | None
    grund: OhneBetrag | None = None


class Unbekannt(LookupError):
    """No rate is known for that day."""


@cache
def saetze() -> Mapping[str, Any]:
    """Return the rates as the file gives them."""
    return json.loads(DATEN.read_text(encoding="utf-8"))


def fassung() -> str:
    """Return what an amount was computed with: version of the method and day of the rates."""
    return f"{METHODE}/{saetze()['as_of']}"


def satz(tag: date, stufe: int, *, analog: bool) -> Fraction:
    """Return the monthly rate of a level on a day. Raises Unbekannt when there is none."""
    rows, amount = (saetze()["analog_rates"], "amount") if analog else (saetze()["rates"], "total")
    for row in rows:
        if row["rbs"] == stufe and row["valid_from"] <= tag.isoformat() <= row["valid_to"]:
            return Fraction(row[amount])
    raise Unbekannt


def saetze_of(tag: date) -> list[tuple[int, str, Fraction | None, Fraction | None]]:
    """Return (level, who, rate, rate of analog benefits) of a day; None where none is known."""
    rows = []
    for level in saetze()["levels"]:
        rates: list[Fraction | None] = []
        for analog in (False, True):
            try:
                rates.append(satz(tag, level["rbs"], analog=analog))
            except Unbekannt:
                rates.append(None)
        rows.append((level["rbs"], level["who"], rates[0], rates[1]))
    return rows


def beispiel() -> Monat:
    """Return the worked example of the method page: an apprentice in 2026 with 724 euros gross and 580 net, level 2, no rent."""
    return Monat(date(2026, 9, 1), stufe=2, brutto=Fraction(724), netto=Fraction(580))


def bedarf(monat: Monat) -> Fraction:
    """Return the need of the whole month: the rate of the level with what housing really costs. Raises Unbekannt."""
    return satz(monat.erster, monat.stufe, analog=monat.analog) + monat.unterkunft


def anrechenbar(monat: Monat) -> Fraction:
    """Return how much of the earnings the office counts. Raises Unbekannt.

    § 7 Abs. 3 S. 1 AsylbLG: a quarter of the gross pay stays free, at most half of the rate. With benefits as in § 2: § 82
    Abs. 3 S. 1 SGB XII, 30 percent, at most half of level 1; of trainees under 25 the sum of § 82 Abs. 1 S. 2 Nr. 7 as well.
    """
    if not monat.analog:
        half = satz(monat.erster, monat.stufe, analog=False) / 2
        return max(NULL, monat.netto - min(monat.brutto / 4, half) - monat.werbungskosten)
    exempt = _exempt(monat) if monat.auszubildend else NULL
    half = satz(monat.erster, 1, analog=True) / 2
    free = min(max(NULL, monat.brutto - exempt) * Fraction(3, 10), half)
    return max(NULL, monat.netto - exempt - free - monat.werbungskosten)


def _exempt(monat: Monat) -> Fraction:
    """Return what of the pay of a young trainee is no income at all. Raises Unbekannt."""
    known = saetze()["rules"]["exempt_trainee_analog"]["monthly"]
    try:
        return Fraction(known[str(monat.erster.year)])
    except KeyError:
        raise Unbekannt from None


def ersparnis(monat: Monat) -> Ersparnis:
    """Return the three columns of one month."""
    if not monat.nachgewiesen:
        return Ersparnis(None, None, None, OhneBetrag.NACHWEIS)
    try:
        need, counted, share = bedarf(monat), anrechenbar(monat), Fraction(monat.tage, TAGE)
    except Unbekannt:
        return Ersparnis(None, None, None, OhneBetrag.SATZ)
    if not monat.leistungsberechtigt:
        return Ersparnis(NULL, need * share, NULL)
    reduced = min(need, counted) * share
    return Ersparnis(reduced, NULL, None if monat.ohne_hilfe is None else reduced * monat.ohne_hilfe)


def tage(von: date, bis: date) -> int:
    """Return how many thirtieths of their month two days and all between them are; parts of a month add up to 30."""
    return _place(bis, bis.day) - _place(von, von.day - 1)


def tage_im_monat(monat: date, beginn: date, ende: date | None) -> int:
    """Return how many thirtieths of the month that begins on ``monat`` lie between the first and the last day of a job."""
    last = letzter_tag_der_leistung(monat)
    first, last = max(monat, beginn), min(last, ende or last)
    return tage(first, last) if first <= last else 0


def auf_vollen_monat(betrag: Fraction, zahl: int) -> Fraction:
    """Return what pay for so many thirtieths would be in a whole month, as ``Monat`` wants it."""
    return betrag * TAGE / zahl if zahl else NULL


def _place(tag: date, day: int) -> int:
    return TAGE if day == monthrange(tag.year, tag.month)[1] else min(day, TAGE)


def letzter_tag_der_leistung(titel_ab: date) -> date:
    """Return the end of the month in which a title of more than six months ends the entitlement (§ 1 Abs. 3 S. 1)."""
    return titel_ab.replace(day=monthrange(titel_ab.year, titel_ab.month)[1])
