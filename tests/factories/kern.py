"""Test data of kern."""

from datetime import date, timedelta
from uuid import uuid4

import factory

from behoerde.kern import uhr
from behoerde.kern.models import (
    Geraet,
    Loeschfrist,
    Loeschsperre,
    Nachricht,
    Organisationseinheit,
    Person,
    Rollenzuweisung,
    Standort,
    User,
    Vorgabe,
)
from behoerde.kern.rechte import Rolle
from behoerde.kern.regeln import Wirkung


class OrganisationseinheitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisationseinheit

    name = factory.Sequence(lambda n: f"Sachgebiet {n}")
    art = Organisationseinheit.Art.SACHGEBIET


class StandortFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Standort

    name = factory.Sequence(lambda n: f"Rathaus {n}")
    slug = factory.Sequence(lambda n: f"rathaus-{n}")
    strasse = "Marktplatz 1"
    plz = "12345"
    ort = "Musterstadt"
    land = "NW"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    vorname = factory.Sequence(lambda n: f"Vorname{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}")
    nachname = factory.Sequence(lambda n: f"Nachname{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}")
    geburtsdatum = date(1990, 5, 17)
    email = factory.Sequence(lambda n: f"person{n}@beispiel.example")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"amt{n}@musterstadt.example")
    vorname = "Miriam"
    nachname = factory.Sequence(lambda n: f"Amt{n}")

    @factory.post_generation
    def rollen(self, create, extracted, **kwargs):
        for rolle in extracted or []:
            Rollenzuweisung.objects.create(user=self, rolle=rolle, organisationseinheit=OrganisationseinheitFactory.create())


class RollenzuweisungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rollenzuweisung

    user = factory.SubFactory(UserFactory)
    rolle = Rolle.EMPFANG
    organisationseinheit = factory.SubFactory(OrganisationseinheitFactory)


class GeraetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Geraet

    name = factory.Sequence(lambda n: f"Foyer {n}")
    art = Geraet.Art.KIOSK
    standort = factory.SubFactory(StandortFactory)


class NachrichtFactory(factory.django.DjangoModelFactory):
    """A message that could not be delivered."""

    class Meta:
        model = Nachricht

    schluessel = factory.Sequence(lambda n: f"nachricht-{n}")
    anlass = "termin_bestaetigt"
    empfaenger_art = "person"
    empfaenger_id = factory.LazyFunction(uuid4)
    adresse = "olena@beispiel.example"
    kanal = Nachricht.Kanal.EMAIL
    sprache = "uk"
    status = Nachricht.Status.TOT
    versuche = 12
    fehler = "SMTPRecipientsRefused"


class VorgabeFactory(factory.django.DjangoModelFactory):
    """An instruction of the office that suspends the admission to integration courses from today on."""

    class Meta:
        model = Vorgabe

    regelwerk = "lotsen"
    regel = "integrationskurs_zulassung"
    wirkung = Wirkung.AUSSETZEN
    text = "Zurzeit werden keine Personen zugelassen."
    quelle = "Rundschreiben 7/2026"
    ab = factory.LazyFunction(uhr.today)
    angelegt_von = factory.SubFactory(UserFactory)


class LoeschfristFactory(factory.django.DjangoModelFactory):
    """A proposal to keep people for 200 days."""

    class Meta:
        model = Loeschfrist

    modell = "kern.Person"
    tage = 200
    grund = "Aktenplan 2026"
    quelle = "Dienstanweisung 4/2026"
    vorgeschlagen_von = factory.SubFactory(UserFactory)


class LoeschsperreFactory(factory.django.DjangoModelFactory):
    """A Löschsperre for a month from today on."""

    class Meta:
        model = Loeschsperre

    person = factory.SubFactory(PersonFactory)
    grund = "Verfahren 12/2026"
    bis = factory.LazyFunction(lambda: uhr.today() + timedelta(days=30))
    angelegt_von = factory.SubFactory(UserFactory)
