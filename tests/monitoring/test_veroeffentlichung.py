"""What is published: whole months, once each, corrected with a reason, never changed."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError

from behoerde.kern import uhr as clock
from behoerde.kern.exceptions import DomainError
from monitoring.actions.veroeffentlichung import publish, publish_if_due
from monitoring.enums import Zeitraum
from monitoring.models import Messwert, Veroeffentlichung
from tests.monitoring.ereignisse import happen, roll_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
MENGE = "arbeitsmenge"


def entry(row: Veroeffentlichung, slug: str) -> dict:
    return next(item for item in row.inhalt if item["slug"] == slug)


def test_twelve_whole_months_are_rounded_and_the_running_one_left_out():
    happen(date(2026, 10, 6), "vorsprache_erledigt", anzahl=33)
    happen(date(2026, 11, 6), "vorsprache_erledigt", anzahl=40)
    roll_up(date(2026, 10, 6), date(2026, 11, 6))
    row = publish()
    found = entry(row, MENGE)
    assert (row.nummer, row.bis, found["wert"], found["n"]) == (1, date(2026, 10, 31), 35, 35)
    assert [(found["verlauf"][0]["von"], len(found["verlauf"]))] == [("2025-11-01", 12)]
    assert found["verlauf"][-1] == {"von": "2026-10-01", "bis": "2026-10-31", "wert": 35, "n": 35, "verdeckt": ""}


def test_figure_of_quarters_shows_the_last_whole_one():
    for von, bis, n in ((date(2026, 7, 1), date(2026, 9, 30), 60), (date(2026, 10, 1), date(2026, 12, 31), 90)):
        Messwert.objects.create(
            slug="kundenzufriedenheit-csat",
            zeitraum=Zeitraum.QUARTAL,
            von=von,
            bis=bis,
            zaehler=n / 2,
            nenner=n,
            wert=50,
        )
    found = entry(publish(), "kundenzufriedenheit-csat")
    assert (found["wert"], found["n"], found["verlauf"][-1]["bis"]) == (50, 60, "2026-09-30")


def test_what_was_published_before_counts_too(uhr):
    """Alone the sum of 2, 3 and 1 may be told; beside the earlier sum of 2 and 3 it would tell the last month."""
    days = {date(2026, 8, 4): 2, date(2026, 9, 8): 3, date(2026, 10, 6): 1}
    for day, anzahl in days.items():
        happen(day, "vorsprache_erledigt", anzahl=anzahl)
    roll_up(*days)
    now = clock.now()
    uhr.move_to(now.replace(month=10))
    before = entry(publish(), MENGE)
    uhr.move_to(now)
    then = entry(publish(), MENGE)
    assert [(found["n"], found["verdeckt"]) for found in (before, then)] == [(5, ""), (None, "schutz")]


def test_month_is_published_once_and_corrected_with_a_reason():
    first = publish()
    with pytest.raises(DomainError, match="schon veröffentlicht"):
        publish()
    then = publish(berichtigt="Ein Haus fehlte.")
    assert (first.nummer, then.nummer, then.bis, then.berichtigt) == (1, 2, first.bis, "Ein Haus fehlte.")


def test_nothing_to_correct_before_the_first():
    with pytest.raises(DomainError) as error:
        publish(berichtigt="Ein Haus fehlte.")
    assert error.value.code == "nichts"


def test_database_keeps_what_was_published():
    row = publish()
    for change in (lambda: Veroeffentlichung.objects.update(bis=row.bis - timedelta(days=1)), row.delete):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="veroeffentlichung_einmal"), transaction.atomic():
        Veroeffentlichung.objects.create(nummer=9, bis=row.bis, inhalt=[])


def test_appears_by_itself_on_the_fifth(uhr):
    uhr.move_to(clock.now().replace(day=4))
    assert publish_if_due() is None
    uhr.move_to(clock.now().replace(day=5))
    assert [publish_if_due().nummer, publish_if_due()] == [1, None]
