from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termine.uhrzeiten import Gueltig, UngueltigeZeiten, as_json, from_json, parse_zeiten, replace_period, say_zeiten

VORMITTAG, NACHMITTAG = (time(8), time(12)), (time(13, 30), time(16))


@pytest.mark.parametrize(
    "text",
    [
        "8-12, 13:30-16",
        "08:00–12:00 und 13.30 bis 16 Uhr",
        "13:30 - 16:00; 8 Uhr - 12 Uhr",
        " 8-12 ,\n 13:30-16 , ",
    ],
)
def test_hours_are_read_as_people_write_them(text):
    assert parse_zeiten(text) == [VORMITTAG, NACHMITTAG]


@pytest.mark.parametrize("text", ["", "  ", ","])
def test_nothing_means_closed(text):
    assert parse_zeiten(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("acht bis zwölf", "verstehen wir nicht"),
        ("8-25", "verstehen wir nicht"),
        ("8:75-9", "verstehen wir nicht"),
        ("8", "verstehen wir nicht"),
        ("12-8", "liegt das Ende nicht nach dem Anfang"),
        ("8-8", "liegt das Ende nicht nach dem Anfang"),
        ("8-12, 11-13", "überschneiden sich"),
    ],
)
def test_hours_that_make_no_sense_say_what_is_wrong(text, word):
    with pytest.raises(UngueltigeZeiten, match=word):
        parse_zeiten(text)


@given(st.text(max_size=40))
def test_whatever_is_typed_becomes_hours_or_a_sentence(text):
    try:
        zeiten = parse_zeiten(text)
    except UngueltigeZeiten:
        return
    assert parse_zeiten(say_zeiten(zeiten)) == zeiten


minutes = st.integers(0, 24 * 4 - 1).map(lambda n: time(n // 4, n % 4 * 15))
zeit = st.tuples(minutes, minutes).filter(lambda pair: pair[0] < pair[1])
woche = st.dictionaries(st.integers(0, 6), st.lists(zeit, max_size=1), max_size=7)
tag = st.integers(0, 60).map(lambda n: date(2026, 11, 23) + timedelta(days=n))
ende = st.one_of(st.just(date.max), tag)
rows = st.lists(st.builds(Gueltig, st.integers(0, 6), zeit, tag, ende).filter(lambda row: row.ab <= row.bis), max_size=6)


def on(day: date, found: list[Gueltig]) -> set:
    return {row.zeit for row in found if row.wochentag == day.weekday() and row.ab <= day <= row.bis}


@given(rows=rows, woche=woche, ab=tag, dauer=st.one_of(st.none(), st.integers(0, 30)))
def test_new_hours_hold_in_their_period_and_the_old_ones_around_it(rows, woche, ab, dauer):
    bis = date.max if dauer is None else ab + timedelta(days=dauer)
    found = replace_period(rows, woche, ab, bis)
    for n in range(-5, 75):
        day = date(2026, 11, 23) + timedelta(days=n)
        assert on(day, found) == (set(woche.get(day.weekday(), [])) if ab <= day <= bis else on(day, rows))


def test_hours_that_stay_the_same_stay_one_row():
    row = Gueltig(0, VORMITTAG, date(2026, 1, 1))
    assert replace_period([row], {0: [VORMITTAG]}, date(2026, 11, 23)) == [row]


@given(woche)
def test_template_keeps_its_week(woche):
    assert from_json(as_json(woche)) == {tag: zeiten for tag, zeiten in woche.items() if zeiten}
