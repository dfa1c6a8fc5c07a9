"""Worked examples of the savings ledger, and what always holds."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallmanagement.ersparnis import (
    Ersparnis,
    Monat,
    OhneBetrag,
    Unbekannt,
    anrechenbar,
    bedarf,
    ersparnis,
    letzter_tag_der_leistung,
    satz,
    tage,
)

AZUBI = Monat(date(2026, 9, 1), stufe=2, brutto=Fraction(724), netto=Fraction(580))
ARBEIT = Monat(date(2026, 9, 1), stufe=1, brutto=Fraction(2400), netto=Fraction(1700), unterkunft=Fraction(400))
UNBEKANNT = Ersparnis(None, None, None, OhneBetrag.SATZ)


def test_apprentice_of_the_design():
    assert ersparnis(AZUBI) == Ersparnis(Fraction(399), Fraction(0), Fraction(0))


@pytest.mark.parametrize(
    ("monat", "gemindert"),
    [
        (replace(AZUBI, analog=True, auszubildend=True), "0"),  # 603 euros are no income, § 82 Abs. 1 S. 2 Nr. 7 SGB XII
        (replace(AZUBI, analog=True), "362.8"),  # 580 - 30 % of 724
        (replace(AZUBI, werbungskosten=Fraction(49)), "350"),
        (replace(AZUBI, netto=Fraction(181)), "0"),
        (replace(AZUBI, netto=Fraction(182)), "1"),
        (replace(AZUBI, brutto=Fraction(1000), netto=Fraction(600)), "395.5"),  # half of 409 at most
        (ARBEIT, "855"),  # 455 + 400: never more than the need
        (replace(ARBEIT, analog=True), "963"),
        (replace(ARBEIT, brutto=Fraction(1000), netto=Fraction(800), analog=True), "518.5"),  # at most 281.50 stay free
        (replace(ARBEIT, brutto=Fraction(900), netto=Fraction(700), analog=True), "430"),
        (replace(AZUBI, tage=15), "199.5"),
    ],
)
def test_worked_examples(monat, gemindert):
    assert ersparnis(monat).gemindert == Fraction(gemindert)


def test_shifted_stands_in_its_own_column():
    assert ersparnis(replace(ARBEIT, leistungsberechtigt=False)) == Ersparnis(Fraction(0), Fraction(855), Fraction(0))


def test_share_without_help_stands_in_its_own_column():
    assert ersparnis(replace(AZUBI, ohne_hilfe=Fraction(1, 3))) == Ersparnis(Fraction(399), Fraction(0), Fraction(133))


def test_month_without_evidence_is_unknown():
    assert ersparnis(replace(AZUBI, nachgewiesen=False)) == Ersparnis(None, None, None, OhneBetrag.NACHWEIS)


@pytest.mark.parametrize("analog", [False, True])
@pytest.mark.parametrize(("tag", "bekannt"), [(date(2019, 12, 31), False), (date(2020, 1, 1), True), (date(2020, 1, 2), True)])
def test_rates_begin_with_their_first_year(analog, tag, bekannt):
    assert (ersparnis(replace(AZUBI, erster=tag, analog=analog)) != UNBEKANNT) is bekannt


@pytest.mark.parametrize("analog", [False, True])
@pytest.mark.parametrize(("tag", "bekannt"), [(date(2026, 12, 30), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_year_without_a_rate_is_unknown(analog, tag, bekannt):
    assert (ersparnis(replace(AZUBI, erster=tag, analog=analog)) != UNBEKANNT) is bekannt


def test_young_trainee_of_a_year_without_that_sum_is_unknown():
    assert ersparnis(replace(AZUBI, erster=date(2025, 9, 1), analog=True, auszubildend=True)) == UNBEKANNT


def test_rates_of_2026():
    basic, analog = ([int(satz(date(2026, 5, 1), level, analog=kind)) for level in range(1, 7)] for kind in (False, True))
    assert (basic, analog) == ([455, 409, 365, 405, 337, 309], [563, 506, 451, 471, 390, 357])


def test_level_that_does_not_exist_has_no_rate():
    with pytest.raises(Unbekannt):
        satz(date(2026, 5, 1), 7, analog=False)


@pytest.mark.parametrize(
    ("von", "bis", "erwartet"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), 30),
        (date(2026, 2, 1), date(2026, 2, 28), 30),
        (date(2026, 2, 15), date(2026, 2, 28), 16),
        (date(2026, 1, 31), date(2026, 1, 31), 0),
        (date(2026, 1, 1), date(2026, 1, 30), 30),
        (date(2026, 4, 30), date(2026, 4, 30), 1),
        (date(2026, 4, 10), date(2026, 4, 10), 1),
    ],
)
def test_parts_of_a_month(von, bis, erwartet):
    assert tage(von, bis) == erwartet


@pytest.mark.parametrize(
    ("ab", "letzter"),
    [(date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 2, 28), date(2026, 2, 28)), (date(2026, 3, 1), date(2026, 3, 31))],
)
def test_benefits_end_with_the_month(ab, letzter):
    assert letzter_tag_der_leistung(ab) == letzter


geld = st.integers(0, 500_000).map(lambda cents: Fraction(cents, 100))
monate = st.builds(
    Monat,
    erster=st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    stufe=st.integers(1, 6),
    brutto=geld,
    netto=geld,
    unterkunft=geld,
    werbungskosten=geld,
    analog=st.booleans(),
    leistungsberechtigt=st.booleans(),
    tage=st.integers(0, 30),
    ohne_hilfe=st.fractions(0, 1),
)


@given(monate)
def test_no_column_is_ever_above_the_need(monat):
    need = bedarf(monat) * Fraction(monat.tage, 30)
    gemindert, verlagert, kontrafaktisch, _grund = ersparnis(monat)
    assert 0 <= kontrafaktisch <= gemindert <= need
    assert 0 <= verlagert <= need


@given(monate, st.integers(0, 30))
def test_parts_of_a_month_add_up(monat, first):
    parts = [ersparnis(replace(monat, tage=days)) for days in (first, 30 - first)]
    sums = tuple(sum(column) for column in zip(*(part[:3] for part in parts), strict=True))
    assert sums == ersparnis(replace(monat, tage=30))[:3]


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(1, 30))
def test_days_of_a_month_add_up(tag, cut):
    first, last = tag.replace(day=1), letzter_tag_der_leistung(tag)
    middle = min(first + timedelta(days=cut - 1), last - timedelta(days=1))
    assert tage(first, middle) + tage(middle + timedelta(days=1), last) == 30


@given(monate)
def test_more_pay_never_saves_less(monat):
    assert anrechenbar(replace(monat, netto=monat.netto + 1)) >= anrechenbar(monat)
