import pytest

from behoerde.kern.actions import beispiel as konten
from fallmanagement.actions.beispiel import build
from fallmanagement.actions.beispielvermittlung import build as build_vermittlungen
from fallmanagement.models import Annahme, Ersparnismonat, Vermittlung

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]


def test_placements_of_the_example_reach_several_states_once():
    konten.build()
    build()
    for _twice in range(2):
        build_vermittlungen()
    states = Vermittlung.objects.order_by("stand", "pk").values_list("stand", flat=True)
    assert list(states) == ["beendet", "begonnen", "gespraech", "vertrag", "vorgeschlagen"]
    assert {row.vermittlung.arbeitgeber for row in Ersparnismonat.objects.all()} == {"Holzbau Winter"}
    assert [row.freigegeben_am for row in Annahme.objects.all()] == [None]
