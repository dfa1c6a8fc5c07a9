from datetime import timedelta

import pytest

from behoerde.kern.actions.zugang import link_token, resolve_link
from behoerde.kern.models import Ereignis
from termine.actions.aenderung import cancel_termin
from termine.actions.anmelden import check_in
from termine.actions.empfang import record_arrival
from termine.enums import Absagevon, Linkzweck
from termine.models import Nummernkreis, Termin, Vorsprache
from tests.factories.kern import StandortFactory
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.haus import walk_in
from tests.termine.hilfen import refused, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning(uhr, dienst):
    uhr.move_to(MORGEN)


def test_numbers_count_up_from_one_per_letter(standort, leistung, dienst):
    record_arrival(Termin.objects.get(pk=_booked(dienst, leistung).pk))
    numbers = [walk_in(standort, leistung, n=n).wartenummer for n in range(2)]
    assert [*numbers, Vorsprache.objects.get(reihe="A").wartenummer] == ["B 001", "B 002", "A 001"]


def _booked(dienst, leistung, minutes: int = 30, **more) -> Termin:
    return gebuchter_termin(dienst, leistung, beginn=MORGEN + timedelta(minutes=minutes), **more)


def test_each_house_and_each_day_has_its_own_numbers(standort, leistung, uhr, dienst):
    walk_in(standort, n=0)
    other = DienstFactory.create(platz=PlatzFactory.create(team=TeamFactory.create(leistungen=[leistung])))
    assert walk_in(other.team.standort, n=1).wartenummer == "B 001"
    uhr.shift(timedelta(days=1))
    assert walk_in(standort, n=2, am_schalter=True).wartenummer == "B 001"
    assert Nummernkreis.objects.count() == 3


def test_pressing_twice_draws_one_number(standort, leistung):
    assert walk_in(standort, leistung) == walk_in(standort, leistung)
    assert Vorsprache.objects.count() == 1
    assert list(Ereignis.objects.values_list("art", "leistung", "standort")) == [
        ("vorsprache_gezogen", "eat-abholung", standort.slug)
    ]


def test_number_has_a_page_until_midnight(standort, uhr):
    vorsprache = walk_in(standort)
    token = link_token(Linkzweck.NUMMER, vorsprache.pk)
    assert resolve_link(Linkzweck.NUMMER, token) == vorsprache.pk
    uhr.shift(timedelta(hours=15))
    assert refused(resolve_link, Linkzweck.NUMMER, token) == "link_ungueltig"


def test_no_numbers_after_the_last_counter_has_closed(standort, uhr):
    uhr.move_to(MORGEN + timedelta(hours=4))
    assert refused(walk_in, standort) == "geschlossen"
    assert walk_in(standort, am_schalter=True).status == "wartet"


def test_no_numbers_where_teams_want_appointments(standort, team):
    team.ohne_termin = False
    team.save()
    assert refused(walk_in, standort) == "geschlossen"


def test_no_number_for_what_needs_an_appointment(standort):
    assert refused(walk_in, standort, LeistungFactory.create()) == "nicht_ohne_termin"


def test_counter_that_offers_something_else_takes_no_such_walk_in(standort, leistung, team, dienst):
    other = LeistungFactory.create()
    team.leistungen.add(other)
    dienst.platz.leistungen.set([other])
    assert refused(walk_in, standort, leistung) == "nicht_ohne_termin"
    assert walk_in(standort, other).status == "wartet"


def test_arrival_at_the_desk_joins_the_queue(dienst, leistung):
    termin = _booked(dienst, leistung)
    record_arrival(termin)
    record_arrival(termin)
    vorsprache = Vorsprache.objects.get()
    assert (vorsprache.termin, vorsprache.leistung, vorsprache.team) == (termin, leistung, dienst.team)
    assert (vorsprache.wartenummer, vorsprache.status, vorsprache.sprache) == ("A 001", "wartet", "de")


def test_check_in_at_the_kiosk_shows_the_same_number_again(dienst, leistung, standort):
    termin = _booked(dienst, leistung)
    assert check_in(termin, standort) == check_in(Termin.objects.get(pk=termin.pk), standort)
    assert Termin.objects.get().status == "angekommen"


def test_check_in_an_hour_early_at_most(dienst, leistung, standort, uhr):
    termin = _booked(dienst, leistung, minutes=75)
    uhr.shift(timedelta(minutes=14))
    assert refused(check_in, termin, standort) == "zu_frueh"
    uhr.shift(timedelta(minutes=1))
    assert check_in(termin, standort).status == "wartet"


def test_check_in_after_the_end_still_gets_a_number(dienst, leistung, standort, uhr):
    termin = _booked(dienst, leistung)
    uhr.shift(timedelta(hours=2))
    assert check_in(termin, standort).wartend.hat_zeit is False


@pytest.mark.parametrize(
    ("case", "code"),
    [("abgesagt", "abgesagt"), ("morgen", "falscher_tag"), ("anderswo", "falscher_ort"), ("versaeumt", "vorbei")],
)
def test_check_in_is_refused_with_a_sentence(dienst, leistung, standort, uhr, case, code):
    termin = _booked(dienst, leistung)
    if case == "abgesagt":
        termin = cancel_termin(termin, von=Absagevon.AMT)
    elif case == "morgen":
        uhr.shift(timedelta(days=-1))
    elif case == "versaeumt":
        Termin.objects.update(status="versaeumt")
        termin.refresh_from_db()
    assert refused(check_in, termin, StandortFactory.create() if case == "anderswo" else standort) == code


def test_unconfirmed_booking_goes_to_the_desk(leistung, standort):
    bestaetigung_offen = sent(leistung, standort, beginn=MORGEN + timedelta(hours=2))
    assert refused(check_in, bestaetigung_offen, standort) == "unbestaetigt"


def test_cancelling_somebody_who_waits_takes_the_number_back(dienst, leistung, standort):
    termin = _booked(dienst, leistung)
    check_in(termin, standort)
    cancel_termin(termin, von=Absagevon.AMT)
    assert Vorsprache.objects.count() == 0
