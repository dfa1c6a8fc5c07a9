from datetime import date, timedelta

import pytest

from behoerde.kern.regeln import Urteil, next_questions
from lotsen.angebotsarten import angebotsarten
from lotsen.regeln import REGELWERK
from lotsen.regeln.bedarfe import BEDARFE
from tests.lotsen.profile import EINGEBUERGERT, FAELLE, GRUNDLAGEN, NEU_MIT_SCHUTZ, OHNE_PFLICHTAUSNAHME, TAG, bedarf

EIN_TAG = timedelta(days=1)
IN_KRAFT = {regel.schluessel: regel for regel in REGELWERK if regel.in_force(TAG)}


def judge(schluessel: str, facts: dict, tag: date = TAG):
    return REGELWERK.by_key[schluessel].judge(facts, tag)


def test_every_rule_in_force_is_tried():
    assert set(FAELLE) == set(IN_KRAFT)


@pytest.mark.parametrize("schluessel", FAELLE)
def test_profiles_are_made_of_declared_facts(schluessel):
    ja, nein = FAELLE[schluessel]
    assert REGELWERK.tatsachen.wrong(ja | nein) == []


@pytest.mark.parametrize("schluessel", FAELLE)
def test_rule_says_yes(schluessel):
    result = judge(schluessel, FAELLE[schluessel][0])
    assert (result.urteil, result.missing) == (Urteil.JA, frozenset())


@pytest.mark.parametrize("schluessel", FAELLE)
def test_rule_says_no_with_a_reason(schluessel):
    ja, nein = FAELLE[schluessel]
    result = judge(schluessel, ja | nein)
    assert result.urteil is Urteil.NEIN
    assert result.gruende


@pytest.mark.parametrize("schluessel", FAELLE)
def test_rule_asks_when_nothing_is_known(schluessel):
    result = judge(schluessel, {})
    assert result.urteil is Urteil.UNBEKANNT
    assert result.missing <= IN_KRAFT[schluessel].tatsachen()


@pytest.mark.parametrize("schluessel", FAELLE)
def test_rule_never_says_yes_while_an_exclusion_is_unknown(schluessel):
    regel = IN_KRAFT[schluessel]
    only_excluding = regel.ausschluss.tatsachen() - regel.bedingung.tatsachen()
    ja = FAELLE[schluessel][0]
    for name in only_excluding & set(ja):
        assert regel.judge({key: value for key, value in ja.items() if key != name}, TAG).urteil is Urteil.UNBEKANNT


@pytest.mark.parametrize(("schluessel", "ab"), [(regel.schluessel, regel.ab) for regel in REGELWERK if regel.ab], ids=str)
def test_rule_begins_on_its_day(schluessel, ab):
    ja = FAELLE[schluessel][0]
    urteile = [judge(schluessel, ja, tag).urteil for tag in (ab - EIN_TAG, ab, ab + EIN_TAG)]
    assert urteile == [Urteil.NEIN, Urteil.JA, Urteil.JA]


def test_three_year_track_of_naturalisation_has_ended():
    nach_drei = EINGEBUERGERT | {"rechtmaessig_seit": date(2022, 1, 1)}
    tage = [date(2025, 10, 28), date(2025, 10, 29), date(2025, 10, 30)]
    urteile = [judge("einbuergerung_drei_jahre", nach_drei, tag).urteil for tag in tage]
    assert urteile == [Urteil.JA, Urteil.JA, Urteil.NEIN]


@pytest.mark.parametrize(
    ("schluessel", "fact", "letzter"),
    [
        ("integrationskurs_anspruch", "titel_erteilt_am", date(2025, 11, 26)),
        ("integrationskurs_erstattung", "kursberechtigung_am", date(2024, 11, 26)),
        ("integrationskurs_erstattung_besonders", "kursberechtigung_am", date(2023, 11, 26)),
        ("wohnsitzregelung", "titel_erteilt_am", date(2023, 11, 26)),
        ("mbe_vorrang", "einreise_am", date(2023, 11, 26)),
    ],
)
def test_right_ends_after_its_last_day(schluessel, fact, letzter):
    ja = FAELLE[schluessel][0] | {fact: letzter, "anmeldung_verhindert": False}
    urteile = [judge(schluessel, ja, tag).urteil for tag in (TAG - EIN_TAG, TAG, TAG + EIN_TAG)]
    assert urteile == [Urteil.JA, Urteil.JA, Urteil.NEIN]


@pytest.mark.parametrize(
    ("schluessel", "fact", "seit"),
    [
        ("staatsangehoerigkeitsbehoerde", "rechtmaessig_seit", date(2021, 11, 26)),
        ("einbuergerung_ehe", "ehe_seit", date(2024, 11, 26)),
        ("berufssprachkurs", "geduldet_seit", date(2026, 5, 26)),
        ("bafoeg_amt", "voraufenthalt_seit", date(2025, 8, 26)),
    ],
)
def test_right_begins_when_its_time_is_over(schluessel, fact, seit):
    ja = FAELLE[schluessel][0] | {fact: seit, "duldung_60a_2_3": False}
    urteile = [judge(schluessel, ja, tag).urteil for tag in (TAG - EIN_TAG, TAG, TAG + EIN_TAG)]
    assert urteile == [Urteil.NEIN, Urteil.JA, Urteil.JA]
    assert IN_KRAFT[schluessel].earliest(ja, TAG - EIN_TAG) == TAG


@pytest.mark.parametrize(
    ("schluessel", "facts", "letzter"),
    [
        ("integrationskurs_anspruch", {}, date(2027, 6, 1)),
        ("buergeramt", {"einzug_am": date(2026, 11, 20)}, date(2026, 12, 4)),
        ("fahrerlaubnisbehoerde", {"wohnsitz_seit": date(2026, 8, 31)}, date(2027, 2, 28)),
        ("berufssprachkurs", {"berufssprachkurs_berechtigt_am": date(2026, 10, 1)}, date(2027, 1, 1)),
        ("anerkennungsberatung", {"anerkennung_vollstaendig_am": date(2026, 10, 1)}, date(2027, 1, 1)),
        ("wohnsitzregelung", {}, date(2029, 6, 1)),
    ],
)
def test_deadline_is_dated(schluessel, facts, letzter):
    assert [tag for _frist, tag in judge(schluessel, FAELLE[schluessel][0] | facts).fristen] == [letzter]


@pytest.mark.parametrize("status", ["24", "25_3", "25_5", "25a", "104c", "16g"])
def test_humanitarian_titles_without_entitlement_need_admission(status):
    facts = GRUNDLAGEN | NEU_MIT_SCHUTZ | {"status": status}
    urteile = [judge(key, facts).urteil for key in ("integrationskurs_anspruch", "integrationskurs_zulassung")]
    assert urteile == [Urteil.NEIN, Urteil.JA]


def test_missed_year_without_fault_keeps_the_entitlement():
    facts = GRUNDLAGEN | NEU_MIT_SCHUTZ | {"titel_erteilt_am": date(2024, 1, 1)}
    urteile = [
        judge("integrationskurs_anspruch", facts | {"anmeldung_verhindert": value}).urteil for value in (True, False, None)
    ]
    assert urteile == [Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT]


@pytest.mark.parametrize(
    "facts", [{"titel_erteilt_am": date(2024, 1, 1)}, {"deutsch": "B1"}], ids=["year_is_over", "german_got_better"]
)
def test_stated_duty_ends_only_with_the_course(facts):
    facts = NEU_MIT_SCHUTZ | OHNE_PFLICHTAUSNAHME | {"anmeldung_verhindert": False} | facts
    pflicht = {"kurspflicht_festgestellt": True}
    profiles = [
        facts | {"kurspflicht_festgestellt": False},
        facts | pflicht,
        facts | pflicht | {"integrationskurs_besucht": True},
    ]
    assert [judge("integrationskurs_pflicht", profile).urteil for profile in profiles] == [Urteil.NEIN, Urteil.JA, Urteil.NEIN]


def test_course_is_free_with_help_of_the_social_welfare_office():
    facts = FAELLE["integrationskurs_kostenfrei"][0] | {"kosten_befreit": False}
    urteile = [judge("integrationskurs_kostenfrei", facts | {"ohne_sgb2_12": value}).urteil for value in (False, True)]
    assert urteile == [Urteil.JA, Urteil.NEIN]


def test_title_of_trafficking_victims_counts_with_its_third_sentence_only():
    facts = GRUNDLAGEN | NEU_MIT_SCHUTZ | {"status": "25_4a"}
    urteile = [judge("integrationskurs_anspruch", facts | {"titel_25_4a_satz_3": value}).urteil for value in (True, False)]
    assert urteile == [Urteil.JA, Urteil.NEIN]


@pytest.mark.parametrize("status", ["16a", "16b", "17", "20a", "22", "24", "25_3", "25_5", "104c", "60a", "visum_d"])
def test_naturalisation_needs_a_title_that_is_enough(status):
    assert judge("staatsangehoerigkeitsbehoerde", EINGEBUERGERT | {"status": status}).urteil is Urteil.NEIN


@pytest.mark.parametrize("status", ["9", "18g", "25_1", "25a", "28", "16g", "freizuegigkeit"])
def test_naturalisation_with_other_titles(status):
    assert judge("staatsangehoerigkeitsbehoerde", EINGEBUERGERT | {"status": status}).urteil is Urteil.JA


def test_adults_are_not_asked_whether_they_came_without_parents():
    result = judge("jugendamt_inobhutnahme", {"alter": 18})
    assert (result.urteil, result.missing) == (Urteil.NEIN, frozenset())


def test_full_time_work_takes_the_place_of_living_without_benefits():
    facts = EINGEBUERGERT | {"ohne_sgb2_12": False}
    urteile = [
        judge("staatsangehoerigkeitsbehoerde", facts | {"vollzeit_20_von_24": value}).urteil for value in (True, False, None)
    ]
    assert urteile == [Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT]


def test_every_kind_of_service_has_a_rule():
    assert {ziel for regel in REGELWERK for ziel in regel.ziele} == set(angebotsarten())


def test_every_need_is_asked_by_a_rule():
    needs = {need for art in angebotsarten().values() for need in art.bedarfe}
    assert set(BEDARFE) == needs
    assert {tatsache.name for tatsache in BEDARFE.values()} <= {name for regel in REGELWERK for name in regel.tatsachen()}


def test_every_declared_fact_is_used():
    assert set(REGELWERK.tatsachen) == {name for regel in REGELWERK for name in regel.tatsachen()}


def test_rules_about_texts_nobody_read_say_so():
    programmes = {slug for slug, art in angebotsarten().items() if not any(grundlage.belegt for grundlage in art.grundlagen)}
    assert [slug for slug in sorted(programmes) if REGELWERK.by_key[slug].belegt] == []


@pytest.mark.parametrize("regel", REGELWERK.regeln, ids=lambda regel: regel.schluessel)
def test_rule_names_its_norm_and_its_review(regel):
    assert regel.norm
    assert regel.quelle
    assert regel.stand <= regel.geprueft_am <= TAG
    assert len(str(regel.titel)) <= 80


def test_interview_begins_with_the_status_and_ends_with_what_is_delicate():
    fragen = next_questions(REGELWERK.judge(bedarf(*BEDARFE), TAG), REGELWERK.tatsachen)
    assert fragen[0].name == "status"
    stufen = [frage.empfindlichkeit for frage in fragen]
    assert stufen == sorted(stufen)
