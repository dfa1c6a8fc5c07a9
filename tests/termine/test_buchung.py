import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from behoerde.kern.models import Nachricht
from termine.models import Anliegen, Belegung, Dienst, Termin
from termine.planung import as_range
from termine.queries.tagesliste import find_termine, normal_code, termin_by_code
from tests.factories.kern import PersonFactory
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, gebuchter_termin, kontakt, person
from tests.termine.hilfen import hold, refused

pytestmark = pytest.mark.django_db


def test_front_desk_books_final_at_once(dienst, leistung):
    termin = gebuchter_termin(dienst, leistung, kanal="schalter")
    assert (termin.status, termin.kanal, termin.belegung.art) == ("gebucht", "schalter", "termin")
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}", termin.code)
    assert Nachricht.objects.get().anlass == "termin_bestaetigt"


def test_front_desk_books_without_contact_and_lead_time(dienst, leistung, uhr):
    uhr.move_to(MORGEN - timedelta(minutes=1))
    assert gebuchter_termin(dienst, leistung, kontakt=kontakt(email="")).status == "gebucht"
    assert Nachricht.objects.count() == 0


def test_front_desk_books_what_clients_cannot(dienst, team):
    sichtung = LeistungFactory.create(zugang="sichtung")
    team.leistungen.add(sichtung)
    assert gebuchter_termin(dienst, sichtung).status == "gebucht"


def test_past_time_is_refused(dienst, leistung, uhr):
    uhr.move_to(MORGEN)
    assert refused(gebuchter_termin, dienst, leistung) == "vergeben"


def test_same_key_books_once(dienst, leistung):
    assert gebuchter_termin(dienst, leistung) == gebuchter_termin(dienst, leistung)
    assert (Termin.objects.count(), Nachricht.objects.count()) == (1, 1)


def test_code_and_birth_year_open_the_visit(dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    assert termin_by_code(termin.code.lower().replace("-", " "), 1990) == termin
    assert termin_by_code(termin.code, 1991) is None
    assert termin_by_code("", 1990) is None


@pytest.mark.parametrize(("typed", "code"), [("7km4px", "7KM-4PX"), (" 7KM - 4PX ", "7KM-4PX"), ("7KM-4P", ""), ("", "")])
def test_code_is_read_however_it_was_typed(typed, code):
    assert normal_code(typed) == code


@pytest.mark.parametrize("text", ["olenaa", "BEISPIEL olena", "17.5.1990"])
def test_front_desk_finds_by_name_and_birth_date(dienst, leistung, text):
    termin = gebuchter_termin(dienst, leistung)
    assert list(find_termine(text)) == [termin]
    assert list(find_termine(termin.code)) == [termin]


@pytest.mark.parametrize("text", ["", "31.02.1990", "Unbekannt"])
def test_front_desk_finds_nothing_for_nothing(dienst, leistung, text):
    gebuchter_termin(dienst, leistung)
    assert list(find_termine(text)) == []


@pytest.mark.parametrize("text", ["olenaaa beispiel", "be", "7KM-4PX"])
def test_front_desk_finds_through_indexes(dienst, leistung, text):
    gebuchter_termin(dienst, leistung)
    # Of few rows the planner may prefer any way; what is asked is whether indexes can serve.
    assert "Seq Scan" not in plan_without(text, "seqscan", "nestloop")
    # Trigrams are only read as a bitmap, so no other index may be walked row by row in their place.
    plan = plan_without(text, "seqscan", "nestloop", "indexscan", "indexonlyscan")
    assert ("person_suchname" in plan, "termin_code" in plan) == (True, True)


def plan_without(text: str, *ways: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL enable_{way} = off" for way in ways))
    return find_termine(text).explain()


def test_front_desk_finds_families_once_and_short_words_at_their_beginning(dienst, leistung):
    termin = gebuchter_termin(dienst, leistung, personen=[person(0), person(1)])
    assert list(find_termine("beispiel")) == list(find_termine("ol be")) == [termin]
    assert list(find_termine("le")) == []


def insert(dienst, von=0, bis=15, **more):
    zeitraum = as_range((MORGEN + timedelta(minutes=von), MORGEN + timedelta(minutes=bis)))
    return Belegung.objects.create(**({"dienst": dienst, "platz": dienst.platz, "zeitraum": zeitraum, "art": "termin"} | more))


def test_database_refuses_a_double_booking(dienst):
    insert(dienst)
    with pytest.raises(IntegrityError, match="belegung_platz_nicht_doppelt"):
        insert(dienst, 10, 20)


@pytest.mark.parametrize(("von", "bis"), [(-15, 0), (-5, 10), (235, 250), (300, 315)])
def test_database_refuses_a_booking_outside_of_duty(dienst, von, bis):
    with pytest.raises(IntegrityError, match="belegung_nur_im_dienst"):
        insert(dienst, von, bis)


def test_database_refuses_a_booking_across_two_duties(dienst):
    end = dienst.zeitraum.upper
    DienstFactory.create(platz=dienst.platz, zeitraum=as_range((end, end + timedelta(hours=1))))
    with pytest.raises(IntegrityError, match="not inside the free time"):
        insert(dienst, 230, 250)


def test_database_refuses_closed_bounds(dienst):
    zeitraum = type(dienst.zeitraum)(MORGEN, MORGEN + timedelta(minutes=15), "[]")
    with pytest.raises(IntegrityError, match="belegung_zeitraum_halboffen"):
        insert(dienst, zeitraum=zeitraum)


def test_database_refuses_to_orphan_a_visit(dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    with pytest.raises(IntegrityError, match="termin_offen_hat_platz"), transaction.atomic():
        termin.belegung.delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM termine_dienst WHERE id = %s", [dienst.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_database_refuses_to_move_a_booking(dienst):
    belegung = insert(dienst)
    with pytest.raises(ProgrammingError, match="Cannot update rows from termine_belegung"):
        Belegung.objects.filter(pk=belegung.pk).update(zeitraum=as_range((MORGEN, MORGEN + timedelta(minutes=20))))


def test_stale_save_cannot_change_what_is_free(dienst):
    stale = Dienst.objects.get(pk=dienst.pk)
    insert(dienst)
    with pytest.raises(ProgrammingError, match="Cannot update rows from termine_dienst"):
        stale.save()


def test_database_refuses_a_move_between_states(dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    with pytest.raises(ProgrammingError, match="Invalid transition"):
        Termin.objects.filter(pk=termin.pk).update(status="erledigt")


def test_database_refuses_a_second_living_anliegen(dienst, leistung):
    first = gebuchter_termin(dienst, leistung).anliegen.get()
    other = PersonFactory.create()
    with pytest.raises(IntegrityError, match="anliegen_eines_je_person"):
        Anliegen.objects.create(person=other, person_hash=first.person_hash, leistung=leistung)


def test_every_change_of_a_visit_is_kept(dienst, leistung, standort):
    termin = hold(leistung, standort)
    gebuchter_termin(dienst, leistung, n=1, beginn=MORGEN + timedelta(hours=1))
    kept = Termin.pgh_event_model.objects.filter(pgh_obj=termin).values_list("pgh_label", "status")
    assert list(kept) == [("insert", "vorgemerkt")]


def test_counter_without_skill_is_left_for_who_needs_it(dienst, leistung, team):
    DienstFactory.create(platz=PlatzFactory.create(team=team, sprachen=["ar", "de", "tr"]))
    assert gebuchter_termin(dienst, leistung, personen=[person(1)]).platz == dienst.platz
