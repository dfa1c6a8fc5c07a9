"""Figures of surveys: what is counted, and what of it may be seen."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern.actions.ereignis import melde
from monitoring.actions.umfragelink import flush
from monitoring.models import Beschwerde
from monitoring.queries.umfrage import RECHNUNGEN, protected, quarters, shares, steps, texts
from monitoring.umfrage import MINDESTENS
from monitoring.zaehlung import Zaehlung
from tests.monitoring.umfragen import answered, tokens

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
QUARTAL = (date(2026, 10, 1), date(2026, 12, 31))
PERIODE = Q(periode=date(2026, 10, 1))


def told(gut: int, schlecht: int, **wonach: str) -> None:
    answered(gut, {"zufriedenheit": 5}, **wonach)
    answered(schlecht, {"zufriedenheit": 2}, **wonach)


def figure(slug: str) -> list[Zaehlung]:
    return RECHNUNGEN[slug](*QUARTAL)


def test_satisfaction_is_the_share_of_the_two_best_steps_by_one_attribute_each():
    told(9, 3, leistung="karte", sprache="ar")
    flush()
    assert figure("kundenzufriedenheit-csat") == [
        Zaehlung("", "", 9, 12),
        Zaehlung("leistung", "karte", 9, 12),
        Zaehlung("sprache", "ar", 9, 12),
    ]
    assert figure("kunden-freundlichkeit") == []


def test_response_rate_counts_invitations_of_the_quarter():
    told(10, 0, leistung="karte")
    tokens(30, leistung="karte")
    flush()
    assert figure("kunden-antwortquote") == [
        Zaehlung("", "", 10, 40),
        Zaehlung("leistung", "karte", 10, 40),
        Zaehlung("kanal", "papier", 10, 40),
    ]


def test_complaints_stand_against_a_thousand_served_visits():
    for _visit in range(50):
        melde("vorsprache_erledigt", leistung="karte", standort="rathaus")
    Beschwerde.objects.create(tag=date(2026, 11, 24), art="umgang", leistung="karte")
    assert figure("beschwerden") == [
        Zaehlung("", "", 1000, 50),
        Zaehlung("leistung", "karte", 1000, 50),
        Zaehlung("standort", "rathaus", 0, 50),
    ]


def test_answers_of_another_quarter_are_not_counted(uhr):
    told(10, 0)
    uhr.move_to(datetime(2027, 1, 5, 9, tzinfo=UTC))
    flush()
    assert RECHNUNGEN["kundenzufriedenheit-csat"](date(2027, 1, 1), date(2027, 3, 31)) == []
    assert figure("kundenzufriedenheit-csat")[0] == Zaehlung("", "", 10, 10)


def test_range_inside_a_quarter_gives_the_quarter():
    told(10, 0)
    flush()
    assert RECHNUNGEN["kundenzufriedenheit-csat"](date(2026, 11, 1), date(2026, 11, 30))[0].nenner == 10
    assert quarters(date(2026, 11, 1), date(2026, 11, 30)) == quarters(date(2026, 10, 1), date(2026, 11, 30))


def test_share_of_few_is_hidden_and_another_one_with_it():
    for leistung, zahl in (("a", 20), ("b", 12), ("c", 11)):
        told(zahl, 0, leistung=leistung)
    told(4, 0)
    flush()
    assert [(row.name, row.zelle.wert) for row in shares("zufriedenheit", PERIODE, "leistung")] == [
        ("a", 1.0),
        ("b", 1.0),
        ("c", None),
    ]


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(0, 40))
def test_what_is_hidden_together_is_never_a_few(zahlen, rest):
    found = {str(at): (0, zahl) for at, zahl in enumerate(zahlen)}
    total = sum(zahlen) + rest
    shown = protected(found, total)
    left = total - sum(found[value][1] for value in shown)

    assert all(found[value][1] >= MINDESTENS for value in shown)
    assert not shown or left == 0 or left >= MINDESTENS


def test_steps_that_few_chose_are_not_shown():
    told(20, 2)
    flush()
    assert steps("zufriedenheit", PERIODE)[2] is None


def test_words_need_ten_answers_and_stand_in_no_order():
    answered(9)
    assert texts(PERIODE) == []
    answered(1, {})
    flush()
    assert texts(PERIODE) == sorted([f"Satz {n}" for n in range(9)] + ["Satz 0"])
