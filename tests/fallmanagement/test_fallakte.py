"""The database keeps what a case file promises."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from fallmanagement.enums import ENDE, UEBERGAENGE, Abschlussgrund, Fallphase, Wiederaufnahmegrund, gruende
from fallmanagement.models import Fallakte
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("amt")]
MOVES = [(von, nach) for von in Fallphase for nach in Fallphase if von != nach]


def put(akte: Fallakte, phase: str) -> None:
    """Bring a new case into ``phase`` along moves that are allowed."""
    way = {"neu": [], "klaerung": ["klaerung"], "plan": ["klaerung", "plan"], "vermittlung": ["klaerung", "plan", "vermittlung"]}
    way["begleitung"] = [*way["vermittlung"], "begleitung"]
    for step in way.get(phase, [phase]):
        move(akte, step)


def move(akte: Fallakte, nach: str) -> int:
    reasons = gruende(Fallakte.objects.get(pk=akte.pk).phase, nach)
    ended = "2026-11-26" if nach in ENDE else None
    return Fallakte.objects.filter(pk=akte.pk).update(phase=nach, grund=reasons.values[0] if reasons else "", beendet_am=ended)


def test_aktenzeichen_come_from_the_database_and_differ():
    first, second = FallakteFactory.create(), FallakteFactory.create()
    assert [akte.aktenzeichen[:3] for akte in (first, second)] == ["FM-", "FM-"]
    assert int(second.aktenzeichen[-6:]) == int(first.aktenzeichen[-6:]) + 1


@pytest.mark.parametrize(("von", "nach"), MOVES)
def test_database_allows_exactly_the_moves_of_the_table(von, nach):
    akte = FallakteFactory.create()
    put(akte, von)
    if nach in UEBERGAENGE[von]:
        assert move(akte, nach) == 1
    else:
        with pytest.raises(DatabaseError), transaction.atomic():
            move(akte, nach)


def test_case_begins_new():
    with pytest.raises(DatabaseError), transaction.atomic():
        FallakteFactory.create(phase=Fallphase.PLAN)


@pytest.mark.parametrize("phase", [Fallphase.ABGESCHLOSSEN, Fallphase.RUHEND, Fallphase.UEBERGEBEN])
def test_end_and_rest_need_a_reason(phase):
    akte = FallakteFactory.create()
    ended = "2026-11-26" if phase in ENDE else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Fallakte.objects.filter(pk=akte.pk).update(phase=phase, beendet_am=ended)


def test_case_is_opened_again_with_a_reason_only():
    akte = FallakteFactory.create()
    move(akte, Fallphase.ABGESCHLOSSEN)
    for grund in ("", Abschlussgrund.VERSEHEN):
        with pytest.raises(DatabaseError), transaction.atomic():
            Fallakte.objects.filter(pk=akte.pk).update(phase=Fallphase.KLAERUNG, grund=grund, beendet_am=None)
    again = Fallakte.objects.filter(pk=akte.pk)
    assert again.update(phase=Fallphase.KLAERUNG, grund=Wiederaufnahmegrund.NEUE_LAGE, beendet_am=None) == 1


def test_person_has_one_open_case():
    akte = FallakteFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        FallakteFactory.create(person=akte.person)
    move(akte, Fallphase.ABGESCHLOSSEN)
    assert FallakteFactory.create(person=akte.person).pk != akte.pk


def test_case_stays_the_one_of_its_person():
    akte = FallakteFactory.create()
    with pytest.raises(DatabaseError), transaction.atomic():
        Fallakte.objects.filter(pk=akte.pk).update(person=PersonFactory.create())
