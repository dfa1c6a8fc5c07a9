"""The pages of a survey: by link, by code, once."""

import pytest
from django.urls import reverse

from monitoring.actions.umfragelink import flush
from monitoring.models import Umfrageantwort, Umfrageeingang
from tests.monitoring.umfragen import answered, tokens

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


def page(token) -> str:
    return reverse("umfragelink:antworten", args=[str(token)])


def test_answer_goes_into_the_buffer_and_the_link_is_used_up(client):
    url = page(tokens()[0])
    sent = client.post(url, {"zufriedenheit": "4", "text": "Danke"})

    assert (sent.status_code, sent.url) == (302, reverse("umfragelink:danke"))
    assert client.get(url).url == client.post(url, {"zufriedenheit": "1"}).url == reverse("umfragelink:danke")
    assert Umfrageeingang.objects.count() == 1


def test_empty_answer_is_refused_with_a_sentence(client):
    response = client.post(page(tokens()[0]), {})
    assert response.status_code == 200
    assert "Bitte beantworten Sie mindestens eine Frage." in response.content.decode()
    assert Umfrageeingang.objects.count() == 0


def test_what_was_written_is_kept_beside_a_wrong_step(client):
    response = client.post(page(tokens()[0]), {"zufriedenheit": "9", "text": "Mein Satz"})
    assert "Mein Satz" in response.content.decode()
    assert Umfrageeingang.objects.count() == 0


def test_unknown_link_says_so_and_is_kept_by_nobody(client):
    response = client.get(page("x" * 32))
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    assert "Diese Umfrage ist vorbei" in response.content.decode()


def test_code_of_a_sheet_is_read_however_it_is_typed(client):
    token = tokens()[0]
    typed = f" {token.geheim[:5].lower()}-{token.geheim[5:]} "
    response = client.post(reverse("umfragelink:code"), {"code": typed})
    assert response.url == page(token.geheim)


def test_wrong_code_stays_in_the_field_and_many_are_too_many(client):
    url = reverse("umfragelink:code")
    response = client.post(url, {"code": "FALSCH"})
    assert 'value="FALSCH"' in response.content.decode()

    assert [client.post(url, {"code": "FALSCH"}).status_code for _n in range(20)][-1] == 429


def test_attributes_that_somebody_invents_are_not_counted(client):
    answered(9, standort="rathaus")
    token = tokens()[0]._replace(leistung="erfunden", standort="rathaus")
    client.post(page(token), {"zufriedenheit": "5"})
    flush()

    assert Umfrageantwort.objects.filter(auspraegung="erfunden").count() == 0
