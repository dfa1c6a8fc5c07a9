"""The call display: numbers only, one query per house and second, 204 while nothing changes."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from behoerde.kern.actions.geraet import revoke_geraet
from behoerde.kern.rechte import Rolle
from termine.actions.schalter import begin, call, call_next, finish
from tests.anmelden import sign_in
from tests.factories.kern import StandortFactory
from tests.factories.termine import MORGEN, DienstFactory, PlatzFactory
from tests.termine.geraete import device
from tests.termine.haus import arrived, walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def anzeige(client, standort, dienst, uhr):
    uhr.move_to(MORGEN)
    return device(client, standort, "anzeige")


def screen(client, standort) -> str:
    cache.clear()
    response = client.get(reverse("termine:aufruf", args=[standort.slug]))
    assert response.status_code == 200
    return response.content.decode()


def part(client, standort, stand: str = ""):
    return client.get(reverse("termine:aufruf_teil", args=[standort.slug]), {"stand": stand})


def test_display_shows_numbers_and_counters_but_no_names(client, anzeige, standort, dienst, leistung):
    arrived(dienst, leistung, beginn=MORGEN + timedelta(minutes=15))
    call_next(dienst.platz)
    text = screen(client, standort)
    assert "A 001" in text
    assert dienst.platz.name in text
    assert "Beispiel" not in text


def test_newest_call_is_large_and_four_stand_beside(client, anzeige, standort, team, uhr):
    for n in range(6):
        platz = DienstFactory.create(platz=PlatzFactory.create(team=team)).platz
        call(walk_in(standort, n=n), platz)
        uhr.shift(timedelta(seconds=10))
    text = screen(client, standort)
    large = text.partition('class="aufruf__nummer">')[2][:5]
    beside = re.findall(r"<li [^>]+><span>(.{5})", text)
    assert (large, beside) == ("B 006", ["B 005", "B 004", "B 003", "B 002"])


def test_call_leaves_the_screen_after_a_while_and_when_it_is_over(client, anzeige, standort, dienst, uhr):
    walk_in(standort)
    called = call_next(dienst.platz)
    assert "B 001" in screen(client, standort)
    uhr.shift(timedelta(minutes=15))
    assert "B 001" not in screen(client, standort)
    call(called, dienst.platz)
    assert "B 001" in screen(client, standort)
    finish(begin(called))
    assert "B 001" not in screen(client, standort)


def test_quiet_house_says_where_the_number_will_stand(client, anzeige, standort):
    assert "Ihre Nummer erscheint hier" in screen(client, standort)


def test_part_answers_204_until_something_changes(client, anzeige, standort, dienst):
    walk_in(standort)
    first = part(client, standort)
    stand = first.content.decode().partition("?stand=")[2][:16]
    same = part(client, standort, stand)
    assert (first.status_code, same.status_code, same["X-Uhr"]) == (200, 204, "09:00")
    called = call_next(dienst.platz)
    cache.clear()
    assert part(client, standort, stand).status_code == 200
    stand = part(client, standort).content.decode().partition("?stand=")[2][:16]
    call(called, dienst.platz)
    cache.clear()
    assert part(client, standort, stand).status_code == 200


def test_screens_of_a_house_share_one_answer(client, anzeige, standort, dienst, django_assert_num_queries):
    part(client, standort)
    with django_assert_num_queries(6):  # begin and end of the request as somebody, the device
        part(client, standort)


@pytest.mark.parametrize("case", ["stranger", "locked", "other house", "terminal"])
def test_nobody_else_sees_the_display(client, anzeige, standort, case):
    if case == "stranger":
        client.cookies.clear()
    elif case == "locked":
        revoke_geraet(anzeige)
    elif case == "terminal":
        device(client, standort)
    house = StandortFactory.create() if case == "other house" else standort
    response = part(client, house)
    assert (response.status_code, response["HX-Refresh"]) == (404, "true")


@pytest.mark.parametrize(("rolle", "status"), [(Rolle.LEITUNG, 200), (Rolle.EMPFANG, 200), (Rolle.PARTNER, 404)])
def test_staff_who_see_visits_may_look(client, standort, rolle, status):
    sign_in(client, rolle)
    assert client.get(reverse("termine:aufruf", args=[standort.slug])).status_code == status


def test_display_speaks_german_whatever_the_browser_says(client, anzeige, standort):
    response = client.get(reverse("termine:aufruf", args=[standort.slug]), headers={"Accept-Language": "ar"})
    assert 'lang="de"' in response.content.decode()[:80]


def test_waiting_time_stands_below_from_three_conversations_on(client, anzeige, standort, dienst, uhr):
    for n in range(3):
        walk_in(standort, n=n)
        called = begin(call_next(dienst.platz))
        uhr.shift(timedelta(minutes=8))
        finish(called)
    assert "Wartezeit ohne Termin gerade etwa 10 Minuten" in screen(client, standort)


def test_closed_house_says_when_it_opens_and_an_open_one_does_not(client, anzeige, standort, dienst, uhr):
    assert "geschlossen" not in screen(client, standort)
    uhr.move_to(MORGEN - timedelta(hours=2))  # the counter opens later today
    assert "geschlossen" not in screen(client, standort)
    uhr.move_to(MORGEN - timedelta(days=2))
    assert "Wieder geöffnet: Dienstag, 24. November 2026, 9:00 Uhr" in screen(client, standort)
    uhr.move_to(MORGEN + timedelta(days=1))  # nobody knows when
    assert "geschlossen" not in screen(client, standort)
