"""Pages of people who come to a Veranstaltung."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.rechte import Rolle
from lotsen.models import Anmeldung
from lotsen.veranstaltung import Anmeldelink, VeranstaltungStatus
from tests.factories.schutz import proof
from tests.factories.veranstaltung import VeranstaltungFactory, angemeldet
from tests.termine.empfang import join

LISTE = reverse("anmeldung:liste")


@pytest.fixture
def empfang(uhr, ruhig, db):
    return VeranstaltungFactory.create()


def page_of(veranstaltung) -> str:
    return reverse("anmeldung:veranstaltung", args=[veranstaltung.pk])


def mine(row) -> str:
    return reverse("anmeldung:mein", args=[link_token(Anmeldelink.ANMELDUNG, row.pk)])


def typed(**changes) -> dict:
    return {
        "schluessel": str(uuid4()),
        "name": "Olena Koval",
        "personen": "2",
        "kinder": "1",
        "kontaktweg": "keiner",
        "sprache": "uk",
        **proof("veranstaltung"),
    } | changes


def test_only_what_is_announced_stands_on_the_page(client, empfang):
    VeranstaltungFactory.create(status=VeranstaltungStatus.ENTWURF, titel_de="Entwurf")
    VeranstaltungFactory.create(nur_mit_einladung=True, titel_de="Geladene")
    assert [row.pk for row in client.get(LISTE).context["veranstaltungen"]] == [empfang.pk]


def test_list_asks_as_much_for_three_as_for_one(client, empfang, django_assert_num_queries):
    client.get(LISTE)
    with django_assert_num_queries(6):
        client.get(LISTE)
    VeranstaltungFactory.create_batch(2)
    with django_assert_num_queries(6):
        client.get(LISTE)


def test_draft_is_a_preview_for_its_unit_and_unknown_to_others(client, uhr, ruhig, einheit):
    draft = VeranstaltungFactory.create(status=VeranstaltungStatus.ENTWURF, einheit=einheit)
    assert client.get(page_of(draft)).status_code == 404
    join(client, einheit, Rolle.LOTSE)
    assert "Vorschau" in client.get(page_of(draft)).content.decode()


def test_registering_without_a_contact_shows_the_code(client, empfang):
    response = client.post(page_of(empfang), typed(), follow=True)
    row = Anmeldung.objects.get()
    assert (row.name, row.personen, row.kinder, row.sprache, row.email) == ("Olena Koval", 2, 1, "uk", "")
    assert row.code in response.content.decode()


def test_same_form_twice_registers_once(client, empfang):
    data = typed()
    first, second = client.post(page_of(empfang), data), client.post(page_of(empfang), data)
    assert (first.status_code, first.url) == (302, second.url)
    assert Anmeldung.objects.count() == 1


def test_without_proof_a_code_comes_first(client, empfang):
    response = client.post(page_of(empfang), typed(schutz_loesung="", kontaktweg="email", email="olena@beispiel.example"))
    assert response.url.startswith("/code/")
    assert not Anmeldung.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u202e\u200f"}, "name"),
        ({"personen": "zwei"}, "personen"),
        ({"personen": "7"}, "personen"),
        ({"kinder": "3"}, "kinder"),
        ({"kontaktweg": "email"}, "email"),
    ],
)
def test_what_can_not_be_stands_beside_its_field(client, empfang, changes, field):
    response = client.post(page_of(empfang), typed(**changes))
    assert field in response.context["form"].errors
    assert response.context["form"]["sprache"].value() == "uk"
    assert not Anmeldung.objects.exists()


def test_own_page_changes_cancels_and_comes_back(client, empfang):
    row = angemeldet(empfang)
    page = mine(row)
    client.post(page, {"was": "aendern", "personen": "3", "kinder": "0"})
    client.post(page, {"was": "abmelden"})
    assert "Sie sind abgemeldet" in client.get(page).content.decode()
    client.post(page, {"was": "wieder"})
    row.refresh_from_db()
    assert (row.personen, row.status) == (3, "angemeldet")


def test_change_beyond_the_places_says_what_is_free(client, uhr, ruhig, db):
    event = VeranstaltungFactory.create(plaetze=3, hoechstens=6)
    row = angemeldet(event)
    response = client.post(mine(row), {"was": "aendern", "personen": "4", "kinder": "0"})
    assert "So viele Plätze gibt es nicht mehr. Frei sind: 3 Plätze" in response.content.decode()


def test_own_page_leads_the_door_to_the_code(client, empfang):
    row = angemeldet(empfang)
    response = client.get(mine(row))
    assert response.context["einlass"].endswith(f"/lotsen/veranstaltungen/{empfang.pk}/einlass/?code={row.code}")
    assert response["Cache-Control"] == "no-store"


def test_calendar_says_when_and_where(client, empfang):
    row = angemeldet(empfang)
    file = client.get(reverse("anmeldung:kalender", args=[link_token(Anmeldelink.ANMELDUNG, row.pk)])).content.decode()
    assert "SUMMARY:Empfang im Rathaus" in file
    assert "STATUS:CONFIRMED" in file


def test_closed_registration_takes_nobody(client, empfang, uhr):
    uhr.shift(timedelta(days=20, hours=1))
    assert "Die Anmeldung ist geschlossen." in client.get(page_of(empfang)).content.decode()
    response = client.post(page_of(empfang), typed())
    assert response.context["form"].non_field_errors()
    assert not Anmeldung.objects.exists()


def test_unknown_link_leads_on(client, db):
    assert client.get(reverse("anmeldung:mein", args=["unbekannt"])).status_code == 404


def test_desk_registers_somebody_for_an_event_by_invitation_only(client, uhr, ruhig, einheit):
    event = VeranstaltungFactory.create(nur_mit_einladung=True, einheit=einheit)
    assert client.post(page_of(event), typed()).status_code == 404
    join(client, einheit, Rolle.LOTSE)
    client.post(page_of(event), typed())
    assert Anmeldung.objects.get().name == "Olena Koval"
