"""The Perspektiven-Check says what the law says, on the day before, on the day and on the day after."""

from datetime import date, timedelta

import pytest

from fallmanagement.perspektive import PFADE, REGELWERK, TATSACHEN
from fallmanagement.perspektive.pfad import Pfadurteil, judge_path, judge_paths
from tests.fallmanagement.perspektive_grenzen import GRENZEN, UMSTAENDE
from tests.fallmanagement.profile import AUSBILDUNG, OFFEN, TAG, ZU_SPAET

EIN_TAG = timedelta(days=1)
MOEGLICH, AB, UNBEKANNT, FEHLT, AUS = Pfadurteil
BY_KEY = {pfad.schluessel: pfad for pfad in PFADE}
ENTWURF = {  # keys of the first draft of the data
    *("arbeit_gestattung", "arbeit_duldung", "ausbildungsduldung", "ausbildungstitel_16g", "beschaeftigungsduldung"),
    *("aufenthalt_25a", "aufenthalt_25b", "aufenthalt_25_5", "qualifiziert_19d", "chancen_104c", "verlaengerung_81_4"),
    *("niederlassung_9", "niederlassung_26_3_5", "niederlassung_26_3_3", "niederlassung_18c", "einbuergerung", "analogleistung"),
}
NEU = {
    *("arbeit_aufnahme", "arbeit_aufnahme_duldung", "fachkraft_16g_8", "qualifiziert_19d_1a", "fachkraft_18a", "fachkraft_18b"),
    *("blaue_karte_18g", "aufenthalt_25b_6", "daueraufenthalt_9a", "niederlassung_26_4", "niederlassung_18c_2"),
    *("niederlassung_28_2", "einbuergerung_ehe"),
}


def check(key: str, facts: dict, tag: date = TAG):
    return judge_path(BY_KEY[key], facts, tag)


def test_all_paths_of_the_draft_and_the_missing_ones_are_there():
    assert sorted((ENTWURF | NEU) - set(BY_KEY)) == []


def test_every_path_is_tried():
    assert set(OFFEN) == set(BY_KEY)


@pytest.mark.parametrize("key", OFFEN)
def test_profiles_are_made_of_declared_facts(key):
    assert TATSACHEN.wrong(OFFEN[key]) == []


@pytest.mark.parametrize("key", OFFEN)
def test_path_is_open(key):
    found = check(key, OFFEN[key])
    assert (found.urteil, found.fehlt, found.unbekannt) == (MOEGLICH, (), ())


@pytest.mark.parametrize("key", OFFEN)
def test_path_asks_when_nothing_is_known(key):
    assert check(key, {}).urteil is UNBEKANNT


@pytest.mark.parametrize("key", OFFEN)
def test_unknown_exclusion_never_leaves_a_path_open(key):
    pfad, ja = BY_KEY[key], OFFEN[key]
    only_excluding = pfad.ausschluss.tatsachen() - pfad.bedingung.tatsachen() - pfad.status.tatsachen()
    for name in only_excluding & set(ja):
        without = {key: value for key, value in ja.items() if key != name}
        assert check(key, without).urteil in {UNBEKANNT, MOEGLICH}
        if judge_path(pfad, without, TAG).urteil is MOEGLICH:  # another known fact settles that reason
            assert name in {"voraussetzungen_25_3", "ausbildung_aufgenommen"}


@pytest.mark.parametrize("key", OFFEN)
def test_every_reason_for_exclusion_excludes(key):
    pfad, ja = BY_KEY[key], OFFEN[key]
    for part in pfad.ausschluss.parts:
        for name in part.tatsachen() & {entry for entry, value in ja.items() if value is False} - pfad.bedingung.tatsachen():
            if name != "voraussetzungen_25_3":
                assert (name, check(key, {**ja, name: True}).urteil) == (name, AUS)


@pytest.mark.parametrize("key", OFFEN)
def test_path_is_for_some_people_only(key):
    found = check(key, {**OFFEN[key], "status": "deutsch"})
    assert (found.urteil, found.betrifft) == (AUS, False)


@pytest.mark.parametrize(("key", "fact", "wert", "erwartet"), GRENZEN, ids=str)
def test_last_step_to_the_day(key, fact, wert, erwartet):
    """``erwartet``: verdicts with the value a day earlier, on the day, a day later (or one unit less, exact, one more)."""
    step = EIN_TAG if isinstance(wert, date) else 1
    facts = [{**OFFEN[key], fact: value} for value in (wert - step, wert, wert + step)]
    assert [check(key, entry).urteil.value for entry in facts] == list(erwartet)


@pytest.mark.parametrize(("key", "anders", "erwartet"), UMSTAENDE, ids=str)
def test_circumstance_changes_the_answer(key, anders, erwartet):
    assert check(key, {**OFFEN[key], **anders}).urteil.value == erwartet


@pytest.mark.parametrize(
    ("tag", "urteil", "ab"),
    [
        (date(2026, 11, 26), AB, date(2026, 11, 27)),
        (date(2026, 11, 27), MOEGLICH, None),
        (date(2026, 11, 28), MOEGLICH, None),
    ],
)
def test_waiting_time_ends_on_its_day(tag, urteil, ab):
    found = check("arbeit_duldung", OFFEN["arbeit_duldung"], tag)
    assert (found.urteil, found.ab) == (urteil, ab)


def test_day_is_no_promise_when_something_is_unknown():
    unclear = {**OFFEN["arbeit_duldung"], "arbeitsverbot_60a_6": None}
    found = check("arbeit_duldung", unclear, date(2026, 11, 26))
    assert (found.urteil, found.ab, found.unbekannt) == (UNBEKANNT, date(2026, 11, 27), ("arbeitsverbot_60a_6",))


def test_waiting_is_in_vain_when_the_age_runs_out():
    young = {**OFFEN["aufenthalt_25a"], "geduldet_seit": date(2025, 12, 27)}
    assert check("aufenthalt_25a", young).urteil is FEHLT


def test_missed_period_leaves_discretion():
    best = {entry.pfad.group: entry for entry in judge_paths(PFADE, {**AUSBILDUNG, **ZU_SPAET}, TAG)}
    found = best["ausbildungsduldung"]
    assert (found.pfad.schluessel, found.pfad.bindung.value, found.urteil) == (
        "ausbildungsduldung_ermessen",
        "ermessen",
        MOEGLICH,
    )


def test_entitlement_goes_before_discretion():
    best = {entry.pfad.group: entry.pfad.schluessel for entry in judge_paths(PFADE, AUSBILDUNG, TAG)}
    assert best["ausbildungsduldung"] == "ausbildungsduldung"


def test_best_paths_come_first():
    ranks = [list(Pfadurteil).index(entry.urteil) for entry in judge_paths(PFADE, AUSBILDUNG, TAG)]
    assert ranks == sorted(ranks)


def test_missing_names_all_that_is_missing():
    found = check("aufenthalt_25b", {**OFFEN["aufenthalt_25b"], "deutsch_muendlich": "A1", "pass_gueltig": False})
    texts = [[str(grund.text) for grund in group] for group in found.fehlt]
    assert texts == [["Deutsch mündlich A2"], ["Titel nach § 104c", "gültiger Pass"]] or found.unbekannt == (
        "krankheit_oder_alter",
    )


def test_periods_of_a_training():
    days = {str(frist.text): tag for frist, tag in check("ausbildungsduldung", AUSBILDUNG).fristen if tag}
    assert days == {
        "Antrag ab": date(2026, 11, 27),
        "Erteilung bei Duldung ab": date(2026, 12, 27),
        "Identität bei Einreise ab 2020 klären bis": date(2024, 9, 1),
    }


def test_last_day_for_young_people_is_the_day_before_their_birthday():
    fristen = check("aufenthalt_25a", OFFEN["aufenthalt_25a"]).fristen
    assert [tag for _frist, tag in fristen] == [date(2026, 11, 27)]


def test_every_path_names_norm_review_and_next_step():
    assert [pfad.schluessel for pfad in REGELWERK if not (pfad.norm and pfad.schritt and pfad.geprueft_am and pfad.quelle)] == []
