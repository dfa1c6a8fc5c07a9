"""Pages of a merge: what would happen, choosing, doing it, the way from the old file, taking it back."""

import pytest
from django.urls import reverse

from behoerde.kern.models import Person
from fallmanagement.models import Fallakte, Vermerk
from tests.factories.aktenpaar import paar
from tests.factories.fallmanagement import HaushaltsmitgliedFactory, VermerkFactory
from tests.factories.kern import OrganisationseinheitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


@pytest.fixture
def akten(angemeldet, einheit):
    first, second = paar(einheit, angemeldet, vorname="Ameena", email="")
    VermerkFactory.create(fallakte=second)
    return first, second


def address(akten) -> str:
    return reverse("fallmanagement:dublette", args=[akte.pk for akte in akten])


def merge(client, akten, **data):
    return client.post(address(akten), {"was": "zusammenfuehren", "wahl-person.vorname": "doppelt"} | data)


def step(client, akte: Fallakte, **data):
    return client.post(reverse("fallmanagement:schritt", args=[akte.pk, "trennen"]), data)


def test_page_says_what_moves_and_what_to_choose(client, akten):
    page = client.get(address(akten))
    assert [(row.name, len(row.zeilen), row.bleiben) for row in page.context["plan"].posten] == [("Vermerke", 1, 0)]
    assert [(wahl.schluessel, side) for wahl, side in page.context["wahlen"]] == [
        ("person.vorname", ""),
        ("person.email", "bleibt"),
    ]
    assert address(reversed(akten)) in page.text


def test_what_is_not_chosen_is_asked_for_and_nothing_typed_is_lost(client, akten):
    page = client.post(address(akten), {"was": "zusammenfuehren", "wahl-person.email": "doppelt"})
    assert (page.context["fehlt"], dict(page.context["wahlen"][1:])) == (
        {"person.vorname"},
        {page.context["wahlen"][1][0]: "doppelt"},
    )
    assert "Bitte wählen Sie bei jeder verschiedenen Angabe, welche gilt." in page.text
    assert Fallakte.objects.open().count() == 2


def test_merged_file_leads_to_the_other_and_back_again(client, akten):
    first, second = akten
    page = merge(client, akten, **{"wahl-person.email": "bleibt"})
    assert (page.url, Person.objects.get(pk=first.person_id).vorname) == (first.get_absolute_url(), "Ameena")
    for name in ("akte", "vermerke", "verlauf"):
        assert client.get(reverse(f"fallmanagement:{name}", args=[second.pk])).url == first.get_absolute_url()
    seen = client.get(first.get_absolute_url())
    assert f"Die Akte {second.aktenzeichen} ist mit dieser Akte" in seen.text
    row = seen.context["zusammengefuehrt"].get()
    page = step(client, first, zeile=row.pk)
    assert (page.url, Vermerk.objects.get().fallakte) == (first.get_absolute_url(), second)
    assert client.get(second.get_absolute_url()).status_code == 200


def test_taken_back_in_another_window_is_said_and_no_fault(client, akten):
    first, _second = akten
    merge(client, akten, **{"wahl-person.email": "bleibt"})
    row = client.get(first.get_absolute_url()).context["zusammengefuehrt"].get()
    assert "sind wieder zwei Akten" in follow(client, step(client, first, zeile=row.pk))
    for gone in (row.pk, "x", ""):
        assert "Das ist schon zurückgenommen" in follow(client, step(client, first, zeile=gone))


def follow(client, answer) -> str:
    return client.get(answer.url).text


def test_pair_that_is_merged_offers_no_step_any_more(client, akten):
    merge(client, akten, **{"wahl-person.email": "bleibt"})
    for pair in (akten, akten[::-1]):
        page = client.get(address(pair)).text
        assert "Eine der Akten ist schon mit einer anderen zusammengeführt." in page
        assert [word in page for word in ("wird geschlossen", "Was umzieht", "Es sind zwei Personen")] == [False] * 3


def test_what_stands_in_the_way_is_said_before_and_refused(client, akten):
    HaushaltsmitgliedFactory.create(fallakte=akten[0], person=akten[1].person)
    page = client.get(address(akten))
    assert ("Dann sind es wohl zwei Personen." in page.text, 'value="zusammenfuehren"' in page.text) == (True, False)
    assert merge(client, akten, **{"wahl-person.email": "bleibt"}).context["fehler"].code == "hindernis"


def test_refused_way_back_is_said_on_the_page(client, akten, angemeldet):
    first, second = akten
    merge(client, akten, **{"wahl-person.email": "bleibt"})
    row = client.get(first.get_absolute_url()).context["zusammengefuehrt"].get()
    Fallakte.objects.create(person=second.person, einheit=second.einheit, angelegt_von=angemeldet)
    page = client.post(reverse("fallmanagement:schritt", args=[first.pk, "trennen"]), {"zeile": row.pk}, follow=True)
    assert "Für diese Person gibt es inzwischen eine andere offene Fallakte." in page.text


def test_colleague_of_the_old_unit_only_sees_that_work_goes_on_elsewhere(client, akten, angemeldet):
    first, second = akten
    client.get(merge(client, akten, **{"wahl-person.email": "bleibt"}).url)
    Fallakte.objects.filter(pk=first.pk).update(einheit=OrganisationseinheitFactory.create())
    page = client.get(second.get_absolute_url())
    assert ("Hier wird nicht weitergearbeitet." in page.text, first.aktenzeichen in page.text) == (True, False)
    note = {"was": "schreiben", "stufe": "team", "text": "Zu spät"}
    client.post(reverse("fallmanagement:vermerke", args=[second.pk]), note)
    assert Vermerk.objects.count() == 1
