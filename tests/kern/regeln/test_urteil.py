import itertools

import pytest

from behoerde.kern.regeln import Urteil

JA, NEIN, UNBEKANNT = Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT
UND = {(JA, JA): JA, (JA, UNBEKANNT): UNBEKANNT, (JA, NEIN): NEIN, (UNBEKANNT, UNBEKANNT): UNBEKANNT, (UNBEKANNT, NEIN): NEIN}


@pytest.mark.parametrize(("a", "b"), list(itertools.product(Urteil, repeat=2)))
def test_and_follows_the_table(a, b):
    assert a & b is UND.get((a, b), UND.get((b, a), NEIN))


@pytest.mark.parametrize(("a", "b"), list(itertools.product(Urteil, repeat=2)))
def test_de_morgan(a, b):
    assert ~(a & b) is ~a | ~b
    assert ~(a | b) is ~a & ~b


@pytest.mark.parametrize(("a", "b", "c"), list(itertools.product(Urteil, repeat=3)))
def test_and_distributes_over_or(a, b, c):
    assert a & (b | c) is (a & b) | (a & c)


@pytest.mark.parametrize("urteil", Urteil)
def test_not_twice_is_the_same(urteil):
    assert ~~urteil is urteil


def test_not_of_unknown_stays_unknown():
    assert ~UNBEKANNT is UNBEKANNT


def test_judgement_is_no_boolean():
    with pytest.raises(TypeError):
        bool(UNBEKANNT)


def test_labels_never_sound_like_a_decision():
    assert [urteil.label for urteil in (JA, NEIN, UNBEKANNT)] == ["kommt in Frage", "kommt nicht in Frage", "bitte klären"]
