"""Test data around a Veranstaltung."""

from datetime import timedelta
from uuid import uuid4

import factory

from behoerde.kern import uhr
from lotsen.actions.anmeldung import Gaeste, Wer, register
from lotsen.einladung import Einladungsregel
from lotsen.models import Anmeldung, Einladungsliste, Veranstaltung
from lotsen.veranstaltung import VeranstaltungStatus
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory, UserFactory


class VeranstaltungFactory(factory.django.DjangoModelFactory):
    """A reception in three weeks, announced, with ten places and two for children."""

    class Meta:
        model = Veranstaltung

    status = VeranstaltungStatus.FREIGEGEBEN
    einheit = factory.SubFactory(OrganisationseinheitFactory)
    standort = factory.SubFactory(StandortFactory)
    titel_de = "Empfang im Rathaus"
    beschreibung_de = "Wir begrüßen alle, die neu in der Stadt sind."
    beginnt_am = factory.LazyFunction(lambda: uhr.now() + timedelta(days=21))
    endet_am = factory.LazyAttribute(lambda row: row.beginnt_am + timedelta(hours=2))
    anmeldung_ab = factory.LazyFunction(lambda: uhr.now() - timedelta(days=1))
    anmeldung_bis = factory.LazyAttribute(lambda row: row.beginnt_am - timedelta(days=1))
    plaetze = 10
    kinderplaetze = 2
    sprachen = ["de", "uk"]
    angelegt_von = factory.SubFactory(UserFactory)


class EinladungslisteFactory(factory.django.DjangoModelFactory):
    """A proposed list without people."""

    class Meta:
        model = Einladungsliste

    einheit = factory.SubFactory(OrganisationseinheitFactory)
    regel = Einladungsregel.NEU
    veranstaltung = factory.SubFactory(VeranstaltungFactory, einheit=factory.SelfAttribute("..einheit"))
    vorgeschlagen_von = factory.SubFactory(UserFactory)


def angemeldet(veranstaltung: Veranstaltung, name: str = "Olena Koval", **fields) -> Anmeldung:
    """Return a registration made as people make it; ``fields`` are those of Gaeste and Wer."""
    gaeste = {key: fields.pop(key) for key in ("personen", "kinder", "bedarf") if key in fields}
    wer = {"email": "olena@beispiel.example", "sprache": "uk"} | fields
    return register(veranstaltung=veranstaltung, wer=Wer(name, **wer), gaeste=Gaeste(**gaeste), schluessel=uuid4())
