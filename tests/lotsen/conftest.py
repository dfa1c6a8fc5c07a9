"""One unit with a guide, a person, and a clock that stands still."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from celery import current_app

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from lotsen.actions.beispiel import ANGEBOTE
from lotsen.actions.verzeichnis import load_hsds
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.lotsen import ErstberatungFactory
from tests.termine.empfang import join, staff_of

HEUTE = datetime(2026, 11, 26, 9, tzinfo=UTC)  # Thursday, ten o'clock at the office; no public holiday is near


@pytest.fixture
def amt(db):
    """The test acts as the office does in the background: tables under row-level security show nothing to anybody else."""
    with als(System.AUFGABE):
        yield


@pytest.fixture
def donnerstag():
    """The clock stands at HEUTE until a test moves it."""
    with time_machine.travel(HEUTE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def montag():
    """Half past nine at the office, on a Monday."""
    with time_machine.travel("2026-11-23T08:30:00+00:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def verzeichnis(db):
    """The directory of the example city."""
    load_hsds(json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"])


@pytest.fixture
def uhr(donnerstag):
    return donnerstag


@pytest.fixture
def ruhig(monkeypatch, settings):
    """No broker; the read log is written on the connection of the test."""
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)
    settings.LESEPROTOKOLL_EIGENE_VERBINDUNG = False


@pytest.fixture
def einheit(db):
    return OrganisationseinheitFactory.create()


@pytest.fixture
def lotse(einheit):
    return staff_of(einheit, Rolle.LOTSE)


@pytest.fixture
def angemeldet(client, einheit, ruhig):
    """A guide of the unit, signed in at ``client``."""
    return join(client, einheit, Rolle.LOTSE)


@pytest.fixture
def beratung(uhr, ruhig, einheit, lotse):
    person = PersonFactory.create(vorname="Olena", nachname="Kovalenko", sprache="uk")
    return ErstberatungFactory.create(person=person, einheit=einheit, lotse=lotse, sprache="uk")
