import pytest

from behoerde.kern.actions import beispiel as konten
from behoerde.kern.models import Nachricht
from lotsen.actions.beispiel import build as build_directory
from lotsen.actions.beispielberatungen import build_beratungen
from lotsen.actions.beispielveranstaltungen import build_veranstaltungen
from lotsen.models import Anmeldung, Einladungsliste, Urkunde, Veranstaltung
from lotsen.queries.veranstaltungen import what_helped
from tests.factories.kern import StandortFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("amt", "uhr", "ruhig")]


def test_example_office_shows_events_in_several_states_once():
    konten.build()
    StandortFactory.create()
    build_directory()
    build_beratungen()
    build_veranstaltungen()
    build_veranstaltungen()
    assert [row.status for row in Veranstaltung.objects.all()] == ["beendet", "freigegeben", "freigegeben"]
    assert (Anmeldung.objects.count(), Urkunde.objects.count()) == (10, 4)
    assert Einladungsliste.objects.get().einladungen.count() == 3
    assert what_helped(Veranstaltung.objects.earliest("beginnt_am"))[0] == ("Andere Menschen kennenlernen", 9)
    assert set(Nachricht.objects.filter(anlass="anmeldung_stand").values_list("status", "adresse")) == {("hinfaellig", "")}


def test_without_a_house_nothing_is_planned():
    konten.build()
    build_veranstaltungen()
    assert not Veranstaltung.objects.exists()


def test_large_example_fills_a_large_house():
    konten.build()
    StandortFactory.create()
    build_veranstaltungen(gross=True)
    assert Anmeldung.objects.count() == 210
