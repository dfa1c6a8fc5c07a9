"""The table of referrals, alone: every status has its turn, nothing is a dead end, everything ends with an outcome."""

import pytest

from lotsen.angebotsarten import Uebergabe, angebotsarten
from lotsen.verweis_tabelle import (
    BEENDET,
    OFFEN,
    STAENDE,
    UEBERGAENGE,
    Seite,
    VerweisStatus,
    kinds_with,
    moves_of,
    uebergaben,
    uebergang,
)

S = VerweisStatus


def test_every_status_says_whose_turn_it_is_unless_it_is_the_end():
    assert {status for status, stand in STAENDE.items() if stand.dran is None} == {S.ABGESCHLOSSEN, S.WIDERRUFEN}
    assert {status for status, stand in STAENDE.items() if stand.verfall is None} == set(BEENDET)


def test_a_move_stands_in_the_table_once():
    assert len({(move.von, move.nach) for move in UEBERGAENGE}) == len(UEBERGAENGE)


@pytest.mark.parametrize("von", OFFEN)
def test_whoever_has_the_turn_can_do_something(von):
    assert moves_of(von, STAENDE[von].dran)


@pytest.mark.parametrize("von", OFFEN)
def test_person_can_always_withdraw_and_time_always_ends_it(von):
    assert Seite.PERSON in uebergang(von, S.WIDERRUFEN).wer
    assert uebergang(von, S.ABGELAUFEN).wer == {Seite.ZEITPLAN}


def test_every_status_can_be_reached_and_leads_to_an_end():
    reached = {S.ENTWURF}
    while more := {move.nach for move in UEBERGAENGE if move.von in reached} - reached:
        reached |= more
    assert reached == set(S)
    ends = {S.ABGESCHLOSSEN}
    while more := {move.von for move in UEBERGAENGE if move.nach in ends} - ends:
        ends |= more
    assert ends == set(S) - {S.WIDERRUFEN}


def test_closing_asks_for_an_outcome_declining_for_a_reason():
    assert {move.nach for move in UEBERGAENGE if move.gruende} == {S.ABGELEHNT, S.WIDERRUFEN, S.ABGESCHLOSSEN}


def test_confidential_kinds_know_the_letter_only():
    vertraulich = [slug for slug, art in angebotsarten().items() if art.uebergabe == Uebergabe.BEGLEITBRIEF]
    assert len(vertraulich) == 11
    assert {uebergaben(slug) for slug in [*vertraulich, "gibt_es_nicht"]} == {frozenset({Uebergabe.BEGLEITBRIEF})}
    assert not set(vertraulich) & {*kinds_with(Uebergabe.EINWILLIGUNG), *kinds_with(Uebergabe.GESETZLICH)}


def test_sensitive_kinds_are_named_to_nobody_without_consent():
    besonders = [slug for slug, art in angebotsarten().items() if art.besonders]
    assert besonders
    assert not set(besonders) & set(kinds_with(Uebergabe.GESETZLICH))
