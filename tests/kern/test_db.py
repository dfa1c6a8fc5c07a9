from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from behoerde.kern.actions.protokoll import record
from behoerde.kern.db import System, als, append, planned, wartung, wer
from behoerde.kern.models import Ereignis, Person, Protokolleintrag
from behoerde.kern.rechte import Rolle
from tests.factories.kern import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def current(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user" if name == "role" else f"SELECT current_setting('behoerde.{name}', true)")
        return cursor.fetchone()[0]


def test_als_system_switches_role_and_names_who_acts():
    with als(System.KUNDE):
        assert (current("role"), current("rechte"), current("user"), wer()) == ("behoerde_app", "kunde", "", System.KUNDE)
    assert current("role") == "behoerde_owner"
    assert wer() is None


def test_als_user_carries_rights_and_units():
    user = UserFactory.create(rollen=[Rolle.EMPFANG])
    with als(user):
        assert current("user") == str(user.pk)
        assert current("einheiten") == ",".join(map(str, user.einheiten))
        assert "termine_bearbeiten" in current("rechte").split(",")


def test_als_nested_returns_to_the_outer_person():
    user = UserFactory.create(rollen=[Rolle.LEITUNG])
    with als(user):
        with als(System.AUFGABE):
            assert current("rechte") == "aufgabe"
        assert (current("user"), wer()) == (str(user.pk), user)


def test_als_failure_rolls_back_and_leaves_no_role():
    with pytest.raises(RuntimeError), als(System.KUNDE):
        PersonFactory.create()
        raise RuntimeError
    assert (Person.objects.count(), current("role")) == (0, "behoerde_owner")


def test_protokoll_without_context_shows_nothing():
    with als(System.AUFGABE):
        record("termin_gebucht", PersonFactory.create())
    assert Protokolleintrag.objects.count() == 0


def test_protokoll_shows_reading_to_data_protection_only():
    person = PersonFactory.create()
    with als(System.AUFGABE):
        record("gelesen", person)
        record("termin_gebucht", person)
    with als(UserFactory.create(rollen=[Rolle.EMPFANG])):
        assert [row.vorgang for row in Protokolleintrag.objects.all()] == ["termin_gebucht"]
    with als(UserFactory.create(rollen=[Rolle.DATENSCHUTZ])):
        assert {row.vorgang for row in Protokolleintrag.objects.all()} == {"termin_gebucht", "gelesen"}
    with als(System.KUNDE):
        assert Protokolleintrag.objects.count() == 0


def test_wartung_shows_every_row_to_the_owner():
    with als(System.AUFGABE):
        record("gelesen", PersonFactory.create())
    with wartung():
        assert Protokolleintrag.objects.count() == 1
    assert Protokolleintrag.objects.count() == 0


@pytest.mark.django_db
def test_planned_rows_are_those_of_the_query_and_none_of_an_empty_one():
    people = PersonFactory.create_batch(2)
    rows = Person.objects.filter(pk__in=[person.pk for person in people]).order_by("pk").values_list("pk", "vorname")
    assert planned(rows[:2]) == list(rows)
    assert planned(rows.filter(pk__in=[])) == []


@pytest.mark.django_db
def test_appended_row_is_the_one_that_was_made():
    row = Ereignis(zeit=datetime(2026, 11, 24, 9, tzinfo=UTC), art="probe", wert=1.5, sprache="uk")
    append(row)
    assert list(Ereignis.objects.values_list("id", "zeit", "art", "wert", "sprache", "leistung")) == [
        (row.id, row.zeit, "probe", 1.5, "uk", "")
    ]


def test_statement_that_is_planned_once_is_seen_by_whoever_watches():
    with CaptureQueriesContext(connection) as sent:
        append(Ereignis(zeit=datetime(2026, 11, 24, 9, tzinfo=UTC), art="probe"))
    assert ["INSERT INTO kern_ereignis" in entry["sql"] for entry in sent] == [True]
