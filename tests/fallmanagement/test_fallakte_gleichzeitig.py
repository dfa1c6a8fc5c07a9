"""Two case managers at the same moment."""

import pytest

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.aufenthalt import Angaben, add_status
from fallmanagement.actions.fallakte import assign, open_fallakte
from fallmanagement.models import Aufenthaltsstatus, Fallakte, Zustaendigkeit
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.fallmanagement.conftest import HEUTE
from tests.termine.empfang import staff_of
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team(db):
    einheit = OrganisationseinheitFactory.create()
    return einheit, [staff_of(einheit, Rolle.FALLMANAGEMENT) for _n in range(2)]


def test_opening_at_once_yields_one_case(team):
    (einheit, users), person = team, PersonFactory.create()

    def begin(user):
        with als(System.AUFGABE):
            return open_fallakte(person=person, einheit_id=einheit.pk, user=user).pk

    found = run_together([lambda user=user: begin(user) for user in users])
    with als(System.AUFGABE):
        assert set(found) == {Fallakte.objects.get().pk}


def test_assigning_at_once_leaves_one_in_charge(team):
    einheit, users = team
    with als(System.AUFGABE):
        akte = FallakteFactory.create(einheit=einheit)

    def give(user):
        with als(System.AUFGABE):
            return assign(akte, to=user, by=staff_of(einheit, Rolle.LEITUNG)).zustaendig_id

    run_together([lambda user=user: give(user) for user in users])
    with als(System.AUFGABE):
        row = Zustaendigkeit.objects.get(fallakte=akte)
        assert row.user_id == Fallakte.objects.get().zustaendig_id


def test_noting_a_status_at_once_keeps_one(team):
    einheit, users = team
    with als(System.AUFGABE):
        akte = FallakteFactory.create(einheit=einheit)
    tag = HEUTE.date()

    def note(user) -> str:
        try:
            with als(System.AUFGABE):
                return add_status(akte, Angaben("60a", tag, tag.replace(year=2027), "Akte"), user=user).code
        except DomainError as error:
            return error.code

    assert sorted(run_together([lambda user=user: note(user) for user in users])) == ["60a", "ueberschneidung"]
    with als(System.AUFGABE):
        assert Aufenthaltsstatus.objects.count() == 1
