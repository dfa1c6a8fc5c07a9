"""Test data of lotsen."""

import factory

from behoerde.kern import uhr
from lotsen.beratung import BeratungStatus, Beurteilung
from lotsen.models import Angebot, Empfehlung, Erstberatung, Ort, Traeger
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory, UserFactory


class TraegerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Traeger

    name = factory.Sequence(lambda n: f"Verein {n}")
    email = factory.Sequence(lambda n: f"verein{n}@stadt.example.org")


class OrtFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ort

    name = factory.Sequence(lambda n: f"Haus {n}")
    strasse = factory.Sequence(lambda n: f"Gasse {n}")
    plz = "00001"
    ort = "Musterstadt"
    breite = 51.16
    laenge = 10.45


class AngebotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Angebot
        skip_postgeneration_save = True

    traeger = factory.SubFactory(TraegerFactory)
    angebotsart = "mbe"
    name = factory.Sequence(lambda n: f"Beratung {n}")
    sprachen = ["de"]

    @factory.post_generation
    def orte(self, create, extracted, **kwargs):
        self.orte.set(extracted or [])


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
