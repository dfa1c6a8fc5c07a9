from datetime import timedelta

import pytest
from django.urls import reverse

from termine.models import Ausfall, Termin
from termine.tasks import ausfall
from tests.factories.termine import JETZT, MORGEN, DienstFactory, PlatzFactory, gebuchter_termin

pytestmark = pytest.mark.django_db
QUERIES = 19
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
    assert not Ausfall.objects.exists()


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
    assert Ausfall.objects.get().platz == dienst.platz
    assert "1 Termin hat noch keinen anderen Platz" in page
    assert "0 von 1 versorgt. Wir suchen gerade noch." in page
    ausfall()
    page = client.get(response.url).content.decode()
    assert "Bis zum letzten möglichen Tag ist nichts frei." in page
    assert "Wir suchen gerade noch" not in page


def test_page_counts_who_has_another_place(client, empfang, dienst, leistung):
    for n in range(2):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n * timedelta(minutes=15))
    nachbar = DienstFactory.create(
        platz=PlatzFactory.create(team=dienst.team), zeitraum=(MORGEN, MORGEN + timedelta(minutes=15)), herkunft="hand"
    )
    client.post(address(dienst.platz))
    ausfall()
    page = client.get(address(dienst.platz))
    assert (page.context["versorgt"], page.context["betroffen"], page.context["fertig"]) == (1, 2, True)
    assert Termin.objects.get(platz=nachbar.platz).starts_at == MORGEN
    assert "Wird weiter versucht, zuletzt Mo, 23. Nov., 8:00 Uhr." in page.content.decode()


def test_counter_opens_again(client, empfang, dienst, leistung):
    client.post(address(dienst.platz))
    response = client.post(address(dienst.platz), {"tun": "oeffnen"}, follow=True)
    assert "Die Plätze nehmen wieder Termine an." in response.content.decode()
    assert (response.context["geschlossen"], Ausfall.objects.count()) == (False, 0)


def test_part_of_the_day_is_kept_in_the_address(client, empfang, dienst, leistung):
    gebuchter_termin(dienst, leistung)
    later = client.get(address(dienst.platz) + "&ab=10:00&um=11:00")
    assert (later.context["termine"], later.context["form"]["ab"].value()) == ([], "10:00")
    assert len(client.get(address(dienst.platz) + "&um=09:05").context["termine"]) == 1


@pytest.mark.parametrize("times", ["&ab=12:00&um=12:00", "&ab=13:00&um=09:00"])
def test_times_that_make_no_sense_are_said_at_the_field(client, empfang, dienst, times):
    assert list(client.post(address(dienst.platz) + times).context["form"].errors) == ["um"]
    assert not Ausfall.objects.exists()


def test_end_of_today_that_is_over_is_said_at_the_field(client, empfang, dienst):
    heute = JETZT.date().isoformat()
    page = client.get(address(dienst.platz, von=heute, bis=heute) + "&um=07:30")
    assert list(page.context["form"].errors) == ["um"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"von": "2020-01-01"}, "von"), ({"bis": "2026-11-23", "von": "2026-11-24"}, "bis"), ({"bis": "2030-01-01"}, "bis")],
)
def test_days_that_make_no_sense_are_said_at_the_field(client, empfang, dienst, asked, field):
    for send in (client.get, client.post):
        assert list(send(address(dienst.platz, **asked)).context["form"].errors) == [field]
    assert not Ausfall.objects.exists()


def test_counter_of_another_unit_cannot_be_chosen(client, empfang, dienst):
    other = PlatzFactory.create()
    assert list(client.post(address(other)).context["form"].errors) == ["plaetze"]
    assert not Ausfall.objects.exists()
