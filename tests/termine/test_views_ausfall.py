import pytest
from django.urls import reverse

from termine.models import Ausnahme
from tests.factories.termine import MORGEN, PlatzFactory, gebuchter_termin

pytestmark = pytest.mark.django_db
QUERIES = 18
TAG = MORGEN.date().isoformat()


def address(*plaetze, von=TAG, bis=TAG) -> str:
    chosen = "".join(f"&plaetze={platz.pk}" for platz in plaetze)
    return f"{reverse('termine:heute_ausfall')}?von={von}&bis={bis}{chosen}"


def test_first_look_asks_who_is_ill(client, empfang, dienst):
    page = client.get(reverse("termine:heute_ausfall"))
    assert (page.context["gefragt"], page.context["form"].errors) == (False, {})


def test_list_shows_who_is_affected_and_changes_nothing(client, empfang, dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    page = client.get(address(dienst.platz))
    assert (page.context["termine"], page.context["geschlossen"]) == ([(termin, "")], False)
    assert "1 Termin ist betroffen" in page.content.decode()
    assert not Ausnahme.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_equally_often(client, empfang, dienst, leistung, django_assert_num_queries, count):
    for n in range(count):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n * (dienst.zeitraum.upper - MORGEN) / 4)
    client.get(address(dienst.platz))
    with django_assert_num_queries(QUERIES):
        client.get(address(dienst.platz))


def test_button_closes_the_counter_and_names_who_stays(client, empfang, dienst, leistung):
    gebuchter_termin(dienst, leistung)
    response = client.post(address(dienst.platz))
    assert response.url == address(dienst.platz)
    page = client.get(response.url).content.decode()
    assert Ausnahme.objects.get().platz == dienst.platz
    assert "Hat noch keinen anderen Platz: Entweder suchen wir noch, oder bis zum letzten möglichen Tag ist nichts frei." in page


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"von": "2020-01-01"}, "von"), ({"bis": "2026-11-23", "von": "2026-11-24"}, "bis"), ({"bis": "2030-01-01"}, "bis")],
)
def test_days_that_make_no_sense_are_said_at_the_field(client, empfang, dienst, asked, field):
    for send in (client.get, client.post):
        assert list(send(address(dienst.platz, **asked)).context["form"].errors) == [field]
    assert not Ausnahme.objects.exists()


def test_counter_of_another_unit_cannot_be_chosen(client, empfang, dienst):
    other = PlatzFactory.create()
    assert list(client.post(address(other)).context["form"].errors) == ["plaetze"]
    assert not Ausnahme.objects.exists()
