"""Employers and vacancies."""

from datetime import date

import factory

from fallmanagement.models import Betrieb, Betriebskontakt, Stellenangebot
from tests.factories.kern import OrganisationseinheitFactory, UserFactory


class BetriebFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Betrieb

    name = factory.Sequence(lambda n: f"Bäckerei Lindner {n}")
    branche = "Lebensmittel"
    plz = "52062"
    ort = "Aachen"
    einheit = factory.SubFactory(OrganisationseinheitFactory)


class BetriebskontaktFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Betriebskontakt

    betrieb = factory.SubFactory(BetriebFactory)
    art = "telefon"
    am = date(2026, 11, 20)
    text = "Sucht zum Februar jemanden für die Backstube."
    von = factory.SubFactory(UserFactory)


class StellenangebotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stellenangebot

    betrieb = factory.SubFactory(BetriebFactory)
    titel = factory.Sequence(lambda n: f"Hilfe in der Backstube {n}")
    plz = "52062"
    ort = "Aachen"
