from datetime import UTC, date, datetime

import pytest

from behoerde.kern.regeln import Tatsachen
from tests.kern.regeln.hilfen import ALTER, DEUTSCH, GEDULDET, SEIT, STATUS, TATSACHEN


@pytest.mark.parametrize(
    ("tatsache", "gut", "schlecht"),
    [
        (GEDULDET, True, 1),
        (STATUS, "24", "19c"),
        (ALTER, 30, True),
        (SEIT, date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)),
        (DEUTSCH, "A0", "B"),
    ],
)
def test_only_a_fitting_value_is_an_answer(tatsache, gut, schlecht):
    assert (tatsache.fits(gut), tatsache.fits(schlecht), tatsache.fits(None)) == (True, False, False)


def test_wrong_answers_are_named():
    assert TATSACHEN.wrong({"alter": "dreißig", "geduldet": None, "haarfarbe": "rot", "deutsch": "B2"}) == ["alter", "haarfarbe"]


def test_fact_is_declared_once():
    with pytest.raises(ValueError, match="doppelt"):
        Tatsachen(ALTER, ALTER)
