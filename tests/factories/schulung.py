"""Test data around Schulungen."""

from datetime import timedelta

import factory

from behoerde.kern import uhr
from monitoring.models import (
    Durchfuehrung,
    Entwicklungsgespraech,
    Kurs,
    Schulungsgast,
    Schulungsnachweis,
    Schulungsteilnahme,
    Stellenstand,
)
from monitoring.schulung import Schulungsthema, TeilnahmeStatus
from tests.factories.kern import OrganisationseinheitFactory, UserFactory


class KursFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Kurs

    titel = factory.Sequence(lambda n: f"Kurs {n}")
    thema = Schulungsthema.INTERKULTURELL


class DurchfuehrungFactory(factory.django.DjangoModelFactory):
    """A date in three weeks with two places."""

    class Meta:
        model = Durchfuehrung

    kurs = factory.SubFactory(KursFactory)
    beginnt_am = factory.LazyFunction(lambda: uhr.now() + timedelta(days=21))
    endet_am = factory.LazyAttribute(lambda row: row.beginnt_am + timedelta(hours=6))
    anmeldung_bis = factory.LazyAttribute(lambda row: row.beginnt_am - timedelta(days=2))
    ort = "Rathaus, Raum 1"
    plaetze = 2
    angelegt_von = factory.SubFactory(UserFactory)


class SchulungsgastFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Schulungsgast

    einheit = factory.SubFactory(OrganisationseinheitFactory, art="ressort")
    name = "Kim Beispiel"
    email = factory.Sequence(lambda n: f"kim{n}@sozialamt.example")


class SchulungsteilnahmeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Schulungsteilnahme

    durchfuehrung = factory.SubFactory(DurchfuehrungFactory)
    user = factory.SubFactory(UserFactory)
    status = TeilnahmeStatus.ANGEMELDET
    gemeldet_von = factory.SelfAttribute("user")
    bis = factory.SelfAttribute("durchfuehrung.endet_am")


class SchulungsnachweisFactory(factory.django.DjangoModelFactory):
    """One that counts for three years from today on."""

    class Meta:
        model = Schulungsnachweis

    user = factory.SubFactory(UserFactory)
    kurs = factory.SubFactory(KursFactory)
    erworben_am = factory.LazyFunction(uhr.today)
    gueltig_bis = factory.LazyAttribute(lambda row: row.erworben_am + timedelta(days=1095))
    angelegt_von = factory.SubFactory(UserFactory)


class EntwicklungsgespraechFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entwicklungsgespraech

    user = factory.SubFactory(UserFactory)
    tag = factory.LazyFunction(uhr.today)
    gefuehrt_von = factory.SubFactory(UserFactory)


class StellenstandFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stellenstand

    einheit = factory.SubFactory(OrganisationseinheitFactory, art="ressort")
    monat = factory.LazyFunction(lambda: uhr.today().replace(day=1))
    koepfe = 40
    vollzeit = 30
    quelle = "Personalamt"
    erfasst_von = factory.SubFactory(UserFactory)
