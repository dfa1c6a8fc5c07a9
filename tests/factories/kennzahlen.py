"""Rows of figures."""

from datetime import date

import factory

from monitoring.models import Einlesung
from tests.factories.kern import UserFactory


class EinlesungFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Einlesung

    quelle = "Beispielstatistik"
    stand = date(2026, 1, 31)
    eingelesen_von = factory.SubFactory(UserFactory)
