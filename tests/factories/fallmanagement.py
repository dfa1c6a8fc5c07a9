"""Test data of fallmanagement. Its tables are under row-level security: build inside of ``als``."""

import factory

from fallmanagement.models import Fallakte
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory, UserFactory


class FallakteFactory(factory.django.DjangoModelFactory):
    """A case that was just opened."""

    class Meta:
        model = Fallakte

    person = factory.SubFactory(PersonFactory)
    einheit = factory.SubFactory(OrganisationseinheitFactory)
    angelegt_von = factory.SubFactory(UserFactory)
