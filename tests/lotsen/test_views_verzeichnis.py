from datetime import time

import pytest
from django.conf import settings as project
from django.core.cache import caches
from django.urls import reverse

from lotsen.models import Angebot
from lotsen.queries.treffer import Suche, Treffer
from lotsen.queries.verzeichnis import Funde, offered_languages
from tests.lotsen.verzeichnis import found_angebote, funde, names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("montag", "verzeichnis")]


@pytest.mark.parametrize(
    ("q", "erwartet"),
    [
        ("Einbürgerungstest", "Einbürgerungstest"),
        ("einburgerungstset", "Einbürgerungstest"),
        ("Kindergeld", "Kindergeld und Kinderzuschlag"),
        ("Integrationskurse", "Allgemeiner Integrationskurs"),
        ("Beratungshilfe", "Rechtsberatung"),
    ],
)
def test_words_with_errors_and_other_forms_are_found(q, erwartet):
    assert erwartet in names(q=q)[:3]


def test_what_nobody_offers_is_not_found():
    assert names(q="Weltraumfahrt") == []


def test_subject_language_and_words_together():
    assert names(kategorie="einbuergerung") == ["Einbürgerungsbüro", "Einbürgerungstest"]
    ukrainisch = found_angebote(sprache="uk")
    assert ukrainisch
    assert all("uk" in angebot.sprachen for angebot in ukrainisch)
    assert set(names(kategorie="sprache", sprache="uk")) <= set(names(kategorie="sprache"))


def test_open_now_counts_hours_without_appointment_only(montag):
    offen = {fund.name: fund.offen_bis for fund in funde(offen=True)}
    assert offen["Bürgeramt"] == time(12)
    montag.move_to("2026-11-23T11:00:00+00:00")
    assert "Bürgeramt" not in names(offen=True)
    montag.move_to("2026-11-28T09:00:00+00:00")  # a Saturday that is not the first of its month
    assert "Bürgeramt" not in names(offen=True)


def test_what_takes_a_break_is_not_shown(client):
    Angebot.objects.filter(name_de="Bürgeramt").update(status="pause")
    assert "Bürgeramt" not in names()
    pk = Angebot.objects.get(name_de="Bürgeramt").pk
    assert client.get(reverse("lotsen:angebot", args=[pk])).status_code == 404


def test_list_asks_the_same_number_of_queries(django_assert_num_queries):
    for keep in (1, 3):
        ids = Angebot.objects.order_by("pk").values_list("pk", flat=True)[:keep]
        Angebot.objects.exclude(pk__in=list(ids)).update(status="pause")
        caches["prozess"].clear()  # words are remembered for a minute
        with django_assert_num_queries(3):  # the words, the hits, and what the page shows of them
            assert len(Funde(Treffer(Suche(q="Musterstadt"))).page(1).object_list) == keep
        Angebot.objects.update(status="aktiv")


def test_page_shows_hits_and_keeps_the_search(client):
    page = client.get(reverse("lotsen:verzeichnis"), {"q": "Wohngeld", "thema": "wohnen"})
    assert page.context["form"]["q"].value() == "Wohngeld"
    assert "Wohngeld" in [fund.name for fund in page.context["page_obj"]]


def test_nonsense_in_the_address_is_left_out(client):
    page = client.get(reverse("lotsen:verzeichnis"), {"thema": "unfug", "sprache": "xx", "offen": "vielleicht"})
    assert page.status_code == 200


def test_empty_result_says_what_to_do(client):
    assert "lassen Sie einen Filter weg" in client.get(reverse("lotsen:verzeichnis"), {"q": "Weltraumfahrt"}).content.decode()


def test_confidential_kind_says_that_nothing_is_passed_on(client):
    angebot = Angebot.objects.get(angebotsart="psychosoziales_zentrum")
    assert "ohne dass wir etwas über Sie weitergeben" in client.get(reverse("lotsen:angebot", args=[angebot.pk])).content.decode()
    offen = Angebot.objects.get(angebotsart="buergeramt")
    assert "Vertraulich" not in client.get(reverse("lotsen:angebot", args=[offen.pk])).content.decode()


@pytest.mark.parametrize("sprache", ["de", "de-simple", "en", "uk", "ar", "tr"])
def test_pages_in_every_language(client, sprache):
    client.cookies[project.LANGUAGE_COOKIE_NAME] = sprache
    angebot = Angebot.objects.get(angebotsart="integrationskurstraeger")
    assert client.get(reverse("lotsen:verzeichnis")).status_code == 200
    page = client.get(reverse("lotsen:angebot", args=[angebot.pk])).content.decode()
    assert "Allgemeiner Integrationskurs" in page
    assert "+49 30 23125 003" in page


def test_languages_to_choose_from_are_those_offered():
    assert set(offered_languages()) == {code for angebot in Angebot.objects.all() for code in angebot.sprachen}


def test_start_page_has_a_door_to_it_unless_it_is_empty(client):
    door = reverse("lotsen:verzeichnis")
    assert f'<a href="{door}">Wer hilft wobei?</a>' in client.get("/").content.decode()
    Angebot.objects.update(status="inaktiv")
    assert door not in client.get("/").content.decode()


def test_what_is_called_so_comes_before_the_rest_of_its_subject():
    found = names(q="Kindergeld")
    assert (found[0], len(found) > 1) == ("Kindergeld und Kinderzuschlag", True)


def test_map_is_a_link_that_people_follow_themselves(client):
    angebot = Angebot.objects.filter(orte__breite__isnull=False).first()
    ort = angebot.orte.exclude(breite=None).first()
    page = client.get(reverse("lotsen:angebot", args=[angebot.pk])).content.decode()
    assert f'href="{ort.karte.replace("&", "&amp;")}" rel="external noreferrer"' in page
    angebot.orte.update(breite=None, laenge=None)
    assert "openstreetmap" not in client.get(reverse("lotsen:angebot", args=[angebot.pk])).content.decode()


def test_map_writes_degrees_with_a_point_in_every_language():
    ort = Angebot.objects.filter(orte__breite__isnull=False).first().orte.first()
    ort.breite, ort.laenge = -51.5, 10.123456
    assert ort.karte == "https://www.openstreetmap.org/?mlat=-51.50000&mlon=10.12346#map=18/-51.50000/10.12346"


@pytest.mark.parametrize(("name", "geprueft", "gesagt"), [("", {}, False), ("Кафе", {}, True), ("Кафе", {"uk": True}, False)])
def test_translation_that_nobody_has_read_says_so(client, name, geprueft, gesagt):
    client.cookies[project.LANGUAGE_COOKIE_NAME] = "uk"
    angebot = Angebot.objects.first()
    Angebot.objects.filter(pk=angebot.pk).update(name_uk=name, geprueft=geprueft)
    page = client.get(reverse("lotsen:angebot", args=[angebot.pk]))
    assert page.context["ungeprueft"] is gesagt


def test_every_line_leads_to_its_page(client):
    page = client.get(reverse("lotsen:verzeichnis"))
    leads = [f'href="{reverse("lotsen:angebot", args=[fund.pk])}"' for fund in page.context["page_obj"].object_list]
    assert [lead in page.content.decode() for lead in leads] == [True] * 20
