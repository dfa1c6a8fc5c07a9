"""Find a concern in own words, and read what it needs."""

import pytest
from django.urls import reverse
from django.utils import translation

from termine.enums import Zugang
from termine.models import Lebenslage, LeistungUnterlage, Unterlage
from termine.queries.katalog import search
from tests.factories.termine import LeistungFactory

FINDEN = reverse("termine:finden")


@pytest.fixture
def katalog(db):
    """Three Leistungen in two situations of life."""
    arbeit, karte = (Lebenslage.objects.create(key=key, name=key.title(), zeichen="info") for key in ("arbeit", "karte"))
    return [
        LeistungFactory.create(
            slug="blaue-karte", name="Blaue Karte EU", lebenslage=arbeit, suchworte=["work permit", "блакитна карта"]
        ),
        LeistungFactory.create(slug="uebertrag", name="Aufenthaltstitel in neuen Reisepass übertragen", lebenslage=karte),
        LeistungFactory.create(slug="einladung", name="Verpflichtungserklärung", lebenslage=karte, suchworte=["Einladung"]),
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Reisepass", "uebertrag"),
        ("reisepas neu", "uebertrag"),
        ("verpflichtungserklarung", "einladung"),
        ("einladunk", "einladung"),
        ("workpermit", "blaue-karte"),
        ("блакітна карта", "blaue-karte"),
    ],
)
def test_search_forgives_typing_errors_in_every_language(katalog, words, first):
    assert search(words)[0].slug == first


@pytest.mark.parametrize("words", ["xqzw", "§", "a b", ""])
def test_search_without_a_fitting_word_finds_nothing(katalog, words):
    assert search(words) == []


def test_search_reads_names_in_the_language_of_the_page(katalog):
    katalog[2].name_tr = "Taahhütname"
    katalog[2].save()
    with translation.override("tr"):
        assert [leistung.slug for leistung in search("taahutname")] == ["einladung"]


def test_page_without_a_hit_offers_other_ways(client, katalog):
    page = client.get(FINDEN, {"q": "xqzw"}).content.decode()
    assert "Dazu haben wir nichts gefunden" in page
    assert f"{FINDEN}?lage=arbeit" in page
    assert "tel:" in page


@pytest.mark.parametrize(
    ("zugang", "words"),
    [("direkt", "Zeit sofort wählen"), ("sichtung", "Anliegen schildern"), ("online", "Ohne Besuch im Amt")],
)
def test_list_says_the_same_next_step_as_the_page(client, db, zugang, words):
    leistung = LeistungFactory.create(zugang=zugang, name="Passersatz")
    assert words in client.get(FINDEN, {"q": leistung.name}).content.decode()


def test_situation_of_life_shows_only_its_leistungen(client, katalog):
    context = client.get(FINDEN, {"lage": "karte"}).context
    assert [leistung.slug for leistung in context["lage"].angebotene] == ["einladung", "uebertrag"]


def test_unknown_situation_shows_everything(client, katalog):
    assert client.get(FINDEN, {"lage": "quatsch"}).context["lage"] is None


def test_live_search_answers_with_the_result_alone(client, katalog):
    page = client.get(FINDEN, {"q": "Reisepass"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert '<p id="treffer" class="nur-vorlesen" role="status" hx-swap-oob="true">1 Anliegen passt</p>' in page


def test_live_answer_is_never_taken_for_the_page(client, katalog):
    response = client.get(FINDEN, {"q": "Reisepass"}, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert ("<html" in response.content.decode(), "HX-Request" in response["Vary"]) == (True, True)


def test_page_lists_everything_in_seven_queries(client, katalog, django_assert_num_queries):
    with django_assert_num_queries(7):
        client.get(FINDEN)


@pytest.mark.parametrize(("confirmed", "marks"), [(False, 3), (True, 0)])
def test_facts_the_office_has_not_confirmed_are_marked(client, leistung, confirmed, marks):
    leistung.gebuehr_eur = 67
    leistung.gebuehr_geprueft = leistung.dauer_geprueft = leistung.zugang_geprueft = confirmed
    leistung.save()
    page = client.get(leistung.get_absolute_url()).content.decode()
    assert (page.count("*<small>") + page.count("*</dd>"), "* Vom Amt noch nicht bestätigt." in page) == (marks, not confirmed)


def test_page_names_the_next_free_day(client, leistung, dienst):
    page = client.get(leistung.get_absolute_url()).content.decode()
    assert "<dd>Di, 24. Nov.<small>morgen</small></dd>" in page
    assert reverse("termine:buchen", args=[leistung.slug]) in page


def test_page_without_a_free_time_leads_to_the_office_instead_of_a_dead_end(client, leistung):
    page = client.get(leistung.get_absolute_url()).content.decode()
    assert "Zurzeit ist keine Zeit frei" in page
    assert reverse("termine:buchen", args=[leistung.slug]) not in page


@pytest.mark.parametrize(
    ("zugang", "sentence"),
    [
        (Zugang.SICHTUNG, "So bekommen Sie Ihren Termin"),
        (Zugang.ONLINE, "Sie müssen nicht ins Amt kommen"),
        (Zugang.POST, "Schicken Sie Kopien, keine Originale"),
    ],
)
def test_leistung_without_self_service_says_how_it_goes(client, db, zugang, sentence):
    leistung = LeistungFactory.create(zugang=zugang)
    page = client.get(leistung.get_absolute_url()).content.decode()
    assert sentence in page
    assert reverse("termine:buchen", args=[leistung.slug]) not in page


def test_checklist_stores_nothing(client, leistung):
    unterlage = Unterlage.objects.create(key="pass", name="Gültiger Pass", hinweis="Das Original")
    LeistungUnterlage.objects.create(leistung=leistung, unterlage=unterlage, position=1)
    page = client.get(leistung.get_absolute_url()).content.decode()
    box = page.split('class="kern-form-check__checkbox"')[1].split(">")[0]
    assert ('aria-describedby="u1h"' in box, "name=" in box) == (True, False)


def test_leistung_no_longer_offered_is_gone(client, leistung):
    leistung.aktiv = False
    leistung.save()
    assert client.get(leistung.get_absolute_url()).status_code == 404


def test_leistung_page_takes_nine_queries_and_two_for_cached_figures(client, leistung, dienst, django_assert_num_queries):
    with django_assert_num_queries(11):
        client.get(leistung.get_absolute_url())


def test_start_page_opens_the_door_and_names_what_is_booked_at_once(client, leistung):
    page = client.get(reverse("start")).content.decode()
    assert (FINDEN in page, reverse("termine:mein_suchen") in page, leistung.get_absolute_url() in page) == (True, True, True)
