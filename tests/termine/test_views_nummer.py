from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from termine.actions.schalter import begin, call_next, finish, forward, park
from termine.enums import Linkzweck
from tests.factories.termine import MORGEN
from tests.termine.haus import KURZ, arrived, walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning(uhr, dienst):
    uhr.move_to(MORGEN)


@pytest.fixture
def vorsprache(standort, leistung):
    walk_in(standort, leistung, n=1)
    return walk_in(standort, leistung)


def page(client, vorsprache, **headers) -> str:
    response = client.get(reverse("termine:nummer", args=[link_token(Linkzweck.NUMMER, vorsprache.pk)]), **headers)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    return response.content.decode()


def test_number_shows_how_many_wait_before_it(client, vorsprache):
    text = page(client, vorsprache)
    assert "B 002" in text
    assert "1 Person" in text
    assert "etwa" not in text


def test_estimate_stands_there_from_three_conversations_on(client, standort, leistung, dienst, uhr):
    people = [walk_in(standort, leistung, n=n) for n in range(5)]
    for _n in range(3):
        called = begin(call_next(dienst.platz))
        uhr.shift(timedelta(minutes=8))
        finish(called)
    assert "etwa 20 Minuten" in page(client, people[4])


def test_call_says_where_to_go(client, vorsprache, dienst):
    call_next(dienst.platz)
    finish(call_next(dienst.platz))
    call_next(dienst.platz)
    assert f"<bdi>{dienst.platz.name}</bdi>" in page(client, vorsprache)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (begin, "Sie sind gerade hier"),
        (lambda v: park(v, minuten=10), "Bitte warten Sie noch einmal."),
        (lambda v: forward(begin(v), team=v.platz.team), "Der nächste Schalter ruft Sie auf."),
        (finish, "Ihr Besuch ist beendet."),
    ],
    ids=["begin", "park", "forward", "finish"],
)
def test_every_state_has_its_sentence(client, standort, leistung, dienst, step, sentence):
    walk_in(standort, leistung)
    called = call_next(dienst.platz)
    step(called)
    assert sentence in page(client, called)


def test_early_visit_reads_its_time_and_no_estimate(client, dienst, leistung):
    assert "Ihr Termin ist um 9:30 Uhr." in page(client, arrived(dienst, leistung, beginn=MORGEN + 2 * KURZ))


def test_page_asks_again_for_the_state_alone(client, vorsprache):
    part = page(client, vorsprache, headers={"HX-Request": "true"})
    assert part.lstrip().startswith('<div class="stapel" id="stand"')
    assert "<html" not in part


def test_unknown_number_leads_on(client, db):
    response = client.get(reverse("termine:nummer", args=["unbekannt"]))
    assert response.status_code == 404
