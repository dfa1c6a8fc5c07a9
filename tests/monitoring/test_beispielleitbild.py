"""The example office has a published Leitbild and one about which people talk."""

import pytest

from behoerde.kern.rechte import Rolle
from monitoring.actions.beispielleitbild import build
from monitoring.models import Beitrag, Leitbild
from monitoring.queries.leitbild import current_leitsaetze
from tests.factories.kern import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


def test_example_has_both_and_twice_is_once():
    UserFactory.create(rollen=[Rolle.LEITUNG], ist_beispiel=True)
    build()
    build()
    stands = Leitbild.objects.order_by("ebene").values_list("ebene", "status")
    assert list(stands) == [("amt", "veroeffentlicht"), ("stadt", "ideensammlung")]
    assert [satz.titel for satz in current_leitsaetze()] == ["Verlässlich", "Verständlich", "Willkommen"]
    assert Beitrag.objects.unanswered().count() == 1
