"""Text messages to people who wait: come back at, you are next."""

from datetime import timedelta

import pytest
from django.conf import settings

from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.models import Nachricht
from termine.actions.schalter import begin, call_next, finish
from termine.actions.zuruf import remember_mobile
from termine.models import Vorsprache
from tests.factories.termine import MORGEN
from tests.termine.haus import arrived, walk_in

pytestmark = pytest.mark.django_db(transaction=True)
SPRACHEN = [code for code, _name in settings.LANGUAGES]
HANDY = "+4915123456789"


@pytest.fixture(autouse=True)
def _morning(uhr, dienst):
    uhr.move_to(MORGEN)


@pytest.fixture
def sms(settings, tmp_path):
    """Return a function: send what is due and return the texts."""
    settings.MAIL_ABLAGE = tmp_path

    def sent() -> list[str]:
        deliver_due()
        texts = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.sms"))]
        for path in tmp_path.glob("*.sms"):
            path.unlink()
        return texts

    return sent


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_first_message_says_number_and_link_in_the_own_language(standort, sms, sprache):
    remember_mobile(walk_in(standort, sprache=sprache), HANDY)
    (text,) = sms()
    assert text.startswith(HANDY)
    assert "B 001" in text
    assert "/termine/nummer/" in text


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_message_comes_when_two_are_left_before_and_only_once(standort, leistung, dienst, sms, sprache):
    people = [walk_in(standort, leistung, n=n, sprache=sprache) for n in range(4)]
    remember_mobile(people[3], HANDY)
    assert len(sms()) == 1
    for _n in range(2):
        finish(call_next(dienst.platz))
    (text,) = sms()
    assert standort.name in text
    assert "B 004" in text
    assert Nachricht.objects.exclude(adresse="").count() == 0


def test_come_back_time_is_ten_minutes_before_the_estimate(standort, leistung, dienst, uhr, sms):
    people = [walk_in(standort, leistung, n=n) for n in range(8)]
    for _n in range(3):
        called = begin(call_next(dienst.platz))
        uhr.shift(timedelta(minutes=10))
        finish(called)
    remember_mobile(people[7], HANDY)
    (text,) = sms()
    assert "Bitte seien Sie um 10:10 Uhr wieder hier" in text  # 9:30, four before, fifty minutes, less ten


def test_called_person_gets_no_message_any_more(standort, leistung, dienst, sms):
    people = [walk_in(standort, leistung, n=n) for n in range(2)]
    remember_mobile(people[1], HANDY)
    finish(call_next(dienst.platz))
    call_next(dienst.platz)
    assert sms() == []
    assert {n.status for n in Nachricht.objects.all()} == {"hinfaellig"}


def test_early_visit_is_not_told_that_it_is_next(standort, leistung, dienst):
    besuch = arrived(dienst, leistung, beginn=MORGEN + timedelta(minutes=45))
    remember_mobile(besuch, HANDY)
    walk_in(standort, leistung)
    call_next(dienst.platz)
    assert Nachricht.objects.filter(anlass__startswith="vorsprache").count() == 1


def test_number_is_forgotten_with_the_end(standort, dienst):
    remember_mobile(walk_in(standort), HANDY)
    finish(call_next(dienst.platz))
    assert Vorsprache.objects.get().mobil == ""
    remember_mobile(Vorsprache.objects.get(), HANDY)
    assert Vorsprache.objects.get().mobil == ""


def test_number_is_encrypted_in_the_database(standort, django_db_blocker):
    remember_mobile(walk_in(standort), HANDY)
    raw = Vorsprache.objects.extra(select={"roh": "mobil"}).values_list("roh", flat=True).get()
    assert HANDY not in raw
