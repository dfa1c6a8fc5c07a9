"""Who left an e-mail address and nothing else is found by it, answered and erased; nobody else is shown."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from behoerde.kern import uhr
from behoerde.kern.models import Loeschlauf, Protokolleintrag
from behoerde.kern.rechte import Rolle
from behoerde.kern.register import Personenbezug, alle
from lotsen.models import Anmeldung, Netzkontakt
from tests.anmelden import sign_in
from tests.factories.kern import PersonFactory
from tests.factories.veranstaltung import VeranstaltungFactory
from tests.lotsen.pdf import ua_errors
from tests.termine.empfang import lesespuren

pytestmark = pytest.mark.django_db
OLENA = "olena@beispiel.example"
OHNE_SUCHE = {"kern.Person", "kern.User"}  # found by name and birth date; in the list of accounts


@pytest.fixture
def pult(client):
    return sign_in(client, Rolle.DATENSCHUTZ)


@pytest.fixture
def seite() -> str:
    return reverse("kern:datenschutz_adresse")


def guest(email: str, bis: timedelta) -> Anmeldung:
    values = {"veranstaltung": VeranstaltungFactory.create(), "code": "ABC-123", "schluessel": uuid4()}
    return Anmeldung.objects.create(status="angemeldet", name="Olena Kovalenko", email=email, bis=uhr.now() + bis, **values)


def test_every_address_that_hangs_on_no_person_can_be_searched():
    loose = [entry for entry in alle(Personenbezug) if not entry.pfad_zur_person and entry.modell not in OHNE_SUCHE]
    holding = {entry.modell: "email" for entry in loose if "email" in entry.felder}
    assert {entry.modell: entry.adressfeld for entry in alle(Personenbezug) if entry.adressfeld} == holding


def test_answer_holds_what_hangs_on_the_address_and_nothing_of_others(client, pult, seite):
    guest(OLENA, timedelta(days=3))
    guest("ivan@beispiel.example", timedelta(days=3))
    Netzkontakt.objects.create(email="Olena@Beispiel.example")
    PersonFactory.create(email=OLENA)
    data = json.loads(client.post(seite, {"email": OLENA, "was": "json"}).content)
    assert data["person"] == OLENA
    assert sorted((part["modell"], len(part["zeilen"])) for part in data["angaben"]) == [
        ("lotsen.Anmeldung", 1),
        ("lotsen.Netzkontakt", 1),
    ]
    assert lesespuren() == [(pult.pk, "kern.user", str(pult.pk), "Suche Datenschutz nach Adresse")]


def test_page_shows_what_is_held_and_hands_out_a_pdf(client, pult, seite, tmp_path):
    guest(OLENA, timedelta(days=3))
    page = client.post(seite, {"email": OLENA})
    assertContains(page, "Olena Kovalenko")
    assertContains(page, "läuft noch oder wird noch gebraucht")
    assert ua_errors(client.post(seite, {"email": OLENA, "was": "pdf"}).content, tmp_path) == []


def test_unknown_or_half_address_finds_nothing(client, pult, seite):
    guest(OLENA, timedelta(days=3))
    assertContains(client.post(seite, {"email": "lena@beispiel.example"}), "Zu dieser Adresse ist nichts gespeichert")
    half = client.post(seite, {"email": "olena"})
    assertContains(half, 'value="olena"')
    assertNotContains(half, "Kovalenko")


def test_erasure_needs_reason_and_a_tick_and_leaves_what_is_to_come(client, pult, seite):
    Netzkontakt.objects.create(email=OLENA)
    coming, over = guest(OLENA, timedelta(days=3)), guest(OLENA.upper(), timedelta(days=-3))
    assertContains(client.post(seite, {"email": OLENA, "was": "loeschen", "grund": "Antrag 7"}), "Bitte bestätigen Sie")
    assert (Anmeldung.objects.count(), Netzkontakt.objects.count()) == (2, 1)
    assert client.post(seite, {"email": OLENA, "was": "loeschen", "grund": "Antrag 7", "sicher": "on"}).status_code == 302
    assert (list(Anmeldung.objects.all()), Netzkontakt.objects.count()) == ([coming], 0)
    assert Loeschlauf.objects.get().geloescht == 2
    assert not Anmeldung.objects.filter(pk=over.pk).exists()
    assert list(Protokolleintrag.objects.filter(vorgang="loeschung_auf_antrag").values_list("grund", flat=True)) == ["Antrag 7"]
