"""The front desk books: everything on one page, once per request, nothing typed is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Rolle
from termine.forms.zeit import time_value
from termine.models import Termin
from termine.queries.frei import FreieZeit
from tests.anmelden import sign_in
from tests.factories.termine import MORGEN, LeistungFactory, PlatzFactory, gebuchter_termin, kontakt
from tests.termine.empfang import next_morning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]
NEU = "termine:heute_neu"
VIERTELSTUNDE = timedelta(minutes=15)


def typed(leistung, standort, **more) -> dict:
    """Return what a complete page sends."""
    return {
        "schluessel": str(uuid4()),
        "suche": "",
        "leistung": leistung.slug,
        "anzahl": "1",
        "kanal": "schalter",
        "ort": standort.slug,
        "zeit": time_value(FreieZeit(MORGEN, MORGEN + VIERTELSTUNDE, standort)),
        "person-0-vorname": "Amal",
        "person-0-nachname": "Haddad",
        "person-0-geburtsdatum_0": "17",
        "person-0-geburtsdatum_1": "5",
        "person-0-geburtsdatum_2": "1990",
        "kontaktweg": "email",
        "email": "amal@beispiel.example",
        "sprache": "ar",
    } | more


@pytest.fixture
def seite(leistung, standort, dienst) -> dict:
    return typed(leistung, standort)


def errors(response) -> dict:
    buchung = response.context["buchung"]
    found = [
        buchung.anliegen.errors,
        buchung.zeit.errors,
        *(form.errors for form in buchung.personen.forms),
        buchung.kontakt.errors,
    ]
    return {name: texts for form in found for name, texts in form.items()}


def test_page_books_final_at_once(client, empfang, seite):
    response = client.post(reverse(NEU), seite)
    termin = Termin.objects.get()
    assert (termin.status, termin.kanal, termin.sprache, termin.starts_at) == ("gebucht", "schalter", "ar", MORGEN)
    assert (str(termin.kontakt), termin.kontakt.email) == ("Amal Haddad", "amal@beispiel.example")
    assert response.url == termin.get_absolute_url()
    assert Nachricht.objects.get(anlass="termin_bestaetigt").sprache == "ar"


def test_page_says_what_to_tell_the_person(client, empfang, seite, standort):
    response = client.post(reverse(NEU), seite | {"kontaktweg": "keiner", "email": ""})
    termin = Termin.objects.get()
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        f"Gebucht für Amal Haddad: Dienstag, 24. November 2026, 9:00 Uhr, {standort.name}. Termincode: {termin.code}."
    ]
    assert Nachricht.objects.count() == 0


def test_same_page_sent_again_books_once(client, empfang, seite):
    addresses = {client.post(reverse(NEU), seite).url for _n in range(3)}
    assert (len(addresses), Termin.objects.count()) == (1, 1)


def test_page_that_was_changed_after_booking_books_anew(client, empfang, seite, dienst):
    PlatzFactory.create(team=dienst.team)
    client.post(reverse(NEU), seite)
    later = {"zeit": seite["zeit"].replace("08:00", "08:15"), "person-0-vorname": "Nour"}
    client.post(reverse(NEU), seite | later)
    assert sorted(str(termin.kontakt) for termin in Termin.objects.all()) == ["Amal Haddad", "Nour Haddad"]


def test_several_people_are_named_each(client, empfang, leistung, standort, seite):
    second = {name.replace("person-0", "person-1"): value for name, value in seite.items() if name.startswith("person-0")}
    client.post(reverse(NEU), seite | second | {"anzahl": "2", "person-1-vorname": "Karim"})
    termin = Termin.objects.get()
    assert [str(anliegen.person) for anliegen in termin.anliegen.order_by("position")] == ["Amal Haddad", "Karim Haddad"]
    assert (termin.personenzahl, termin.dauer_minuten) == (2, 20)


def test_missing_data_is_named_beside_each_field(client, empfang, seite):
    empty = dict.fromkeys(("zeit", "person-0-vorname", "email", "leistung"), "")
    response = client.post(reverse(NEU), seite | empty)
    assert errors(response) == {
        "leistung": ["Bitte wählen Sie eine Leistung."],
        "zeit": ["Bitte wählen Sie eine Zeit aus."],
        "vorname": ["Bitte geben Sie den Vornamen an. Wer nur einen Namen hat, schreibt hier einen Strich: -"],
        "email": ["Bitte geben Sie die E-Mail-Adresse der Person an, oder wählen Sie „gar nicht“."],
    }
    assert 'value="Haddad"' in response.content.decode()


def test_taken_time_is_said_beside_the_times_and_keeps_what_was_typed(client, empfang, dienst, leistung, seite):
    gebuchter_termin(dienst, leistung)
    response = client.post(reverse(NEU), seite)
    assert list(errors(response)) == ["zeit"]
    assert 'value="amal@beispiel.example"' in response.content.decode()


def test_living_concern_is_said_beside_the_person(client, empfang, seite):
    client.post(reverse(NEU), seite)
    response = client.post(reverse(NEU), seite | {"zeit": seite["zeit"].replace("08:00", "09:00")})
    assert [text[:46] for text in errors(response)["nachname"]] == ["Für Amal Haddad gibt es zu diesem Anliegen sch"]


def test_same_person_twice_is_said_beside_the_second(client, empfang, seite):
    second = {name.replace("person-0", "person-1"): value for name, value in seite.items() if name.startswith("person-0")}
    response = client.post(reverse(NEU), seite | second | {"anzahl": "2"})
    assert [form.errors for form in response.context["buchung"].personen.forms] == [
        {},
        {"nachname": ["Amal Haddad ist zweimal genannt."]},
    ]


@pytest.mark.parametrize("anzahl", ["99", "unsinn", "0"])
def test_impossible_number_of_people_is_refused_beside_the_field(client, empfang, seite, anzahl):
    assert "anzahl" in errors(client.post(reverse(NEU), seite | {"anzahl": anzahl}))


def test_showing_times_judges_nothing_and_keeps_everything(client, empfang, leistung, standort, seite):
    response = client.post(reverse(NEU), seite | {"zeige": "2026-11-30", "person-0-nachname": "", "email": "ama"})
    page = response.content.decode()
    assert (errors(response), str(response.context["angebot"].montag)) == ({}, "2026-11-30")
    assert ('value="Amal"' in page, 'value="ama"' in page, Termin.objects.count()) == (True, True, 0)


def test_search_keeps_the_chosen_leistung_on_top(client, empfang, leistung, seite):
    LeistungFactory.create(name="Verpflichtungserklärung", slug="verpflichtung")
    response = client.post(reverse(NEU), seite | {"zeige": "leistung", "suche": "Verpflichtung"})
    assert [str(entry) for entry in response.context["treffer"]] == ["Aufenthaltskarte abholen", "Verpflichtungserklärung"]


@pytest.mark.parametrize("slug", ["\0", "unsinn"])
def test_unknown_leistung_in_the_address_chooses_none(client, empfang, slug):
    response = client.get(reverse(NEU), {"leistung": slug})
    assert (response.status_code, response.context["buchung"].leistung) == (200, None)


def test_broken_text_is_refused_beside_each_field(client, empfang, seite):
    response = client.post(reverse(NEU), seite | {"leistung": "\0", "suche": "karte\0"})
    assert [name for name in errors(response) if name in {"leistung", "suche"}] == ["suche", "leistung"]


def test_search_word_stays_after_searching(client, empfang, seite):
    page = client.post(reverse(NEU), seite | {"zeige": "leistung", "suche": "Karte"}).content.decode()
    assert 'name="suche" id="id_suche" value="Karte"' in page


def test_too_long_address_is_refused_beside_the_field(client, empfang, seite):
    response = client.post(reverse(NEU), seite | {"email": f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 63}.example"})
    assert list(errors(response)) == ["email"]


def test_times_need_no_lead_time(client, empfang, seite, uhr):
    next_morning(uhr, client, empfang, MORGEN - timedelta(minutes=1))
    angebot = client.post(reverse(NEU), seite | {"zeige": "zeiten"}).context["angebot"]
    assert angebot.naechste[0].beginn == MORGEN


def test_times_fit_what_the_person_needs(client, empfang, seite, dienst):
    seen = client.post(reverse(NEU), seite | {"zeige": "zeiten", "merkmale": "rollstuhl"}).context["angebot"].naechste
    dienst.platz.merkmale, dienst.platz.sprachen = ["rollstuhl"], ["de", "ar"]
    dienst.platz.save()
    needs = {"zeige": "zeiten", "merkmale": "rollstuhl", "sprache_noetig": "on"}
    assert (seen, len(client.post(reverse(NEU), seite | needs).context["angebot"].naechste)) == ([], 3)


def test_leistung_without_counters_here_says_so(client, empfang):
    leistung = LeistungFactory.create()
    page = client.post(reverse(NEU), {"zeige": "zeiten", "leistung": leistung.slug}).content.decode()
    assert "Für diese Leistung gibt es an Ihren Standorten keine Plätze." in page


def test_earlier_visit_fills_the_page(client, empfang, dienst, leistung):
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(sprache="uk"))
    page = client.get(reverse(NEU), {"aus": str(termin.pk)}).content.decode()
    assert [f'value="{value}"' in page for value in ("Olenaaa", "Beispiel", "olena0@beispiel.example", "1990")] == [True] * 4


def test_earlier_visit_of_another_unit_fills_nothing(client, dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    sign_in(client, Rolle.EMPFANG)
    assert client.get(reverse(NEU), {"aus": str(termin.pk)}).status_code == 404
    assert client.get(reverse(NEU), {"aus": "unsinn"}).status_code == 200
