import pytest
from django.urls import reverse

from behoerde.kern.actions.schnittstelle import create_schnittstelle, find_schnittstelle, revoke_schnittstelle
from behoerde.kern.models import Schnittstelle
from behoerde.kern.rechte import Rolle
from tests.anmelden import sign_in

pytestmark = pytest.mark.django_db


def test_key_is_found_by_itself_and_stands_nowhere():
    row, schluessel = create_schnittstelle(name="Hochschule", kontingent=50)
    assert find_schnittstelle(schluessel) == row
    assert schluessel not in str(Schnittstelle.objects.values().get())


def test_withdrawn_or_unknown_key_is_nobodys():
    row, schluessel = create_schnittstelle(name="Hochschule", kontingent=50)
    revoke_schnittstelle(schnittstelle=row)
    revoke_schnittstelle(schnittstelle=row)
    assert [find_schnittstelle(schluessel), find_schnittstelle("abp_fremd")] == [None, None]


@pytest.fixture
def page(client):
    sign_in(client, Rolle.VERWALTUNG)
    return reverse("kern:schnittstellen")


def test_page_shows_a_new_key_once(client, page):
    response = client.post(page, {"name": "Hochschule", "kontingent": 50})
    schluessel = response.context["schluessel"]
    assert find_schnittstelle(schluessel).kontingent == 50
    assert (schluessel in response.content.decode(), response["Cache-Control"]) == (True, "no-store")
    assert schluessel not in client.get(page).content.decode()


def test_taken_name_is_refused_beside_the_field(client, page):
    create_schnittstelle(name="Hochschule", kontingent=50)
    form = client.post(page, {"name": "Hochschule", "kontingent": "viele"}).context["form"]
    assert set(form.errors) == {"name", "kontingent"}
    assert form["kontingent"].value() == "viele"


def test_button_withdraws_a_key(client, page):
    row, schluessel = create_schnittstelle(name="Hochschule", kontingent=50)
    response = client.post(reverse("kern:schnittstelle_widerrufen", args=[row.pk]), follow=True)
    assert find_schnittstelle(schluessel) is None
    assert "widerrufen am" in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_questions_for_any_number_of_keys(client, page, django_assert_max_num_queries, number):
    for n in range(number):
        create_schnittstelle(name=f"Hochschule {n}", kontingent=50)
    with django_assert_max_num_queries(25):
        assert client.get(page).status_code == 200
