"""Pages about files that may be about one person: the list, the hint in a case, two of them side by side."""

from datetime import date

import pytest
from django.urls import reverse

from fallmanagement.models import Dublettenurteil
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.termine.empfang import lesespuren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
LISTE = reverse("fallmanagement:dubletten")
WER = {"vorname": "Amina", "nachname": "Haidari", "geburtsdatum": date(1990, 5, 17)}


@pytest.fixture
def paar(angemeldet, einheit):
    """Two files of one human being."""
    people = [PersonFactory.create(**WER), PersonFactory.create(**WER | {"vorname": "Ameena"})]
    return [FallakteFactory.create(person=person, einheit=einheit, angelegt_von=angemeldet) for person in people]


def address(erste, zweite) -> str:
    return reverse("fallmanagement:dublette", args=[erste.pk, zweite.pk])


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_much_for_many_as_for_one(client, paar, einheit, number, django_assert_num_queries):
    for _n in range(number - 1):
        FallakteFactory.create(person=PersonFactory.create(**WER), einheit=einheit)
    with django_assert_num_queries(16):
        page = client.get(LISTE, {"ansicht": "alle"})
    assert len(page.context["rows"]) == number * (number + 1) // 2


def test_filters_stay_in_the_address_and_nothing_says_so(client, paar):
    assert "Keine doppelten Akten" in client.get(LISTE).text
    assert "Lassen Sie den Filter weg." in client.get(LISTE, {"ansicht": "alle", "grund": "ziffer"}).text
    assert "Noch hat niemand festgehalten" in client.get(LISTE, {"ansicht": "verschieden"}).text
    page = client.get(LISTE, {"ansicht": "alle", "grund": "klang"})
    assert [(row.erste, row.zweite) for row in page.context["rows"]] == [tuple(paar)]
    assert client.get(LISTE, {"ansicht": "x", "grund": "x"}).context["ansicht"] == "meine"


def test_case_shows_the_hint_with_its_reason(client, paar):
    page = client.get(paar[0].get_absolute_url())
    hint = f"Akte {paar[1].aktenzeichen} (Ameena Haidari) könnte dieselbe Person meinen."
    assert (hint in page.text, address(*paar) in page.text) == (True, True)


def test_comparison_marks_differences_and_is_in_both_read_logs(client, paar, angemeldet):
    page = client.get(address(*paar))
    assert [feld.bezeichnung for feld in page.context["felder"] if feld.verschieden] == ["Vorname", "E-Mail"]
    assert [str(grund) for grund in page.context["gruende"]] == ["klang"]
    read = [(angemeldet.pk, "fallmanagement.fallakte", str(akte.pk), "vergleich") for akte in paar]
    assert lesespuren() == read


def test_told_apart_and_asked_again(client, paar):
    url = address(*paar)
    assert "Bitte wählen Sie einen Grund" in client.post(url, {"was": "verschieden"}).text
    page = client.post(url, {"was": "verschieden", "grund": "verwandt"}, follow=True)
    assert ("Das Portal fragt nicht wieder." in page.text, len(page.context["rows"])) == (True, 1)
    assert "könnte dieselbe Person meinen" not in client.get(paar[0].get_absolute_url()).text
    client.post(url, {"was": "wieder"})
    assert Dublettenurteil.objects.count() == 0


def test_file_of_another_unit_or_the_same_twice_is_no_pair(client, paar):
    foreign = FallakteFactory.create(einheit=OrganisationseinheitFactory.create())
    wrong = [address(paar[0], foreign), address(foreign, paar[0]), address(paar[0], paar[0])]
    assert [client.get(url).status_code for url in wrong] == [404, 404, 404]
    assert client.post(address(*paar), {"was": "x"}).status_code == 404
