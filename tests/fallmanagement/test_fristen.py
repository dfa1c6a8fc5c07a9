"""Working days: the day before, the day of, the day after; and what is told to the lead."""

from datetime import date

import pytest

from fallmanagement.actions.frist import escalate
from fallmanagement.fristen import lage, last_arbeitstag, stufe_of, worte
from fallmanagement.models import Fallakte, Frist
from fallmanagement.queries.fristen import due
from tests.factories.fallmanagement import FallakteFactory, FristFactory

DONNERSTAG = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("tag", "arbeitstag"),
    [
        (date(2026, 11, 27), date(2026, 11, 27)),  # Friday
        (date(2026, 11, 28), date(2026, 11, 27)),  # Saturday
        (date(2026, 11, 29), date(2026, 11, 27)),  # Sunday
        (date(2026, 12, 26), date(2026, 12, 24)),  # both days of Christmas
        (date(2027, 1, 1), date(2026, 12, 31)),  # New Year
        (date(2026, 11, 1), date(2026, 10, 30)),  # All Saints on a Sunday
    ],
)
def test_last_working_day_is_never_later(tag, arbeitstag):
    assert last_arbeitstag(tag) == arbeitstag


@pytest.mark.parametrize(
    ("arbeitstag", "light"),
    [
        (date(2026, 11, 25), "gefahr"),
        (DONNERSTAG, "gefahr"),
        (date(2026, 11, 27), "achtung"),
        (date(2026, 12, 3), "achtung"),
        (date(2026, 12, 4), "gut"),
    ],
)
def test_light_changes_on_working_days(arbeitstag, light):
    assert lage(arbeitstag, DONNERSTAG) == light


def test_words_say_today_and_how_late(uhr):
    assert worte(DONNERSTAG) == "heute"
    assert worte(date(2026, 11, 24)) == "seit 2 Arbeitstagen überfällig"
    assert worte(date(2026, 12, 4)) == "4. Dezember 2026"


@pytest.mark.parametrize(
    ("art", "arbeitstag", "stufe"),
    [
        *[("frist", 27, 0), ("frist", 26, 1), ("frist", 24, 1), ("frist", 23, 2)],
        *[(art, day, stufe) for art in ("wiedervorlage", "aufgabe") for day, stufe in ((26, 0), (25, 1), (20, 1), (19, 2))],
    ],
)
def test_first_whoever_answers_is_told_then_the_lead(art, arbeitstag, stufe):
    assert stufe_of(art, date(2026, 11, arbeitstag), DONNERSTAG) == stufe


@pytest.mark.parametrize(
    ("today", "stufe"),
    [
        (date(2026, 12, 23), 0),
        (date(2026, 12, 24), 1),  # the day itself
        (date(2026, 12, 28), 1),  # Monday after Christmas and a weekend: one working day
        (date(2026, 12, 29), 1),
        (date(2026, 12, 30), 2),
    ],
)
def test_weekends_and_holidays_are_no_days(today, stufe):
    assert stufe_of("frist", date(2026, 12, 24), today) == stufe


@pytest.mark.django_db
def test_every_open_deadline_rises_once(uhr, amt, ruhig):
    akte = FallakteFactory.create()
    for day in (27, 26, 20):
        FristFactory.create(fallakte=akte, art="frist", rechtsquelle="§ 60a AufenthG", faellig_am=date(2026, 11, day))
    assert (escalate(), escalate()) == (2, 0)
    assert list(Frist.objects.order_by("faellig_am").values_list("stufe", flat=True)) == [2, 1, 0]


@pytest.mark.django_db
def test_what_is_due_leaves_out_cases_that_ended(uhr, amt, fallmanagerin, akte):
    frist = FristFactory.create(fallakte=akte, faellig_am=date(2026, 11, 26))
    assert list(due(fallmanagerin, "alle")) == [frist]
    end = {"phase": "abgeschlossen", "grund": "weggezogen", "beendet_am": date(2026, 11, 26)}
    Fallakte.objects.filter(pk=akte.pk).update(**end)
    assert list(due(fallmanagerin, "alle")) == []
