"""What the night asks of the apps, and what stays of it."""

from datetime import date

import pytest

from monitoring import tasks
from monitoring.actions.messen import measure
from monitoring.enums import Zeitraum
from monitoring.katalog import indikator
from monitoring.models import Messwert
from monitoring.rechnung import Abfrage, Bestand, Form, Verweildauer
from monitoring.rechnungen import RECHNUNGEN
from tests.monitoring.ereignisse import HEUTE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
SLUG = "angebot-fristgerecht"


@pytest.fixture
def asked(monkeypatch):
    """The periods that were asked; every one answers 8 of 10, and 3 of 4 for one Leistung."""
    periods: list[tuple[date, date]] = []

    def holen(von: date, bis: date):
        periods.append((von, bis))
        return [("", "", 8, 10), ("leistung", "passuebertrag", 3, 4), ("leistung", "", 1, 1), ("sprache", "de", 1, 1)]

    monkeypatch.setitem(RECHNUNGEN, SLUG, Abfrage(holen, merkmale=("leistung",)))
    return periods


def kept(**filters) -> list[tuple]:
    rows = Messwert.objects.filter(**filters).order_by("zeitraum", "von", "merkmal")
    return list(rows.values_list("zeitraum", "von", "merkmal", "auspraegung", "zaehler", "nenner", "wert"))


def test_running_month_the_one_before_and_ninety_days_are_asked(asked):
    measure(indikator(SLUG))
    assert asked == [(date(2026, 11, 1), HEUTE), (date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 8, 27), HEUTE)]


def test_value_and_breakdown_are_kept_and_written_anew_each_night(asked):
    assert (measure(indikator(SLUG)), measure(indikator(SLUG))) == (6, 6)
    assert kept(zeitraum="monat", von=date(2026, 11, 1)) == [
        ("monat", date(2026, 11, 1), "", "", 8.0, 10, 80.0),
        ("monat", date(2026, 11, 1), "leistung", "passuebertrag", 3.0, 4, 75.0),
    ]
    assert len(kept()) == 6


def test_month_that_is_over_for_good_stays_and_ninety_days_move_on(asked, uhr):
    measure(indikator(SLUG))
    uhr.shift(86_400 * 22)  # the 16th of December: October ended 46 days ago
    del asked[:]
    measure(indikator(SLUG))
    assert [von for von, _bis in asked] == [date(2026, 12, 1), date(2026, 11, 1), date(2026, 9, 18)]
    assert [von for _zeitraum, von, *_rest in kept(zeitraum="monat", merkmal="")] == [
        date(2026, 10, 1),
        date(2026, 11, 1),
        date(2026, 12, 1),
    ]
    assert [von for _zeitraum, von, *_rest in kept(zeitraum="laufend", merkmal="")] == [date(2026, 9, 18)]


def test_stock_is_kept_by_day_and_as_of_the_last_day_of_a_month_that_was_counted(monkeypatch, uhr):
    counts = iter((42, 40, 30))
    monkeypatch.setitem(RECHNUNGEN, "rueckstand", Bestand(lambda tag: [("", "", n := next(counts), n)], merkmale=("leistung",)))
    for days in (0, 6, 1):  # the 24th, the 30th, the 1st of December
        uhr.shift(86_400 * days)
        measure(indikator("rueckstand"))
    assert [(zeitraum, von, n) for zeitraum, von, *_names, n, _wert in kept(slug="rueckstand")] == [
        (Zeitraum.MONAT, date(2026, 11, 1), 40),
        (Zeitraum.MONAT, date(2026, 12, 1), 30),
        (Zeitraum.TAG, HEUTE, 42),
        (Zeitraum.TAG, date(2026, 11, 30), 40),
        (Zeitraum.TAG, date(2026, 12, 1), 30),
    ]


def test_half_of_the_open_and_closed_cases_are_over_after(monkeypatch):
    cases = [("passuebertrag", "", 3.0, True), ("passuebertrag", "", 9.0, True), ("visum", "", 30.0, False)]
    monkeypatch.setitem(RECHNUNGEN, "bearbeitungszeit-p50", Verweildauer(lambda von, bis: cases, 0.5, ("leistung",)))
    measure(indikator("bearbeitungszeit-p50"))
    assert kept(slug="bearbeitungszeit-p50", zeitraum="laufend") == [
        ("laufend", date(2026, 8, 27), "", "", None, 3, 9.0),
        ("laufend", date(2026, 8, 27), "leistung", "passuebertrag", None, 2, 3.0),
        ("laufend", date(2026, 8, 27), "leistung", "visum", None, 1, None),
    ]


def test_quotient_without_anything_below_has_no_value(monkeypatch):
    nothing = Bestand(lambda tag: [("", "", 12, 0)], form=Form.QUOTIENT)
    monkeypatch.setitem(RECHNUNGEN, "rueckstand-reichweite", nothing)
    measure(indikator("rueckstand-reichweite"))
    assert kept(zeitraum="tag") == [("tag", HEUTE, "", "", 12.0, 0, None)]


def test_one_figure_that_fails_keeps_none_of_the_others(asked, monkeypatch):
    def fail(tag: date):
        raise RuntimeError("no answer")

    monkeypatch.setitem(RECHNUNGEN, "rueckstand", Bestand(fail))
    monkeypatch.setattr(tasks, "indikatoren", lambda: {slug: indikator(slug) for slug in ("rueckstand", SLUG)})
    tasks.measure_all()
    assert len(kept(slug=SLUG)) == 6
