from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern.regeln import Grund, Ist, Niveau, Unter, Urteil
from tests.kern.regeln.hilfen import ALTER, DEUTSCH, GEDULDET, TAG, bedingungen, profile, ruhig, vollstaendig

GEDULDETE = Ist(GEDULDET, True, text="geduldet", norm="§ 60a")
JUNGE = Unter(ALTER, 27, text="unter 27")
B1 = Niveau(DEUTSCH, "B1", text="B1")


def test_and_names_everything_that_fails():
    result = (GEDULDETE & JUNGE & B1).judge({"geduldet": False, "alter": 40}, TAG)
    assert (result.urteil, result.missing) == (Urteil.NEIN, frozenset())
    assert result.gruende == (
        Grund("geduldet", "§ 60a", Urteil.NEIN, "geduldet"),
        Grund("unter 27", "", Urteil.NEIN, "alter"),
    )


def test_and_without_an_answer_names_what_is_missing():
    result = (GEDULDETE & JUNGE & B1).judge({"geduldet": True, "alter": None}, TAG)
    assert (result.urteil, result.missing) == (Urteil.UNBEKANNT, frozenset({"alter", "deutsch"}))


def test_or_is_settled_by_one_part():
    assert (JUNGE | B1).judge({"alter": 20}, TAG).urteil is Urteil.JA


def test_not_keeps_the_words_of_its_part():
    result = (~GEDULDETE).judge({"geduldet": True}, TAG)
    assert (result.urteil, result.gruende[0].urteil) == (Urteil.NEIN, Urteil.JA)


def test_chains_stay_flat():
    assert (GEDULDETE & JUNGE & B1).parts == (GEDULDETE, JUNGE, B1)
    assert (GEDULDETE | (JUNGE | B1)).parts == (GEDULDETE, JUNGE, B1)


@ruhig
@given(bedingungen, vollstaendig, st.data())
def test_more_facts_never_turn_a_judgement_round(bedingung, alles, data):
    known = data.draw(st.sets(st.sampled_from(sorted(alles))))
    before = bedingung.judge({name: alles[name] for name in known}, TAG)
    after = bedingung.judge(alles, TAG)
    assert before.urteil in {after.urteil, Urteil.UNBEKANNT}


@ruhig
@given(bedingungen, profile, vollstaendig)
def test_only_a_missing_fact_changes_a_judgement(bedingung, facts, alles):
    result = bedingung.judge(facts, TAG)
    other = {name: value for name, value in alles.items() if name not in result.missing and facts.get(name) is None}
    assert bedingung.judge(facts | other, TAG).urteil is result.urteil


@ruhig
@given(bedingungen, profile)
def test_missing_facts_are_named_exactly_while_unknown(bedingung, facts):
    result = bedingung.judge(facts, TAG)
    assert bool(result.missing) is (result.urteil is Urteil.UNBEKANNT)
    assert all(facts.get(name) is None for name in result.missing)
    assert result.missing <= bedingung.tatsachen()


@ruhig
@given(bedingungen, vollstaendig)
def test_with_every_fact_nothing_stays_unknown(bedingung, alles):
    assert bedingung.judge(alles, TAG).urteil is not Urteil.UNBEKANNT


@ruhig
@given(bedingungen, bedingungen, profile)
def test_de_morgan(a, b, facts):
    assert (~(a & b)).judge(facts, TAG)[::2] == (~a | ~b).judge(facts, TAG)[::2]
    assert (~(a | b)).judge(facts, TAG)[::2] == (~a & ~b).judge(facts, TAG)[::2]


@ruhig
@given(bedingungen, bedingungen, profile)
def test_order_does_not_matter(a, b, facts):
    assert (a & b).judge(facts, TAG)[::2] == (b & a).judge(facts, TAG)[::2]
    assert (a | b).judge(facts, TAG)[::2] == (b | a).judge(facts, TAG)[::2]


@ruhig
@given(bedingungen, profile)
def test_same_facts_give_the_same_judgement(bedingung, facts):
    assert bedingung.judge(facts, TAG) == bedingung.judge(dict(reversed(facts.items())), TAG)


@ruhig
@given(bedingungen, vollstaendig)
def test_what_is_so_is_so_today(bedingung, alles):
    if bedingung.judge(alles, TAG).urteil is Urteil.JA:
        assert bedingung.earliest(alles, TAG) == TAG
