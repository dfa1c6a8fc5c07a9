"""Periods as data: proposed by one person, released by another, within bounds."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from behoerde.kern import uhr
from behoerde.kern.actions.loeschfrist import discard_loeschfrist, propose_loeschfrist, release_loeschfrist
from behoerde.kern.exceptions import DomainError
from behoerde.kern.holdings import fristen
from behoerde.kern.models import Loeschfrist
from tests.factories.kern import LoeschfristFactory, UserFactory

pytestmark = pytest.mark.django_db


def propose(tage: int, modell: str = "kern.Person") -> Loeschfrist:
    row = LoeschfristFactory.build(modell=modell, tage=tage, vorgeschlagen_von=None)
    return propose_loeschfrist(frist=row, user=UserFactory.create())


@pytest.mark.parametrize(("tage", "code"), [(89, "grenzen"), (90, ""), (360, ""), (361, "grenzen")])
def test_period_stays_between_half_and_twice_the_registered_one(tage, code):
    try:
        assert propose(tage).tage == tage
        refused = ""
    except DomainError as refusal:
        refused = refusal.code
    assert refused == code


def test_period_counts_once_a_second_person_released_it():
    row = propose(200)
    assert fristen()["kern.Person"] == timedelta(days=180)
    release_loeschfrist(frist=row, user=UserFactory.create())
    assert fristen()["kern.Person"] == timedelta(days=200)


def test_nobody_releases_what_they_proposed():
    row = propose(200)
    with pytest.raises(DomainError) as refusal:
        release_loeschfrist(frist=row, user=row.vorgeschlagen_von)
    assert refusal.value.code == "vier_augen"


def test_database_refuses_one_pair_of_eyes():
    user = UserFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        LoeschfristFactory.create(vorgeschlagen_von=user, freigegeben_von=user, freigegeben_am=uhr.now())


def test_one_proposal_at_a_time_and_decided_once():
    row = propose(200)
    with pytest.raises(DomainError) as refusal:
        propose(210)
    discard_loeschfrist(frist=row)
    with pytest.raises(DomainError):
        release_loeschfrist(frist=row, user=UserFactory.create())
    assert (refusal.value.code, propose(210).tage) == ("vorschlag", 210)


def test_unknown_model_has_no_period():
    with pytest.raises(DomainError) as refusal:
        propose(200, "kern.Standort")
    assert refusal.value.code == "unbekannt"
