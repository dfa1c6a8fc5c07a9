import pytest

from behoerde.kern.models import Nachricht
from termine.actions.beispiel import build
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
