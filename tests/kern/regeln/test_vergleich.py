from datetime import date, timedelta

import pytest

from behoerde.kern.regeln import Bis, In, Innerhalb, Ist, Mindestens, MonateBis, MonateSeit, NichtVorbei, Niveau, Unter, Urteil
from behoerde.kern.regeln.zeit import after_months, last_day
from tests.kern.regeln.hilfen import ALTER, DEUTSCH, GEDULDET, SEIT, STATUS, TAG

EIN_TAG = timedelta(days=1)


@pytest.mark.parametrize(
    ("bedingung", "ja", "nein"),
    [
        (Ist(GEDULDET, False, text="x"), False, True),
        (In(STATUS, frozenset({"18a", "24"}), text="x"), "24", "60a"),
        (Mindestens(ALTER, 27, text="x"), 27, 26),
        (Unter(ALTER, 27, text="x"), 26, 27),
        (Bis(SEIT, date(2022, 12, 31), text="x"), date(2022, 12, 31), date(2023, 1, 1)),
        (NichtVorbei(SEIT, text="x"), TAG, TAG - EIN_TAG),
        (MonateSeit(SEIT, 3, text="x"), date(2026, 8, 26), date(2026, 8, 27)),
        (MonateBis(SEIT, 7, text="x"), date(2027, 6, 26), date(2027, 6, 27)),
        (Innerhalb(SEIT, 12, text="x"), date(2025, 11, 26), date(2025, 11, 25)),
        (Niveau(DEUTSCH, "B1", text="x"), "B1", "A2"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_comparison_at_its_edge(bedingung, ja, nein):
    name = bedingung.tatsache.name
    urteile = [bedingung.judge({name: value}, TAG).urteil for value in (ja, nein, None)]
    assert urteile == [Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT]
    assert bedingung.judge({}, TAG).missing == {name}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Ist(STATUS, "19c", text="x"),
        lambda: In(STATUS, frozenset(), text="x"),
        lambda: Mindestens(STATUS, 3, text="x"),
        lambda: MonateSeit(SEIT, -1, text="x"),
        lambda: Niveau(DEUTSCH, "B9", text="x"),
        lambda: Ist(GEDULDET, 1, text="x"),
    ],
)
def test_comparison_that_can_never_hold_is_refused(wrong):
    with pytest.raises(ValueError, match="kann nie zutreffen"):
        wrong()


@pytest.mark.parametrize(
    ("tag", "monate", "erwartet"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2004, 2, 29), 12 * 18, date(2022, 3, 1)),
        (date(2026, 11, 30), 3, date(2027, 3, 1)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 9, 30), -7, date(2026, 3, 1)),
        (date(2026, 5, 15), 0, date(2026, 5, 15)),
    ],
)
def test_whole_months_are_over(tag, monate, erwartet):
    assert after_months(tag, monate) == erwartet


@pytest.mark.parametrize(
    ("ereignis", "monate", "tage", "erwartet"),
    [
        (date(2026, 2, 28), 1, 0, date(2026, 3, 28)),
        (date(2026, 1, 31), 1, 0, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, 0, date(2025, 2, 28)),
        (date(2026, 3, 31), 0, 14, date(2026, 4, 14)),
    ],
)
def test_last_day_of_a_period(ereignis, monate, tage, erwartet):
    assert last_day(ereignis, monate=monate, tage=tage) == erwartet


def test_day_from_which_time_alone_is_enough():
    bedingung = MonateSeit(SEIT, 12, text="x") & Ist(GEDULDET, True, text="x")
    assert bedingung.earliest({"seit": date(2026, 6, 1), "geduldet": True}, TAG) == date(2027, 6, 1)
    assert bedingung.earliest({"seit": date(2026, 6, 1), "geduldet": False}, TAG) is None
    assert (bedingung | Ist(ALTER, 3, text="x")).earliest({"seit": date(2026, 6, 1), "geduldet": True}, TAG) == date(2027, 6, 1)
    assert bedingung.earliest({"geduldet": True}, TAG) is None
