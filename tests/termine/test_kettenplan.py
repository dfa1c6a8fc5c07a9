from datetime import datetime, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern import uhr
from termine.kettenplan import Abschnitt, chains

ACHT = datetime(2026, 11, 24, 8, tzinfo=uhr.ZONE)


def at(minutes: int) -> datetime:
    return ACHT + timedelta(minutes=minutes)


def station(dauer: int, *beginne: int) -> Abschnitt:
    return Abschnitt(timedelta(minutes=dauer), [at(m) for m in beginne])


def test_second_station_begins_as_soon_as_the_first_has_ended():
    found = chains([station(20, 0, 30), station(15, 0, 10, 20, 40)], timedelta(minutes=20))
    assert found == [(at(0), at(20))]


def test_pause_may_be_as_long_as_allowed_and_no_longer():
    first, second = station(20, 0), station(15, 40)
    assert chains([first, second], timedelta(minutes=20)) == [(at(0), at(40))]
    assert chains([first, second], timedelta(minutes=19)) == []


def test_way_that_ends_nowhere_is_left_for_the_next_start():
    way = [station(10, 0), station(10, 10, 20), station(10, 40)]
    assert chains(way, timedelta(0)) == []
    assert chains(way, timedelta(minutes=10)) == [(at(0), at(20), at(40))]


rasterschritte = st.sets(st.integers(0, 24), max_size=8)
stationen = st.lists(st.tuples(st.integers(1, 6), rasterschritte), min_size=2, max_size=3)


@given(stationen, st.integers(0, 12))
def test_every_first_start_gets_the_way_that_ends_soonest(gewuerfelt, schritte):
    abschnitte = [station(dauer * 5, *(n * 5 for n in sorted(beginne))) for dauer, beginne in gewuerfelt]
    luecke = timedelta(minutes=5 * schritte)
    best: dict[datetime, tuple[datetime, ...]] = {}
    for way in product(*(abschnitt.beginne for abschnitt in abschnitte)):
        ends = [beginn + abschnitt.dauer for beginn, abschnitt in zip(way, abschnitte, strict=True)]
        if all(timedelta(0) <= after - ende <= luecke for ende, after in zip(ends, way[1:], strict=False)):
            best[way[0]] = min(best.get(way[0], way), way, key=lambda found: found[-1])
    found = {way[0]: way for way in chains(abschnitte, luecke)}
    assert found.keys() == best.keys()
    assert {first: way[-1] for first, way in found.items()} == {first: way[-1] for first, way in best.items()}
