"""Pages of data protection: who asks is found, answered, kept and erased; each look is recorded."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from behoerde.kern import uhr
from behoerde.kern.actions.loeschung import run_erasure
from behoerde.kern.models import Loeschfrist, Loeschsperre, Person
from behoerde.kern.rechte import Rolle
from tests.anmelden import sign_in
from tests.factories.kern import LoeschfristFactory, LoeschsperreFactory, PersonFactory
from tests.lotsen.pdf import ua_errors
from tests.termine.empfang import lesespuren

pytestmark = pytest.mark.django_db


@pytest.fixture
def olena(db):
    return PersonFactory.create(vorname="Olena", nachname="Kovalenko")


@pytest.fixture
def pult(client):
    return sign_in(client, Rolle.DATENSCHUTZ)


def address(name: str, *args) -> str:
    return reverse(f"kern:{name}", args=args)


def test_search_needs_name_and_birth_date_and_is_recorded(client, pult, olena):
    page = address("datenschutz_personen")
    assertContains(client.get(page, {"name": "kovalenko"}), "Bitte geben Sie das Geburtsdatum an.")
    assert lesespuren() == []
    assertContains(client.get(page, {"name": "kovalenko", "geburtsdatum": "1990-05-17"}), "Olena Kovalenko")
    assertContains(client.get(page, {"name": "kovalenko", "geburtsdatum": "1990-05-18"}), "Niemand mit diesem Namen")
    assert lesespuren() == [(pult.pk, "kern.user", str(pult.pk), "Suche Datenschutz")] * 2


def test_answer_comes_as_data_and_as_pdf_and_is_recorded(client, pult, olena, tmp_path):
    data = json.loads(client.get(address("auskunft_json", olena.pk)).content)
    assert (data["person"], [part["modell"] for part in data["angaben"]]) == ("Olena Kovalenko", ["kern.Person"])
    assert ua_errors(client.get(address("auskunft_pdf", olena.pk)).content, tmp_path) == []
    assert [grund for _who, _kind, _pk, grund in lesespuren()] == ["Auskunft JSON", "Auskunft PDF"]


def test_erasure_needs_reason_and_a_tick(client, pult, olena):
    page = address("datenschutz_loeschen", olena.pk)
    assertContains(client.post(page, {"grund": "Antrag 7"}), "Bitte bestätigen Sie")
    assert Person.objects.count() == 1
    assert client.post(page, {"grund": "Antrag 7", "sicher": "on"}).status_code == 302
    assert Person.objects.count() == 0


def test_lock_is_set_shown_and_ended(client, pult, olena):
    page = address("datenschutz_sperre", olena.pk)
    past = {"grund": "Klage", "bis": uhr.today() - timedelta(days=1)}
    assertContains(client.post(page, past), "liegt in der Vergangenheit")
    client.post(page, past | {"bis": uhr.today()})
    assertContains(client.get(address("datenschutz_person", olena.pk)), "Klage")
    assertContains(
        client.post(address("datenschutz_loeschen", olena.pk), {"grund": "x", "sicher": "on"}), "gilt eine Löschsperre"
    )
    client.post(address("datenschutz_sperre_beenden", Loeschsperre.objects.get().pk))
    assert Loeschsperre.objects.in_force(uhr.today()).count() == 0


def test_period_outside_of_its_bounds_is_refused_beside_the_field(client, pult):
    typed = {"tage": "1000", "grund": "Aktenplan", "quelle": "Dienstanweisung"}
    assertContains(client.post(address("datenschutz_frist", "kern.Person"), typed), "Möglich sind 90 bis 360 Tage.")
    assert client.post(address("datenschutz_frist", "kern.Person"), typed | {"tage": "200"}).status_code == 302
    assert Loeschfrist.objects.get().vorgeschlagen_von == pult


def test_administration_releases_what_data_protection_proposed_and_the_public_page_says_so(client):
    row = LoeschfristFactory.create()
    sign_in(client, Rolle.VERWALTUNG)
    assertContains(client.get(address("datenschutz_fristen")), "Freigeben")
    client.post(address("datenschutz_frist_entscheiden", row.pk))
    assertContains(client.get("/datenschutz/"), "<td>200 Tage</td>", html=True)


def test_administration_sees_no_names(client):
    sperre = LoeschsperreFactory.create()
    sign_in(client, Rolle.VERWALTUNG)
    assert str(sperre.person) not in client.get(address("datenschutz_fristen")).content.decode()
    assert client.get(address("datenschutz_person", sperre.person.pk)).status_code == 404


def test_runs_and_preview_are_shown(client, pult):
    run_erasure()
    assertContains(client.get(address("datenschutz_fristen")), "nach Fristen")
    assertContains(client.get(address("datenschutz_vorschau")), "Nichts ist über seine Frist")
