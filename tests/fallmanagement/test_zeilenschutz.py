"""Row-level security of case files: a query that forgets its filter still shows nothing of other units."""

import pytest
from django.db import DatabaseError, connection, transaction

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.enums import Fallphase
from fallmanagement.models import Fallakte
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import staff_of

pytestmark = pytest.mark.django_db(transaction=True)
TABELLEN = ("fallmanagement_fallakte", "fallmanagement_fallakteevent")


def counted() -> list[int]:
    with connection.cursor() as cursor:
        numbers = []
        for table in TABELLEN:
            cursor.execute(f"SELECT count(*) FROM {table}")
            numbers.append(cursor.fetchone()[0])
    return numbers


@pytest.fixture
def other(akte):
    """A second case in a unit of its own."""
    with als(System.AUFGABE):
        return FallakteFactory.create(einheit=OrganisationseinheitFactory.create(name="Anderes Amt"))


def test_query_without_filter_shows_the_own_unit_only(akte, other, fallmanagerin):
    with als(fallmanagerin):
        assert list(Fallakte.objects.all()) == [akte]
        assert list(Fallakte.objects.sichtbar_fuer(fallmanagerin)) == [akte]
        assert counted() == [1, 1]


def test_unit_above_sees_the_cases_below(akte, other):
    above = OrganisationseinheitFactory.create(name="Amt")
    akte.einheit.parent = above
    akte.einheit.save()
    leitung = staff_of(above, Rolle.LEITUNG)
    with als(leitung):
        assert list(Fallakte.objects.all()) == [akte]


@pytest.mark.parametrize("rolle", sorted({*Rolle} - {Rolle.FALLMANAGEMENT, Rolle.LEITUNG}))
def test_role_without_the_right_sees_nothing(akte, einheit, rolle):
    with als(staff_of(einheit, rolle)):
        assert counted() == [0, 0]


def test_clients_and_the_bare_connection_see_nothing(akte):
    assert counted() == [0, 0]
    with als(System.KUNDE):
        assert counted() == [0, 0]


def test_nobody_writes_into_another_unit(akte, other, fallmanagerin):
    with als(fallmanagerin):
        assert Fallakte.objects.filter(pk=other.pk).update(phase=Fallphase.KLAERUNG) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Fallakte.objects.filter(pk=akte.pk).update(einheit=other.einheit)


def test_history_of_a_deleted_case_is_left_to_the_background(akte, fallmanagerin):
    with als(System.AUFGABE):
        akte.delete()
        assert counted() == [0, 2]
    with als(fallmanagerin):
        assert counted() == [0, 0]
