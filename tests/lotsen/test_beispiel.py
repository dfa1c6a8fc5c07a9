from datetime import date, timedelta

import pytest

from behoerde.kern.actions import beispiel as konten
from behoerde.kern.models import Vorgabe
from behoerde.kern.queries import vorgaben_am
from behoerde.kern.regeln import Urteil
from lotsen.actions.beispiel import build
from lotsen.actions.beispielberatungen import build_beratungen
from lotsen.models import Erstberatung
from lotsen.queries.wegweiser import schritte
from lotsen.regeln import REGELWERK
from tests.lotsen.profile import FAELLE

pytestmark = pytest.mark.django_db
LETZTER = date(2026, 12, 31)


def test_example_office_suspends_admission_for_its_budget_year():
    konten.build()
    build()
    ja = FAELLE["integrationskurs_zulassung"][0]
    urteile = []
    for tag in (date(2026, 2, 8), date(2026, 2, 9), LETZTER, LETZTER + timedelta(days=1)):
        results = REGELWERK.judge(ja, tag, vorgaben_am("lotsen", tag))
        urteile += [result.urteil for result in results if result.regel.schluessel == "integrationskurs_zulassung"]
    assert urteile == [Urteil.JA, Urteil.NEIN, Urteil.NEIN, Urteil.JA]


def test_building_twice_changes_nothing():
    konten.build()
    build()
    build()
    assert Vorgabe.objects.count() == 1


def test_without_example_accounts_there_is_no_instruction():
    build()
    assert not Vorgabe.objects.exists()


def test_example_office_shows_consultations_in_every_state_and_a_way_with_steps():
    konten.build()
    build()
    build_beratungen()
    build_beratungen()
    found = Erstberatung.objects.order_by("person__vorname").values_list("person__vorname", "status")
    assert list(found) == [("Amir", "laufend"), ("Elif", "vorbereitet"), ("Olena", "abgeschlossen")]
    steps = schritte(Erstberatung.objects.get(person__vorname="Olena").person)
    assert [step.stand for step in steps][:2] == ["fertig", "jetzt"]
