from datetime import timedelta

import pytest

from behoerde.kern.actions.ereignis import melde
from termine.queries.versprechen import ANGEBOT, WARTEZEIT, Anteil, kept_share
from tests.factories.termine import aufnahme
from tests.termine.anliegen import ask

pytestmark = pytest.mark.django_db


def report(kept: int, broken: int, *, leistung: str = "studium", art: str = ANGEBOT) -> None:
    for ergebnis, count in (("gehalten", kept), ("verletzt", broken)):
        for _n in range(count):
            melde(art, leistung=leistung, ergebnis=ergebnis)


def test_share_is_told_from_thirty_cases_on():
    report(28, 1)
    assert kept_share() is None
    report(1, 0)
    assert kept_share() == Anteil(29, 30)
    assert kept_share().prozent == 96


def test_each_leistung_has_its_own_share():
    report(30, 0, leistung="studium")
    report(20, 20, leistung="duldung")
    assert (kept_share(leistung="studium").prozent, kept_share(leistung="duldung").prozent) == (100, 50)
    assert kept_share(leistung="andere") is None
    assert kept_share() == Anteil(50, 70)


def test_what_is_older_than_ninety_days_no_longer_counts(uhr):
    report(30, 0)
    uhr.shift(timedelta(days=90, minutes=1))
    assert kept_share() is None


def test_waiting_time_is_counted_for_itself():
    report(30, 10, art=WARTEZEIT)
    assert (kept_share(), kept_share(WARTEZEIT)) == (None, Anteil(30, 40))


def test_overdue_without_an_answer_is_broken_but_waiting_for_the_person_is_not(sichtung, uhr):
    report(30, 0)
    aufnahme(sichtung, n=1)
    ask(aufnahme(sichtung, n=2))
    uhr.shift(timedelta(days=9))
    assert kept_share() == Anteil(30, 31)


@pytest.mark.parametrize(("kept", "text"), [(30, "100 %"), (3, "mindestens 30 Fälle")])
def test_page_of_a_leistung_says_the_share_or_why_there_is_none(client, sichtung, kept, text):
    report(kept, 0)
    assert text in client.get("/termine/leistungen/studium/").content.decode()


def test_second_visitor_asks_nothing(client, sichtung, monkeypatch, django_assert_num_queries):
    monkeypatch.undo()
    kept_share()
    with django_assert_num_queries(0):
        kept_share()
