"""Test data of the exchange with other offices."""

from datetime import timedelta

import factory

from behoerde.kern import uhr
from monitoring.models import (
    Austauschtreffen,
    Entwicklungsphase,
    Entwicklungswerkstatt,
    Fundstueck,
    Partneramt,
    Vereinbarung,
)
from tests.factories.kern import UserFactory


class PartneramtFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partneramt

    name = factory.Sequence(lambda n: f"Amt {n:03}")


class AustauschtreffenFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Austauschtreffen

    tag = factory.LazyFunction(lambda: uhr.today() - timedelta(days=9))
    thema = "Terminvergabe"
    niederschrift = "Wir haben verglichen."
    angelegt_von = factory.SubFactory(UserFactory)


class VereinbarungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vereinbarung

    treffen = factory.SubFactory(AustauschtreffenFactory)
    text = "Textbausteine tauschen"


class FundstueckFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fundstueck

    amt = "Amt in Aue"
    art = "vorhaben"
    kennung = factory.Sequence(lambda n: f"v-{n}")
    titel = "Abendsprechstunde"
    inhalt = factory.LazyFunction(lambda: {"text": "Einmal in der Woche bis 20 Uhr."})


class EntwicklungsphaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entwicklungsphase

    titel = factory.Sequence(lambda n: f"Phase {n:03}")
    von = factory.LazyFunction(lambda: uhr.today() - timedelta(days=30))
    bis = factory.LazyFunction(lambda: uhr.today() + timedelta(days=30))


class EntwicklungswerkstattFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entwicklungswerkstatt

    phase = factory.SubFactory(EntwicklungsphaseFactory)
    tag = factory.LazyFunction(lambda: uhr.today() - timedelta(days=3))
    titel = "Rückfragen"
    teilnehmende = 12
    ergebnis = "Eine Ansprechperson je Anliegen."
