from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from behoerde.kern.actions.datei import reject
from behoerde.kern.enums import Dateigrund
from behoerde.kern.models import ENTWURF, Datei, Ereignis, Nachricht, Zugangslink
from termine.actions.aufnahme import take_in, withdraw
from termine.actions.unterlagen import add_unterlagen
from termine.angaben import AufnahmeAngaben
from termine.enums import Kanal
from termine.models import Anliegen, Aufnahme
from tests.factories.datei import taken as taken_file
from tests.factories.termine import LeistungFactory, TeamFactory, aufnahme, kontakt, person
from tests.termine.hilfen import refused

pytestmark = pytest.mark.django_db


def taken(leistung, **more):
    values = {
        "personen": [person()],
        "kontakt": kontakt(),
        "angaben": AufnahmeAngaben(),
        "kanal": Kanal.ONLINE,
        "schluessel": "k-1",
    }
    return take_in(leistung=leistung, **(values | more))


def test_concern_comes_in_with_number_people_promise_and_links(sichtung):
    row = taken(
        sichtung, personen=[person(0), person(1)], angaben=AufnahmeAngaben(worte="Мій дозвіл", titel_bis=date(2026, 12, 18))
    )
    assert (row.stand, row.einheit, row.kontakt.vorname) == ("eingegangen", row.team.organisationseinheit, person(0).vorname)
    assert row.vorgang == f"A-2026-{row.nummer}"
    assert Aufnahme.objects.get(pk=row.pk).worte == "Мій дозвіл"
    assert [a.person.vorname for a in row.anliegen.order_by("position")] == [person(0).vorname, person(1).vorname]
    assert set(Zugangslink.objects.filter(objekt_id=row.pk).values_list("zweck", flat=True)) == {"anliegen", "anliegen_eingang"}
    assert Ereignis.objects.filter(art="anliegen_eingegangen", leistung=sichtung.slug).exists()


def test_words_are_encrypted_in_the_database(sichtung):
    row = taken(sichtung, angaben=AufnahmeAngaben(worte="geheim"))
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT worte FROM termine_aufnahme WHERE id = %s", [row.pk])
        assert "geheim" not in cursor.fetchone()[0]


def test_same_key_yields_the_same_intake(sichtung):
    assert taken(sichtung) == taken(sichtung)
    assert Aufnahme.objects.count() == 1


def test_documents_at_hand_are_noted(sichtung):
    row = taken(sichtung, angaben=AufnahmeAngaben(unterlagen=["pass"]))
    lines = row.unterlagen.order_by("pk").values_list("unterlage__key", "stand")
    assert list(lines) == [("pass", "vorhanden"), ("foto", "fehlt")]


def test_second_concern_of_the_same_kind_is_refused(sichtung):
    taken(sichtung)
    assert refused(taken, sichtung, schluessel="k-2") == "anliegen_besteht"
    assert Aufnahme.objects.count() == 1


def test_too_many_people_are_refused(sichtung):
    assert refused(taken, sichtung, personen=[person(n) for n in range(5)]) == "zu_viele_personen"


def test_leistung_without_a_team_is_refused(db):
    assert refused(taken, LeistungFactory.create(zugang="sichtung")) == "nicht_zustaendig"


def test_unit_of_the_office_answers_before_the_one_below_it(sichtung):
    oben = sichtung.teams.get()
    TeamFactory.create(leistungen=[sichtung], organisationseinheit__parent=oben.organisationseinheit)
    assert taken(sichtung).team == oben


def test_withdrawing_ends_the_concern_and_lets_the_person_come_again(sichtung):
    row = withdraw(taken(sichtung))
    assert (row.stand, withdraw(row).stand) == ("zurueckgezogen", "zurueckgezogen")
    assert taken(sichtung, schluessel="k-2").stand == "eingegangen"


def test_state_follows_the_concerns_and_nobody_else_writes_it(sichtung):
    row = aufnahme(sichtung, personen=2)
    Anliegen.objects.filter(aufnahme=row).update(status="in_sichtung")
    row.refresh_from_db()
    assert row.stand == "in_sichtung"
    with pytest.raises(DatabaseError), transaction.atomic():
        Aufnahme.objects.filter(pk=row.pk).update(stand="erledigt")


def test_one_who_takes_back_leaves_the_state_to_the_others(sichtung):
    row = aufnahme(sichtung, personen=2)
    Anliegen.objects.filter(aufnahme=row, position=0).update(status="zurueckgezogen")
    row.refresh_from_db()
    assert row.stand == "eingegangen"


@pytest.mark.django_db(transaction=True)
def test_database_refuses_concerns_of_one_intake_that_stand_apart(sichtung):
    row = aufnahme(sichtung, personen=2)
    with pytest.raises(IntegrityError, match="stand apart"):
        Anliegen.objects.filter(aufnahme=row, position=0).update(status="in_sichtung")


def test_files_of_the_form_become_lines_to_look_at(sichtung):
    entwurf = uuid4()
    datei = taken_file(zweck=ENTWURF, objekt_id=entwurf)
    row = taken(sichtung, entwurf=entwurf)
    assert list(row.unterlagen.filter(datei__isnull=False).values_list("datei", "stand")) == [(datei.pk, "neu")]
    assert list(Datei.objects.of("anliegen", row.pk)) == [datei]


def test_receipt_is_queued_once_and_only_for_a_contact(sichtung):
    taken(sichtung)
    taken(sichtung)
    taken(sichtung, schluessel="k-2", personen=[person(1)], kontakt=kontakt(email=""))
    assert Nachricht.objects.filter(anlass="anliegen_eingang").count() == 1


def test_later_documents_are_added_once(sichtung):
    row, entwurf = taken(sichtung), uuid4()
    taken_file(zweck=ENTWURF, objekt_id=entwurf)
    assert (add_unterlagen(row, entwurf), add_unterlagen(row, entwurf)) == (1, 0)
    withdraw(row)
    assert refused(add_unterlagen, row, entwurf) == "geschlossen"


def test_rejected_file_is_missing_again(sichtung):
    entwurf = uuid4()
    datei = taken_file(zweck=ENTWURF, objekt_id=entwurf)
    row = taken(sichtung, entwurf=entwurf)
    reject(Datei.objects.get(pk=datei.pk), grund=Dateigrund.SCHADSOFTWARE)
    assert row.unterlagen.get(datei=datei.pk).stand == "fehlt"
