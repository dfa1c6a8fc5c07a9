from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Ereignis, Protokolleintrag
from lotsen.actions.einwilligung import withdraw
from lotsen.actions.partner import answer, answer_letter, note_read, take_back
from lotsen.actions.verweis import create_verweis, move
from lotsen.models import Partnerkopie, Verweis
from lotsen.verweis_tabelle import GRUENDE, Ablehnungsgrund, Ausgang, Seite, VerweisStatus, uebergang
from tests.lotsen.verweise import ANGABEN, angebot_of, draft, partner_unit, sent, with_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "amt")]
S = VerweisStatus


def status_of(verweis: Verweis) -> str:
    return Verweis.objects.get(pk=verweis.pk).status


def test_one_is_under_way_per_person_and_angebot():
    verweis = draft(angebot_of(None))
    again = create_verweis(person=verweis.person, angebot=verweis.angebot, user=verweis.angelegt_von, einheit=verweis.einheit)
    assert (again.pk, verweis.kennung[:2], len(verweis.kennung)) == (verweis.pk, "V-", 7)


def test_a_move_is_noted_counted_and_dated():
    verweis = sent(angebot_of(partner_unit()))
    assert [step.nach for step in verweis.schritte.all()] == ["entwurf", "einwilligung", "gesendet"]
    assert (verweis.faellig_am, verweis.verfaellt_am) == (date(2026, 12, 7), date(2026, 12, 24))
    assert Protokolleintrag.objects.filter(vorgang="verweis_gesendet", objekt_id=str(verweis.pk)).count() == 1
    event = Ereignis.objects.get(art="verweis_gesendet")
    assert (event.leistung, event.kanal, event.einheit[:8]) == ("mbe", "einwilligung", "partner-")


def test_reading_gives_nobody_more_time(donnerstag):
    verweis = sent(angebot_of(partner_unit()))
    donnerstag.shift(timedelta(days=1))
    note_read(verweis.kopie)
    verweis.refresh_from_db()
    assert (verweis.status, verweis.faellig_am) == ("gelesen", date(2026, 12, 7))


def test_the_same_answer_twice_is_one():
    verweis = sent(angebot_of(partner_unit()))
    for _time in range(2):
        answer(verweis.kopie, S.ANGENOMMEN)
    assert verweis.schritte.filter(nach="angenommen").count() == 1


@pytest.mark.parametrize(("nach", "grund"), [(S.ABGELEHNT, ""), (S.ABGELEHNT, "geholfen"), (S.ABGESCHLOSSEN, ""), (S.TERMIN, "")])
def test_no_answer_without_its_reason_or_before_its_time(nach, grund):
    verweis = sent(angebot_of(partner_unit()))
    with pytest.raises(DomainError):
        answer(verweis.kopie, nach, grund=grund)
    assert status_of(verweis) == "gesendet"


def test_guide_can_not_answer_for_the_partner():
    verweis = sent(angebot_of(partner_unit()))
    with pytest.raises(DomainError, match="nicht mehr möglich"):
        move(verweis, S.ANGENOMMEN, seite=Seite.LOTSE)


def test_declined_keeps_its_reason_until_it_is_taken_back(donnerstag):
    verweis = sent(angebot_of(partner_unit()))
    answer(verweis.kopie, S.ABGELEHNT, grund=Ablehnungsgrund.VOLL)
    assert Verweis.objects.get(pk=verweis.pk).grund == "voll"
    take_back(verweis.kopie)
    assert (status_of(verweis), Verweis.objects.get(pk=verweis.pk).grund) == ("gelesen", "")
    answer(verweis.kopie, S.ABGELEHNT, grund=Ablehnungsgrund.VOLL)
    donnerstag.shift(timedelta(hours=2))
    with pytest.raises(DomainError, match="nicht mehr zurücknehmen"):
        take_back(verweis.kopie)


def test_letter_closes_the_loop_without_a_copy():
    verweis = with_letter(angebot_of(None, "psychosoziales_zentrum"))
    answer_letter(verweis, S.ERSCHIENEN)
    answer_letter(verweis, S.ABGESCHLOSSEN, grund=Ausgang.GEHOLFEN)
    verweis.refresh_from_db()
    assert (verweis.status, verweis.ausgang, verweis.kopie_id) == ("abgeschlossen", "geholfen", None)
    assert Partnerkopie.objects.count() == 0
    assert verweis.rueckmeldungen.get().antwort == "ja"


@pytest.mark.parametrize(
    "values",
    ["status = 'erschienen'", "status = 'abgeschlossen'", "ausgang = 'geholfen'", "kennung = 'V-AAAAA'", "status = 'unsinn'"],
)
def test_database_refuses_what_the_table_does_not_name(values):
    verweis = sent(angebot_of(partner_unit()))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE lotsen_verweis SET {values} WHERE id = %s", [verweis.pk])


def test_database_lets_nothing_begin_in_the_middle():
    verweis = draft(angebot_of(None))
    other = Verweis(
        person=verweis.person,
        angebot=angebot_of(None),
        einheit=verweis.einheit,
        angelegt_von=verweis.angelegt_von,
        kennung="V-22222",
        uebergabe="nur_begleitschreiben",
        status="brief",
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        other.save()


STEPS = st.lists(
    st.tuples(st.sampled_from(S), st.sampled_from(Seite), st.sampled_from(["", "voll", "geholfen", "erledigt"])), max_size=12
)


@given(steps=STEPS, letter=st.booleans())
@example(steps=[(S.ABGELEHNT, Seite.PARTNER, "voll"), (S.GELESEN, Seite.PARTNER, "")], letter=True)
@example(steps=[(S.WARTELISTE, Seite.PARTNER, ""), (S.GELESEN, Seite.PARTNER, "")], letter=True)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sequence_of_moves_leaves_the_table_or_closes_without_outcome(steps, letter):
    with transaction.atomic():
        verweis = with_letter(angebot_of(None)) if letter else sent(angebot_of(partner_unit(f"P{uhr.now()}{id(steps)}")))
        for nach, seite, grund in steps:
            before = status_of(verweis)
            try:
                with transaction.atomic():
                    werte = {"termin_am": uhr.now() + timedelta(days=3)} if nach == S.TERMIN else {}
                    move(verweis, nach, seite=seite, grund=grund, **werte)
            except DomainError:
                assert status_of(verweis) == before
                continue
            after = Verweis.objects.get(pk=verweis.pk)
            declared = uebergang(before, nach)
            assert before == nach or (declared is not None and seite in declared.wer)
            assert (after.status == S.ABGESCHLOSSEN) is bool(after.ausgang)
            assert nach not in GRUENDE or before == nach or grund in GRUENDE[nach].values
            assert verweis.schritte.order_by("zeit", "id").last().nach == after.status
        transaction.set_rollback(True)


def test_withdrawing_twice_changes_nothing():
    verweis = sent(angebot_of(partner_unit()))
    withdraw(verweis, seite=Seite.PERSON)
    again = withdraw(verweis, seite=Seite.PERSON)
    assert (again.status, verweis.schritte.filter(nach="widerrufen").count(), ANGABEN["deutsch"] != again.deutsch) == (
        "widerrufen",
        1,
        True,
    )
