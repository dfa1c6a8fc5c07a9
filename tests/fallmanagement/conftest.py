"""One unit with a case manager, and a clock that stands still."""

from datetime import UTC, datetime

import pytest
import time_machine
from celery import current_app

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.termine.empfang import join, staff_of

HEUTE = datetime(2026, 11, 26, 9, tzinfo=UTC)  # Thursday, ten o'clock at the office; no public holiday is near


@pytest.fixture
def uhr():
    """The clock stands at HEUTE until a test moves it."""
    with time_machine.travel(HEUTE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ruhig(monkeypatch, settings):
    """No broker; the read log is written on the connection of the test."""
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)
    settings.LESEPROTOKOLL_EIGENE_VERBINDUNG = False


@pytest.fixture
def amt(db):
    """The test acts as the office does in the background: tables under row-level security show nothing to anybody else."""
    with als(System.AUFGABE):
        yield


@pytest.fixture
def einheit(db):
    return OrganisationseinheitFactory.create(name="Fallmanagement")


@pytest.fixture
def fallmanagerin(einheit):
    return staff_of(einheit, Rolle.FALLMANAGEMENT)


@pytest.fixture
def leitung(einheit):
    return staff_of(einheit, Rolle.LEITUNG)


@pytest.fixture
def angemeldet(client, einheit, ruhig):
    """A case manager of the unit, signed in at ``client``."""
    return join(client, einheit, Rolle.FALLMANAGEMENT)


@pytest.fixture
def akte(uhr, ruhig, einheit, fallmanagerin):
    person = PersonFactory.create(vorname="Amina", nachname="Haidari", sprache="de")
    with als(System.AUFGABE):
        return FallakteFactory.create(person=person, einheit=einheit, angelegt_von=fallmanagerin)
