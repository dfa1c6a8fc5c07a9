import json

import pytest
from django.db.models import Count

from behoerde.kern.models import Nachricht
from termine.actions import beispielanliegen
from termine.actions.beispiel import build
from termine.actions.katalog import DATEN
from termine.models import Aufnahme

pytestmark = pytest.mark.django_db


def test_example_office_has_concerns_in_every_state_and_writes_to_nobody():
    build()
    found = set(Aufnahme.objects.values_list("stand", flat=True))
    assert {"eingegangen", "in_sichtung", "rueckfrage", "angeboten", "terminiert", "zurueckgezogen"} == found
    assert not Nachricht.objects.filter(anlass__in=("anliegen_eingang", "termin_bestaetigt")).exists()
    count = Aufnahme.objects.count()
    build()
    assert Aufnahme.objects.count() == count


def by_state() -> dict[str, int]:
    return dict(Aufnahme.objects.order_by().values_list("stand").annotate(Count("pk")))


def test_large_office_has_as_many_times_more_concerns_in_each_state(monkeypatch):
    monkeypatch.setattr(beispielanliegen, "GROSS", 3)
    build()
    small = by_state()
    beispielanliegen.fill_anliegen(json.loads((DATEN / "beispielamt.json").read_text(encoding="utf-8")), gross=True)
    assert by_state() == {stand: 3 * count for stand, count in small.items()}
