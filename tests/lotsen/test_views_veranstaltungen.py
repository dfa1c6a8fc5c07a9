"""Pages of staff around a Veranstaltung."""

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from lotsen.models import Veranstaltung
from lotsen.queries.veranstaltungen import read_code
from lotsen.veranstaltung import VeranstaltungStatus
from tests.factories.kern import StandortFactory
from tests.factories.veranstaltung import VeranstaltungFactory, angemeldet
from tests.termine.empfang import join

LISTE = reverse("veranstaltungen:liste")


@pytest.fixture
def empfang(uhr, angemeldet_als, einheit):
    return VeranstaltungFactory.create(einheit=einheit)


@pytest.fixture
def angemeldet_als(client, einheit, ruhig):
    return join(client, einheit, Rolle.LOTSE)


def typed(einheit, **changes) -> dict:
    return {
        "einheit": einheit.pk,
        "art": "neubuergerempfang",
        "titel_de": "Empfang im Advent",
        "beschreibung_de": "Wir begrüßen Sie.",
        "standort": StandortFactory.create().pk,
        "tag": "2026-12-10",
        "von": "18:00",
        "bis": "20:00",
        "erster": "2026-11-26",
        "letzter": "2026-12-10",
        "plaetze": "40",
        "kinderplaetze": "8",
        "hoechstens": "6",
        "mit_warteliste": "on",
        "sprachen": ["de", "ar"],
    } | changes


def test_draft_is_saved_released_and_shown(client, uhr, angemeldet_als, einheit):
    response = client.post(reverse("veranstaltungen:neu"), typed(einheit))
    row = Veranstaltung.objects.get()
    assert response.url == row.get_absolute_url()
    assert row.anmeldung_bis == row.beginnt_am  # at the last day until it begins
    client.post(reverse("veranstaltungen:schritt", args=[row.pk, "freigeben"]))
    row.refresh_from_db()
    assert row.status == VeranstaltungStatus.FREIGEGEBEN
    assert "0 von 40" in client.get(LISTE).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"bis": "17:00"}, "bis"),
        ({"letzter": "2026-12-11"}, "letzter"),
        ({"erster": "2026-12-11"}, "erster"),
        ({"tag": "9999-12-31", "letzter": "9999-12-31"}, "letzter"),
        ({"erster": "0001-01-01"}, "erster"),
        ({"standort": ""}, "ort_anschrift"),
        ({"plaetze": "0"}, "plaetze"),
        ({"titel_de": ""}, "titel_de"),
    ],
)
def test_what_can_not_be_stands_beside_its_field(client, uhr, angemeldet_als, einheit, changes, field):
    response = client.post(reverse("veranstaltungen:neu"), typed(einheit, **changes))
    assert field in response.context["form"].errors
    assert not Veranstaltung.objects.exists()


def test_list_asks_as_much_for_three_as_for_one(client, empfang, einheit, django_assert_num_queries):
    client.get(LISTE)
    with django_assert_num_queries(13):
        client.get(LISTE)
    VeranstaltungFactory.create_batch(2, einheit=einheit)
    with django_assert_num_queries(13):
        client.get(LISTE)


def test_other_units_see_nothing_of_it(client, empfang):
    other = VeranstaltungFactory.create()
    assert client.get(other.get_absolute_url()).status_code == 404
    assert [row.pk for row in client.get(LISTE).context["object_list"]] == [empfang.pk]


def test_calling_off_asks_for_a_reason_and_tells_people(client, empfang):
    angemeldet(empfang)
    page = reverse("veranstaltungen:absagen", args=[empfang.pk])
    assert client.post(page, {}).context["form"].errors
    response = client.post(page, {"grund": "raum"}, follow=True)
    assert "Abgesagt. 1 Nachricht geht hinaus." in response.content.decode()


def test_people_leave_as_a_table_without_formulas(client, empfang):
    angemeldet(empfang, "=1+1", bedarf=["ruhe"])
    table = b"".join(client.get(reverse("veranstaltungen:teilnehmende", args=[empfang.pk]) + "?format=csv").streaming_content)
    assert "'=1+1" in table.decode()
    assert "ein ruhiger Platz" in table.decode()


def test_door_lets_in_once_and_says_so_the_second_time(client, empfang):
    row = angemeldet(empfang, "Olena Koval", personen=3)
    page = reverse("veranstaltungen:einlass", args=[empfang.pk])
    first = client.post(page, {"code": row.code.lower().replace("-", " ")}, follow=True)
    again = client.post(page, {"code": row.code}, follow=True)
    assert [response.context["stand"] for response in (first, again)] == ["neu", "bekannt"]
    assert "Schon da" in again.content.decode()
    back = client.post(page, {"code": row.code, "zurueck": "1"}, follow=True)
    assert back.context["anmeldung"].gekommen_am is None


def test_looking_at_a_code_lets_nobody_in(client, empfang):
    row = angemeldet(empfang)
    client.get(reverse("veranstaltungen:einlass", args=[empfang.pk]), {"code": row.code})
    row.refresh_from_db()
    assert row.gekommen_am is None


def test_door_finds_names(client, empfang):
    row = angemeldet(empfang, "Olena Koval")
    response = client.get(reverse("veranstaltungen:einlass", args=[empfang.pk]), {"code": "koval"})
    assert response.context["treffer"] == [row]


@pytest.mark.parametrize("text", ["k7m4rt", " K7M-4RT ", "https://amt.example/einlass/?code=K7M-4RT"])
def test_code_is_read_however_it_comes(text):
    assert read_code(text) == "K7M-4RT"
