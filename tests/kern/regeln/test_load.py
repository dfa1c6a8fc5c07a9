from datetime import date

import pytest

from behoerde.kern.regeln import (
    Alle,
    Bis,
    In,
    Ist,
    Mindestens,
    MonateBis,
    MonateSeit,
    NichtVorbei,
    Niveau,
    Unter,
    Urteil,
    load_bedingung,
    load_bedingungen,
)
from tests.kern.regeln.hilfen import TAG, TATSACHEN


@pytest.mark.parametrize(
    ("fact", "op", "value", "art"),
    [
        ("geduldet", "is", True, Ist),
        ("status", "in", ["18a", "24"], In),
        ("alter", "gte", 20, Mindestens),
        ("alter", "lt", 27, Unter),
        ("seit", "date_lte", "2022-12-31", Bis),
        ("seit", "date_not_passed", None, NichtVorbei),
        ("seit", "months_since_gte", 3, MonateSeit),
        ("seit", "months_until_lte", 7, MonateBis),
        ("deutsch", "cefr_gte", "A2", Niveau),
    ],
)
def test_every_operator_can_be_said(fact, op, value, art):
    loaded = load_bedingung({"fact": fact, "op": op, "value": value, "text": "Satz", "paragraph": "§ 1"}, TATSACHEN)
    assert (type(loaded), loaded.text, loaded.norm) == (art, "Satz", "§ 1")


def entry(**extra) -> dict:
    return {"fact": "seit", "op": "months_since_gte", "value": 36, "text": "drei Jahre", "paragraph": None} | extra


def test_another_fact_can_be_enough():
    loaded = load_bedingung(entry(or_fact="geduldet"), TATSACHEN)
    assert loaded.judge({"geduldet": True}, TAG).urteil is Urteil.JA
    assert loaded.judge({"geduldet": False}, TAG).missing == {"seit"}


def test_smaller_value_is_enough_with_another_fact():
    loaded = load_bedingung(entry(reduced_if={"fact": "geduldet", "value": 24}), TATSACHEN)
    since = {"seit": date(2024, 6, 1)}
    urteile = [loaded.judge(since | {"geduldet": value}, TAG).urteil for value in (True, False, None)]
    assert urteile == [Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT]


def test_several_entries_are_all_needed():
    loaded = load_bedingungen([entry(), {"fact": "geduldet", "op": "is", "value": True, "text": "x"}], TATSACHEN)
    assert isinstance(loaded, Alle)
    assert loaded.judge({"geduldet": False}, TAG).urteil is Urteil.NEIN


@pytest.mark.parametrize("wrong", [{"fact": "unbekannt"}, {"op": "like"}])
def test_unknown_fact_or_operator_is_refused(wrong):
    with pytest.raises(KeyError):
        load_bedingung(entry(**wrong), TATSACHEN)
