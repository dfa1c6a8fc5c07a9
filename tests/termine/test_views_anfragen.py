"""A client states a concern: with a solved task, without JavaScript, with files, with errors."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from behoerde.kern.actions.kontaktnachweis import code_of
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Datei, Kontaktnachweis, Nachricht
from termine.enums import Linkzweck
from termine.models import Aufnahme
from tests.factories.datei import upload
from tests.factories.schutz import proof
from tests.factories.termine import aufnahme
from tests.termine.kundin import SCHLUESSEL, errors, named

pytestmark = pytest.mark.django_db
SEITE = "/termine/leistungen/studium/anfragen/"


@pytest.fixture(autouse=True)
def fragen(sichtung):
    sichtung.fragen = ["titel", "arbeit", "kinder"]
    sichtung.save()


def stated(personen: int = 1, **more) -> dict:
    """Return the filled page."""
    return named(personen, anzahl=str(personen), schluessel=SCHLUESSEL, worte="Мій дозвіл закінчується") | more


def send(client, personen: int = 1, **more):
    return client.post(SEITE, stated(personen, **more) | proof("anliegen"))


def test_page_says_until_when_an_offer_comes(client):
    assert "bis Montag, 30. November 2026, 16:00 Uhr ein Angebot" in client.get(SEITE).content.decode()


def test_stated_concern_leads_to_its_page_with_number_and_promise(client):
    answers = {"titel_art": "visum", "titel_bis_0": "18", "titel_bis_1": "12", "titel_bis_2": "2026", "kinder": "2"}
    needs = {"sprachen": ["uk", "de"], "dolmetschen": "ti", "merkmale": ["kind"], "vorhanden": ["pass"]}
    response = send(client, 2, **answers, **needs)
    row = Aufnahme.objects.get()
    assert response.url == f"/termine/mein/{link_token(Linkzweck.ANLIEGEN, row.pk)}/?neu=eingegangen"
    assert (row.titel_art, row.titel_bis, row.kinder, row.dolmetschen) == ("visum", date(2026, 12, 18), 2, "ti")
    assert (row.sprachen, row.merkmale, row.anliegen.count()) == (["uk", "de"], ["kind"], 2)
    assert [line.stand for line in row.unterlagen.all()] == ["vorhanden", "fehlt"]
    page = client.get(response.url).content.decode()
    assert row.vorgang in page
    assert "<b>Montag, 30. November 2026, 16:00 Uhr</b>" in page
    assert "Olena" not in page


def test_file_comes_with_the_concern(client):
    send(client, dateien=upload(), dateien_entwurf=str(uuid4()))
    row = Aufnahme.objects.get()
    assert row.unterlagen.get(datei__isnull=False).datei == Datei.objects.of("anliegen", row.pk).get().pk


def test_same_form_twice_is_one_concern(client):
    data = stated() | proof("anliegen")
    assert client.post(SEITE, data).url == client.post(SEITE, data).url
    assert Aufnahme.objects.count() == 1


def test_nothing_typed_is_lost_on_an_error(client):
    response = send(
        client, **{"person-0-vorname": "", "worte": "Hallo", "titel_bis_0": "40", "titel_bis_1": "1", "titel_bis_2": "2027"}
    )
    page = response.content.decode()
    wrong_date = "Dieses Datum gibt es nicht. Bitte geben Sie Tag, Monat und Jahr als Zahlen an, zum Beispiel 17 5 2027."
    no_name = "Bitte geben Sie den Vornamen an. Wer nur einen Namen hat, schreibt hier einen Strich: -"
    assert errors(response) == [f"Vorname: {no_name}", f"Bis wann gilt er? {wrong_date}"]
    assert "Hallo</textarea>" in page
    assert SCHLUESSEL in page
    assert 'value="40"' in page


def test_file_is_kept_when_something_else_is_wrong(client):
    response = send(client, email="", dateien=upload("zeugnis.jpg"), dateien_entwurf=str(uuid4()))
    assert "zeugnis.jpg" in response.content.decode()


def test_one_more_person_judges_nothing_and_keeps_files(client):
    data = stated(**{"person-0-vorname": ""}) | {
        "personen": "mehr",
        "dateien": upload("zeugnis.jpg"),
        "dateien_entwurf": str(uuid4()),
    }
    response = client.post(SEITE, data)
    page = response.content.decode()
    assert errors(response) == []
    assert all(text in page for text in ('name="anzahl" value="2"', "person-1-vorname", "zeugnis.jpg", "закінчується"))
    assert "person-4-vorname" not in client.post(SEITE, stated(4) | {"personen": "mehr"}).content.decode()
    assert "person-1-vorname" not in client.post(SEITE, stated(2) | {"personen": "weniger"}).content.decode()


def test_adding_a_file_judges_nothing(client):
    response = client.post(SEITE, {"dateien": upload("a.jpg"), "dateien_entwurf": str(uuid4()), "dateien_hinzufuegen": "1"})
    assert (errors(response), "a.jpg" in response.content.decode()) == ([], True)


def test_without_javascript_a_code_comes_first_and_everything_typed_comes_back(client, fragen):
    words = "ዝኽሪ" * 400
    response = client.post(SEITE, stated(2, worte=words))
    assert response.url.startswith("/code/")
    assert not Aufnahme.objects.exists()
    nachweis = Kontaktnachweis.objects.get()
    back = client.post(response.url, {"code": code_of(nachweis)}).url
    page = client.get(back)
    html = page.content.decode()
    assert (words in html, "person-1-vorname" in html, errors(page)) == (True, True, [])
    token = re.search(r'name="schutz_nachweis" value="([^"]+)"', html)[1]
    assert "/termine/mein/" in client.post(SEITE, stated(2, worte=words, schutz_nachweis=token)).url
    assert Aufnahme.objects.get().worte == words


def test_without_any_contact_the_number_is_to_be_written_down(client):
    page = client.get(send(client, kontaktweg="keiner", email="").url).content.decode()
    assert "Bitte schreiben Sie die Vorgangsnummer auf." in page
    assert not Nachricht.objects.exists()


def test_second_concern_of_the_same_kind_is_refused_and_kept_typed(client, sichtung):
    send(client)
    response = send(client, schluessel=str(uuid4()))
    assert "liegt uns schon vor" in errors(response)[0]
    assert "закінчується" in response.content.decode()


def test_leistung_with_times_to_choose_leads_to_its_page(client, leistung):
    assert client.get(reverse("termine:anfragen", args=[leistung.slug])).url == leistung.get_absolute_url()


@pytest.mark.parametrize("anzahl", ["", "x", "-1", "99", "٣", "1" * 50])
def test_number_of_people_that_makes_no_sense_is_cut(client, anzahl):
    assert client.post(SEITE, stated(anzahl=anzahl)).status_code == 200 or Aufnahme.objects.count() == 0


def test_only_questions_of_the_leistung_are_asked(client, sichtung):
    sichtung.fragen = []
    sichtung.save()
    page = client.get(SEITE).content.decode()
    assert all(name not in page for name in ("titel_art", "titel_bis", "arbeit_ab", 'name="kinder"'))


def test_page_counts_its_queries(client, django_assert_num_queries):
    client.get(SEITE)
    with django_assert_num_queries(9):
        client.get(SEITE)


def test_receipt_is_verified_without_names(client, sichtung):
    row = aufnahme(sichtung)
    page = client.get(reverse("termine:beleg_pruefen", args=[link_token(Linkzweck.EINGANG, row.pk)]))
    html = page.content.decode()
    assert all(text in html for text in ("Diese Bestätigung ist echt", row.vorgang, "23. November 2026", "30. November 2026"))
    assert "Olena" not in html


@pytest.mark.parametrize("token", ["unbekannt", "abcdefghijklmnopqrstuv"])
def test_unknown_receipt_has_a_calm_page(client, token):
    page = client.get(reverse("termine:beleg_pruefen", args=[token]))
    assert (page.status_code, "Diese Bestätigung kennen wir nicht" in page.content.decode()) == (404, True)


def test_link_of_the_concern_verifies_no_receipt(client, sichtung):
    row = aufnahme(sichtung)
    assert client.get(reverse("termine:beleg_pruefen", args=[link_token(Linkzweck.ANLIEGEN, row.pk)])).status_code == 404
