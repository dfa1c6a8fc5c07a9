"""Test data of lotsen."""

import factory

from behoerde.kern import uhr
from lotsen.beratung import BeratungStatus, Beurteilung
from lotsen.models import Angebot, Empfehlung, Erstberatung, Traeger
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory, UserFactory


class TraegerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Traeger

    name = factory.Sequence(lambda n: f"Träger {n}")


class AngebotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Angebot

    traeger = factory.SubFactory(TraegerFactory)
    angebotsart = "integrationskurs"
    name = factory.Sequence(lambda n: f"Angebot {n}")


class ErstberatungFactory(factory.django.DjangoModelFactory):
    """A talk that has begun."""

    class Meta:
        model = Erstberatung

    person = factory.SubFactory(PersonFactory)
    einheit = factory.SubFactory(OrganisationseinheitFactory)
    lotse = factory.SubFactory(UserFactory)
    status = BeratungStatus.LAUFEND
    begonnen_am = factory.LazyFunction(uhr.now)
    begonnen_von = factory.SelfAttribute("lotse")


class EmpfehlungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Empfehlung

    erstberatung = factory.SubFactory(ErstberatungFactory)
    angebotsart = "integrationskurs"
    regel = "integrationskurs_anspruch"
    norm = "AufenthG § 44 Abs. 1"
    urteil = Beurteilung.JA
