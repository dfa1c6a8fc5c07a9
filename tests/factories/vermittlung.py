"""Test data of placements and the savings ledger; build inside of ``als``."""

from datetime import date
from decimal import Decimal

import factory

from fallmanagement.actions.ersparnis import assumed, compute
from fallmanagement.ersparniswerte import Annahmeart, Nachweisart
from fallmanagement.models import Annahme, Ersparnismonat, Nachbetreuung, Vermittlung
from fallmanagement.vermittlung import Beschaeftigungsart, Vermittlungsstand
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import UserFactory


class VermittlungFactory(factory.django.DjangoModelFactory):
    """A proposal."""

    class Meta:
        model = Vermittlung

    fallakte = factory.SubFactory(FallakteFactory)
    arbeitgeber = factory.Sequence(lambda n: f"Bäckerei Beispiel {n}")
    taetigkeit = "Bäcker"
    art = Beschaeftigungsart.AUSBILDUNG
    angelegt_von = factory.SelfAttribute("fallakte.angelegt_von")


def begonnen(beginn: date = date(2026, 9, 1), **kwargs) -> Vermittlung:
    """Return a job that runs since a day; by update, so that it has no looks back."""
    row = VermittlungFactory.create(**kwargs)
    for stand in (Vermittlungsstand.VERTRAG, Vermittlungsstand.BEGONNEN):
        row.vorher, row.stand, row.beginn = row.stand, stand, beginn
        row.save()
    return row


class ErsparnismonatFactory(factory.django.DjangoModelFactory):
    """The apprentice of the design: 724 euros gross, 580 net, level 2."""

    class Meta:
        model = Ersparnismonat

    vermittlung = factory.LazyFunction(begonnen)
    monat = date(2026, 9, 1)
    brutto = Decimal(724)
    netto = Decimal(580)
    stufe = 2
    nachweis = Nachweisart.ABRECHNUNG
    nachweis_am = factory.Maybe("nachweis", date(2026, 10, 5), None)
    nachweis_von = factory.Maybe("nachweis", factory.SelfAttribute("vermittlung.angelegt_von"), None)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = model_class(*args, **kwargs)
        compute(row, assumed())
        row.save()
        return row


class NachbetreuungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Nachbetreuung

    vermittlung = factory.LazyFunction(begonnen)
    monat = 3
    faellig_am = date(2026, 12, 1)


class AnnahmeFactory(factory.django.DjangoModelFactory):
    """A third would have come without help, released."""

    class Meta:
        model = Annahme

    art = Annahmeart.OHNE_HILFE
    anteil = Decimal("0.333")
    begruendung = "Erste Annahme, bis es Zahlen gibt"
    quelle = "Beschluss der Amtsleitung"
    vorgeschlagen_von = factory.SubFactory(UserFactory)
