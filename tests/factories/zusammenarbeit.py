"""Test data of working together on cases; build inside of ``als``."""

from datetime import timedelta
from typing import Any

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit
from fallmanagement.actions.freigabe import Freigabeangaben, release
from fallmanagement.enums_zusammenarbeit import Einwilligungsart, Freigabegrundlage, Zugriffsart
from fallmanagement.models import (
    Brief,
    Brieffassung,
    Briefserie,
    Briefvorlage,
    Fallkonferenz,
    Freigabe,
    Konferenzbeschluss,
    Konferenzfall,
    Konferenzteilnahme,
    Zugriff,
)
from tests.factories.fallmanagement import FallakteFactory, FristFactory
from tests.factories.kern import OrganisationseinheitFactory, UserFactory


class ZugriffFactory(factory.django.DjangoModelFactory):
    """An access on time that runs since an hour and for another."""

    class Meta:
        model = Zugriff

    fallakte = factory.SubFactory(FallakteFactory)
    einheit_id = factory.SelfAttribute("fallakte.einheit_id")
    user = factory.SubFactory(UserFactory)
    art = Zugriffsart.AUF_ZEIT
    grund = "Gemeinsame Beratung der Familie"
    erteilt_von = factory.SubFactory(UserFactory)
    zeitraum = factory.LazyFunction(lambda: DateTimeTZRange(uhr.now() - timedelta(hours=1), uhr.now() + timedelta(hours=1)))


def angaben(partner: Organisationseinheit, **fields: Any) -> Freigabeangaben:
    """Return a consent to tell ``partner`` the name for a month."""
    values: dict[str, Any] = {
        "felder": ["name"],
        "zweck": "Gemeinsame Beratung",
        "grundlage": Freigabegrundlage.EINWILLIGUNG,
        "bis": uhr.today() + timedelta(days=30),
        "einwilligungsart": Einwilligungsart.SCHIRM,
    }
    return Freigabeangaben(empfaenger=partner, **values | fields)


def freigabe(**fields: Any) -> Freigabe:
    """Return a consent to tell a partner the name of somebody."""
    akte, partner = FallakteFactory.create(), OrganisationseinheitFactory.create(art="partner")
    return release(akte, angaben(partner, **fields), user=akte.angelegt_von)


class FallkonferenzFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fallkonferenz

    einheit = factory.SubFactory(OrganisationseinheitFactory)
    titel = "Ausbildung im Frühjahr"
    beginnt_am = factory.LazyFunction(lambda: uhr.now() + timedelta(days=7))
    ort = "Rathaus"
    angelegt_von = factory.SubFactory(UserFactory)


class KonferenzteilnahmeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Konferenzteilnahme

    konferenz = factory.SubFactory(FallkonferenzFactory)
    einheit = factory.SubFactory(OrganisationseinheitFactory)
    name = "Frau Weber"


class KonferenzfallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Konferenzfall

    konferenz = factory.SubFactory(FallkonferenzFactory)
    fallakte = factory.SubFactory(FallakteFactory)
    frage = "Wer fragt den Betrieb?"


class KonferenzbeschlussFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Konferenzbeschluss

    fall = factory.SubFactory(KonferenzfallFactory)
    frist = factory.SubFactory(FristFactory, fallakte=factory.SelfAttribute("..fall.fallakte"))
    text = "Das Jobcenter fragt den Betrieb."
    angelegt_von = factory.SubFactory(UserFactory)


class BriefvorlageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Briefvorlage

    einheit = factory.SubFactory(OrganisationseinheitFactory)
    name = factory.Sequence(lambda n: f"Einladung {n}")


class BrieffassungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Brieffassung

    vorlage = factory.SubFactory(BriefvorlageFactory)
    nummer = 1
    betreff = "Einladung {aktenzeichen}"
    text = "Guten Tag {name},\n\nbitte kommen Sie."
    angelegt_von = factory.SubFactory(UserFactory)


class BriefserieFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Briefserie

    fassung = factory.SubFactory(BrieffassungFactory)
    einheit = factory.SelfAttribute("fassung.vorlage.einheit")
    gesamt = 1
    erstellt_von = factory.SubFactory(UserFactory)


class BriefFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Brief

    fallakte = factory.SubFactory(FallakteFactory)
    fassung = factory.SubFactory(BrieffassungFactory)
    betreff = "Einladung"
    text = "Guten Tag, bitte kommen Sie."
    erstellt_von = factory.SubFactory(UserFactory)
