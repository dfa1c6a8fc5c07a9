import pytest
from django.db import DatabaseError, connection, transaction

from behoerde.kern.actions.protokoll import record, record_read
from behoerde.kern.db import System, als
from behoerde.kern.models import Protokolleintrag
from behoerde.kern.rechte import Rolle
from tests.factories.kern import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_record_names_who_and_what():
    user = UserFactory.create(rollen=[Rolle.DATENSCHUTZ])
    person = PersonFactory.create()
    with als(user):
        record("konto_geaendert", person, grund="Tippfehler")
        row = Protokolleintrag.objects.get()
    assert (row.user_id, row.system, row.objekt_art, row.objekt_id, row.grund) == (
        user.pk, "", "kern.person", str(person.pk), "Tippfehler",
    )  # fmt: skip


def test_record_falls_with_its_change():
    with pytest.raises(RuntimeError), als(System.AUFGABE):
        record("konto_geaendert", PersonFactory.create())
        raise RuntimeError
    with als(System.AUFGABE):
        assert Protokolleintrag.objects.count() == 0


def test_record_read_survives_a_rollback(settings):
    settings.LESEPROTOKOLL_EIGENE_VERBINDUNG = True
    user = UserFactory.create(rollen=[Rolle.DATENSCHUTZ])
    with pytest.raises(RuntimeError), als(user):
        record_read(user, vorgang="verweigert")
        raise RuntimeError
    with als(user):
        assert [(row.vorgang, row.user_id) for row in Protokolleintrag.objects.all()] == [("verweigert", user.pk)]


def test_record_read_with_unknown_vorgang_is_refused():
    with pytest.raises(ValueError, match="angesehen"):
        record_read(UserFactory.build(), vorgang="angesehen")


@pytest.mark.parametrize("change", ["UPDATE kern_protokolleintrag SET grund = 'x'", "DELETE FROM kern_protokolleintrag"])
def test_protokoll_is_append_only(change):
    with als(System.AUFGABE):
        record("konto_geaendert", PersonFactory.create())
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('behoerde.wartung', 'an', true)")
        cursor.execute(change)
