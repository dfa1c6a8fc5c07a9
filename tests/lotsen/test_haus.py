"""What a house says to people who wait: in their language, at the terminal and on their phone."""

import pytest
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Protokolleintrag
from behoerde.kern.rechte import Rolle
from lotsen.actions.beispielhaeuser import build_haeuser
from lotsen.actions.haus import describe_house
from lotsen.models import Haus, Mangel, Willkommenscheck
from lotsen.queries.haus import greeting, greeting_on_phone, house_rows
from termine.enums import Linkzweck
from tests.factories.kern import StandortFactory, UserFactory
from tests.termine.empfang import join
from tests.termine.haus import walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def standort():
    return StandortFactory.create(name="Haus Mitte")


def test_greeting_speaks_the_language_of_the_person(standort, rf):
    describe_house(standort=standort, wartebereich="Wartebereich A", vorhanden=["spielecke", "wlan"], wlan="Stadt-Gast")
    found = greeting(rf.get("/"), standort=standort, sprache="ar")
    assert (found["lang"], found["dir"], found["wartebereich"]) == ("ar", "rtl", "Wartebereich A")
    assert found["gruss"] != greeting(rf.get("/"), standort=standort, sprache="de")["gruss"] == "Herzlich willkommen!"
    assert [name for _wort, name in found["vorhanden"]] == ["", "Stadt-Gast"]


def test_house_of_which_nothing_is_said_still_greets(standort, rf, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = greeting_on_phone(rf.get("/"), standort=standort, sprache="de-simple")
    assert (found["lang"], found["wartebereich"], found["vorhanden"]) == ("de", "", [])


def test_list_asks_the_same_number_of_queries(standort, django_assert_num_queries):
    for name in ("Haus Nord", "Haus Süd"):
        describe_house(standort=StandortFactory.create(name=name), wartebereich="", vorhanden=["wc"], wlan="")
        with django_assert_num_queries(2):
            rows = house_rows()
    assert [(row.standort.name, row.vorhanden) for row in rows] == [
        ("Haus Mitte", []),
        ("Haus Nord", ["Toilette"]),
        ("Haus Süd", ["Toilette"]),
    ]


def test_phone_page_greets_and_leads_to_the_package(client, standort):
    describe_house(standort=standort, wartebereich="Wartebereich A", vorhanden=["wasser"], wlan="")
    token = link_token(Linkzweck.NUMMER, walk_in(standort, am_schalter=True, sprache="tr").pk)
    page = client.get(reverse("termine:nummer", args=[token])).text
    assert '<section class="karte stapel gruss" lang="tr" dir="ltr">' in page
    assert "Wartebereich A" in page
    assert f'href="{reverse("willkommen:paket")}"' in page


def test_staff_say_what_is_there_and_it_is_noted(client, einheit, ruhig, standort):
    join(client, einheit, Rolle.LOTSE)
    address = reverse("haus:haus", args=[standort.pk])
    sent = client.post(address, {"wartebereich": "Halle 1", "vorhanden": ["wlan", "wc"], "wlan": "Gast"}, follow=True)
    assert "Halle 1" in sent.text
    assert Haus.objects.values_list("wartebereich", "vorhanden", "wlan").get() == ("Halle 1", ["wlan", "wc"], "Gast")
    assert Protokolleintrag.objects.filter(vorgang="haus_beschrieben", objekt_id=str(standort.pk)).count() == 1


def test_name_of_a_network_that_is_not_there_is_refused_beside_the_field(client, einheit, ruhig, standort):
    join(client, einheit, Rolle.LOTSE)
    sent = client.post(reverse("haus:haus", args=[standort.pk]), {"wartebereich": "Halle 1", "vorhanden": ["wc"], "wlan": "Gast"})
    assert set(sent.context["form"].errors) == {"wlan"}
    assert 'value="Halle 1"' in sent.text
    assert not Haus.objects.exists()


@pytest.mark.parametrize(("gross", "checked"), [(False, 1), (True, 2)])
def test_example_office_describes_its_houses_once(standort, gross, checked):
    StandortFactory.create(name="Haus Nord")
    user = UserFactory.create(rollen=[Rolle.LOTSE], ist_beispiel=True)
    for _again in range(2):
        build_haeuser(gross)
    assert (Haus.objects.count(), Willkommenscheck.objects.filter(abgeschlossen_von=user).count()) == (2, checked)
    assert Mangel.objects.count() == 2 * checked
