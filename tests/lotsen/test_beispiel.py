from datetime import date, timedelta

import pytest

from behoerde.kern.actions import beispiel as konten
from behoerde.kern.models import Vorgabe
from behoerde.kern.queries import vorgaben_am
from behoerde.kern.regeln import Urteil
from lotsen.actions.beispiel import build
from lotsen.actions.beispielberatungen import build_beratungen
from lotsen.actions.beispielverzeichnis import build_many
from lotsen.fassungen import SPRACHEN, text_column
from lotsen.models import Angebot, Erstberatung, Suchzeile
from lotsen.queries.wegweiser import schritte
from lotsen.regeln import REGELWERK
from tests.lotsen.profile import FAELLE
from tests.lotsen.verzeichnis import found_angebote

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


def test_every_offer_speaks_every_language_and_what_staff_wrote_stays():
    build()
    Angebot.objects.filter(name_de="Wohngeld").update(name_en="Rent support")
    build()
    columns = [
        text_column(name, code) for code in SPRACHEN for name in ("name", "beschreibung", "fuer_wen", "zugang_text", "kosten")
    ]
    rows = list(Angebot.objects.values_list(*columns))
    assert (len(rows), [row for row in rows if not all(row)]) == (25, [])
    assert Angebot.objects.get(name_de="Wohngeld").name_en == "Rent support"
    assert not any(angebot.is_geprueft("uk") for angebot in Angebot.objects.all())


def test_large_example_is_searched_like_any_other_and_built_once():
    build_many(120)
    build_many(120)
    assert (Angebot.objects.count(), Suchzeile.objects.count()) == (120, 120)
    assert {angebot.angebotsart for angebot in found_angebote(q="Wohngeld")} == {"wohngeldstelle"}


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
