"""Test data of fallmanagement. Its tables are under row-level security: build inside of ``als``."""

from datetime import date

import factory
from django.db.backends.postgresql.psycopg_any import DateRange

from fallmanagement.enums import Fristart, Verhaeltnis, Vermerkstufe
from fallmanagement.models import Aufenthaltsstatus, Fallakte, Frist, Haushaltsmitglied, Vermerk, Vertretung, Zustaendigkeit
from fallmanagement.titel import Arbeit
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory, UserFactory


class FallakteFactory(factory.django.DjangoModelFactory):
    """A case that was just opened."""

    class Meta:
        model = Fallakte

    person = factory.SubFactory(PersonFactory)
    einheit = factory.SubFactory(OrganisationseinheitFactory)
    angelegt_von = factory.SubFactory(UserFactory)


class ZustaendigkeitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Zustaendigkeit

    fallakte = factory.SubFactory(FallakteFactory)
    user = factory.SubFactory(UserFactory)
    von = factory.SelfAttribute("user")
    zeitraum = DateRange(date(2026, 11, 1), None)


class VertretungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vertretung

    user = factory.SubFactory(UserFactory)
    durch = factory.SubFactory(UserFactory)
    von = factory.SelfAttribute("user")
    zeitraum = DateRange(date(2026, 11, 1), date(2027, 1, 1))


class HaushaltsmitgliedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Haushaltsmitglied

    fallakte = factory.SubFactory(FallakteFactory)
    person = factory.SubFactory(PersonFactory)
    verhaeltnis = Verhaeltnis.KIND
    zeitraum = DateRange(date(2024, 1, 1), None)


class AufenthaltsstatusFactory(factory.django.DjangoModelFactory):
    """A Duldung of one year; its person needs a case, or nobody sees it."""

    class Meta:
        model = Aufenthaltsstatus

    person = factory.SubFactory(PersonFactory)
    code = "60a"
    zeitraum = DateRange(date(2026, 3, 1), date(2027, 3, 1))
    arbeit = Arbeit.MIT_ERLAUBNIS
    quelle = "Ausländerakte"


class FristFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Frist

    fallakte = factory.SubFactory(FallakteFactory)
    art = Fristart.AUFGABE
    betreff = factory.Sequence(lambda n: f"Zeugnis {n} anfordern")
    faellig_am = date(2026, 12, 1)
    arbeitstag = factory.SelfAttribute("faellig_am")


class VermerkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vermerk

    fallakte = factory.SubFactory(FallakteFactory)
    stufe = Vermerkstufe.TEAM
    text = "Sucht eine Lehrstelle als Bäcker."
    verfasst_von = factory.SubFactory(UserFactory)
