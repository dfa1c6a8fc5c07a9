"""Row-level security below the partner portal: read through the ORM and in raw SQL, as each of those who may come."""

import pytest
from django.db import DatabaseError, connection, transaction

from behoerde.kern.db import System, als, wartung
from behoerde.kern.rechte import Rolle
from lotsen.actions.partner import answer
from lotsen.models import Einwilligung, Partnerkopie, Verweis, Verweisschritt
from lotsen.verweis_tabelle import VerweisStatus
from tests.factories.kern import UserFactory
from tests.lotsen.verweise import angebot_of, partner_unit, partner_user, sent

pytestmark = pytest.mark.django_db(transaction=True)
TABELLEN = (Verweis, Verweisschritt, Einwilligung, Partnerkopie)


def counted() -> list[int]:
    """Return how many rows each table shows, by the ORM; raw SQL must say the same."""
    by_orm = [model.objects.count() for model in TABELLEN]
    with connection.cursor() as cursor:
        by_sql = []
        for model in TABELLEN:
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
            by_sql.append(cursor.fetchone()[0])
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] in {"behoerde_app", "behoerde_owner"}
    assert by_orm == by_sql
    return by_orm


@pytest.fixture
def partners(db):
    """Return an account each of two organisations, to which one and two people were sent, and one of neither."""
    nord, sued = partner_unit("Beratung Nord"), partner_unit("Beratung Süd")
    users = [partner_user(nord), partner_user(sued), partner_user(partner_unit("Beratung West"))]
    with als(System.AUFGABE):
        sent(angebot_of(nord))
        sent(angebot_of(sued))
        sent(angebot_of(sued))
    return users


def test_partner_sees_the_copies_of_its_organisation_and_nothing_else(partners):
    seen = []
    for user in partners:
        with als(user):
            seen.append(counted())
            assert Partnerkopie.objects.sichtbar_fuer(user).count() == Partnerkopie.objects.count()
    assert seen == [[0, 0, 0, 1], [0, 0, 0, 2], [0, 0, 0, 0]]


def test_partner_writes_nothing_by_itself(partners):
    with als(partners[0]):
        kopie = Partnerkopie.objects.get()
        assert Partnerkopie.objects.update(status="angenommen") == 0
        assert Partnerkopie.objects.filter(pk=kopie.pk).delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Partnerkopie.objects.create(
                einheit_id=kopie.einheit_id,
                angebot_id=kopie.angebot_id,
                kennung="V-33333",
                uebergabe="einwilligung",
                status="gesendet",
                geschickt_von="x",
                zweck="x",
                gueltig_bis="2027-01-01",
            )


def test_partner_answers_its_own_only(partners):
    with als(partners[0]):
        answer(Partnerkopie.objects.get(), VerweisStatus.ANGENOMMEN)
        kopie = Partnerkopie.objects.get()
    assert (kopie.status, bool(kopie.name)) == ("angenommen", True)
    with als(partners[1]):
        assert not Partnerkopie.objects.filter(pk=kopie.pk).exists()


@pytest.mark.parametrize("rolle", [Rolle.EMPFANG, Rolle.LEITUNG, Rolle.VERWALTUNG, Rolle.DATENSCHUTZ, Rolle.PARTNER])
def test_roles_without_the_right_see_nothing(partners, rolle):
    with als(UserFactory.create(rollen=[rolle])):
        assert counted() == [0, 0, 0, 0]


def test_guides_and_the_office_see_all_and_nobody_without_context(partners):
    with als(UserFactory.create(rollen=[Rolle.LOTSE])):
        assert counted() == [3, 9, 3, 3]
    with wartung():
        assert counted() == [3, 9, 3, 3]
    assert counted() == [0, 0, 0, 0]
