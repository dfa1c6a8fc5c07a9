"""Answers: written down once, with their source, confirmed, taken back."""

from datetime import date

import pytest

from behoerde.kern.exceptions import DomainError
from lotsen.actions.antwort import answer, answer_bedarfe, confirm_answers, send_off, withdraw_answer
from lotsen.actions.erstberatung import finish
from lotsen.beratung import Antwortstand, Quelle
from lotsen.models import Antwort
from lotsen.queries.erstberatung import BEDARF_OFFEN, lage

pytestmark = pytest.mark.django_db


def test_answer_again_replaces_the_earlier_one(beratung, lotse):
    answer(erstberatung=beratung, tatsache="deutsch", value="A1", user=lotse)
    answer(erstberatung=beratung, tatsache="deutsch", value="B1", quelle=Quelle.DOKUMENT, user=lotse)
    assert [(row.value, row.quelle) for row in beratung.antworten.all()] == [("B1", Quelle.DOKUMENT)]


@pytest.mark.parametrize(
    ("tatsache", "value"), [("deutsch", "D1"), ("status", "gibt_es_nicht"), ("einreise_am", "gestern"), ("gibt_es_nicht", True)]
)
def test_value_that_cannot_be_the_answer_is_refused(beratung, lotse, tatsache, value):
    with pytest.raises(DomainError) as refusal:
        answer(erstberatung=beratung, tatsache=tatsache, value=value, user=lotse)
    assert refusal.value.code == "passt_nicht"
    assert not Antwort.objects.exists()


def test_delicate_question_is_refused_to_somebody_alone(beratung):
    with pytest.raises(DomainError) as refusal:
        answer(erstberatung=beratung, tatsache="verurteilt", value=False)
    assert refusal.value.code == "heikel"


def test_not_knowing_is_an_answer_and_is_not_asked_again(beratung, lotse):
    answer(erstberatung=beratung, tatsache="status", stand=Antwortstand.WEISS_NICHT, user=lotse)
    now = lage(beratung)
    assert "status" not in now.facts
    assert "status" not in [tatsache.name for tatsache in now.fragen]


def test_what_the_person_skipped_alone_is_asked_by_the_guide(beratung):
    answer(erstberatung=beratung, tatsache="status", stand=Antwortstand.UEBERSPRUNGEN)
    now = lage(beratung)
    assert "status" in [tatsache.name for tatsache in now.fragen]
    assert "status" not in [tatsache.name for tatsache in now.fragen_allein]


def test_answer_of_the_person_alone_waits_to_be_confirmed(beratung, lotse):
    answer(erstberatung=beratung, tatsache="deutsch", value="A2")
    assert [row.tatsache for row in lage(beratung).unbestaetigt] == ["deutsch"]
    assert confirm_answers(erstberatung=beratung, names=["deutsch"], user=lotse) == 1
    assert confirm_answers(erstberatung=beratung, names=["deutsch"], user=lotse) == 0
    assert lage(beratung).unbestaetigt == []


def test_needs_left_out_alone_do_not_wait_to_be_confirmed(beratung):
    answer_bedarfe(erstberatung=beratung, names=["bedarf_sprache_grundlagen"])
    assert [row.tatsache for row in lage(beratung).unbestaetigt] == ["bedarf_sprache_grundlagen"]


def test_withdrawn_answer_is_asked_again(beratung, lotse):
    answer(erstberatung=beratung, tatsache="status", value="24", user=lotse)
    withdraw_answer(erstberatung=beratung, tatsache="status")
    assert "status" in [tatsache.name for tatsache in lage(beratung).fragen]


def test_needs_not_ticked_are_no_but_delicate_ones_stay_unknown(beratung, lotse):
    answer_bedarfe(erstberatung=beratung, names=["bedarf_sprache_grundlagen"], user=lotse)
    facts = lage(beratung).facts
    assert facts["bedarf_sprache_grundlagen"] is True
    assert sorted(name for name in facts if name.startswith("bedarf_")) == sorted(BEDARF_OFFEN)


def test_delicate_needs_count_as_no_once_they_were_talked_about(beratung, lotse):
    answer_bedarfe(erstberatung=beratung, names=["bedarf_schutz_gewalt"], besprochen=True, user=lotse)
    facts = lage(beratung).facts
    assert (facts["bedarf_schutz_gewalt"], facts["bedarf_gesundheit_psyche"]) == (True, False)


def test_somebody_alone_cannot_name_a_delicate_need_on_the_list(beratung):
    answer_bedarfe(erstberatung=beratung, names=["bedarf_schutz_gewalt"])
    assert "bedarf_schutz_gewalt" not in lage(beratung).antworten


def test_needs_sent_twice_leave_the_answers_untouched(beratung, lotse):
    answer_bedarfe(erstberatung=beratung, names=["bedarf_sprache_grundlagen"])
    before = dict(beratung.antworten.values_list("tatsache", "gegeben_am"))
    answer_bedarfe(erstberatung=beratung, names=["bedarf_sprache_grundlagen"], user=lotse)
    assert dict(beratung.antworten.values_list("tatsache", "gegeben_am")) == before


def test_nothing_is_answered_in_a_finished_talk(beratung, lotse):
    finish(erstberatung=beratung, user=lotse, erinnern=False)
    with pytest.raises(DomainError) as refusal:
        answer(erstberatung=beratung, tatsache="deutsch", value="A1", user=lotse)
    assert refusal.value.code == "geschlossen"


def test_age_follows_from_the_birth_date(beratung):
    assert beratung.person.geburtsdatum == date(1990, 5, 17)
    assert lage(beratung).facts["alter"] == 36


def test_sending_off_twice_keeps_the_first_time(beratung, uhr):
    send_off(erstberatung=beratung)
    beratung.refresh_from_db()
    first = beratung.abgeschickt_am
    uhr.shift(3600)
    send_off(erstberatung=beratung)
    beratung.refresh_from_db()
    assert beratung.abgeschickt_am == first
