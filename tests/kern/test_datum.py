from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from behoerde.kern.datum import datum, datum_kurz, datum_lang, uhrzeit

MORGENS = datetime(2026, 11, 26, 7, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "lang", "kurz", "zeit"),
    [
        ("de", "Donnerstag, 26. November 2026", "Do, 26. Nov.", "8:20 Uhr"),
        ("de-simple", "Donnerstag, 26. November 2026", "Do, 26. Nov.", "8:20 Uhr"),
        ("en", "Thursday, 26 November 2026", "Thu, 26 Nov", "08:20"),
        ("uk", "Четвер, 26 листопада 2026 р.", "Чт, 26 листопада", "08:20"),
        ("ar", "الخميس، 26 نوفمبر 2026", "الخميس، 26 نوفمبر", "الساعة 08:20"),
        ("tr", "26 Kasım 2026 Perşembe", "26 Kasım, Prş", "08:20"),
    ],
)
def test_instant_reads_as_people_write_it(language, lang, kurz, zeit):
    with translation.override(language):
        assert (datum_lang(MORGENS), datum_kurz(MORGENS), uhrzeit(MORGENS)) == (lang, kurz, zeit)


def test_day_without_time_stays_that_day():
    assert datum(date(2026, 5, 4)) == "4. Mai 2026"


@pytest.mark.parametrize(
    ("instant", "zeit"),
    [(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2:30 Uhr"), (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2:30 Uhr")],
)
def test_hour_that_comes_twice_is_wall_time_both_times(instant, zeit):
    assert uhrzeit(instant) == zeit
