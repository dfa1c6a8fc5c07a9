"""Two people at the same placement or month at the same moment."""

from dataclasses import replace

import pytest

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.ersparnis import save_monat
from fallmanagement.actions.vermittlung import move_vermittlung
from fallmanagement.models import Ersparnismonat, Frist, Vermittlung
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.vermittlung import VermittlungFactory, begonnen
from tests.fallmanagement.test_ersparnismonat import AZUBI
from tests.termine.empfang import staff_of
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team(db):
    einheit = OrganisationseinheitFactory.create()
    users = [staff_of(einheit, Rolle.FALLMANAGEMENT) for _n in range(2)]
    with als(System.AUFGABE):
        return FallakteFactory.create(einheit=einheit, angelegt_von=users[0]), users


def test_first_day_entered_twice_plans_one_look_back_each(team):
    akte, users = team
    with als(System.AUFGABE):
        row = VermittlungFactory.create(fallakte=akte)
        move_vermittlung(row, "vertrag", user=users[0])

    def begin(user):
        with als(System.AUFGABE):
            return move_vermittlung(row, "begonnen", beginn=uhr.today(), user=user).stand

    assert run_together([lambda user=user: begin(user) for user in users]) == ["begonnen", "begonnen"]
    with als(System.AUFGABE):
        assert Frist.objects.filter(nachbetreuung__vermittlung=row).count() == 4


def test_two_jobs_entered_at_once_count_one_month(team):
    (akte, users), monat = team, uhr.today().replace(day=1)
    with als(System.AUFGABE):
        jobs = [begonnen(monat, fallakte=akte) for _n in range(2)]

    def enter(job, user) -> str:
        try:
            with als(System.AUFGABE):
                save_monat(Vermittlung.objects.get(pk=job.pk), replace(AZUBI, monat=monat), user=user)
                return "ok"
        except DomainError as error:
            return error.code

    found = run_together([lambda job=job, user=user: enter(job, user) for job, user in zip(jobs, users, strict=True)])
    assert sorted(found) == ["doppelt", "ok"]
    with als(System.AUFGABE):
        assert Ersparnismonat.objects.count() == 1
