"""Placements: their moves, the reasons, taking one back, looks back, and what the database refuses by itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from behoerde.kern.exceptions import DomainError
from fallmanagement.actions.nachbetreuung import answer
from fallmanagement.actions.vermittlung import (
    Stellenangaben,
    add_vermittlung,
    change_vermittlung,
    move_vermittlung,
    take_back,
)
from fallmanagement.enums import Abschlussgrund
from fallmanagement.models import Frist, Nachbetreuung, Vermittlung
from fallmanagement.vermittlung import ALLE_UEBERGAENGE, UEBERGAENGE, ZURUECK, Vermittlungsstand, gruende
from tests.factories.vermittlung import ErsparnismonatFactory, VermittlungFactory, begonnen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]
LEHRE = Stellenangaben("Bäckerei Sonne", "Bäcker", "ausbildung", Decimal("38.5"))
S = Vermittlungsstand


def looks(row: Vermittlung) -> list[tuple]:
    return list(row.nachbetreuungen.order_by("monat").values_list("monat", "faellig_am", "ergebnis"))


@pytest.fixture
def job(akte, fallmanagerin) -> Vermittlung:
    return add_vermittlung(akte, LEHRE, user=fallmanagerin)


@pytest.fixture
def running(job, fallmanagerin) -> Vermittlung:
    move_vermittlung(job, S.VERTRAG, user=fallmanagerin)
    return move_vermittlung(job, S.BEGONNEN, beginn=date(2026, 11, 2), user=fallmanagerin)


def test_new_one_is_a_proposal(job, akte):
    assert (job.stand, job.fallakte, str(job)) == ("vorgeschlagen", akte, "Bäcker, Bäckerei Sonne")


def test_ended_case_gets_none(akte, fallmanagerin):
    akte.phase, akte.grund, akte.beendet_am = "abgeschlossen", Abschlussgrund.WEGGEZOGEN, date(2026, 11, 1)
    akte.save()
    with pytest.raises(DomainError, match="Akte ist beendet"):
        add_vermittlung(akte, LEHRE, user=fallmanagerin)


def test_table_of_moves_is_whole():
    assert set(UEBERGAENGE) == set(ZURUECK) == set(S.values)
    for von, targets in UEBERGAENGE.items():
        assert all(von in ZURUECK[nach] for nach in targets)
    assert ALLE_UEBERGAENGE["beendet"] == {str(stand) for stand in S if stand != S.BEENDET}


@pytest.mark.parametrize("von", S.values)
@pytest.mark.parametrize("nach", S.values)
def test_action_and_database_know_the_same_moves(fallmanagerin, von, nach):
    row = VermittlungFactory.create()
    row = through(row, von)
    allowed = von == nach or nach in ALLE_UEBERGAENGE[von]
    row.vorher = nach  # as if it had come from there
    row.save()
    reasons = gruende(von, nach)
    row.stand, row.grund = nach, (reasons.values[0] if reasons and von != nach else row.grund)
    row.beginn, row.ende = date(2026, 11, 1), date(2026, 11, 3) if (von, nach) == ("begonnen", "beendet") else None
    with transaction.atomic():
        if allowed:
            row.save()
        else:
            with pytest.raises(DatabaseError), transaction.atomic():
                row.save()


def through(row: Vermittlung, stand: str) -> Vermittlung:
    """Bring a proposal to a state by moves the database lets through."""
    path = {"vorgeschlagen": [], "begonnen": ["vertrag", "begonnen"]}.get(stand, [stand])
    for step in path:
        row.stand, row.beginn = step, date(2026, 11, 1)
        row.grund = "besetzt" if step == "beendet" else ""
        row.save()
    return row


def test_database_takes_no_move_back_without_a_reason(job, fallmanagerin):
    move_vermittlung(job, S.PROBE, user=fallmanagerin)
    for change in ({"grund": ""}, {"grund": "versehen", "stand": "beworben"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Vermittlung.objects.filter(pk=job.pk).update(**{"stand": "vorgeschlagen"} | change)


def test_end_needs_a_reason_that_fits(job, running, fallmanagerin):
    for grund in ("", "besetzt", "versehen"):
        with pytest.raises(DomainError, match="Grund"):
            move_vermittlung(running, S.BEENDET, grund=grund, ende=date(2026, 11, 20), user=fallmanagerin)
    row = move_vermittlung(running, S.BEENDET, grund="befristung", ende=date(2026, 11, 20), user=fallmanagerin)
    assert (row.stand, row.grund, row.ende) == ("beendet", "befristung", date(2026, 11, 20))


@pytest.mark.parametrize(("beginn", "word"), [(None, "ersten Tag"), (date(2026, 11, 27), "Zukunft")])
def test_first_day_is_known_and_not_in_the_future(job, fallmanagerin, beginn, word):
    move_vermittlung(job, S.VERTRAG, user=fallmanagerin)
    with pytest.raises(DomainError, match=word):
        move_vermittlung(job, S.BEGONNEN, beginn=beginn, user=fallmanagerin)


@pytest.mark.parametrize("ende", [None, date(2026, 11, 1), date(2026, 11, 27)])
def test_last_day_lies_between_the_first_and_today(running, fallmanagerin, ende):
    with pytest.raises(DomainError):
        move_vermittlung(running, S.BEENDET, grund="befristung", ende=ende, user=fallmanagerin)


def test_step_that_is_not_in_the_table_is_refused(job, fallmanagerin):
    with pytest.raises(DomainError, match="nicht mehr möglich"):
        move_vermittlung(job, S.BEGONNEN, beginn=date(2026, 11, 2), user=fallmanagerin)
    assert move_vermittlung(job, S.VORGESCHLAGEN, user=fallmanagerin).stand == "vorgeschlagen"


def test_first_day_plans_the_looks_back_on_working_days(running):
    assert looks(running) == [
        (1, date(2026, 12, 2), ""),
        (3, date(2027, 2, 2), ""),
        (6, date(2027, 5, 2), ""),
        (12, date(2027, 11, 2), ""),
    ]
    fristen = Frist.objects.open().filter(nachbetreuung__vermittlung=running).order_by("faellig_am")
    assert [(frist.art, frist.arbeitstag) for frist in fristen] == [
        ("wiedervorlage", date(2026, 12, 2)),
        ("wiedervorlage", date(2027, 2, 2)),
        ("wiedervorlage", date(2027, 4, 30)),  # the second of May is a Sunday, the first a holiday
        ("wiedervorlage", date(2027, 11, 2)),
    ]
    assert fristen[0].betreff == "1 Monat im Betrieb: nachfragen (Bäckerei Sonne)"


def test_looks_back_whose_day_is_over_are_not_planned(job, fallmanagerin):
    move_vermittlung(job, S.VERTRAG, user=fallmanagerin)
    move_vermittlung(job, S.BEGONNEN, beginn=date(2026, 8, 1), user=fallmanagerin)
    assert [monat for monat, _due, _result in looks(job)] == [6, 12]


def test_last_day_ends_the_looks_back_and_taking_it_back_wakes_them(running, fallmanagerin):
    before = looks(running)
    move_vermittlung(running, S.BEENDET, grund="wechsel", ende=date(2026, 11, 20), user=fallmanagerin)
    assert [result for _monat, _due, result in looks(running)] == ["entfallen"] * 4
    assert not Frist.objects.open().exists()
    row = take_back(running, grund="versehen", user=fallmanagerin)
    assert (row.stand, row.ende, looks(row)) == ("begonnen", None, before)
    assert Frist.objects.open().count() == 4


def test_move_is_taken_back_once_with_a_reason(job, fallmanagerin):
    move_vermittlung(job, S.PROBE, user=fallmanagerin)
    with pytest.raises(DomainError, match="Grund"):
        take_back(job, grund="befristung", user=fallmanagerin)
    row = take_back(job, grund="falsche_auskunft", user=fallmanagerin)
    assert (row.stand, row.grund, row.vorher) == ("vorgeschlagen", "falsche_auskunft", "")
    with pytest.raises(DomainError, match="keinen Schritt"):
        take_back(job, grund="versehen", user=fallmanagerin)


def test_first_day_taken_back_takes_its_looks_back_along(running, fallmanagerin):
    row = take_back(running, grund="versehen", user=fallmanagerin)
    assert (row.stand, Nachbetreuung.objects.count(), Frist.objects.count()) == ("vertrag", 0, 0)


@pytest.mark.parametrize("used", ["look", "month"])
def test_first_day_that_was_built_upon_is_not_taken_back(running, fallmanagerin, used):
    if used == "month":
        ErsparnismonatFactory.create(vermittlung=running, monat=date(2026, 11, 1))
    else:
        answer(running.nachbetreuungen.first(), ergebnis="noch_dort", kontakt="person", user=fallmanagerin)
    with pytest.raises(DomainError, match="schon Einträge"):
        take_back(running, grund="versehen", user=fallmanagerin)


def test_look_back_is_answered_and_done(running, fallmanagerin):
    look = answer(running.nachbetreuungen.first(), ergebnis="problem", kontakt="beide", problem=" Schicht ", user=fallmanagerin)
    look.refresh_from_db()
    assert (look.ergebnis, look.kontakt, look.problem, look.erledigt_von) == ("problem", "beide", "Schicht", fallmanagerin)
    assert look.frist.erledigt_von == fallmanagerin
    answer(look, ergebnis="noch_dort", kontakt="person", user=fallmanagerin)
    look.refresh_from_db()
    assert (look.ergebnis, look.problem) == ("noch_dort", "")


@pytest.mark.parametrize(
    ("ergebnis", "kontakt", "code"),
    [("nicht_erreicht", "person", "kontakt"), ("noch_dort", "niemand", "kontakt"), ("problem", "person", "problem")],
)
def test_answer_that_makes_no_sense_is_refused(running, fallmanagerin, ergebnis, kontakt, code):
    with pytest.raises(DomainError) as refused:
        answer(running.nachbetreuungen.first(), ergebnis=ergebnis, kontakt=kontakt, user=fallmanagerin)
    assert refused.value.code == code


def test_lapsed_look_back_is_not_answered(running, fallmanagerin):
    move_vermittlung(running, S.BEENDET, grund="wechsel", ende=date(2026, 11, 20), user=fallmanagerin)
    with pytest.raises(DomainError, match="war vorher beendet"):
        answer(running.nachbetreuungen.first(), ergebnis="noch_dort", kontakt="person", user=fallmanagerin)


def test_first_day_put_right_moves_the_looks_back(running):
    change_vermittlung(running, Stellenangaben("Bäckerei Sonne", "Bäcker", "arbeit", beginn=date(2026, 11, 9)))
    assert looks(running)[0] == (1, date(2026, 12, 9), "")
    with pytest.raises(DomainError, match="hat begonnen"):
        change_vermittlung(running, LEHRE)


def test_end_before_the_first_day_can_be_taken_back_with_its_plan(job, fallmanagerin):
    change_vermittlung(job, Stellenangaben("Bäckerei Sonne", "Bäcker", "arbeit", beginn=date(2027, 1, 1)))
    row = move_vermittlung(job, S.BEENDET, grund="absage_betrieb", user=fallmanagerin)
    assert (row.began, row.ende) == (False, None)
    assert take_back(row, grund="zurueckgenommen", user=fallmanagerin).beginn == date(2027, 1, 1)


def test_job_moves_to_no_other_case(job, akte):
    other = begonnen().fallakte
    with pytest.raises(DatabaseError), transaction.atomic():
        Vermittlung.objects.filter(pk=job.pk).update(fallakte=other)
