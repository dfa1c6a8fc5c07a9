"""What is near comes first, if the person has said where they live; the postal code ends with the talk."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Protokolleintrag
from lotsen.actions.erstberatung import break_off, finish
from lotsen.actions.naehe import note_plz
from lotsen.models import Erstberatung
from lotsen.queries.empfehlung import best_angebote
from lotsen.queries.naehe import Punkt, near
from tests.factories.lotsen import AngebotFactory, OrtFactory

pytestmark = pytest.mark.django_db
HIER = Punkt(51.16, 10.45)


def offer(name: str, breite: float | None, **fields):
    laenge = None if breite is None else HIER.laenge
    return AngebotFactory.create(name=name, orte=[OrtFactory.create(breite=breite, laenge=laenge)], **fields)


@pytest.fixture
def drei(beratung):
    """By name the farthest comes first; one has no place on the map."""
    return [offer("A weit", 51.30), offer("B nah", 51.17), offer("C irgendwo", None)]


def order(von: Punkt | None, **more) -> list[str]:
    return [angebot.name for angebot in best_angebote(["mbe"], sprache="uk", von=von, **more)["mbe"].angebote]


def test_nearest_comes_first_only_when_somebody_said_where_they_live(drei):
    assert order(None) == ["A weit", "B nah", "C irgendwo"]
    assert order(HIER) == ["B nah", "A weit", "C irgendwo"]


def test_free_place_and_language_count_more_than_the_way(drei):
    offer("D weit, auf Ukrainisch", 51.40, sprachen=["uk"])
    offer("E weit, mit Platz", 51.50, frei=2)
    assert order(HIER) == ["E weit, mit Platz", "D weit, auf Ukrainisch", "B nah"]


def test_distance_is_that_of_the_nearest_place(beratung):
    angebot = offer("Zwei Häuser", 51.30)
    angebot.orte.add(OrtFactory.create(breite=51.16 + 1 / 111.2, laenge=HIER.laenge))
    [(_angebot, km)] = best_angebote(["mbe"], sprache="de", von=HIER)["mbe"].mit_weg
    assert round(km, 1) == 1.0


@pytest.mark.parametrize("von", [None, HIER])
def test_distance_costs_no_query(drei, django_assert_num_queries, von):
    with django_assert_num_queries(2):
        best_angebote(["mbe"], sprache="de", von=von)


def test_middle_of_a_postal_code_is_asked_once(drei, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert near("00001") == near("00001")
    with django_assert_num_queries(0):
        assert near("") is None


def test_guide_notes_it_and_the_page_says_how_far(client, angemeldet, beratung, drei):
    page = reverse("erstberatung:empfehlungen", args=[beratung.pk])
    assert "km entfernt" not in client.get(page).text
    response = client.post(reverse("erstberatung:naehe", args=[beratung.pk]), {"plz": " 00001 "}, follow=True)
    assert ("km entfernt" in response.text, 'value="00001"' in response.text) == (True, True)
    assert Protokolleintrag.objects.filter(vorgang="plz_notiert").count() == 1
    client.post(reverse("erstberatung:naehe", args=[beratung.pk]), {"plz": ""})
    assert "km entfernt" not in client.get(page).text


@pytest.mark.parametrize("plz", ["1234", "abcde", "123456", "12 45", "１２３４５"])
def test_wrong_one_is_said_beside_the_field_and_stays_there(client, angemeldet, beratung, plz):
    response = client.post(reverse("erstberatung:naehe", args=[beratung.pk]), {"plz": plz})
    assert ("Bitte geben Sie fünf Ziffern an" in response.text, f'value="{plz}"' in response.text) == (True, True)
    beratung.refresh_from_db()
    assert beratung.plz == ""


def test_postal_code_without_a_known_place_changes_nothing_and_says_so(client, angemeldet, beratung, drei):
    response = client.post(reverse("erstberatung:naehe", args=[beratung.pk]), {"plz": "99999"}, follow=True)
    assert "kennt das Verzeichnis keinen Ort" in response.text


def test_postal_code_ends_with_the_talk_and_is_in_no_history(beratung, lotse):
    note_plz(erstberatung=beratung, plz="00001")
    finish(erstberatung=beratung, user=lotse, erinnern=False)
    assert Erstberatung.objects.get().plz == ""
    assert "plz" not in {field.name for field in Erstberatung.pgh_event_model._meta.get_fields()}


def test_postal_code_ends_with_a_talk_that_is_broken_off(beratung):
    note_plz(erstberatung=beratung, plz="00001")
    assert break_off(erstberatung=beratung).plz == ""
    with pytest.raises(DomainError):
        note_plz(erstberatung=beratung, plz="00001")


@pytest.mark.parametrize("fields", [{"plz": "1234"}, {"plz": "00001", "status": "abgebrochen"}])
def test_database_keeps_neither_nonsense_nor_one_of_a_closed_talk(beratung, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Erstberatung.objects.filter(pk=beratung.pk).update(**fields)
