from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given

from behoerde.kern.regeln import (
    Bindung,
    Frist,
    Innerhalb,
    Ist,
    MonateSeit,
    Niveau,
    Regel,
    Regelwerk,
    Tatsachen,
    Urteil,
    Wirkung,
    next_questions,
)
from tests.kern.regeln.hilfen import (
    ALTER,
    DEUTSCH,
    EINZELN,
    GEDULDET,
    SEIT,
    TAG,
    TATSACHEN,
    VERURTEILT,
    bedingungen,
    profile,
    ruhig,
)

B1, GEDULDETE = Niveau(DEUTSCH, "B1", text="B1"), Ist(GEDULDET, True, text="geduldet")
SPERRE = Ist(VERURTEILT, True, text="verurteilt")
EIN_TAG = timedelta(days=1)


class Vorgabe(NamedTuple):
    wirkung: str
    text: str
    quelle: str


def regel(**fields) -> Regel:
    defaults = {"schluessel": "probe", "titel": "Probe", "norm": "§ 1", "bindung": Bindung.ANSPRUCH, "belegt": True}
    return Regel(**defaults | {"stand": TAG, "geprueft_am": TAG, "quelle": "Gesetz"} | fields)


def test_rule_says_yes_only_when_nothing_excludes():
    probe = regel(bedingung=B1, ausschluss=SPERRE)
    assert probe.judge({"deutsch": "B1", "verurteilt": False}, TAG).urteil is Urteil.JA
    assert probe.judge({"deutsch": "B1", "verurteilt": True}, TAG).urteil is Urteil.NEIN


def test_unknown_exclusion_is_asked_and_never_counts_as_absent():
    result = regel(bedingung=B1, ausschluss=SPERRE).judge({"deutsch": "B1"}, TAG)
    assert (result.urteil, result.missing) == (Urteil.UNBEKANNT, frozenset({"verurteilt"}))


def test_exclusion_that_holds_settles_it_whatever_else_is_unknown():
    result = regel(bedingung=B1, ausschluss=SPERRE).judge({"verurteilt": True}, TAG)
    assert (result.urteil, result.missing) == (Urteil.NEIN, frozenset())
    assert [grund.text for grund in result.gruende] == ["verurteilt"]


@ruhig
@given(bedingungen, bedingungen, profile)
def test_unknown_exclusion_never_yields_yes(bedingung, ausschluss, facts):
    if ausschluss.judge(facts, TAG).urteil is not Urteil.NEIN:
        assert regel(bedingung=bedingung, ausschluss=ausschluss).judge(facts, TAG).urteil is not Urteil.JA


@ruhig
@given(bedingungen, bedingungen, profile)
def test_rule_judges_as_requirement_and_not_exclusion(bedingung, ausschluss, facts):
    result = regel(bedingung=bedingung, ausschluss=ausschluss).judge(facts, TAG)
    other = (bedingung & ~ausschluss).judge(facts, TAG)
    assert (result.urteil, result.missing) == (other.urteil, other.missing)


@pytest.mark.parametrize(
    ("tag", "erwartet"),
    [
        (date(2025, 12, 31), Urteil.NEIN),
        (date(2026, 1, 1), Urteil.JA),
        (date(2026, 12, 31), Urteil.JA),
        (date(2027, 1, 1), Urteil.NEIN),
    ],
)
def test_rule_holds_on_its_days_only(tag, erwartet):
    probe = regel(ab=date(2026, 1, 1), bis=date(2026, 12, 31))
    assert probe.judge({}, tag).urteil is erwartet


def test_rule_out_of_force_says_so():
    probe = regel(ab=date(2026, 1, 1), bis=date(2026, 12, 31))
    texte = [str(probe.judge({}, tag).gruende[0].text) for tag in (date(2025, 1, 1), date(2028, 1, 1))]
    assert texte == ["Die Regel gilt noch nicht.", "Die Regel gilt nicht mehr."]


@ruhig
@given(bedingungen, profile)
def test_instruction_never_widens(bedingung, facts):
    probe = regel(bedingung=bedingung)
    before = probe.judge(facts, TAG).urteil
    for wirkung in Wirkung:
        after = probe.judge(facts, TAG, [Vorgabe(wirkung, "weil", "Erlass")]).urteil
        assert after.value <= before.value


def test_suspended_rule_says_no_and_by_which_instruction():
    vorgabe = Vorgabe(Wirkung.AUSSETZEN, "Zulassungen ruhen.", "Erlass")
    result = regel(bedingung=B1).judge({"deutsch": "C1"}, TAG, [vorgabe])
    assert (result.urteil, result.missing, list(result.vorgaben)) == (Urteil.NEIN, frozenset(), [vorgabe])


def test_instruction_to_clear_up_makes_yes_unknown_without_another_question():
    result = regel(bedingung=B1).judge({"deutsch": "C1"}, TAG, [Vorgabe(Wirkung.KLAEREN, "fragen", "Erlass")])
    assert (result.urteil, result.missing) == (Urteil.UNBEKANNT, frozenset())


def test_period_is_dated_when_its_day_is_known():
    frist = Frist("Anspruch erlischt", "§ 44 Abs. 2", "seit", monate=12)
    probe = regel(fristen=(frist,))
    assert probe.judge({"seit": date(2026, 3, 1)}, TAG).fristen == [(frist, date(2027, 3, 1))]
    assert probe.judge({}, TAG).fristen == [(frist, None)]
    assert probe.tatsachen() == {"seit"}


def test_earliest_day_is_none_when_something_else_runs_out_before():
    probe = regel(bedingung=MonateSeit(SEIT, 12, text="x") & Innerhalb(SEIT, 6, text="y"))
    assert probe.earliest({"seit": TAG}, TAG) is None
    assert regel(bedingung=MonateSeit(SEIT, 1, text="x")).earliest({"seit": TAG}, TAG) == date(2026, 12, 26)
    assert regel(bedingung=MonateSeit(SEIT, 1, text="x"), bis=date(2026, 12, 25)).earliest({"seit": TAG}, TAG) is None


def test_set_of_rules_refuses_facts_nobody_declared():
    with pytest.raises(ValueError, match="nicht erklärten Tatsachen: deutsch"):
        Regelwerk("x", "X", Tatsachen(GEDULDET), (regel(bedingung=B1),))


def test_set_of_rules_refuses_a_key_twice():
    with pytest.raises(ValueError, match="zweimal"):
        Regelwerk("x", "X", TATSACHEN, (regel(), regel()))


def test_next_question_is_the_one_that_settles_most():
    regeln = (
        regel(schluessel="a", bedingung=B1 & GEDULDETE & EINZELN[3]),
        regel(schluessel="b", bedingung=B1),
        regel(schluessel="c", bedingung=GEDULDETE, ausschluss=SPERRE),
        regel(schluessel="d", ausschluss=SPERRE),
    )
    werk = Regelwerk("x", "X", TATSACHEN, regeln)
    assert next_questions(werk.judge({}, TAG), TATSACHEN) == [DEUTSCH, GEDULDET, ALTER, VERURTEILT]
    assert next_questions(werk.judge({"deutsch": "B1", "geduldet": False}, TAG), TATSACHEN) == [VERURTEILT]


def test_judging_takes_instructions_by_rule():
    werk = Regelwerk("x", "X", TATSACHEN, (regel(schluessel="a"), regel(schluessel="b")))
    results = werk.judge({}, TAG, {"b": [Vorgabe(Wirkung.AUSSETZEN, "ruht", "Erlass")]})
    assert [result.urteil for result in results] == [Urteil.JA, Urteil.NEIN]
