"""Test data around Gremien and Gemeinden."""

from datetime import timedelta

import factory

from behoerde.kern import uhr
from monitoring.models import Anhoerung, Beschluss, Gemeindekontakt, Gremium, Gremiumkontakt, Stellungnahme
from tests.factories.kern import OrganisationseinheitFactory, UserFactory


class GremiumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gremium

    name = factory.Sequence(lambda n: f"Ausschuss {n}")


class BeschlussFactory(factory.django.DjangoModelFactory):
    """A decision of last week that is to be carried out within a month."""

    class Meta:
        model = Beschluss

    gremium = factory.SubFactory(GremiumFactory)
    nummer = factory.Sequence(lambda n: f"B-{n}")
    tag = factory.LazyFunction(lambda: uhr.today() - timedelta(days=7))
    betreff = "Klare Briefe"
    klartext = "Alle Briefe werden so geschrieben, dass man sie versteht."
    frist = factory.LazyFunction(lambda: uhr.today() + timedelta(days=30))


class GemeindekontaktFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gemeindekontakt

    einheit = factory.SubFactory(OrganisationseinheitFactory, art="gemeinde")
    name = "Kim Beispiel"
    email = factory.Sequence(lambda n: f"gemeinde{n}@beispiel.example")


class GremiumkontaktFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gremiumkontakt

    gremium = factory.SubFactory(GremiumFactory)
    name = "Büro des Rates"
    email = factory.Sequence(lambda n: f"rat{n}@beispiel.example")


class AnhoerungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Anhoerung

    betreff = "Leitbild"
    text = "Was brauchen Sie?"
    frist = factory.LazyFunction(lambda: uhr.today() + timedelta(days=30))
    angelegt_von = factory.SubFactory(UserFactory)


class StellungnahmeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stellungnahme

    anhoerung = factory.SubFactory(AnhoerungFactory)
    einheit = factory.SubFactory(OrganisationseinheitFactory, art="gemeinde")
