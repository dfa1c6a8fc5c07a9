"""Test data of termine."""

from datetime import UTC, date, datetime, time, timedelta

import factory

from termine.actions.aufnahme import take_in
from termine.actions.buchung import book_termin
from termine.angaben import AufnahmeAngaben, Kontakt, PersonAngaben
from termine.enums import Kanal, Zugang
from termine.models import Aufnahme, Dienst, Leistung, Mitglied, Oeffnungszeit, Platz, Team, Termin, Unterlage
from termine.planung import as_range
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory, UserFactory

JETZT = datetime(2026, 11, 23, 7, tzinfo=UTC)  # Monday, eight in the morning at the office
MORGEN = datetime(2026, 11, 24, 8, tzinfo=UTC)  # Tuesday, nine


class LeistungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Leistung

    slug = factory.Sequence(lambda n: f"leistung-{n}")
    name = factory.Sequence(lambda n: f"Leistung {n}")
    dauer_minuten = 15
    weitere_person_min = 5
    max_personen = 4
    zugang = Zugang.DIREKT


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n}")
    standort = factory.SubFactory(StandortFactory)
    organisationseinheit = factory.SubFactory(OrganisationseinheitFactory)

    @factory.post_generation
    def leistungen(self, create, extracted, **kwargs):
        self.leistungen.set(extracted or [])


class PlatzFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Platz
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Schalter {n}")
    team = factory.SubFactory(TeamFactory)
    sprachen = ["de"]

    @factory.post_generation
    def leistungen(self, create, extracted, **kwargs):
        self.leistungen.set(extracted or [])


class OeffnungszeitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Oeffnungszeit

    team = factory.SubFactory(TeamFactory)
    wochentag = 0
    von = time(8)
    bis = time(12)
    gilt_ab = date(2020, 1, 1)


class DienstFactory(factory.django.DjangoModelFactory):
    """A counter on duty for four hours from MORGEN on."""

    class Meta:
        model = Dienst

    platz = factory.SubFactory(PlatzFactory)
    team = factory.SelfAttribute("platz.team")
    zeitraum = as_range((MORGEN, MORGEN + timedelta(hours=4)))


def person(n: int = 0) -> PersonAngaben:
    """Return the n-th person; equal numbers are the same person."""
    return PersonAngaben(f"Olena{chr(97 + n % 26)}{chr(97 + n // 26)}", "Beispiel", date(1990, 5, 17))


def kontakt(n: int = 0, **more) -> Kontakt:
    return Kontakt(**({"email": f"olena{n}@beispiel.example"} | more))


def gebuchter_termin(dienst: Dienst, leistung: Leistung, *, n: int = 0, beginn: datetime = MORGEN, **more) -> Termin:
    """Return a final visit of the n-th person."""
    values = {"personen": [person(n)], "kontakt": kontakt(n), "kanal": Kanal.TELEFON, "schluessel": f"schluessel-{n}"}
    return book_termin(leistung=leistung, beginn=beginn, standort=dienst.team.standort, **(values | more))


def aufnahme(leistung: Leistung, *, n: int = 0, personen: int = 1, **more) -> Aufnahme:
    """Return a concern of ``personen`` people from the n-th on, as it came in."""
    schluessel = more.pop("schluessel", f"aufnahme-{n}")
    return take_in(
        leistung=leistung,
        personen=more.pop("leute", [person(n * 10 + k) for k in range(personen)]),
        kontakt=more.pop("kontakt", kontakt(n)),
        angaben=AufnahmeAngaben(**more),
        kanal=Kanal.ONLINE,
        schluessel=schluessel,
    )


class UnterlageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unterlage

    key = factory.Sequence(lambda n: f"unterlage-{n}")
    name = factory.Sequence(lambda n: f"Unterlage {n}")


class MitgliedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mitglied

    team = factory.SubFactory(TeamFactory)
    user = factory.SubFactory(UserFactory)
    sprachen = ["de"]
