"""Rarer steps at the desk: split, merge, bring a missed visit back, look who answers for what."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from termine.actions.ankunft import draw_number
from termine.actions.sichtung_antwort import ask_back, withdraw_rueckfrage
from termine.actions.vorschlag import accept_vorschlag, offer_termine
from termine.actions.zusammenfuehrung import merge_aufnahmen
from termine.models import Aufnahme, Termin
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.termine import MORGEN, LeistungFactory, TeamFactory, aufnahme
from tests.termine.empfang import join
from tests.termine.test_views_sichtung_tun import post, said, stand, undo
from tests.termine.test_zusammenfuehrung import twin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]


def test_family_is_split(client, sichtung, sichtungsplatz):
    row = aufnahme(sichtung, personen=2)
    second = row.anliegen.get(position=1)
    response = post(client, row, "teilen", **{"teilen-anliegen": [second.pk]})
    new = Aufnahme.objects.exclude(pk=row.pk).get()
    assert said(response).startswith(f"{new.kontakt} hat jetzt einen eigenen Vorgang: {new.vorgang}.")
    assert list(new.anliegen.all()) == [second]


def test_split_is_taken_back_while_nothing_has_happened(client, sichtung, sichtungsplatz):
    row = aufnahme(sichtung, personen=2)
    response = post(client, row, "teilen", **{"teilen-anliegen": [row.anliegen.get(position=1).pk]})
    assert undo(client, response) == "Die Familie ist wieder in einem Vorgang."
    assert (Aufnahme.objects.get(), row.anliegen.count(), stand(row)) == (row, 2, "in_sichtung")
    assert post(client, row, "teilen", **{"teilen-anliegen": [row.anliegen.get(position=1).pk]}).status_code == 200


def test_split_stands_once_the_new_concern_was_worked_on(client, sichtung, sichtungsplatz):
    row = aufnahme(sichtung, personen=2)
    response = post(client, row, "teilen", **{"teilen-anliegen": [row.anliegen.get(position=1).pk]})
    withdraw_rueckfrage(ask_back(Aufnahme.objects.exclude(pk=row.pk).get(), text="Warum?").aufnahme)
    assert "schon etwas geschehen" in undo(client, response)
    assert client.post(reverse("termine:empfang_zurueck", args=[row.pk, "teilung"]) + "?neu=1").status_code == 404


@pytest.mark.parametrize("chosen", [[], ["unsinn"]])
def test_split_of_nobody_is_refused_in_its_panel(client, sichtung, sichtungsplatz, chosen):
    row = aufnahme(sichtung, personen=2)
    response = post(client, row, "teilen", **{"teilen-anliegen": chosen})
    assert (response.context["offen"], Aufnahme.objects.count()) == ("teilen", 1)
    assert response.context["teilen"].errors["anliegen"]


def test_single_person_is_offered_no_split(client, sichtung, sichtungsplatz):
    assert client.get(aufnahme(sichtung).get_absolute_url()).context["teilen"] is None


def test_duplicate_is_shown_and_merged(client, sichtung, sichtungsplatz):
    row, other = aufnahme(sichtung), aufnahme(sichtung, n=1, leute=[twin()])
    address = reverse("termine:empfang_zusammen", args=[row.pk, other.pk])
    assert address in client.get(row.get_absolute_url()).content.decode()
    response = client.post(address, follow=True)
    assert said(response).startswith(f"{other.vorgang} ist hier aufgegangen. Die Person erfährt es einmal.")
    assert stand(other) == "zurueckgezogen"
    assert "Wieder trennen" in client.get(row.get_absolute_url()).content.decode()
    assert undo(client, response) == f"Die beiden Vorgänge sind wieder getrennt: {other.vorgang} wartet wieder auf Sie."
    assert stand(other) == "in_sichtung"
    assert "Wieder trennen" not in client.get(row.get_absolute_url()).content.decode()
    assert client.post(reverse("termine:empfang_zurueck", args=[row.pk, "zusammen"]) + "?doppelt=unsinn").status_code == 404


def test_duplicate_of_another_unit_does_not_exist(client, sichtung, sichtungsplatz):
    elsewhere = LeistungFactory.create(slug="anderes", zugang="sichtung")
    TeamFactory.create(leistungen=[elsewhere])
    row, other = aufnahme(sichtung), aufnahme(elsewhere, n=1)
    assert client.post(reverse("termine:empfang_zusammen", args=[row.pk, other.pk])).status_code == 404


def test_number_of_a_merged_concern_leads_to_the_one_that_goes_on(client, sichtung, sichtungsplatz):
    first, second, third = (aufnahme(sichtung, n=n, leute=[twin(n)]) for n in range(3))
    merge_aufnahmen(second, first)
    merge_aufnahmen(third, second)
    response = client.get(reverse("termine:empfang"), {"q": first.vorgang})
    assert response.url == third.get_absolute_url()


def test_missed_visit_is_back_with_one_button(client, sichtung, sichtung_dienst, sichtungsplatz, uhr):
    row = aufnahme(sichtung)
    termin = accept_vorschlag(offer_termine(row, [(MORGEN, sichtung_dienst.team.standort)], gueltig_bis=MORGEN)[0])
    address = reverse("termine:empfang_wieder_offen", args=[termin.pk])
    assert "Dieses Anliegen ist abgeschlossen." in said(client.post(address, follow=True))
    Termin.objects.filter(pk=termin.pk).update(status="versaeumt")
    assert address in client.get(termin.get_absolute_url()).content.decode()
    assert client.post(address).url == row.get_absolute_url()
    assert stand(row) == "in_sichtung"


def test_matrix_says_who_takes_what_in_first(client, sichtung, sichtungsplatz):
    office = sichtung.teams.get()
    branch = OrganisationseinheitFactory.create(name="Zweigstelle", parent=office.organisationseinheit)
    TeamFactory.create(name="Zweigteam", organisationseinheit=branch, leistungen=[sichtung])
    orphan = LeistungFactory.create(slug="niemand", name="Zuletzt", zugang="sichtung")
    LeistungFactory.create(slug="karte", zugang="direkt")
    address = reverse("termine:empfang_zustaendigkeit")
    zeilen = client.get(address).context["zeilen"]
    assert {zeile.leistung: sorted(zeile.teams) for zeile in zeilen} == {sichtung: ["ja", "zuerst"], orphan: ["", ""]}
    assert [zeile.leistung for zeile in zeilen if not zeile.is_besetzt] == [orphan]
    assert len(client.get(address, {"alle": "1"}).context["zeilen"]) == 3


def test_matrix_is_open_to_the_management(client, sichtung):
    join(client, sichtung.teams.get().organisationseinheit, Rolle.LEITUNG)
    assert client.get(reverse("termine:empfang_zustaendigkeit")).status_code == 200


def test_page_says_who_waits_in_the_house(client, sichtung, sichtungsplatz):
    haus = client.get(reverse("termine:empfang")).context["haus"]
    assert (haus.wartende, haus.minuten) == (0, 0)


def test_house_is_asked_every_ten_seconds_and_for_each_unit_by_itself(client, sichtung, sichtungsplatz):
    address, anderswo = reverse("termine:empfang"), OrganisationseinheitFactory.create()
    assert client.get(address).context["haus"].wartende == 0
    draw_number(standort=sichtung.teams.get().standort, schluessel="n-1", am_schalter=True)
    assert client.get(address).context["haus"].wartende == 0
    caches["prozess"].clear()  # as after ten seconds
    assert client.get(address).context["haus"].wartende == 1
    join(client, anderswo, Rolle.EMPFANG)
    assert client.get(address).context["haus"].wartende == 0


def test_numbers_are_fresh_with_every_look_at_the_list(client, sichtung, sichtungsplatz):
    for n in range(2):
        aufnahme(sichtung, n=n)
    response = client.get(reverse("termine:empfang_liste"), headers={"HX-Request": "true"})
    assert '<div class="stapel" id="zahlen" hx-swap-oob="true">' in response.content.decode()
    assert (response.context["zahlen"]["spaeter"], response.context["haus"].wartende) == (2, 0)
