"""The triage desk: who sees what, the list by deadline, filters in the address, search, the read log, constant queries."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from behoerde.kern import suche
from behoerde.kern.rechte import Rolle
from behoerde.kern.templatetags import bausteine
from termine.actions.aufnahme import withdraw
from termine.actions.sichtung import assign_ansprechperson
from termine.actions.sichtung_antwort import ask_back
from termine.actions.vorschlag import offer_termine
from termine.models import Leistung, Serviceversprechen
from termine.views import sichtung as views
from tests.anmelden import sign_in
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.termine import JETZT, MORGEN, MitgliedFactory, TeamFactory, aufnahme
from tests.termine.empfang import join, lesespuren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]


def names(response) -> list[str]:
    return [zeile.vorname for gruppe in response.context["gruppen"] for zeile in gruppe.zeilen]


def due(row, days: float):
    Serviceversprechen.objects.filter(aufnahme=row).update(angebot_bis=JETZT + timedelta(days=days))


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_three(client, sichtung, sichtungsplatz, count, django_assert_num_queries):
    for n in range(count):
        aufnahme(sichtung, n=n)
    with django_assert_num_queries(15):
        response = client.get(reverse("termine:empfang"))
    assert len(names(response)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_detail_takes_the_same_queries_beside_one_and_three(
    client, sichtung, sichtung_dienst, sichtungsplatz, count, django_assert_num_queries
):
    rows = [aufnahme(sichtung, n=n, personen=count) for n in range(count)]
    for _n in range(count):
        MitgliedFactory.create(team=sichtung_dienst.team, platz=sichtung_dienst.platz)
    with django_assert_num_queries(36):
        response = client.get(rows[0].get_absolute_url())
    assert len(names(response)) == count


def test_list_is_grouped_by_what_is_due_first(client, sichtung, sichtungsplatz):
    for n, days in enumerate((9, -1, 0.2, 1)):
        due(aufnahme(sichtung, n=n), days)
    gruppen = client.get(reverse("termine:empfang")).context["gruppen"]
    assert [(g.name, g.anzahl, [zeile.angebot_bis - JETZT for zeile in g.zeilen]) for g in gruppen] == [
        ("gefahr", 2, [timedelta(days=-1), timedelta(days=0.2)]),
        ("bald", 1, [timedelta(days=1)]),
        ("spaeter", 1, [timedelta(days=9)]),
    ]


@pytest.mark.parametrize(("english", "shown"), [("Residence permit", "Residence permit"), ("", "Aufenthaltskarte")])
def test_list_names_the_leistung_in_the_language_of_the_page(client, sichtung, sichtungsplatz, english, shown):
    Leistung.objects.filter(pk=sichtung.pk).update(name_de="Aufenthaltskarte", name_en=english)
    aufnahme(sichtung)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    (gruppe,) = client.get(reverse("termine:empfang")).context["gruppen"]
    assert [zeile.leistungsname for zeile in gruppe.zeilen] == [shown]


def test_views_count_and_choose(client, sichtung, sichtung_dienst, sichtungsplatz):
    rows = [aufnahme(sichtung, n=n) for n in range(5)]
    ask_back(rows[0], text="Warum?")
    offer_termine(rows[1], [(MORGEN, sichtung_dienst.team.standort)], gueltig_bis=MORGEN)
    assign_ansprechperson(rows[2], sichtungsplatz)
    withdraw(rows[3])
    found = {}
    for ansicht in ("offen", "meine", "rueckfrage", "angeboten", "alle"):
        response = client.get(reverse("termine:empfang"), {"ansicht": ansicht})
        found[ansicht] = len(names(response))
    assert found == {"offen": 2, "meine": 1, "rueckfrage": 1, "angeboten": 1, "alle": 5}
    zahlen = response.context["zahlen"]
    assert {name: zahlen[name] for name in ("offen", "meine", "rueckfrage", "angeboten")} == {
        "offen": 2, "meine": 1, "rueckfrage": 1, "angeboten": 1,
    }  # fmt: skip


def test_filters_stand_in_the_address(client, sichtung, sichtungsplatz):
    row = aufnahme(sichtung)
    team = sichtung.teams.get()
    TeamFactory.create(organisationseinheit=team.organisationseinheit, leistungen=[sichtung])
    url = reverse("termine:empfang")
    assert len(names(client.get(url, {"leistung": sichtung.slug, "team": team.pk, "sprache": "de"}))) == 1
    assert names(client.get(url, {"sprache": "uk"})) == []
    assert "Diese Auswahl gibt es nicht" in client.get(url, {"leistung": "gibt-es-nicht"}).content.decode()
    assert row.kontakt.vorname in names(client.get(url, {"ansicht": "unsinn", "zeige": "-3"}))


@pytest.mark.parametrize("text", ["{vorgang}", "{nummer}", "a {vorgang_leer}"])
def test_whole_vorgang_leads_to_its_concern(client, sichtung, sichtungsplatz, text):
    row = aufnahme(sichtung)
    words = {"vorgang": row.vorgang, "nummer": row.nummer, "vorgang_leer": f"2026 {row.nummer}"}
    response = client.get(reverse("termine:empfang"), {"q": text.format(**words)})
    assert response.url == row.get_absolute_url()


@pytest.mark.parametrize("text", ["olenaaa", "Beispiel Olenaaa", "17.05.1990"])
def test_search_by_name_and_birth_date(client, sichtung, sichtungsplatz, text):
    aufnahme(sichtung)
    response = client.get(reverse("termine:empfang"), {"q": text})
    assert names(response) == ["Olenaaa"]
    assert lesespuren() == [(sichtungsplatz.pk, "kern.user", str(sichtungsplatz.pk), "Suche")]


@pytest.mark.parametrize("text", ["x" * 200, "nie\0mand", "31.02.1990", "A-2026-99999999999"])
def test_search_for_nonsense_finds_nobody(client, sichtung, sichtungsplatz, text):
    aufnahme(sichtung)
    assert names(client.get(reverse("termine:empfang"), {"q": text})) == []


def test_opening_stands_in_the_read_log(client, sichtung, sichtungsplatz):
    row = aufnahme(sichtung, worte="Ich brauche Hilfe.")
    assert "Ich brauche Hilfe." in client.get(row.get_absolute_url()).content.decode()
    assert lesespuren() == [(sichtungsplatz.pk, "termine.aufnahme", str(row.pk), "")]


def test_other_unit_sees_nothing(client, sichtung):
    row = aufnahme(sichtung)
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    assert names(client.get(reverse("termine:empfang"))) == []
    assert client.get(row.get_absolute_url()).status_code == 404


def test_management_looks_but_changes_nothing(client, sichtung):
    row = aufnahme(sichtung)
    join(client, sichtung.teams.get().organisationseinheit, Rolle.LEITUNG)
    text = client.get(row.get_absolute_url()).content.decode()
    assert "Sie dürfen Anliegen ansehen, aber nicht ändern." in text
    assert "Zeiten anbieten" not in text
    assert client.post(reverse("termine:empfang_antwort", args=[row.pk]), {"antwort-text": "Nein"}).status_code == 404


def test_who_handles_no_concerns_has_no_page(client):
    sign_in(client, Rolle.LOTSE)
    assert client.get(reverse("termine:empfang")).status_code == 404


def test_more_rows_on_request(client, sichtung, sichtungsplatz, monkeypatch):
    monkeypatch.setattr("termine.queries.sichtung.JE_SEITE", 2)
    for n in range(3):
        aufnahme(sichtung, n=n)
    url = reverse("termine:empfang")
    response = client.get(url, {"zeige": 30})
    assert (len(names(response)), response.context["mehr"]) == (3, None)


def test_words_of_a_client_never_become_markup(client, sichtung, sichtungsplatz):
    row = aufnahme(sichtung, worte="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(row.get_absolute_url()).content.decode()


def test_desk_that_took_it_in_for_another_unit_sees_it(client, sichtung):
    buero = OrganisationseinheitFactory.create()
    row = aufnahme(sichtung)
    row.aufgenommen_in = buero
    row.save(update_fields=["aufgenommen_in"])
    join(client, buero, Rolle.EMPFANG)
    assert names(client.get(reverse("termine:empfang"))) == ["Olenaaa"]


def test_stated_facts_are_shown(client, sichtung, sichtungsplatz):
    row = aufnahme(
        sichtung,
        titel_art="visum",
        titel_bis=date(2026, 12, 18),
        kinder=2,
        sprachen=["uk"],
        dolmetschen="uk",
        merkmale=["rollstuhl"],
    )
    text = client.get(row.get_absolute_url()).content.decode()
    for words in (
        "18. Dezember 2026",
        "in 25 Tagen",
        "Visum",
        "Dolmetschen: Ukrainisch",
        "mit Rollstuhl erreichbar",
        row.vorgang,
    ):
        assert words in text


def test_counting_stops_where_nobody_needs_to_know_more(client, sichtung, sichtungsplatz, monkeypatch):
    for module in (suche, views, bausteine):
        monkeypatch.setattr(module, "GEZAEHLT_BIS", 2)
    for n in range(3):
        due(aufnahme(sichtung, n=n), -1)
    response = client.get(reverse("termine:empfang"))
    assert {name: response.context["zahlen"][name] for name in ("offen", "gefahr", "bald")} == {
        "offen": 2,
        "gefahr": 2,
        "bald": 0,
    }
    assert response.context["weitere"] == 0
    assert "<b>2+</b>" in response.content.decode()


def test_rows_follow_the_deadline_then_the_order_in_which_they_came(client, sichtung, sichtungsplatz):
    rows = [aufnahme(sichtung, n=n) for n in range(3)]
    for row in rows:
        due(row, 1)
    assert names(client.get(reverse("termine:empfang"))) == [row.kontakt.vorname for row in rows]


def test_choices_of_the_filter_are_asked_for_once_a_minute(client, sichtung, sichtungsplatz):
    def asked(query: str) -> bool:
        with CaptureQueriesContext(connection) as sent:
            page = client.get(reverse("termine:empfang") + query).content.decode()
        assert f'value="{sichtung.slug}"' in page
        return any('"termine_leistung"."slug" AS "slug"' in entry["sql"] for entry in sent)

    assert [asked(query) for query in ("", "?sprache=uk", f"?leistung={sichtung.slug}")] == [True, False, False]
    caches["prozess"].clear()
    assert asked(f"?leistung={sichtung.slug}")


def test_filter_is_drawn_for_each_choice(client, sichtung, sichtungsplatz):
    chosen = '<option value="uk" selected>'
    pages = [client.get(reverse("termine:empfang") + query).content.decode() for query in ("", "?sprache=uk", "")]
    assert [chosen in page for page in pages] == [False, True, False]


def test_filter_that_makes_no_sense_is_named_though_the_form_was_drawn_before(client, sichtung, sichtungsplatz):
    address = reverse("termine:empfang")
    client.get(address)
    assert "Diese Auswahl gibt es nicht." in client.get(address, {"leistung": "unsinn"}).content.decode()


def test_search_that_finds_nobody_reads_no_rows(client, sichtung, sichtungsplatz):
    def read(query: str) -> bool:
        with CaptureQueriesContext(connection) as sent:
            client.get(reverse("termine:empfang"), {"q": query})
        return any('"kern_person"."vorname" AS "kontakt__vorname"' in entry["sql"] for entry in sent)

    somebody = aufnahme(sichtung)
    assert [read(somebody.kontakt.nachname), read("Niemand Nirgends")] == [True, False]
