"""The pages of a guide: begin, ask, answer, decide, finish."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.models import Person, Zugangslink
from lotsen.actions.antwort import answer, answer_bedarfe
from lotsen.beratung import Linkzweck
from lotsen.models import Antwort, Erstberatung
from lotsen.queries.erstberatung import lage
from tests.factories.lotsen import AngebotFactory, ErstberatungFactory
from tests.factories.termine import DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.empfang import lesespuren

pytestmark = pytest.mark.django_db
KURS = "integrationskurstraeger"


def at(name, beratung):
    return reverse(f"erstberatung:{name}", args=[beratung.pk])


def new_person(**fields):
    born = {"geburtsdatum_0": "17", "geburtsdatum_1": "5", "geburtsdatum_2": "1990"}
    return {"vorname": "Amir", "nachname": "Haddad", "sprache": "ar", "email": "amir@beispiel.example"} | born | fields


@pytest.fixture
def besprochen(beratung, angemeldet):
    """A talk whose needs are known."""
    answer_bedarfe(erstberatung=beratung, names=["bedarf_sprache_grundlagen"], user=angemeldet)
    return beratung


def test_empty_list_says_how_to_begin(client, angemeldet):
    response = client.get(reverse("erstberatung:liste"))
    assert "Noch keine Erstberatung" in response.content.decode()


@pytest.mark.parametrize("anzahl", [1, 3])
def test_list_needs_as_many_queries_for_one_as_for_three(client, angemeldet, einheit, django_assert_num_queries, anzahl):
    ErstberatungFactory.create_batch(anzahl, einheit=einheit)
    client.get(reverse("erstberatung:liste"))
    with django_assert_num_queries(13):
        client.get(reverse("erstberatung:liste"))


def test_talk_of_another_unit_does_not_exist(client, angemeldet):
    assert client.get(at("gespraech", ErstberatungFactory.create())).status_code == 404


def test_reading_a_talk_stands_in_the_read_log(client, besprochen, angemeldet):
    client.get(at("gespraech", besprochen))
    assert (angemeldet.pk, "lotsen.erstberatung", str(besprochen.pk), "") in lesespuren()


def test_new_person_begins_a_talk(client, angemeldet, einheit, uhr):
    response = client.post(reverse("erstberatung:neu"), new_person(einheit=einheit.pk))
    beratung = Erstberatung.objects.get()
    assert response.url == beratung.get_absolute_url()
    assert (str(beratung.person), beratung.sprache, beratung.lotse) == ("Amir Haddad", "ar", angemeldet)


def test_name_keeps_no_marks_that_turn_the_line_around(client, angemeldet, einheit, uhr):
    client.post(reverse("erstberatung:neu"), new_person(einheit=einheit.pk, vorname="-", nachname="\u202eHaddad\u200f"))
    assert str(Erstberatung.objects.get().person) == "Haddad"


def test_known_person_is_offered_and_not_made_twice(client, beratung, angemeldet, einheit):
    known = new_person(einheit=einheit.pk, vorname="Olena", nachname="Kovalenko")
    assert "Ist es diese Person?" in client.post(reverse("erstberatung:neu"), known).content.decode()
    response = client.post(reverse("erstberatung:neu"), known | {"bekannt": str(beratung.person_id)})
    assert (response.url, Person.objects.count()) == (beratung.get_absolute_url(), 1)


def test_same_name_and_birth_date_may_be_somebody_else(client, beratung, angemeldet, einheit):
    known = new_person(einheit=einheit.pk, vorname="Olena", nachname="Kovalenko", neu="1")
    client.post(reverse("erstberatung:neu"), known)
    assert Person.objects.count() == 2


def test_wrong_birth_date_is_said_beside_the_field_and_nothing_is_lost(client, angemeldet, einheit):
    response = client.post(reverse("erstberatung:neu"), new_person(einheit=einheit.pk, geburtsdatum_2="2990"))
    assert "kann kein Geburtsdatum sein" in response.content.decode()
    assert 'value="Haddad"' in response.content.decode()


def test_visit_of_today_begins_a_talk_with_its_contact(client, angemeldet, einheit, uhr):
    from behoerde.kern import uhr as zeit
    from termine.planung import as_range

    leistung = LeistungFactory.create()
    team = TeamFactory.create(organisationseinheit=einheit, leistungen=[leistung])
    beginn = zeit.now() + timedelta(hours=1)
    dienst = DienstFactory.create(platz=PlatzFactory.create(team=team), zeitraum=as_range((beginn, beginn + timedelta(hours=2))))
    termin = gebuchter_termin(dienst, leistung, beginn=beginn)
    assert str(termin.kontakt) in client.get(reverse("erstberatung:neu")).content.decode()
    client.post(reverse("erstberatung:aus_termin", args=[termin.pk]))
    assert Erstberatung.objects.get().termin_id == termin.pk


def test_talk_begins_with_what_the_person_needs(client, beratung, angemeldet):
    assert client.get(at("gespraech", beratung)).url == at("bedarf", beratung)
    client.post(at("bedarf", beratung), {"bedarf": ["bedarf_sprache_grundlagen"]})
    assert lage(beratung).facts["bedarf_sprache_grundlagen"] is True


def test_question_stands_in_both_languages(client, besprochen, angemeldet):
    response = client.get(at("gespraech", besprochen) + "?frage=deutsch")
    assert response.context["frage"].sprache == "uk"
    assert "Wie gut können Sie Deutsch?" in response.content.decode()


@pytest.mark.parametrize(
    ("tatsache", "data", "value"),
    [
        ("angemeldet", {"wert": "ja"}, True),
        ("angemeldet", {"wert": "nein"}, False),
        ("deutsch", {"wert": "B1"}, "B1"),
        ("status", {"wert": "24"}, "24"),
        ("titel_monate", {"wert": "36"}, 36),
    ],
)
def test_answer_is_kept_with_its_source(client, besprochen, angemeldet, tatsache, data, value):
    response = client.post(f"{at('gespraech', besprochen)}?frage={tatsache}", data | {"quelle": "dokument"})
    assert response.url == besprochen.get_absolute_url()
    row = Antwort.objects.get(tatsache=tatsache)
    assert (row.value, row.quelle, row.gegeben_von) == (value, "dokument", angemeldet)


def test_not_knowing_needs_no_value(client, besprochen, angemeldet):
    client.post(f"{at('gespraech', besprochen)}?frage=einreise_am", {"stand": "weiss_nicht"})
    assert Antwort.objects.get(tatsache="einreise_am").stand == "weiss_nicht"


def test_impossible_day_is_refused_and_comes_back_as_typed(client, besprochen, angemeldet):
    response = client.post(f"{at('gespraech', besprochen)}?frage=einreise_am", {"wert_0": "31", "wert_1": "2", "wert_2": "2026"})
    assert "Dieses Datum gibt es nicht" in response.content.decode()
    assert 'value="31"' in response.content.decode()
    assert not Antwort.objects.filter(tatsache="einreise_am").exists()


def test_unknown_question_does_not_exist(client, besprochen, angemeldet):
    assert client.get(at("gespraech", besprochen) + "?frage=gibt_es_nicht").status_code == 404


def test_answers_of_the_person_alone_are_confirmed(client, besprochen, angemeldet):
    answer(erstberatung=besprochen, tatsache="deutsch", value="A2")
    assert "von der Person allein, bestätigen" in client.get(at("antworten", besprochen)).content.decode()
    client.post(at("antworten", besprochen), {"bestaetigen": ["deutsch"]})
    assert Antwort.objects.get(tatsache="deutsch").bestaetigt_von == angemeldet


def test_answer_is_taken_back(client, besprochen, angemeldet):
    answer(erstberatung=besprochen, tatsache="deutsch", value="A2", user=angemeldet)
    client.post(at("antworten", besprochen), {"zuruecknehmen": "deutsch"})
    assert not Antwort.objects.filter(tatsache="deutsch").exists()


def test_what_is_missing_leads_to_its_question(client, besprochen, angemeldet):
    page = client.get(at("empfehlungen", besprochen)).content.decode()
    assert f'href="{besprochen.get_absolute_url()}?frage=status"' in page
    assert "Arbeitshilfe, keine Entscheidung" in page


def test_recommendation_is_accepted_skipped_and_taken_back(client, besprochen, angemeldet):
    angebot = AngebotFactory.create(angebotsart="mbe", frei=3, plaetze=9)
    for name, value in {"bedarf_beratung_allgemein": True, "voruebergehend": False}.items():
        answer(erstberatung=besprochen, tatsache=name, value=value, user=angemeldet)
    page = at("empfehlungen", besprochen)
    client.post(page, {"angebotsart": "mbe", "angebot": str(angebot.pk)})
    row = besprochen.empfehlungen.get()
    assert (row.status, row.angebot) == ("angenommen", angebot)
    client.post(page, {"angebotsart": "mbe", "ueberspringen": "1", "grund": "spaeter"})
    row.refresh_from_db()
    assert (row.status, row.grund, row.angebot) == ("uebersprungen", "spaeter", None)
    client.post(page, {"angebotsart": "mbe", "zurueck": "1"})
    row.refresh_from_db()
    assert row.status == "vorgeschlagen"


def test_skipping_without_a_reason_says_so(client, besprochen, angemeldet):
    response = client.post(at("empfehlungen", besprochen), {"angebotsart": "mbe", "ueberspringen": "1"}, follow=True)
    assert "Bitte wählen Sie einen Grund." in response.content.decode()


def test_finished_talk_can_be_taken_up_again(client, besprochen, angemeldet):
    client.post(at("abschluss", besprochen), {"erinnern": "1"})
    besprochen.refresh_from_db()
    assert (besprochen.status, besprochen.erinnern, besprochen.abgeschlossen_von) == ("abgeschlossen", True, angemeldet)
    assert "Diese Erstberatung ist beendet" in client.get(at("gespraech", besprochen)).content.decode()
    client.post(at("abschluss", besprochen), {"fortsetzen": "1"})
    besprochen.refresh_from_db()
    assert besprochen.status == "laufend"


def test_link_is_made_sent_replaced_and_ended(client, besprochen, angemeldet):
    from behoerde.kern.models import Nachricht

    page = at("link", besprochen)
    client.post(page, {"zweck": "wegweiser", "was": "erstellen"})
    first = Zugangslink.objects.get(zweck=Linkzweck.WEGWEISER).token_hash
    client.post(page, {"zweck": "wegweiser", "was": "senden"})
    assert list(Nachricht.objects.values_list("anlass", "sprache")) == [("wegweiser_link", "uk")]
    client.post(page, {"zweck": "wegweiser", "was": "ersetzen"})
    second = Zugangslink.objects.get(zweck=Linkzweck.WEGWEISER).token_hash
    client.post(page, {"zweck": "wegweiser", "was": "beenden"})
    client.post(page, {"zweck": "wegweiser", "was": "erstellen"})
    third = Zugangslink.objects.get(zweck=Linkzweck.WEGWEISER).token_hash
    assert len({first, second, third}) == 3


def test_sending_without_a_contact_says_what_to_do(client, besprochen, angemeldet):
    Person.objects.update(email="", mobil="")
    response = client.post(at("link", besprochen), {"zweck": "wegweiser", "was": "senden"}, follow=True)
    assert "keine E-Mail-Adresse und keine Handynummer" in response.content.decode()
