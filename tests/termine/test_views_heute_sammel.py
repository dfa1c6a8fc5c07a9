"""The page for lists: nothing that was sent is lost, everybody is told apart, files go in and out."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from termine.models import Buchungspartner, Sammelbuchung
from termine.sammelliste import SPALTEN, read_rows
from termine.tasks import sammelbuchungen
from tests.factories.termine import LeistungFactory
from tests.termine.empfang import join
from tests.termine.sammel import BuchungspartnerFactory, liste, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]
SEITE = "termine:heute_sammel"


@pytest.fixture
def partner(team, leistung, dienst):
    return BuchungspartnerFactory.create(name="Hochschule Musterstadt", einheit=team.organisationseinheit, leistungen=[leistung])


def file(*rows, encoding="utf-8") -> SimpleUploadedFile:
    lines = [";".join(SPALTEN), *(";".join(one.values()) for one in rows)]
    return SimpleUploadedFile("liste.csv", "\n".join(lines).encode(encoding), "text/csv")


@pytest.fixture
def send(client, partner, leistung, standort):
    """Return a function that uploads a list as the front desk does."""

    def post(*rows, **more):
        values = {
            "partner": partner.pk,
            "leistung": leistung.pk,
            "standort": standort.pk,
            "ab": "2026-11-24",
            "datei": file(*rows),
        }
        return client.post(reverse(SEITE), values | more, follow=True)

    return post


def test_list_is_judged_shown_booked_and_taken_away(client, empfang, send):
    page = send(row(0), row(1, geburtsdatum="31.02.1990"), row(2))
    text = page.content.decode()
    assert [words in text for words in ("Dieses Datum gibt es nicht", "31.02.1990", "2 Personen buchen")] == [True] * 3
    address = page.redirect_chain[-1][0]
    assert "Wird gebucht: noch 2 Personen." in client.post(address, {"buchen": "1"}, follow=True).content.decode()
    sammelbuchungen()
    assert "2 gebucht, 0 noch nicht gebucht, 1 mit Fehler" in client.get(address).content.decode()
    assert "2 von 3" in client.get(reverse(SEITE)).content.decode()
    rows = list(csv.reader(StringIO(taken(client, f"{address}liste.csv").decode("utf-8-sig")), delimiter=";"))
    assert [line[-1] for line in rows[1:]] == ["gebucht", rows[2][-1], "gebucht"]
    assert (len(rows), "Dieses Datum gibt es nicht" in rows[2][-1]) == (4, True)


def taken(client, address) -> bytes:
    return b"".join(client.get(address).streaming_content)


def test_wrong_rows_go_back_with_the_reason_and_come_in_again(client, empfang, send):
    address = send(row(0), row(1, geburtsdatum="?", mobil="+49 151 23456789", email="")).redirect_chain[-1][0]
    wrong = taken(client, f"{address}liste.csv?nur=fehler")
    assert read_rows(wrong) == [row(0), row(1, geburtsdatum="?", mobil="+49 151 23456789", email="")]
    page = client.post(address, {"nachreichen": "1", "datei": file(row(1))}, follow=True)
    assert (page.context["falsch"], page.context["offen"]) == (0, 2)


def test_person_of_a_right_row_is_not_taken_twice(client, empfang, send):
    address = send(row(0), row(1, geburtsdatum="?")).redirect_chain[-1][0]
    page = client.post(address, {"nachreichen": "1", "datei": file(row(0))}, follow=True)
    assert (page.context["falsch"], "zweimal genannt" in page.content.decode()) == (1, True)


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"datei": SimpleUploadedFile("x.csv", b"hallo")}, "datei", "In der Datei steht niemand."),
        ({"datei": ""}, "datei", "Bitte wählen Sie die Datei mit der Liste."),
        ({"ab": "2026-11-20"}, "ab", "von heute an"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(client, empfang, send, more, field, words):
    page = send(row(0), **more)
    assert (words in str(page.context["form"].errors[field]), Sammelbuchung.objects.count()) == (True, 0)


def test_only_allowed_leistungen_are_booked(client, empfang, send, partner):
    partner.leistungen.set([LeistungFactory.create()])
    assert "nicht erlaubt" in str(send(row(0)).context["form"].errors["leistung"])


def test_list_of_another_unit_does_not_exist(client, empfang, leistung, standort):
    other = liste(BuchungspartnerFactory.create(leistungen=[leistung]), leistung, standort, [row()])
    assert client.get(other.get_absolute_url()).status_code == 404
    assert other.partner.name not in client.get(reverse(SEITE)).content.decode()


def test_template_is_a_list_that_can_be_booked(client, empfang):
    rows = read_rows(taken(client, reverse("termine:heute_sammel_vorlage")))
    assert [one["vorname"] for one in rows] == ["Olena"]


def test_discarding_leads_back_when_nothing_is_left(client, empfang, send):
    address = send(row(0)).redirect_chain[-1][0]
    page = client.post(address, {"verwerfen": "1"}, follow=True)
    assert (page.redirect_chain[-1][0], Sammelbuchung.objects.count()) == (reverse(SEITE), 0)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_queries_for_one_and_three(
    client, empfang, partner, leistung, standort, count, django_assert_num_queries
):
    lists = [liste(partner, leistung, standort, [row(n * 3 + k) for k in range(count)]) for n in range(count)]
    sammelbuchungen()
    client.get(reverse(SEITE))
    with django_assert_num_queries(SAMMEL_ABFRAGEN):
        client.get(reverse(SEITE))
    with django_assert_num_queries(LISTE_ABFRAGEN):
        client.get(lists[0].get_absolute_url())


SAMMEL_ABFRAGEN, LISTE_ABFRAGEN = 15, 15


def test_management_keeps_organisations_with_every_version(client, team, leistung):
    join(client, team.organisationseinheit, Rolle.LEITUNG)
    values = {
        "name": "Klinikum",
        "einheit": team.organisationseinheit_id,
        "leistungen": [leistung.pk],
        "kontingent": 5,
        "je": "woche",
    }
    assert client.post(reverse("termine:heute_partner_neu"), values | {"aktiv": "on"}).status_code == 302
    partner = Buchungspartner.objects.get()
    client.post(reverse("termine:heute_partner_form", args=[partner.pk]), values | {"kontingent": 8})
    assert list(partner.events.order_by("pgh_id").values_list("kontingent", "aktiv")) == [(5, True), (8, False)]
    assert "8 je Woche" in client.get(reverse("termine:heute_partner")).content.decode()
