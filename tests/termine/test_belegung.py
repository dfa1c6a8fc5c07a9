"""Races on the counter: real threads, real PostgreSQL."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht, Person
from termine.actions.aenderung import cancel_termin, move_termin
from termine.actions.bestaetigung import confirm_by_link, submit
from termine.actions.erfassung import record_personen
from termine.actions.vormerkung import hold_termin
from termine.enums import Absagevon, Linkzweck
from termine.models import Anliegen, Belegung, Termin
from termine.queries.abweichung import frei_differences
from tests.factories.termine import MORGEN, DienstFactory, PlatzFactory, gebuchter_termin, kontakt, person
from tests.termine.hilfen import hold, sent
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db(transaction=True)
ZWANZIG = range(20)


class Guarded:
    """The booking core."""

    def __init__(self, leistung, standort, clients):
        self.leistung, self.standort = leistung, standort

    def take(self, n):
        return hold_termin(leistung=self.leistung, beginn=MORGEN, standort=self.standort, schluessel=f"kunde-{n}").pk


class Unguarded:
    """The same promise as most systems keep it: look whether the time is free, then insert, in a table without constraint."""

    def __init__(self, leistung, standort, clients):
        self.seen = Barrier(clients, timeout=60)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE ohne_schutz (beginn timestamptz NOT NULL, kunde int NOT NULL)")

    def take(self, n):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM ohne_schutz WHERE beginn = %s", [MORGEN])
            taken = cursor.fetchone()
            self.seen.wait()
            if taken:
                raise DomainError("", "vergeben")
            cursor.execute("INSERT INTO ohne_schutz VALUES (%s, %s)", [MORGEN, n])
        return n


@pytest.fixture
def _drop_table():
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS ohne_schutz")


@pytest.mark.usefixtures("_drop_table")
@pytest.mark.parametrize(("core", "double"), [(Guarded, False), (Unguarded, True)])
def test_race_for_the_last_place_shows_who_books_twice(leistung, standort, dienst, core, double):
    taker = core(leistung, standort, clients=12)
    outcome = run_together([partial(taker.take, n) for n in range(12)])
    winners = [result for result in outcome if result != "vergeben"]
    assert (len(winners) > 1) is double
    assert len(winners) >= 1


def test_twenty_clients_share_exactly_what_is_there(leistung, standort, team, dienst):
    DienstFactory.create(platz=PlatzFactory.create(team=team))

    def take(n):
        for quarter in range(5):
            try:
                beginn = MORGEN + timedelta(minutes=15 * ((n + quarter) % 5))
                return hold_termin(leistung=leistung, beginn=beginn, standort=standort, schluessel=f"kunde-{n}").status
            except DomainError as full:
                last = full
        raise last

    assert Counter(run_together([partial(take, n) for n in ZWANZIG])) == {"vorgemerkt": 10, "vergeben": 10}
    assert (Belegung.objects.count(), frei_differences()) == (10, [])


def test_twenty_equal_requests_hold_once(leistung, standort, team, dienst):
    DienstFactory.create(platz=PlatzFactory.create(team=team))
    outcome = run_together([lambda: hold(leistung, standort).pk for _n in ZWANZIG])
    assert len(outcome) == 20
    assert set(outcome) == set(Termin.objects.values_list("pk", flat=True))
    assert Belegung.objects.count() == 1


def test_twenty_equal_requests_at_the_desk_book_once(leistung, dienst):
    outcome = run_together([lambda: gebuchter_termin(dienst, leistung).pk for _n in ZWANZIG])
    assert outcome == [Termin.objects.get().pk] * 20
    assert (Nachricht.objects.count(), Person.objects.count(), Anliegen.objects.count()) == (1, 1, 1)


def test_twenty_equal_requests_send_and_confirm_once(leistung, standort, dienst):
    termin = record_personen(hold(leistung, standort), [person()], kontakt())
    assert run_together([lambda: submit(termin).status for _n in ZWANZIG]) == ["bestaetigung_offen"] * 20
    token = link_token(Linkzweck.BESTAETIGUNG, termin.pk)
    assert run_together([lambda: confirm_by_link(token).status for _n in ZWANZIG]) == ["gebucht"] * 20
    assert Counter(Nachricht.objects.values_list("anlass", flat=True)) == {"termin_bestaetigung": 1, "termin_bestaetigt": 1}


def test_twenty_equal_cancellations_cancel_once(leistung, dienst):
    termin = gebuchter_termin(dienst, leistung)
    assert run_together([lambda: cancel_termin(termin, von=Absagevon.PERSON).status for _n in ZWANZIG]) == ["abgesagt"] * 20
    assert Nachricht.objects.filter(anlass="termin_abgesagt_person").count() == 1


class Undecided:
    """Somebody who has taken a time but not yet committed; gives up when ``until`` says so."""

    def __init__(self, leistung, standort, until):
        self.leistung, self.standort, self.until = leistung, standort, until
        self.taken, self.other_is_done = Event(), Event()

    def hesitate(self):
        with transaction.atomic():
            platz = hold(self.leistung, self.standort, schluessel="gibt-auf").platz
            self.taken.set()
            while not self.other_is_done.wait(0.02) and not self.until():
                pass
            transaction.set_rollback(True)
        return platz

    def take(self):
        self.taken.wait(30)
        try:
            return hold(self.leistung, self.standort, schluessel="bekommt").platz
        finally:
            self.other_is_done.set()


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # one transaction would see the same picture for ever
        cursor.execute("SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.rowcount > 0


def test_full_is_no_lie_when_the_other_one_gives_up(leistung, standort, dienst):
    other = Undecided(leistung, standort, until=somebody_waits)
    assert run_together([other.hesitate, other.take]) == [dienst.platz, dienst.platz]


def test_counter_that_somebody_is_taking_is_passed_by_without_waiting(leistung, standort, team, dienst):
    second = DienstFactory.create(platz=PlatzFactory.create(team=team))
    other = Undecided(leistung, standort, until=somebody_waits)
    assert run_together([other.hesitate, other.take]) == [dienst.platz, second.platz]


def test_crossing_moves_wait_for_each_other_without_a_deadlock(leistung, standort, team, dienst):
    other = DienstFactory.create(platz=PlatzFactory.create(team=team))
    spaeter = MORGEN + timedelta(hours=1)
    visits = [gebuchter_termin(dienst, leistung, n=n, beginn=spaeter if n % 2 else MORGEN) for n in range(4)]
    assert {visit.platz for visit in visits} == {dienst.platz, other.platz}

    def wander(termin, first, second):
        for goal in [first, second] * 5:
            with suppress(DomainError):  # taken at this moment; a deadlock would be another error
                move_termin(termin, beginn=MORGEN + timedelta(minutes=15 * goal), standort=standort, von=Absagevon.AMT)
        return "da"

    goals = [(4, 8), (8, 4), (6, 4), (8, 6)]
    assert run_together([partial(wander, visit, *goal) for visit, goal in zip(visits, goals, strict=True)]) == ["da"] * 4
    assert (Belegung.objects.count(), frei_differences()) == (4, [])


def test_two_families_with_the_same_members_in_other_order(leistung, standort, team, dienst):
    DienstFactory.create(platz=PlatzFactory.create(team=team))
    family = [person(0), person(1), person(2)]
    calls = [
        partial(gebuchter_termin, dienst, leistung, personen=members, schluessel=f"familie-{n}")
        for n, members in enumerate([family, family[::-1]] * 3)
    ]
    outcome = run_together(calls)
    assert Counter(result if isinstance(result, str) else "gebucht" for result in outcome)["gebucht"] == 1
    assert (Anliegen.objects.count(), Belegung.objects.count(), frei_differences()) == (3, 1, [])


def test_late_confirmation_and_newcomer_never_both_win(leistung, standort, dienst, uhr):
    termin = sent(leistung, standort)
    token = link_token(Linkzweck.BESTAETIGUNG, termin.pk)
    uhr.shift(timedelta(minutes=61))
    calls = [lambda: confirm_by_link(token).status, lambda: hold(leistung, standort, schluessel="neu").status]
    outcome = run_together(calls)
    assert outcome in [["gebucht", "vergeben"], ["verfallen", "vorgemerkt"]]
    assert (Belegung.objects.count(), frei_differences()) == (1, [])
