"""Months of the savings ledger: computed from the row and the rates, proven or unknown, closed for good, one month a month."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern import uhr as office_clock
from behoerde.kern.exceptions import DomainError
from fallmanagement import ersparnis as method
from fallmanagement.actions.annahme import discard_annahme, propose_annahme, release_annahme
from fallmanagement.actions.ersparnis import (
    Monatsangaben,
    close_monate,
    compute,
    recompute_open,
    remove_monat,
    reopen_monat,
    save_monat,
)
from fallmanagement.actions.vermittlung import move_vermittlung, take_back
from fallmanagement.models import Annahme, Ersparnismonat, Vermittlung
from tests.factories.vermittlung import AnnahmeFactory, ErsparnismonatFactory, begonnen
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]
SEPTEMBER = date(2026, 9, 1)
AZUBI = Monatsangaben(
    monat=SEPTEMBER,
    brutto=Decimal(724),
    netto=Decimal(580),
    unterkunft=Decimal(0),
    werbungskosten=Decimal(0),
    stufe=2,
    analog=False,
    auszubildend=False,
    leistung="asylblg",
    nachweis="abrechnung",
)


def columns(row: Ersparnismonat) -> tuple:
    row.refresh_from_db()
    return row.gemindert, row.verlagert, row.kontrafaktisch, row.ohne_betrag


@pytest.fixture
def job(akte) -> Vermittlung:
    return begonnen(fallakte=akte)


def test_apprentice_of_the_design_saves_399_euros(job, fallmanagerin):
    row = save_monat(job, AZUBI, user=fallmanagerin)
    assert columns(row) == (Decimal(399), Decimal(0), None, "")
    assert (row.tage, row.nachweis_am, row.nachweis_von, row.fassung) == (30, date(2026, 11, 26), fallmanagerin, "1/2026-08-19")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"nachweis": ""}, (None, None, None, "nachweis")),
        ({"analog": True, "auszubildend": True}, (0, 0, None, "")),
        ({"leistung": "beendet"}, (0, 409, 0, "")),
        ({"leistung": "ukraine"}, (None, None, None, "rechtslage")),
        ({"leistung": "ukraine", "nachweis": ""}, (None, None, None, "nachweis")),
        ({"unterkunft": Decimal(300), "brutto": Decimal(2000), "netto": Decimal(1500)}, (709, 0, None, "")),
    ],
)
def test_columns_follow_what_was_entered(job, fallmanagerin, change, expected):
    assert columns(save_monat(job, replace(AZUBI, **change), user=fallmanagerin)) == expected


def test_year_without_a_rate_is_unknown(akte, fallmanagerin):
    job = begonnen(date(2019, 6, 1), fallakte=akte)
    assert columns(save_monat(job, replace(AZUBI, monat=date(2019, 9, 1)), user=fallmanagerin)) == (None, None, None, "satz")


def test_part_of_a_month_counts_in_thirtieths_of_what_the_payslip_says(akte, fallmanagerin):
    job = begonnen(date(2026, 9, 16), fallakte=akte)
    row = save_monat(job, replace(AZUBI, brutto=Decimal(362), netto=Decimal(290)), user=fallmanagerin)
    assert (row.tage, columns(row)[0]) == (15, Decimal("199.50"))


def test_share_without_help_is_unknown_until_two_people_said_it(job, fallmanagerin, leitung, einheit):
    row = save_monat(job, AZUBI, user=fallmanagerin)
    second = staff_of(einheit, "leitung")
    said = {"art": "ohne_hilfe", "ab": SEPTEMBER, "begruendung": "Annahme", "quelle": "Leitung"}
    annahme = propose_annahme(anteil=Decimal("0.25"), user=leitung, **said)
    with pytest.raises(DomainError, match="zweite Person"):
        release_annahme(annahme.pk, user=leitung)
    assert recompute_open() == 0
    release_annahme(annahme.pk, user=second)
    assert (recompute_open(), recompute_open()) == (1, 0)
    assert columns(row) == (Decimal(399), Decimal(0), Decimal("99.75"), "")


def test_database_refuses_one_pair_of_eyes_and_later_changes():
    row = AnnahmeFactory.create(zeitraum=DateRange(SEPTEMBER, None))
    for change in ({"freigegeben_von": row.vorgeschlagen_von, "freigegeben_am": office_clock.now()}, {"anteil": Decimal(2)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Annahme.objects.filter(pk=row.pk).update(**change)


def released(art: str, ab: date, leitung, einheit, **value) -> Annahme:
    said = {"art": art, "ab": ab, "begruendung": "Annahme", "quelle": "Leitung"}
    return release_annahme(propose_annahme(user=leitung, **said, **value).pk, user=staff_of(einheit, "leitung"))


@pytest.mark.parametrize(("kreis", "expected"), [("asylblg", (399, 0, None, "")), ("sgb", (None, None, None, "anderes_gesetz"))])
def test_benefits_for_ukrainians_are_a_switch_with_dates(job, fallmanagerin, leitung, einheit, kreis, expected):
    released("ukraine", date(2026, 9, 1), leitung, einheit, rechtskreis=kreis)
    assert columns(save_monat(job, replace(AZUBI, leistung="ukraine"), user=fallmanagerin)) == expected


def test_new_assumption_ends_the_one_before_and_leaves_its_months(leitung, einheit):
    first = released("ohne_hilfe", date(2026, 1, 1), leitung, einheit, anteil=Decimal("0.2"))
    released("ohne_hilfe", date(2026, 9, 15), leitung, einheit, anteil=Decimal("0.4"))
    first.refresh_from_db()
    assert first.zeitraum.upper == SEPTEMBER  # assumptions change with a month
    months = [
        ErsparnismonatFactory.build(vermittlung=begonnen(), monat=date(2026, month, 1), leistung="asylblg") for month in (8, 9)
    ]
    for row in months:
        compute(row, Annahme.objects.released())
    assert [row.anteil for row in months] == [Decimal("0.2"), Decimal("0.4")]


def test_second_proposal_waits_and_a_discarded_one_is_gone(leitung, einheit):
    said = {"art": "ohne_hilfe", "ab": SEPTEMBER, "begruendung": "Annahme", "quelle": "Leitung", "user": leitung}
    row = propose_annahme(anteil=Decimal("0.2"), **said)
    with pytest.raises(DomainError, match="wartet schon"):
        propose_annahme(anteil=Decimal("0.3"), **said)
    discard_annahme(row.pk)
    with pytest.raises(DomainError, match="schon entschieden"):
        release_annahme(row.pk, user=leitung)


def test_earlier_assumption_does_not_slip_under_a_later_one(leitung, einheit):
    released("ohne_hilfe", SEPTEMBER, leitung, einheit, anteil=Decimal("0.2"))
    with pytest.raises(DomainError, match="später beginnt"):
        released("ohne_hilfe", date(2026, 1, 1), leitung, einheit, anteil=Decimal("0.3"))


@pytest.mark.parametrize("monat", [date(2026, 8, 1), date(2026, 12, 1)])
def test_month_without_work_is_refused(job, fallmanagerin, monat):
    with pytest.raises(DomainError):
        save_monat(job, replace(AZUBI, monat=monat), user=fallmanagerin)


def test_entered_again_it_is_put_right_and_keeps_who_saw_the_payslip(job, fallmanagerin, leitung):
    save_monat(job, AZUBI, user=fallmanagerin)
    row = save_monat(job, replace(AZUBI, netto=Decimal(590)), user=leitung)
    assert (Ersparnismonat.objects.count(), columns(row)[0], row.nachweis_von) == (1, Decimal(409), fallmanagerin)


def test_two_jobs_never_count_more_than_one_month_of_a_person(job, akte, fallmanagerin):
    save_monat(job, AZUBI, user=fallmanagerin)
    other = begonnen(date(2026, 9, 21), fallakte=akte)
    with pytest.raises(DomainError, match="zählt schon eine andere"):
        save_monat(other, AZUBI, user=fallmanagerin)
    with pytest.raises(DatabaseError, match="more than one month"), transaction.atomic():
        ErsparnismonatFactory.create(vermittlung=other)


def test_jobs_one_after_the_other_share_a_month(akte, fallmanagerin):
    job = begonnen(fallakte=akte)
    move_vermittlung(job, "beendet", grund="wechsel", ende=date(2026, 9, 14), user=fallmanagerin)
    other = begonnen(date(2026, 9, 15), fallakte=akte)
    rows = [save_monat(each, AZUBI, user=fallmanagerin) for each in (job, other)]
    assert [row.tage for row in rows] == [14, 16]


def test_ledger_stops_at_the_end_of_the_job(job, fallmanagerin):
    rows = [save_monat(job, replace(AZUBI, monat=date(2026, month, 1)), user=fallmanagerin) for month in (9, 10)]
    move_vermittlung(job, "beendet", grund="befristung", ende=date(2026, 9, 15), user=fallmanagerin)
    for row in rows:
        row.refresh_from_db()
    assert [(row.tage, row.gemindert) for row in rows] == [(15, Decimal("204.50")), (0, Decimal(0))]
    take_back(job, grund="versehen", user=fallmanagerin)
    assert [columns(row)[0] for row in rows] == [Decimal(399), Decimal(399)]


def test_closed_month_never_changes(job, fallmanagerin, leitung):
    row = save_monat(job, AZUBI, user=fallmanagerin)
    assert (close_monate(SEPTEMBER, user=leitung), close_monate(SEPTEMBER, user=leitung)) == (1, 0)
    row.refresh_from_db()
    for refused in (
        lambda: save_monat(job, AZUBI, user=fallmanagerin),
        lambda: remove_monat(row),
        lambda: move_vermittlung(job, "beendet", grund="befristung", ende=date(2026, 9, 15), user=fallmanagerin),
    ):
        with pytest.raises(DomainError, match="abgeschlossen"):
            refused()
    for change in ({"netto": 1}, {"gemindert": 1}, {"fassung": "2"}, {"nachweis_von": leitung}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Ersparnismonat.objects.filter(pk=row.pk).update(**change)


def test_closed_month_is_opened_with_a_reason(job, fallmanagerin, leitung):
    row = save_monat(job, AZUBI, user=fallmanagerin)
    close_monate(SEPTEMBER, user=leitung)
    with pytest.raises(DomainError, match="warum"):
        reopen_monat(row, grund=" ")
    reopen_monat(row, grund="Falsche Abrechnung")
    save_monat(job, replace(AZUBI, netto=Decimal(500)), user=fallmanagerin)
    assert columns(row)[0] == Decimal(319)


def test_only_what_is_known_and_over_is_closed(job, fallmanagerin, leitung):
    save_monat(job, replace(AZUBI, nachweis=""), user=fallmanagerin)
    assert close_monate(SEPTEMBER, user=leitung) == 0
    with pytest.raises(DomainError, match="noch nicht vorbei"):
        close_monate(date(2026, 11, 1), user=leitung)


def test_stored_amount_is_what_the_method_says_of_the_row(job, fallmanagerin):
    row = save_monat(job, replace(AZUBI, werbungskosten=Decimal("12.34")), user=fallmanagerin)
    again = method.ersparnis(method.Monat(SEPTEMBER, 2, Fraction(724), Fraction(580), werbungskosten=Fraction("12.34")))
    assert Fraction(row.gemindert) == again.gemindert
    assert row.fassung == method.fassung()


def test_mistake_goes_and_the_history_keeps_it(job, fallmanagerin):
    row = save_monat(job, AZUBI, user=fallmanagerin)
    events = type(row).pgh_event_model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    remove_monat(row)
    assert [event.pgh_label for event in events] == ["insert", "delete"]


@given(
    st.dates(date(2026, 1, 1), date(2026, 11, 26)),
    st.integers(0, 400),
    st.integers(0, 30),
    st.integers(0, 200_000),
    st.integers(0, 200_000),
)
def test_no_part_of_a_month_is_above_its_need_and_parts_add_up(first, length, cut, brutto, rent):
    last = date.fromordinal(first.toordinal() + length)
    month = first.replace(day=1)
    days = method.tage_im_monat(month, first, last)
    cut = min(cut, days)
    whole = method.Monat(month, 1, Fraction(brutto, 100), Fraction(brutto, 125), Fraction(rent, 100), tage=days)
    parts = [method.ersparnis(replace(whole, tage=part)).gemindert for part in (cut, days - cut)]
    total = method.ersparnis(whole).gemindert
    assert sum(parts) == total <= method.bedarf(whole) * Fraction(days, 30)


@given(st.integers(1, 30), st.integers(0, 10_000))
def test_pay_of_a_part_is_raised_to_the_month_and_comes_back(days, cents):
    assert method.auf_vollen_monat(Fraction(cents), days) * days / 30 == cents
    assert method.auf_vollen_monat(Fraction(cents), 0) == 0
