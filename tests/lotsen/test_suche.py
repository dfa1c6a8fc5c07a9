"""The search of the directory: words with errors, parts of words, filters, distance."""

import pytest
from django.urls import reverse

from lotsen.models import Angebot, Suchzeile
from lotsen.queries.naehe import Punkt, place_of_plz
from tests.factories.lotsen import AngebotFactory, OrtFactory
from tests.lotsen.verzeichnis import found_angebote, funde, kategorien, names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("montag", "verzeichnis")]


@pytest.mark.parametrize(
    "typed",
    ["ich suche eine Wohnung", "Wohnungssuche!", "wohnungg", "WOHNUNG", "wohn' ung wohnung"],
    ids=lambda typed: typed.replace(" ", "_"),
)
def test_sentences_and_typing_errors_find_help_with_a_flat(typed):
    assert "wohnen" in kategorien(found_angebote(q=typed)[:3])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Wohngled", "Wohngeld"),
        ("Kidnergeld", "Kindergeld und Kinderzuschlag"),
        ("Bürgermat", "Bürgeramt"),
        ("Wohnfeld", "Wohngeld"),
    ],
)
def test_letters_that_changed_places_find_what_was_meant(typed, meant):
    assert meant in names(q=typed)


@pytest.mark.parametrize("typed", ["Wagenheber", "Bergwerk"])
def test_other_words_are_no_typing_errors(typed):
    assert names(q=typed) == []


@pytest.mark.parametrize("typed", ["", "  ", "!?", "§§"])
def test_nothing_typed_shows_everything(typed):
    assert len(names(q=typed)) == 25


@pytest.mark.parametrize("typed", ["' | ''", "a:* & !b", "\\", "%_%", "<script>", "(((", "x" * 300, "\x00".join("ab")])
def test_wild_words_are_only_words(client, typed):
    assert client.get(reverse("lotsen:verzeichnis"), {"q": typed}).status_code == 200


def test_all_words_come_before_any_word():
    assert (
        names(q="Einbürgerungstest Musterstadt") == ["Einbürgerungstest"]
        or "Einbürgerungstest" in names(q="Einbürgerungstest Musterstadt")[:2]
    )


def test_street_and_postal_code_are_words_too():
    rathaus = set(names(q="Rathausplatz"))
    assert rathaus == {angebot.name for angebot in Angebot.objects.filter(orte__strasse__contains="Rathausplatz").distinct()}
    assert set(names(q="00001")) == {angebot.name for angebot in Angebot.objects.filter(orte__plz="00001").distinct()}


def test_translated_name_is_found():
    Angebot.objects.filter(name_de="Bürgeramt").update(name_tr="Vatandaşlık dairesi", name_ar="مكتب المواطنين")
    assert "Bürgeramt" in names(q="مكتب المواطنين")
    assert "Bürgeramt" in names(q="dairesi")


def test_places_and_accessibility_narrow():
    assert set(names(frei=True)) == {angebot.name for angebot in Angebot.objects.filter(frei__gt=0)}
    expected = {angebot.name for angebot in Angebot.objects.exclude(orte__barrierefrei=[]).exclude(orte=None).distinct()}
    assert set(names(barrierefrei=True)) == expected


def test_nearest_come_first_and_places_nobody_knows_last():
    punkt = place_of_plz("00001")
    found = funde(nahe=punkt)
    known = [fund.km for fund in found if fund.km is not None]
    assert known == sorted(known)
    assert known[0] < 1
    assert [fund.km for fund in found][len(known) :] == [None] * (len(found) - len(known))
    assert place_of_plz("99999") is None


def test_distance_is_that_of_the_map():
    ort = Angebot.objects.get(name_de="Bürgeramt").orte.get()
    ort.breite, ort.laenge = 51.0, 10.0
    ort.save()
    fund = next(fund for fund in funde(nahe=Punkt(51.0, 10.1)) if fund.name == "Bürgeramt")
    assert round(fund.km, 2) == 7.0  # a tenth of a degree of longitude at 51 degrees north


def test_postal_code_nobody_knows_is_told(client):
    page = client.get(reverse("lotsen:verzeichnis"), {"nahe": "99999"})
    assert "Zu dieser Postleitzahl kennen wir keinen Ort" in page.content.decode()
    assert len(page.context["page_obj"].object_list) == 20


def test_pages_keep_the_search(client):
    first = client.get(reverse("lotsen:verzeichnis"), {"barrierefrei": "on"})
    assert "?barrierefrei=on&amp;page=2" in first.content.decode()
    second = client.get(reverse("lotsen:verzeichnis"), {"barrierefrei": "on", "page": "2"})
    assert len(second.context["page_obj"].object_list) == len(names(barrierefrei=True)) - 20


def test_search_follows_every_change():
    haus = OrtFactory.create(strasse="Zwetschgenweg 1")
    angebot = AngebotFactory.create(name="Nähstube", traeger__name="Verein Nadelöhr", orte=[haus])
    assert names(q="Nadelohr") == names(q="zwetschgenwegg") == names(q="Nähstuben") == ["Nähstube"]
    angebot.traeger.name = "Verein Fingerhut"
    angebot.traeger.save()
    angebot.orte.update(strasse="Quittenallee 2")
    angebot.name = "Strickcafé"
    angebot.save()
    assert names(q="Fingerhut") == names(q="Quittenallee") == names(q="strickcafe") == ["Strickcafé"]
    assert [names(q=word) for word in ("Nadelöhr", "Zwetschgenweg", "Nähstube")] == [[], [], []]
    angebot.orte.clear()
    assert names(q="Quittenallee") == []
    angebot.status = "pause"
    angebot.save()
    assert names(q="Fingerhut") == []
    angebot.delete()
    assert not Suchzeile.objects.filter(pk=angebot.pk).exists()


def test_angebote_can_be_deleted_with_all_that_is_theirs():
    angebot = AngebotFactory.create(orte=[OrtFactory.create()])
    angebot.delete()
    assert not Suchzeile.objects.filter(pk=angebot.pk).exists()


def test_only_what_was_meant_is_found_beside_the_very_word():
    AngebotFactory.create(name="Bergwandern")
    AngebotFactory.create(name="Zwergwandern")
    assert names(q="Bergwandern") == ["Bergwandern"]
    assert names(q="wandern") == ["Bergwandern", "Zwergwandern"]
