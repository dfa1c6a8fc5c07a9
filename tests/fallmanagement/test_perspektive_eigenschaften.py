"""What nobody knows never helps, and nothing of the wording promises a decision."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from behoerde.kern.regeln import Tatsache, Typ
from behoerde.kern.regeln.tatsache import NIVEAUS
from fallmanagement.perspektive import PFADE, TATSACHEN
from fallmanagement.perspektive.pfad import RANG, Pfadurteil, judge_path
from tests.fallmanagement.profile import OFFEN, TAG

SPANNE = timedelta(days=4000)
AUSSCHLIESSBAR = {pfad.schluessel: pfad for pfad in PFADE if pfad.ausschluss.tatsachen()}
VERSPROCHEN = {Pfadurteil.MOEGLICH_JETZT, Pfadurteil.AB_DATUM}


def werte(tatsache: Tatsache) -> st.SearchStrategy:
    if tatsache.typ is Typ.JANEIN:
        return st.booleans()
    if tatsache.typ is Typ.TAG:
        return st.dates(TAG - SPANNE, TAG + SPANNE)
    if tatsache.typ is Typ.ZAHL:
        return st.integers(0, 100)
    return st.sampled_from(NIVEAUS if tatsache.typ is Typ.NIVEAU else [value for value, _label in tatsache.auswahl])


@st.composite
def lagen(draw):
    """Draw the key of a path (a path itself fills pages when one fails), somebody near it, and one reason for exclusion."""
    pfad = AUSSCHLIESSBAR[draw(st.sampled_from(sorted(AUSSCHLIESSBAR)))]
    facts = dict(OFFEN[pfad.schluessel])
    for name in draw(st.lists(st.sampled_from(sorted(pfad.tatsachen())), max_size=4)):
        facts[name] = draw(st.none() | werte(TATSACHEN[name]))
    return pfad.schluessel, facts, draw(st.sampled_from(sorted(pfad.ausschluss.tatsachen())))


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(lagen(), st.data())
def test_unknown_exclusion_never_improves(lage, data):
    schluessel, facts, name = lage
    pfad = AUSSCHLIESSBAR[schluessel]
    unknown = judge_path(pfad, facts | {name: None}, TAG).urteil
    known = [judge_path(pfad, facts | {name: value}, TAG).urteil for value in _all_values(TATSACHEN[name], data)]
    assert RANG[unknown] >= min(RANG[urteil] for urteil in known)
    if unknown in VERSPROCHEN:  # then no answer would make it worse
        assert [urteil for urteil in known if RANG[urteil] > RANG[unknown]] == []


def _all_values(tatsache: Tatsache, data) -> list:
    if tatsache.typ is Typ.JANEIN:
        return [True, False]
    if tatsache.typ is Typ.AUSWAHL:
        return [value for value, _label in tatsache.auswahl]
    return [date(2010, 1, 1), date(2026, 1, 1)] if tatsache.typ is Typ.TAG else [data.draw(werte(tatsache))]


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(lagen())
def test_promised_day_is_kept(lage):
    schluessel, facts, _name = lage
    pfad = AUSSCHLIESSBAR[schluessel]
    found = judge_path(pfad, facts, TAG)
    if found.urteil is Pfadurteil.AB_DATUM:
        before, on = (judge_path(pfad, facts, day).urteil for day in (found.ab - timedelta(days=1), found.ab))
        assert (before is Pfadurteil.MOEGLICH_JETZT, on) == (False, Pfadurteil.MOEGLICH_JETZT)


def test_path_that_closes_before_time_opens_it_is_missing_whatever_is_unknown():
    facts = OFFEN["aufenthalt_25a"] | {"voraufenthalt_seit": date(2024, 1, 1), "asyl_ou_10_3_s2": None}
    births = (date(2005, 1, 1), date(1999, 11, 28))  # the second is 27 before three years of stay are full
    found = [judge_path(AUSSCHLIESSBAR["aufenthalt_25a"], facts | {"geburtsdatum": day}, TAG).urteil for day in births]
    assert found == [Pfadurteil.UNBEKANNT, Pfadurteil.FEHLT]


@pytest.mark.parametrize("word", ["Bescheid", "Zusage", "genehmigt", "bewilligt"])
def test_no_word_promises_a_decision(word):
    assert [pfad.schluessel for pfad in PFADE if word in f"{pfad.titel} {pfad.schritt} {pfad.hinweis}"] == []
