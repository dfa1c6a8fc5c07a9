"""Test data of the strategy; measures go their way by the actions."""

from datetime import timedelta

import factory

from behoerde.kern import uhr
from monitoring.actions.vorhaben import move_vorhaben
from monitoring.models import Handlungsfeld, Meilenstein, Vorhaben, Ziel, Zielkennzahl
from monitoring.strategie import Vorhabenstand
from tests.factories.kern import OrganisationseinheitFactory, UserFactory

WEG = (Vorhabenstand.GEPLANT, Vorhabenstand.BESCHLOSSEN, Vorhabenstand.LAUFEND)


class HandlungsfeldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Handlungsfeld

    name = factory.Sequence(lambda n: f"Handlungsfeld {n:03}")


class ZielFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ziel

    handlungsfeld = factory.SubFactory(HandlungsfeldFactory)
    titel = factory.Sequence(lambda n: f"Ziel {n:03}")
    einheit = factory.SubFactory(OrganisationseinheitFactory)
    von = factory.LazyFunction(lambda: uhr.today() - timedelta(days=100))
    bis = factory.LazyFunction(lambda: uhr.today() + timedelta(days=300))


class ZielkennzahlFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Zielkennzahl

    ziel = factory.SubFactory(ZielFactory)
    slug = "angebot-fristgerecht"


class VorhabenFactory(factory.django.DjangoModelFactory):
    """An idea that has all that it needs to be decided."""

    class Meta:
        model = Vorhaben

    ziel = factory.SubFactory(ZielFactory)
    titel = factory.Sequence(lambda n: f"Maßnahme {n:03}")
    einheit = factory.SubFactory(OrganisationseinheitFactory)
    verantwortlich = factory.SubFactory(UserFactory)
    von = factory.LazyFunction(lambda: uhr.today() - timedelta(days=50))
    bis = factory.LazyFunction(lambda: uhr.today() + timedelta(days=150))


class MeilensteinFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meilenstein

    vorhaben = factory.SubFactory(VorhabenFactory)
    titel = factory.Sequence(lambda n: f"Meilenstein {n:03}")
    faellig_am = factory.LazyFunction(lambda: uhr.today() + timedelta(days=30))


def running(*faellig: int, **fields) -> Vorhaben:
    """Return a measure that runs, with milestones due so many days from today."""
    row = VorhabenFactory.create(**fields)
    for days in faellig or (30,):
        MeilensteinFactory.create(vorhaben=row, faellig_am=uhr.today() + timedelta(days=days))
    for step in WEG:
        row = move_vorhaben(vorhaben=row, nach=step)
    return row
