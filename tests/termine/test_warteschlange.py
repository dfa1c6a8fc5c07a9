"""The promises of docs/warteschlange.md, for any house hypothesis can think of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termine.warteschlange import (
    GEDULD,
    PUENKTLICH,
    VORRANG,
    Grund,
    Schalter,
    Wartend,
    faellig,
    grund,
    ist_frueh,
    ist_geparkt,
    passt,
    reihenfolge,
    schaetzung,
    vor,
)

NEUN = datetime(2026, 11, 24, 8, tzinfo=UTC)
S = Schalter(1, team=1, leistungen=frozenset({1, 2}))


def minutes(n: int) -> timedelta:
    return timedelta(minutes=n)


def at(n: int) -> datetime:
    return NEUN + minutes(n)


def walk_in(n: int, kommt: int, **more) -> Wartend:
    return Wartend(UUID(int=n), at(kommt), leistung=1, **more)


def visit(n: int, kommt: int, beginn: int, dauer: int = 15, **more) -> Wartend:
    values = {"team": 1, "leistung": 1, "beginn": at(beginn), "ende": at(beginn + dauer)}
    return Wartend(UUID(int=n), at(kommt), **(values | more))


def order(*people: Wartend, jetzt: int, schalter: Schalter = S, offen=()) -> list[int]:
    return [w.id.int for w in reihenfolge(people, schalter, at(jetzt), [S, *offen])]


def test_appointment_comes_first_from_its_time_on():
    assert order(walk_in(1, -10), visit(2, -20, 0), jetzt=0) == [2, 1]


def test_early_arrival_waits_while_somebody_is_due():
    assert order(visit(1, 0, 30), walk_in(2, 5), jetzt=10) == [2, 1]


def test_early_arrival_is_called_when_nobody_else_waits():
    assert order(visit(1, 0, 30), jetzt=10) == [1]


def test_appointment_counts_five_minutes_before_its_time():
    assert order(walk_in(1, 0), visit(2, 0, 15), jetzt=10) == [2, 1]
    assert order(walk_in(1, 0), visit(2, 0, 16), jetzt=10) == [1, 2]


def test_walk_in_of_half_an_hour_ago_comes_before_the_appointment_of_now():
    assert order(visit(1, 20, 31), walk_in(2, 0), jetzt=31) == [2, 1]


def test_late_arrival_is_due_from_arriving_on():
    assert order(visit(1, 12, 0), visit(2, 0, 10), walk_in(3, -19), jetzt=12) == [2, 3, 1]


def test_who_comes_after_the_end_waits_like_somebody_without_appointment():
    assert order(visit(1, 16, 0), visit(2, 0, 40), jetzt=40) == [2, 1]


def test_emergency_then_forwarded_then_the_others():
    people = visit(1, -5, 0), walk_in(2, 1, weitergereicht_am=at(9), team=1), walk_in(3, 8, dringend_seit=at(9))
    assert order(*people, jetzt=10) == [3, 2, 1]


def test_parked_people_are_left_alone_then_stand_in_front_of_their_lane():
    people = walk_in(1, 0, geparkt_bis=at(15)), walk_in(2, 1), walk_in(3, 2)
    assert order(*people, jetzt=14) == [2, 3]
    assert order(*people, jetzt=15) == [1, 2, 3]


def test_counter_serves_its_team_its_leistungen_and_what_it_offers():
    assert not passt(visit(1, 0, 0, team=2), S)
    assert not passt(walk_in(1, 0), replace(S, ohne_termin=False))
    assert not passt(replace(walk_in(1, 0), leistung=9), S)
    assert not passt(walk_in(1, 0, merkmale=frozenset({"rollstuhl"})), S)
    assert passt(walk_in(1, 0, merkmale=frozenset({"rollstuhl"})), replace(S, merkmale=frozenset({"rollstuhl"})))


def test_forwarded_to_one_counter_waits_for_this_one_whatever_it_offers():
    sent = walk_in(1, 0, weitergereicht_am=at(1), ziel=1, team=1)
    assert passt(replace(sent, leistung=9), S)
    assert not passt(sent, replace(S, id=2))


def test_language_of_another_open_counter_gives_way_for_ten_minutes():
    arabic = Schalter(2, team=1, leistungen=frozenset({1}), sprachen=frozenset({"ar"}))
    people = walk_in(1, 0, sprache="ar"), walk_in(2, 9)
    assert order(*people, jetzt=10, offen=[arabic]) == [2, 1]
    assert order(*people, jetzt=10) == [1, 2]
    assert order(*people, jetzt=10, schalter=arabic) == [1, 2]
    assert order(people[0], walk_in(2, 11), jetzt=12, offen=[arabic]) == [1, 2]


def test_visit_belongs_to_the_counter_that_prepared_it():
    second = replace(S, id=2)
    people = visit(1, 0, 5, eigener_platz=2), visit(2, 0, 14)
    assert order(*people, jetzt=14, offen=[second]) == [2, 1]
    assert order(*people, jetzt=14, schalter=second) == [1, 2]
    assert order(*people, jetzt=14) == [1, 2]


@pytest.mark.parametrize(
    ("w", "expected"),
    [
        (visit(1, 0, 5), Grund.TERMIN),
        (walk_in(1, 0), Grund.OHNE_TERMIN),
        (visit(1, 0, 30), Grund.FRUEH),
        (walk_in(1, 0, geparkt_bis=at(9)), Grund.ZURUECK),
        (walk_in(1, 0, geparkt_bis=at(20)), Grund.GEPARKT),
        (walk_in(1, 0, dringend_seit=at(3)), Grund.DRINGEND),
        (walk_in(1, 0, team=1, weitergereicht_am=at(3)), Grund.WEITERGEREICHT),
        (walk_in(1, 0, team=2), Grund.ANDERSWO),
        (visit(1, 0, 5, eigener_platz=2), Grund.BESSER),
    ],
)
def test_reason_says_why(w, expected):
    assert grund(w, S, at(10), [S, replace(S, id=2)]) == expected


def test_people_before_me_are_those_my_counters_could_call():
    elsewhere = Schalter(2, team=2, leistungen=frozenset({9}))
    people = [walk_in(1, 0), walk_in(2, 1), Wartend(UUID(int=3), at(0), team=2, leistung=9), visit(4, 0, 29)]
    assert vor(people[1], people, at(5), [S, elsewhere]) == 2
    assert vor(people[0], people, at(5), [S]) == 1


def test_estimate_needs_three_conversations_and_is_rounded_up():
    assert schaetzung(4, [10, 10], 2) is None
    assert schaetzung(4, [8, 10, 12], 2) == 25
    assert schaetzung(3, [8, 10, 15], 2) == 25
    assert schaetzung(0, [1, 1, 1], 3) == 5
    assert schaetzung(3, [8, 10, 15], 0) is None


# --- For any house -----------------------------------------------------------
SPRACHEN = st.sampled_from(["de", "ar", "uk"])
ZEIT = st.integers(-60, 60)


@st.composite
def wartende(draw) -> list[Wartend]:
    people = []
    for n in range(draw(st.integers(0, 8))):
        kommt = draw(ZEIT)
        more: dict = {"sprache": draw(SPRACHEN), "geparkt_bis": draw(st.none() | ZEIT.map(at))}
        if draw(st.integers(0, 5)) == 0:
            more["dringend_seit"] = at(kommt)
        if draw(st.integers(0, 5)) == 0:
            more |= {"weitergereicht_am": at(kommt + 5), "team": draw(st.integers(1, 2))}
        make = visit(n, kommt, draw(ZEIT), **more) if draw(st.booleans()) else walk_in(n, kommt, **more)
        people.append(make)
    return people


@st.composite
def haeuser(draw) -> list[Schalter]:
    count = draw(st.integers(1, 3))
    return [
        Schalter(n, draw(st.integers(1, 2)), frozenset(draw(st.sets(SPRACHEN))), frozenset(draw(st.sets(st.integers(1, 2)))))
        for n in range(count)
    ]


@given(wartende(), haeuser(), ZEIT)
def test_everybody_who_fits_stands_in_the_order_once_and_nobody_else(people, haus, jetzt):
    found = reihenfolge(people, haus[0], at(jetzt), haus)
    expected = {w.id for w in people if passt(w, haus[0]) and not ist_geparkt(w, at(jetzt))}
    assert {w.id for w in found} == expected
    assert len(found) == len(expected)


@given(wartende(), haeuser(), ZEIT)
def test_nobody_is_passed_by_somebody_due_much_later(people, haus, jetzt):
    """The bound: without emergency or forwarding, nobody stands behind somebody who is due more than GEDULD later."""
    plain = [w for w in people if w.dringend_seit is None and w.weitergereicht_am is None]
    found = reihenfolge(plain, haus[0], at(jetzt), haus)
    for n, w in enumerate(found):
        if not ist_frueh(w, at(jetzt)):
            assert all(faellig(other) <= faellig(w) + GEDULD for other in found[:n])


@given(wartende(), haeuser(), ZEIT)
def test_early_people_come_after_all_who_are_due(people, haus, jetzt):
    found = reihenfolge([w for w in people if w.dringend_seit is None and w.weitergereicht_am is None], haus[0], at(jetzt), haus)
    early = [ist_frueh(w, at(jetzt)) for w in found]
    assert early == sorted(early)


@given(wartende(), ZEIT)
def test_parked_people_who_are_back_lead_their_lane(people, jetzt):
    lane = [
        replace(w, team=None, weitergereicht_am=None, dringend_seit=None, beginn=None, ende=None, sprache="de") for w in people
    ]
    found = reihenfolge(lane, S, at(jetzt), [S])
    for n, w in enumerate(found):
        if w.geparkt_bis:
            assert all(other.angekommen_am <= w.angekommen_am for other in found[:n])


@given(st.lists(st.tuples(st.integers(0, 180), st.booleans()), max_size=40), st.integers(0, 120))
def test_walk_in_never_starves_however_many_appointments_come(others, kommt):
    """A day at one counter, one call every five minutes: who has drawn a number is called before all who come in later."""
    me = walk_in(1000, kommt)
    arriving = sorted(
        [visit(n, when, when) if mit_termin else walk_in(n, when) for n, (when, mit_termin) in enumerate(others)] + [me],
        key=lambda w: (w.angekommen_am, w.id),
    )
    called: list[Wartend] = []
    for step in range(0, 600, 5):
        here = [w for w in arriving if w.angekommen_am <= at(step) and w not in called]
        called += reihenfolge(here, S, at(step), [S])[:1]
    before = called[: called.index(me)]
    assert all(faellig(w) <= me.angekommen_am + VORRANG for w in before)
    assert len(called) == len(arriving)


@given(wartende(), haeuser(), ZEIT)
def test_order_does_not_depend_on_how_the_rows_came(people, haus, jetzt):
    forwards = reihenfolge(people, haus[0], at(jetzt), haus)
    assert reihenfolge(people[::-1], haus[0], at(jetzt), haus) == forwards


@given(wartende(), haeuser(), ZEIT)
def test_number_of_people_before_me_is_never_more_than_wait(people, haus, jetzt):
    counts = [vor(w, people, at(jetzt), haus) for w in people]
    assert all(0 <= count < len(people) for count in counts)


def test_constants_are_those_of_the_document():
    assert (minutes(30), minutes(5), minutes(10)) == (VORRANG, PUENKTLICH, GEDULD)
