"""One step for many cases: what refuses is left out with its reason, the preview changes nothing, all of it can be taken back."""

from datetime import date

import pytest

from behoerde.kern.rechte import Rolle
from fallmanagement.actions import sammeln
from fallmanagement.actions.fallakte import assign, move
from fallmanagement.actions.frist import finish_frist
from fallmanagement.actions.sammeln import Sammelauftrag
from fallmanagement.enums import Fallphase, Ruhegrund, Sammelart
from fallmanagement.models import Fallakte, Frist, Zustaendigkeit
from tests.factories.fallmanagement import FallakteFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "ruhig", "amt")]
PLAN = Sammelauftrag(Sammelart.PHASE, phase=Fallphase.PLAN)
NOTIZ = Sammelauftrag(Sammelart.WIEDERVORLAGE, betreff="Zeugnisse da?", faellig_am=date(2026, 12, 10))


@pytest.fixture
def akten(einheit, leitung):
    rows = FallakteFactory.create_batch(3, einheit=einheit)
    for akte in rows[:2]:
        move(akte, Fallphase.KLAERUNG)
    return rows


def now(akten) -> list[Fallakte]:
    return [Fallakte.objects.get(pk=akte.pk) for akte in akten]


def taken_back(auftrag: Sammelauftrag, zeilen, user) -> int:
    done = {zeile.akte.pk: zeile.zurueck for zeile in zeilen if zeile.zurueck is not None}
    return sammeln.take_back(auftrag.art, done, now([zeile.akte for zeile in zeilen]), user=user)


def test_phase_moves_where_the_way_back_is_open(akten, leitung):
    move(akten[0], Fallphase.PLAN)
    zeilen = sammeln.run(PLAN, now(akten), user=leitung)
    assert [zeile.worte for zeile in zeilen] == [
        "Die Akte ist schon in dieser Phase.",
        "jetzt „Plan“, vorher „Klärung“",
        "Von „neu“ aus geht das nur in der Akte selbst, weil es sich nicht zurücknehmen lässt.",
    ]
    assert [akte.phase for akte in now(akten)] == [Fallphase.PLAN, Fallphase.PLAN, Fallphase.NEU]
    assert taken_back(PLAN, zeilen, leitung) == 1
    assert [akte.phase for akte in now(akten)] == [Fallphase.PLAN, Fallphase.KLAERUNG, Fallphase.NEU]


def test_rest_needs_its_reason_and_ends_without_one(akten, leitung):
    ruhen = Sammelauftrag(Sammelart.PHASE, phase=Fallphase.RUHEND, grund=Ruhegrund.KURS)
    zeilen = sammeln.run(ruhen, now(akten[:2]), user=leitung)
    assert [(akte.phase, akte.grund) for akte in now(akten[:2])] == [(Fallphase.RUHEND, Ruhegrund.KURS)] * 2
    move(akten[0], Fallphase.PLAN)
    assert taken_back(ruhen, zeilen, leitung) == 1
    assert [(akte.phase, akte.grund) for akte in now(akten[:2])] == [(Fallphase.PLAN, ""), (Fallphase.KLAERUNG, "")]


def test_preview_says_the_same_and_changes_nothing(akten, leitung):
    before = [akte.phase for akte in now(akten)]
    seen = [(zeile.worte, zeile.zurueck) for zeile in sammeln.preview(PLAN, now(akten), user=leitung)]
    assert [akte.phase for akte in now(akten)] == before
    assert seen == [(zeile.worte, zeile.zurueck) for zeile in sammeln.run(PLAN, now(akten), user=leitung)]


def test_assignment_goes_back_to_whoever_had_it(akten, leitung, einheit):
    had, gets = staff_of(einheit, Rolle.FALLMANAGEMENT), staff_of(einheit, Rolle.FALLMANAGEMENT)
    assign(akten[0], to=had, by=leitung)
    assign(akten[1], to=gets, by=leitung)
    auftrag = Sammelauftrag(Sammelart.ZUTEILEN, dict.fromkeys((akte.pk for akte in akten), gets))
    zeilen = sammeln.run(auftrag, now(akten), user=leitung)
    assert [akte.zustaendig for akte in now(akten)] == [gets, gets, gets]
    assert taken_back(auftrag, zeilen, leitung) == 2
    assert [akte.zustaendig for akte in now(akten)] == [had, gets, None]
    assert Zustaendigkeit.objects.filter(fallakte=akten[2]).count() == 0


def test_only_the_lead_takes_cases_from_others(akten, leitung, fallmanagerin, einheit):
    other = staff_of(einheit, Rolle.FALLMANAGEMENT)
    assign(akten[0], to=other, by=leitung)
    auftrag = Sammelauftrag(Sammelart.ZUTEILEN, dict.fromkeys((akte.pk for akte in akten[:2]), fallmanagerin))
    assert [zeile.zurueck is None for zeile in sammeln.run(auftrag, now(akten[:2]), user=fallmanagerin)] == [True, False]


def test_reminder_goes_again_unless_somebody_did_it(akten, leitung):
    zeilen = sammeln.run(NOTIZ, now(akten), user=leitung)
    assert sorted(Frist.objects.values_list("fallakte", "betreff")) == sorted((akte.pk, "Zeugnisse da?") for akte in akten)
    finish_frist(Frist.objects.get(fallakte=akten[1]), user=leitung)
    assert taken_back(NOTIZ, zeilen, leitung) == 2
    assert list(Frist.objects.values_list("fallakte", flat=True)) == [akten[1].pk]


def test_without_a_proposal_nothing_happens(akten, leitung):
    zeilen = sammeln.run(Sammelauftrag(Sammelart.VORSCHLAG), now(akten), user=leitung)
    assert {zeile.worte for zeile in zeilen} == {"Dafür gibt es keinen Vorschlag."}
