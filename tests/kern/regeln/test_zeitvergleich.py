"""Comparisons of days with a second fact, at their edges."""

from datetime import date

import pytest

from behoerde.kern.regeln import Binnen, Frist, MonateMit, MonateOhne, Tatsache, Typ, Urteil, VorGeburtstag

JA, NEIN, UNBEKANNT = Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT
SEIT = Tatsache("seit", Typ.TAG, "Seit wann?")
TAGE = Tatsache("tage", Typ.ZAHL, "Wie viele Tage?")
START = Tatsache("start", Typ.TAG, "Wann begann es?")
OHNE = MonateOhne(SEIT, 3, zweite=TAGE, text="drei Monate")
MIT = MonateMit(SEIT, 3, zweite=TAGE, text="drei Monate")
BINNEN = Binnen(SEIT, 6, zweite=START, text="binnen sechs Monaten")
GEBURT = VorGeburtstag(START, 27, zweite=SEIT, text="vor dem 27. Geburtstag")
AUG_26 = date(2026, 8, 26)


def outcome(bedingung, facts: dict, tag: date) -> tuple[Urteil, set[str]]:
    result = bedingung.judge(facts, tag)
    return result.urteil, set(result.missing)


@pytest.mark.parametrize(
    ("tage", "tag", "erwartet"),
    [
        (0, date(2026, 11, 25), (NEIN, set())),
        (0, date(2026, 11, 26), (JA, set())),
        (10, date(2026, 12, 4), (NEIN, set())),
        (10, date(2026, 12, 5), (JA, set())),
        (None, date(2026, 11, 25), (NEIN, set())),
        (None, date(2026, 11, 26), (UNBEKANNT, {"tage"})),
    ],
)
def test_days_that_do_not_count(tage, tag, erwartet):
    assert outcome(OHNE, {"seit": AUG_26, "tage": tage}, tag) == erwartet


@pytest.mark.parametrize(
    ("tage", "tag", "erwartet"),
    [
        (10, date(2026, 11, 15), (NEIN, set())),
        (10, date(2026, 11, 16), (JA, set())),
        (None, date(2026, 11, 25), (UNBEKANNT, {"tage"})),
        (None, date(2026, 11, 26), (JA, set())),
    ],
)
def test_days_that_count_too(tage, tag, erwartet):
    assert outcome(MIT, {"seit": AUG_26, "tage": tage}, tag) == erwartet


def test_first_day_of_a_shifted_period():
    facts = {"seit": AUG_26, "tage": 10}
    assert (OHNE.earliest(facts, AUG_26), MIT.earliest(facts, AUG_26)) == (date(2026, 12, 5), date(2026, 11, 16))
    assert (OHNE.earliest({"seit": AUG_26}, AUG_26), MIT.earliest({}, AUG_26)) == (None, None)


@pytest.mark.parametrize(
    ("seit", "erwartet"),
    [
        (date(2023, 2, 27), (JA, set())),
        (date(2023, 2, 28), (JA, set())),
        (date(2023, 3, 1), (NEIN, set())),
        (None, (UNBEKANNT, {"seit"})),
    ],
)
def test_event_within_months_of_another(seit, erwartet):
    assert outcome(BINNEN, {"start": date(2022, 8, 31), "seit": seit}, AUG_26) == erwartet


def test_both_days_can_be_missing():
    assert outcome(BINNEN, {}, AUG_26) == (UNBEKANNT, {"seit", "start"})


@pytest.mark.parametrize(
    ("geboren", "tag", "urteil"),
    [
        (date(1999, 10, 10), date(2026, 10, 9), JA),
        (date(1999, 10, 10), date(2026, 10, 10), NEIN),
        (date(2000, 2, 29), date(2027, 2, 28), JA),
        (date(2000, 2, 29), date(2027, 3, 1), NEIN),
    ],
)
def test_last_day_before_a_birthday(geboren, tag, urteil):
    assert GEBURT.judge({"start": geboren}, tag).urteil is urteil
    assert GEBURT.judge({"start": geboren, "seit": tag}, date(2030, 1, 1)).urteil is urteil
    letzter = Frist("", "", "start", monate=27 * 12, beginnend=True).last_day({"start": geboren})
    assert (tag <= letzter) is (urteil is JA)


def test_second_fact_is_asked_for_too():
    assert (OHNE.tatsachen(), GEBURT.tatsachen()) == ({"seit", "tage"}, {"seit", "start"})
