"""One office: a Leistung, a counter on duty on MORGEN from nine to one, and a clock that stands still."""

import pytest
import time_machine
from celery import current_app

from behoerde.kern.rechte import Rolle
from termine.actions.bestaetigung import submit
from termine.actions.erfassung import record_personen
from termine.models import LeistungUnterlage
from termine.queries import frei, versprechen
from tests.factories.termine import (
    JETZT,
    DienstFactory,
    LeistungFactory,
    PlatzFactory,
    TeamFactory,
    UnterlageFactory,
    kontakt,
    person,
)
from tests.termine.empfang import join
from tests.termine.hilfen import hold


@pytest.fixture(autouse=True)
def uhr():
    """The clock stands at JETZT until a test moves it."""
    with time_machine.travel(JETZT, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _quiet_surroundings(monkeypatch):
    """No broker; free times and kept promises are always asked anew."""
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)
    monkeypatch.setattr(frei, "CACHE_SEKUNDEN", 0)
    monkeypatch.setattr(versprechen, "CACHE_SEKUNDEN", 0)


@pytest.fixture
def leistung(db):
    return LeistungFactory.create(slug="eat-abholung", name="Aufenthaltskarte abholen")


@pytest.fixture
def team(leistung):
    return TeamFactory.create(leistungen=[leistung])


@pytest.fixture
def dienst(team):
    return DienstFactory.create(platz=PlatzFactory.create(team=team))


@pytest.fixture
def standort(team):
    return team.standort


@pytest.fixture
def empfang(client, team):
    """The front desk of the team's unit, signed in at ``client``."""
    return join(client, team.organisationseinheit, Rolle.EMPFANG)


@pytest.fixture
def leseprotokoll(settings):
    """The read log is written on the connection of the test, which takes it back."""
    settings.LESEPROTOKOLL_EIGENE_VERBINDUNG = False


@pytest.fixture
def bestaetigung_offen(dienst, leistung, standort):
    """A booking without any contact: it waits for the front desk."""
    termin = record_personen(hold(leistung, standort), [person()], kontakt(email=""))
    return submit(termin)


@pytest.fixture
def sichtung(db):
    """A Leistung that needs a look first: two documents, an offer within five working days, one team."""
    leistung = LeistungFactory.create(
        slug="studium",
        name="Aufenthalt zum Studium",
        zugang="sichtung",
        versprechen_angebot_arbeitstage=5,
        versprechen_wartezeit_min=20,
    )
    for position, key in enumerate(("pass", "foto")):
        unterlage = UnterlageFactory.create(key=key, name=key.capitalize())
        LeistungUnterlage.objects.create(leistung=leistung, unterlage=unterlage, position=position)
    TeamFactory.create(leistungen=[leistung])
    return leistung


@pytest.fixture
def sichtung_dienst(sichtung):
    return DienstFactory.create(platz=PlatzFactory.create(team=sichtung.teams.get()))


@pytest.fixture
def sichtungsplatz(client, sichtung):
    """The triage desk of the unit that answers for ``sichtung``, signed in at ``client``."""
    return join(client, sichtung.teams.get().organisationseinheit, Rolle.EMPFANG)
