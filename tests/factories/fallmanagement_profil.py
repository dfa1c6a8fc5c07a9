"""Test data of competence profiles and documents; build inside of ``als``."""

from datetime import date

import factory
from django.db.backends.postgresql.psycopg_any import DateRange

from fallmanagement.dokumente import Ordner
from fallmanagement.kompetenzen import Anerkennung, Berufssystem, Fertigkeit, Qualifikationsart, Sprachnachweis
from fallmanagement.models import Beruf, Berufserfahrung, Berufswunsch, Dokument, Kompetenzprofil, Qualifikation, Sprachstand
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import UserFactory


class BerufFactory(factory.django.DjangoModelFactory):
    """An invented occupation."""

    class Meta:
        model = Beruf

    system = Berufssystem.KLDB
    code = factory.Sequence(lambda n: f"{90000 + n}")
    name = factory.Sequence(lambda n: f"Beruf {n}")


class KompetenzprofilFactory(factory.django.DjangoModelFactory):
    """Nothing was asked yet."""

    class Meta:
        model = Kompetenzprofil

    fallakte = factory.SubFactory(FallakteFactory)


class SprachstandFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sprachstand

    fallakte = factory.SubFactory(FallakteFactory)
    sprache = "de"
    fertigkeit = Fertigkeit.SPRECHEN
    niveau = "B1"
    nachweis = Sprachnachweis.GESPRAECH
    tag = date(2026, 11, 2)


class BerufswunschFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Berufswunsch

    fallakte = factory.SubFactory(FallakteFactory)
    bezeichnung = factory.Sequence(lambda n: f"Wunsch {n}")


class QualifikationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Qualifikation

    fallakte = factory.SubFactory(FallakteFactory)
    art = Qualifikationsart.AUSBILDUNG
    bezeichnung = "Bäcker"
    anerkennung = Anerkennung.NICHT_BEANTRAGT


class BerufserfahrungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Berufserfahrung

    fallakte = factory.SubFactory(FallakteFactory)
    bezeichnung = "Bäcker"
    zeitraum = DateRange(date(2019, 3, 1), date(2022, 4, 1))


class DokumentFactory(factory.django.DjangoModelFactory):
    """A document that has no file yet."""

    class Meta:
        model = Dokument

    fallakte = factory.SubFactory(FallakteFactory)
    ordner = Ordner.ARBEIT
    titel = "Arbeitsvertrag"
    angelegt_von = factory.SubFactory(UserFactory)
