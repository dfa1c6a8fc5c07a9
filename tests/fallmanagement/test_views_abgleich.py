"""Matching in a case and at a vacancy; a proposal needs a reason, then a consent that was read, then it is shown."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from behoerde.kern.db import System, als
from fallmanagement.models import Kompetenzprofil, Vermittlung, Vorschlag
from fallmanagement.queries.vorschlaege import shown_to
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.lotsen import OrtFactory
from tests.factories.stellen import StellenangebotFactory, released
from tests.factories.vermittlung import VermittlungFactory
from tests.termine.empfang import lesespuren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
WAHL = {"felder": ["name", "deutsch"], "worte": "", "sprache": "uk", "tage": "30", "weg": "schirm"}


@pytest.fixture
def stelle():
    return StellenangebotFactory.create(titel="Verkauf", betrieb__name="Lindner", deutsch_sprechen="A2")


@pytest.fixture
def vorschlag(client, angemeldet, akte, stelle) -> Vorschlag:
    client.post(reverse("fallmanagement:akte_stelle", args=[akte.pk, stelle.pk]), {"begruendung": "Hat im Laden geholfen."})
    return Vorschlag.objects.get()


def step(client, vorschlag, was, **data):
    return client.post(vorschlag.get_absolute_url(), {"was": was, **data})


def agree(client, vorschlag, **change):
    shown = step(client, vorschlag, "text", **WAHL | change)
    return step(client, vorschlag, "ja", **WAHL | change, gesehen=shown.context["angebot"].abdruck)


def test_tab_explains_what_may_suit(client, angemeldet, akte, stelle):
    page = client.get(reverse("fallmanagement:akte_stellen", args=[akte.pk])).content.decode()
    assert [
        word for word in ("Verkauf", "noch zu klären", "Verlangt ist A2", "Sprachstand feststellen") if word not in page
    ] == []


def test_distance_counts_when_the_home_is_typed(client, angemeldet, akte, stelle):
    OrtFactory.create(plz=stelle.plz, breite=50.77, laenge=6.08)
    Kompetenzprofil.objects.create(fallakte=akte, hoechstens_km=5)
    address = reverse("fallmanagement:akte_stellen", args=[akte.pk])
    assert "0 km liegen in der Grenze von 5 km" in client.get(address, {"plz": stelle.plz}).content.decode()
    assert "Wo diese Postleitzahl liegt" in client.get(address, {"plz": "99999"}).content.decode()
    assert "Eine Postleitzahl hat fünf Ziffern." in client.get(address, {"plz": "5"}).content.decode()


def test_empty_tab_says_what_to_do(client, angemeldet, akte):
    page = client.get(reverse("fallmanagement:akte_stellen", args=[akte.pk])).content.decode()
    assert ("Zurzeit passt keine offene Stelle" in page, "Noch kein Vorschlag." in page) == (True, True)


def test_people_of_a_vacancy_and_the_read_log(client, angemeldet, akte, stelle):
    page = client.get(reverse("betriebe:personen", args=[stelle.pk])).content.decode()
    assert akte.aktenzeichen in page
    assert (angemeldet.pk, "kern.user", str(angemeldet.pk), "Abgleich") in lesespuren()


def test_nobody_suits(client, angemeldet, stelle):
    assert "Zurzeit passt niemand" in client.get(reverse("betriebe:personen", args=[stelle.pk])).content.decode()


def test_proposal_needs_a_reason_and_keeps_the_result(client, angemeldet, akte, stelle):
    address = reverse("fallmanagement:akte_stelle", args=[akte.pk, stelle.pk])
    client.post(address, {"begruendung": " "})
    assert not Vorschlag.objects.exists()
    client.post(address, {"begruendung": "Passt."})
    client.post(address, {"begruendung": "Noch einmal."})
    row = Vorschlag.objects.get()
    assert (row.begruendung, row.vorgeschlagen_von, row.abgleich["urteil"]) == ("Passt.", angemeldet, "UNBEKANNT")


def test_closed_vacancy_is_not_proposed(client, angemeldet, akte):
    stelle = StellenangebotFactory.create(betrieb__inaktiv_seit="2026-11-01")
    page = client.post(reverse("fallmanagement:akte_stelle", args=[akte.pk, stelle.pk]), {"begruendung": "Passt."})
    assert ("Diese Stelle ist nicht mehr offen." in page.content.decode(), Vorschlag.objects.exists()) == (True, False)


def test_nothing_is_shown_without_a_consent_that_was_read(client, vorschlag, stelle):
    page = step(client, vorschlag, "ja", **WAHL)
    assert "Bitte lesen Sie der Person zuerst diesen Text vor." in page.content.decode()
    assert (Vorschlag.objects.get().status, shown_to(stelle.betrieb)) == ("vorgemerkt", [])


def test_consent_is_kept_in_the_language_of_the_person_and_shown_in_german(client, vorschlag, stelle):
    agree(client, vorschlag)
    row = Vorschlag.objects.get()
    assert (row.status, row.felder, row.einwilligung_sprache) == ("gesendet", ["name", "deutsch"], "uk")
    assert "Я погоджуюся" in row.einwilligung
    assert shown_to(stelle.betrieb)[0].angaben == (("Name", "Amina Haidari"), ("Deutschkenntnisse", "–"))


@pytest.mark.parametrize("gesendet", [False, True])
def test_page_of_a_proposal_says_how_it_stands(client, vorschlag, gesendet):
    if gesendet:
        agree(client, vorschlag)
    page = client.get(vorschlag.get_absolute_url()).content.decode()
    assert ("Hat im Laden geholfen." in page, "Die Person fragen" in page, "Antwort des Betriebs" in page) == (
        True,
        not gesendet,
        gesendet,
    )


def test_changed_choice_has_to_be_read_again(client, vorschlag):
    shown = step(client, vorschlag, "text", **WAHL)
    step(client, vorschlag, "ja", **WAHL | {"felder": ["name", "kontakt"]}, gesehen=shown.context["angebot"].abdruck)
    assert Vorschlag.objects.get().status == "vorgemerkt"


def test_name_stays_here_when_it_was_not_agreed_to(client, vorschlag, stelle):
    agree(client, vorschlag, felder=["deutsch"])
    assert "Haidari" not in str(shown_to(stelle.betrieb))


def test_own_words_are_needed_when_they_are_chosen(client, vorschlag):
    assert (
        "Bitte schreiben Sie, was die Person" in step(client, vorschlag, "text", **WAHL | {"felder": ["worte"]}).content.decode()
    )


def test_answer_on_the_phone_and_a_withdrawal(client, vorschlag, stelle):
    agree(client, vorschlag)
    step(client, vorschlag, "antwort", antwort="interesse")
    assert Vorschlag.objects.get().status == "interesse"
    step(client, vorschlag, "zurueck", grund="widerruf")
    assert (Vorschlag.objects.get().rueckzugsgrund, shown_to(stelle.betrieb)) == ("widerruf", [])


def test_interest_becomes_a_placement_by_one_click_and_once(client, vorschlag, stelle):
    agree(client, vorschlag)
    assert "Vermittlung beginnen" not in client.get(vorschlag.get_absolute_url()).text
    step(client, vorschlag, "vermittlung")
    assert Vermittlung.objects.count() == 0
    step(client, vorschlag, "antwort", antwort="interesse")
    assert "Vermittlung beginnen" in client.get(vorschlag.get_absolute_url()).text
    for _twice in range(2):
        answer = step(client, vorschlag, "vermittlung")
    row = Vermittlung.objects.get()
    assert (answer.url, row.stellenangebot, row.arbeitgeber) == (row.get_absolute_url(), stelle, stelle.betrieb.name)
    assert (row.taetigkeit, row.art, row.stunden, row.beginn) == (stelle.titel, stelle.art, stelle.wochenstunden, stelle.beginn)
    assert row.get_absolute_url() in client.get(vorschlag.get_absolute_url()).text
    assert stelle.betrieb.get_absolute_url() in client.get(row.get_absolute_url()).text
    page = client.get(stelle.betrieb.get_absolute_url()).text
    assert (row.get_absolute_url() in page, str(row.fallakte.person) in page) == (True, False)


def test_page_of_an_employer_shows_no_placement_of_a_case_of_others(client, angemeldet, stelle):
    VermittlungFactory.create(stellenangebot=stelle)
    assert list(client.get(stelle.betrieb.get_absolute_url()).context["vermittlungen"]) == []


@pytest.mark.parametrize("was", ["", "unsinn"])
def test_unknown_step_is_not_there(client, vorschlag, was):
    assert step(client, vorschlag, was).status_code == 404


def test_proposal_of_another_case_is_not_there(client, angemeldet, akte):
    foreign = released(FallakteFactory.create(), StellenangebotFactory.create())
    assert client.get(reverse("fallmanagement:vorschlag", args=[akte.pk, foreign.pk])).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"status": "gesendet"},
        {"angaben": "x"},
        {"status": "zurueckgezogen"},
        {"eingewilligt_am": "2026-11-26T09:00:00Z"},
    ],
)
def test_database_refuses_what_nobody_agreed_to(vorschlag, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Vorschlag.objects.filter(pk=vorschlag.pk).update(**change)


def test_employer_and_clients_see_no_row(vorschlag):
    with als(System.KUNDE):
        assert Vorschlag.objects.count() == 0
