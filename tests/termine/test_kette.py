from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from behoerde.kern.models import Nachricht
from termine.actions.aufnahme import withdraw
from termine.actions.kette import book_kette_now
from termine.actions.sichtung_angebot import retract_vorschlaege
from termine.actions.verfall import sweep_expired
from termine.actions.vorschlag import accept_vorschlag, decline_vorschlaege, offer_termine
from termine.models import Anliegen, Belegung, Kette, Platz, Termin, Terminvorschlag
from termine.queries.kette import companions
from tests.factories.kern import StandortFactory
from tests.factories.termine import MORGEN, aufnahme, gebuchter_termin, person
from tests.termine.hilfen import refused
from tests.termine.ketten import BIS, booked, counter, offered, taken_in, way, ways
from tests.termine.wettlauf import run_together


@pytest.fixture
def haus(db):
    return StandortFactory.create()


@pytest.fixture
def anmeldung(haus):
    return counter(haus, "anmeldung")


@pytest.fixture
def karte(haus):
    return counter(haus, "karte", dauer_minuten=30)


@pytest.fixture
def beide(anmeldung, karte):
    return taken_in(anmeldung, karte)


def minutes(termine) -> list[tuple[float, float]]:
    return [((t.starts_at - MORGEN).total_seconds() / 60, (t.ends_at - MORGEN).total_seconds() / 60) for t in termine]


def staende(rows) -> list[str]:
    for row in rows:
        row.refresh_from_db()
    return [row.stand for row in rows]


@pytest.mark.django_db
def test_offer_holds_a_counter_at_every_station_until_the_same_moment(beide):
    firsts = offered(beide, way(beide, 0, 15), way(beide, 60, 90))
    rows = Terminvorschlag.objects.order_by("starts_at")
    assert [(row.station, row.status, row.platz_id != firsts[0].platz_id) for row in rows] == [
        (1, "offen", False),
        (2, "offen", True),
    ] * 2
    assert set(Belegung.objects.values_list("art", "ablauf")) == {("vormerkung", BIS)}
    assert staende(beide) == ["angeboten", "angeboten"]
    assert Nachricht.objects.filter(anlass="anliegen_vorschlaege").count() == 1


@pytest.mark.django_db
def test_accepting_any_station_books_all_and_writes_once(beide):
    offered(beide, way(beide, 0, 15), way(beide, 60, 90))
    second = Terminvorschlag.objects.filter(station=2).earliest("starts_at")
    first = accept_vorschlag(second)
    assert accept_vorschlag(second) == first
    termine = list(Termin.objects.filter(kette=first.kette_id).order_by("station"))
    assert (minutes(termine), [t.status for t in termine]) == ([(0, 15), (15, 45)], ["gebucht", "gebucht"])
    assert staende(beide) == ["terminiert", "terminiert"]
    assert (Belegung.objects.count(), Nachricht.objects.filter(anlass="termin_bestaetigt").count()) == (2, 1)
    assert set(Nachricht.objects.filter(anlass="termin_erinnerung").values_list("kontext__termin", flat=True)) <= {str(first.pk)}


@pytest.mark.django_db
def test_booking_on_the_phone_sends_no_offer(beide):
    first = book_kette_now(beide, way(beide, 0, 30), luecke=20)
    assert (first.station, first.kette.stationen, first.kette.termine.count()) == (1, 2, 2)
    assert not Nachricht.objects.filter(anlass="anliegen_vorschlaege").exists()


@pytest.mark.django_db
def test_holds_of_a_way_end_together(beide, uhr):
    offered(beide, way(beide, 0, 15))
    uhr.move_to(BIS)
    assert sweep_expired() == 2
    assert (staende(beide), Belegung.objects.count()) == (["in_sichtung"] * 2, 0)
    assert Nachricht.objects.filter(anlass="anliegen_vorschlaege_verfallen").count() == 1


@pytest.mark.django_db
def test_counter_of_one_station_that_somebody_takes_after_the_end_frees_the_other_too(beide, karte, uhr):
    offered(beide, way(beide, 0, 15))
    uhr.move_to(BIS)
    dienst = karte.teams.get().dienste.get()
    gebuchter_termin(dienst, karte, n=9, beginn=MORGEN + timedelta(minutes=15))
    assert (staende(beide), Belegung.objects.count()) == (["in_sichtung"] * 2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("step", [decline_vorschlaege, retract_vorschlaege])
def test_offers_that_end_at_one_concern_end_at_both(beide, step):
    offered(beide, way(beide, 0, 15))
    step(beide[1])
    assert (staende(beide), Belegung.objects.count()) == (["in_sichtung"] * 2, 0)


@pytest.mark.django_db
def test_concern_that_is_taken_back_lets_the_other_one_wait_for_a_new_offer(beide):
    offered(beide, way(beide, 0, 15))
    withdraw(beide[0])
    assert (staende(beide), Belegung.objects.count()) == (["zurueckgezogen", "in_sichtung"], 0)


@pytest.mark.django_db
def test_single_offer_to_one_concern_lets_the_other_one_go(beide):
    offered(beide, way(beide, 0, 15))
    offer_termine(beide[1], [(MORGEN, beide[1].team.standort)], gueltig_bis=BIS)
    assert (staende(beide), Belegung.objects.count()) == (["in_sichtung", "angeboten"], 1)


@pytest.mark.django_db
def test_offering_ways_again_replaces_the_old_ones(beide):
    offered(beide, way(beide, 0, 15))
    offered(beide, way(beide, 60, 75))
    assert (staende(beide), Belegung.objects.count()) == (["angeboten"] * 2, 2)
    assert [row.versprechen.runde for row in beide] == [1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "luecke", "code"),
    [
        ((0, 10), 20, "kette_folgt_nicht"),
        ((0, 40), 20, "kette_folgt_nicht"),
        ((0, 15), 500, "kette_folgt_nicht"),
        ((7, 22), 20, "vergeben"),
    ],
)
def test_way_that_is_none_is_refused(beide, starts, luecke, code):
    assert refused(offered, beide, way(beide, *starts), luecke=luecke) == code
    assert (staende(beide), Belegung.objects.count()) == (["eingegangen"] * 2, 0)


@pytest.mark.django_db
def test_way_needs_the_same_people_everywhere(anmeldung, karte):
    rows = [aufnahme(anmeldung, personen=2, schluessel="a"), aufnahme(karte, personen=1, schluessel="b")]
    assert refused(offered, rows, way(rows, 0, 20)) == "kette_personen"
    assert refused(offered, rows[:1], way(rows[:1], 0)) == "stationen"


@pytest.mark.django_db
def test_shortest_order_is_found_and_a_given_order_is_kept(anmeldung, karte):
    rows = taken_in(anmeldung, karte)
    gebuchter_termin(anmeldung.teams.get().dienste.get(), anmeldung, n=5, beginn=MORGEN)
    first = ways(rows)[0]
    assert ([halt.leistung for halt in first.halte], first.ende) == ([karte, anmeldung], MORGEN + timedelta(minutes=45))
    given = ways(rows, folge="fest")[0]
    assert ([halt.leistung for halt in given.halte], given.beginn) == ([anmeldung, karte], MORGEN + timedelta(minutes=15))


@pytest.mark.django_db
def test_companions_are_open_concerns_of_exactly_the_same_people(anmeldung, karte, haus, sichtung):
    dritte = counter(haus, "dritte")
    own, same = taken_in(anmeldung, karte)
    aufnahme(dritte, leute=[person(0), person(1)], schluessel="familie")
    user = _head_of(anmeldung, karte, dritte)
    assert companions(own, user) == [same]
    assert companions(own, _head_of(anmeldung)) == []


def _head_of(*leistungen):
    from behoerde.kern.rechte import Rolle
    from tests.termine.empfang import staff_of

    einheiten = [leistung.teams.get().organisationseinheit for leistung in leistungen]
    user = staff_of(einheiten[0], Rolle.EMPFANG)
    user.rollenzuweisungen.model.objects.bulk_create(
        user.rollenzuweisungen.model(user=user, rolle=Rolle.EMPFANG, organisationseinheit=einheit) for einheit in einheiten[1:]
    )
    return user


@pytest.mark.django_db
@pytest.mark.parametrize(("station", "shift"), [(2, -5), (2, 30), (1, 5), (1, -30)])
def test_database_refuses_a_station_out_of_order_or_too_far_away(beide, station, shift):
    termine = booked(beide, 30, 45)
    by = timedelta(minutes=shift)
    moved = termine[station - 1]
    with pytest.raises(IntegrityError, match="do not follow"), transaction.atomic():
        Termin.objects.filter(pk=moved.pk).update(starts_at=moved.starts_at + by, ends_at=moved.ends_at + by)
        _ask_now()


def _ask_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.django_db
def test_database_lets_a_whole_way_move(beide):
    for termin in reversed(booked(beide, 0, 15)):
        later = timedelta(hours=1)
        Termin.objects.filter(pk=termin.pk).update(starts_at=termin.starts_at + later, ends_at=termin.ends_at + later)
    _ask_now()


@pytest.mark.django_db
def test_database_refuses_other_people_at_one_station(beide):
    second = booked(beide, 0, 15)[1]
    with pytest.raises(IntegrityError, match="not the same people"), transaction.atomic():
        Anliegen.objects.filter(termin=second).update(person_hash="0" * 64)
        _ask_now()


@pytest.mark.django_db
def test_database_lets_nobody_change_the_place_in_a_way(beide):
    second = booked(beide, 0, 15)[1]
    other = Kette.objects.create(stationen=2, luecke_minuten=20)
    for change in ({"station": 3}, {"kette": other}, {"kette": None, "station": None}):
        with pytest.raises(Exception, match="pgtrigger: Cannot update"), transaction.atomic():
            Termin.objects.filter(pk=second.pk).update(**change)


@pytest.mark.django_db(transaction=True)
def test_two_ways_race_for_the_same_counters_and_one_gets_both(haus):
    first, second = counter(haus, "anmeldung"), counter(haus, "karte")
    families = [taken_in(first, second, n=n) for n in range(6)]
    # Half of them ask for the counters the other way round.
    calls = [lambda rows=rows, n=n: offered(rows if n % 2 else rows[::-1], way(rows, 0, 15)) for n, rows in enumerate(families)]
    results = run_together(calls)
    assert sorted(r if isinstance(r, str) else "angeboten" for r in results) == ["angeboten", *["vergeben"] * 5]
    assert Belegung.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_ways_in_both_orders_share_two_counters_without_a_deadlock(haus):
    first, second = counter(haus, "anmeldung"), counter(haus, "karte")
    families = [taken_in(first, second, n=n) for n in range(4)]
    orders = [rows if n % 2 else rows[::-1] for n, rows in enumerate(families)]
    calls = [lambda rows=rows, n=n: offered(rows, way(rows, 30 * n, 30 * n + 15)) for n, rows in enumerate(orders)]
    assert [len(result) for result in run_together(calls)] == [1] * 4
    assert Belegung.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_way_and_single_bookings_race_for_one_counter(haus):
    first, second = counter(haus, "anmeldung"), counter(haus, "karte")
    rows = taken_in(first, second)
    dienst = second.teams.get().dienste.get()
    single = [lambda n=n: gebuchter_termin(dienst, second, n=n, beginn=MORGEN + timedelta(minutes=15)) for n in (11, 12, 13)]
    results = run_together([lambda: offered(rows, way(rows, 0, 15)), *single])
    assert sum(result == "vergeben" for result in results) == 3
    way_won = results[0] != "vergeben"
    assert Belegung.objects.count() == (2 if way_won else 1)


@pytest.mark.django_db(transaction=True)
def test_accepting_two_stations_at_once_books_one_way(haus):
    rows = taken_in(counter(haus, "anmeldung"), counter(haus, "karte"))
    offered(rows, way(rows, 0, 15))
    offers = list(Terminvorschlag.objects.order_by("station"))
    results = run_together([lambda row=row: accept_vorschlag(row) for row in offers * 2])
    assert (len(set(results)), Termin.objects.count(), Belegung.objects.count()) == (1, 2, 2)


@pytest.mark.django_db
def test_way_takes_other_counters_of_the_team_where_the_first_is_taken(haus):
    first, second = counter(haus, "anmeldung", plaetze=2), counter(haus, "karte")
    gebuchter_termin(first.teams.get().dienste.first(), first, n=7, beginn=MORGEN)
    termine = booked(taken_in(first, second), 0, 15)
    assert (minutes(termine), Platz.objects.filter(termine__isnull=False).distinct().count()) == ([(0, 15), (15, 30)], 3)
