from datetime import UTC, date, datetime, time, timedelta

import pgtrigger
import pytest
import structlog.testing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from behoerde.kern.models import Ereignis
from termine.actions.aenderung import cancel_termin
from termine.actions.belegung import Wunsch, claim, release
from termine.actions.dienstplan import check_frei, generate_dienste
from termine.enums import Absagegrund, Absagevon
from termine.models import Ausnahme, Belegung, Dienst, Oeffnungszeit, Schliesstag, Termin
from termine.planung import as_range
from termine.queries.abweichung import frei_befund, frei_differences
from termine.queries.frei import free_zeiten
from termine.tasks import dienstplan
from tests.factories.kern import StandortFactory
from tests.factories.termine import (
    MORGEN,
    DienstFactory,
    OeffnungszeitFactory,
    PlatzFactory,
    TeamFactory,
    gebuchter_termin,
)
from tests.termine.hilfen import hold, refused

pytestmark = pytest.mark.django_db
MONTAG = date(2026, 11, 23)
ALLE_TAGE = range(7)


@pytest.fixture
def platz(team):
    return PlatzFactory.create(team=team)


def open_daily(team, von=time(8), bis=time(12)):
    for wochentag in ALLE_TAGE:
        OeffnungszeitFactory.create(team=team, wochentag=wochentag, von=von, bis=bis)


def duty(platz):
    return [(d.zeitraum.lower, d.zeitraum.upper) for d in Dienst.objects.filter(platz=platz).order_by("zeitraum")]


def test_opening_hours_become_duty_of_every_counter(team, platz):
    other = PlatzFactory.create(team=team)
    PlatzFactory.create(team=team, aktiv=False)
    OeffnungszeitFactory.create(team=team, wochentag=1, von=time(9), bis=time(13))
    result = generate_dienste(MONTAG, MONTAG + timedelta(days=13))
    assert (result.angelegt, duty(platz)) == (4, duty(other))
    assert duty(platz)[0] == (MORGEN, MORGEN + timedelta(hours=4))


def test_roster_reaches_twelve_weeks_ahead(team, platz):
    open_daily(team)
    dienstplan()
    last = max(end for _start, end in duty(platz))
    assert last.date() == MONTAG + timedelta(weeks=12)


def test_running_again_changes_nothing(team, platz):
    open_daily(team)
    generate_dienste(MONTAG, MONTAG + timedelta(days=30))
    before = list(Dienst.objects.order_by("pk").values())
    result = generate_dienste(MONTAG, MONTAG + timedelta(days=30))
    assert (result.angelegt, result.geaendert, result.entfernt, result.offen) == (0, 0, 0, [])
    assert list(Dienst.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(("land", "open_on_reformation_day"), [("NW", True), ("NI", False), ("SN", False), ("BE", True)])
def test_nobody_is_on_duty_on_a_holiday_of_the_land(leistung, land, open_on_reformation_day):
    team = TeamFactory.create(standort=StandortFactory.create(land=land), leistungen=[leistung])
    platz = PlatzFactory.create(team=team)
    open_daily(team)
    generate_dienste(date(2025, 10, 31), date(2025, 10, 31))
    assert bool(duty(platz)) is open_on_reformation_day


def test_closure_of_team_or_standort_leaves_nobody_on_duty(team, platz, standort):
    open_daily(team)
    Schliesstag.objects.create(standort=standort, von=MONTAG, bis=MONTAG, grund="Umzug")
    Schliesstag.objects.create(team=team, von=MONTAG + timedelta(days=2), bis=MONTAG + timedelta(days=5), grund="Schulung")
    generate_dienste(MONTAG, MONTAG + timedelta(days=6))
    assert [start.date() for start, _end in duty(platz)] == [MONTAG + timedelta(days=1), MONTAG + timedelta(days=6)]


@pytest.mark.parametrize(("tag", "hours"), [(date(2027, 3, 28), 5), (date(2026, 10, 25), 7)])
def test_day_of_the_clock_change_has_its_true_length(team, platz, tag, hours):
    open_daily(team, von=time(0), bis=time(6))
    generate_dienste(tag, tag)
    ((start, end),) = duty(platz)
    assert end - start == timedelta(hours=hours)


def test_wall_time_stays_when_the_clock_changes(team, platz):
    open_daily(team)
    generate_dienste(date(2027, 3, 27), date(2027, 3, 30))  # Easter Monday lies between
    assert [start.hour for start, _end in duty(platz)] == [7, 6, 6]


def test_new_closure_removes_empty_duty_and_names_the_booked_one(team, platz, leistung):
    open_daily(team)
    generate_dienste(MONTAG, MONTAG + timedelta(days=3))
    booked = Dienst.objects.get(zeitraum__contains=MORGEN)
    gebuchter_termin(booked, leistung)
    Schliesstag.objects.create(team=team, von=MONTAG, bis=MONTAG + timedelta(days=3), grund="Ausfall")
    result = generate_dienste(MONTAG, MONTAG + timedelta(days=3))
    assert (result.entfernt, result.offen) == (3, [booked])
    assert duty(platz) == [(MORGEN - timedelta(hours=1), MORGEN + timedelta(hours=3))]


def test_longer_hours_stretch_booked_duty(team, platz, leistung):
    open_daily(team)
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    gebuchter_termin(Dienst.objects.get(zeitraum__contains=MORGEN), leistung)
    Oeffnungszeit.objects.update(bis=time(14))
    result = generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    assert (result.angelegt, result.geaendert, result.entfernt) == (1, 1, 1)
    assert duty(platz)[1][1] == MORGEN + timedelta(hours=5)
    assert frei_differences() == []


def test_shorter_hours_never_cut_below_a_booking(team, platz, leistung):
    open_daily(team)
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    gebuchter_termin(Dienst.objects.get(zeitraum__contains=MORGEN), leistung, beginn=MORGEN + timedelta(hours=2))
    Oeffnungszeit.objects.update(bis=time(11))
    assert len(generate_dienste(MONTAG, MONTAG + timedelta(days=1)).offen) == 1
    assert duty(platz)[1][1] == MORGEN + timedelta(hours=3)


def booked_until_noon(team, platz, leistung, *, stunde=2):
    """Return a Dienst from eight to twelve on MORGEN, with a visit from ``stunde`` hours after nine on."""
    open_daily(team)
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    dienst = Dienst.objects.get(zeitraum__contains=MORGEN)
    gebuchter_termin(dienst, leistung, beginn=MORGEN + timedelta(hours=stunde))
    return dienst


def test_hours_that_ended_take_nobody_else_while_the_rest_stays_open(team, platz, leistung):
    dienst = booked_until_noon(team, platz, leistung)
    Oeffnungszeit.objects.update(bis=time(11))
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    dienst.refresh_from_db()
    assert [(part.lower, part.upper) for part in dienst.frei] == [(MORGEN - timedelta(hours=1), MORGEN + timedelta(hours=2))]
    assert frei_differences() == []


def test_closed_rest_of_a_duty_goes_with_its_last_visit(team, platz, leistung):
    dienst = booked_until_noon(team, platz, leistung)
    Oeffnungszeit.objects.update(bis=time(11))
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    before = list(Dienst.objects.order_by("pk").values())
    assert generate_dienste(MONTAG, MONTAG + timedelta(days=1)).schritte == []
    assert list(Dienst.objects.order_by("pk").values()) == before
    cancel_termin(Termin.objects.get(), von=Absagevon.AMT, grund=Absagegrund.SCHLIESSUNG)
    dienst.refresh_from_db()
    assert dienst.frei[-1].upper == MORGEN + timedelta(hours=2)
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    assert duty(platz)[1] == (MORGEN - timedelta(hours=1), MORGEN + timedelta(hours=2))
    assert frei_differences() == []


def test_closed_duty_opens_again_with_its_hours(team, platz, leistung):
    dienst = booked_until_noon(team, platz, leistung)
    closure = Schliesstag.objects.create(team=team, von=MONTAG, bis=MONTAG + timedelta(days=1), grund="Umzug")
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    dienst.refresh_from_db()
    assert list(dienst.frei) == []
    closure.delete()
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    dienst.refresh_from_db()
    assert (list(dienst.gesperrt), len(list(dienst.frei))) == ([], 2)


def test_expired_hold_in_closed_hours_is_offered_to_nobody(team, platz, leistung, standort, uhr):
    open_daily(team)
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    hold(leistung, standort)
    Schliesstag.objects.create(team=team, von=MONTAG, bis=MONTAG + timedelta(days=1), grund="Umzug")
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    uhr.shift(timedelta(minutes=11))
    assert free_zeiten(leistung, MORGEN, MORGEN + timedelta(hours=4), standort=standort) == []
    assert refused(hold, leistung, standort, schluessel="formular-2") == "vergeben"


def test_look_ahead_says_what_a_run_would_do_and_changes_nothing(team, platz, leistung):
    dienst = booked_until_noon(team, platz, leistung)
    Oeffnungszeit.objects.update(bis=time(11))
    before = list(Dienst.objects.order_by("pk").values())
    ahead = generate_dienste(MONTAG, MONTAG + timedelta(days=1), nur_vorschau=True)
    assert list(Dienst.objects.order_by("pk").values()) == before
    assert ahead.draussen == list(Belegung.objects.values_list("pk", flat=True))
    done = generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    assert (done.schritte, done.offen, done.draussen) == (ahead.schritte, [dienst], ahead.draussen)
    assert (done.angelegt, done.entfernt, done.geaendert) == (1, 1, 0)


def test_exception_of_a_team_replaces_the_hours_of_its_days(team, platz):
    open_daily(team)
    Ausnahme.objects.create(team=team, von=MONTAG, bis=MONTAG, beginn=time(10), ende=time(11), grund="Versammlung")
    Ausnahme.objects.create(team=team, von=MONTAG, bis=MONTAG, beginn=time(14), ende=time(16), grund="Versammlung")
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    assert [(start.hour, end.hour) for start, end in duty(platz)] == [(9, 10), (13, 15), (7, 11)]


def test_exception_of_a_counter_counts_before_that_of_its_team(team, platz):
    other = PlatzFactory.create(team=team)
    open_daily(team)
    Ausnahme.objects.create(team=team, von=MONTAG, bis=MONTAG, grund="Versammlung")
    Ausnahme.objects.create(platz=platz, von=MONTAG, bis=MONTAG, beginn=time(10), ende=time(11), grund="Notdienst")
    generate_dienste(MONTAG, MONTAG)
    assert ([(start.hour, end.hour) for start, end in duty(platz)], duty(other)) == ([(9, 10)], [])


def test_counter_off_duty_leaves_its_team_alone(team, platz):
    other = PlatzFactory.create(team=team)
    open_daily(team)
    Ausnahme.objects.create(platz=platz, von=MONTAG, bis=MONTAG + timedelta(days=1), grund="Umbau")
    generate_dienste(MONTAG, MONTAG + timedelta(days=2))
    assert (len(duty(platz)), len(duty(other))) == (1, 3)


def test_exception_opens_nothing_on_a_closed_day(team, platz):
    Ausnahme.objects.create(team=team, von=MONTAG, bis=MONTAG, beginn=time(10), ende=time(11), grund="Sondertag")
    Schliesstag.objects.create(team=team, von=MONTAG, bis=MONTAG, grund="Umzug")
    generate_dienste(MONTAG, MONTAG)
    assert duty(platz) == []


def test_duty_made_by_hand_stays(team, platz):
    by_hand = DienstFactory.create(platz=platz, herkunft="hand")
    OeffnungszeitFactory.create(team=team, wochentag=1, von=time(8), bis=time(12))
    generate_dienste(MONTAG, MONTAG + timedelta(days=1))
    start, end = by_hand.zeitraum.lower, by_hand.zeitraum.upper
    assert duty(platz) == [(start - timedelta(hours=1), start), (start, end)]
    assert generate_dienste(MONTAG, MONTAG + timedelta(days=1)).schritte == []


def test_opening_hours_end_with_their_validity(team, platz):
    OeffnungszeitFactory.create(team=team, wochentag=0, gilt_ab=date(2026, 11, 24), gilt_bis=date(2026, 12, 7))
    generate_dienste(MONTAG, date(2026, 12, 31))
    assert [start.date() for start, _end in duty(platz)] == [date(2026, 11, 30), date(2026, 12, 7)]


def test_wrong_free_time_raises_the_alarm_and_is_set_right(dienst, leistung):
    gebuchter_termin(dienst, leistung)
    with pgtrigger.ignore("termine.Dienst:frei_fest"):
        Dienst.objects.filter(pk=dienst.pk).update(frei=[])
    assert "1 Dienst " in frei_befund()
    with structlog.testing.capture_logs() as logs:
        assert check_frei() == [dienst.pk]
    assert [entry["event"] for entry in logs] == ["dienst_frei_abweichung"]
    assert (check_frei(), frei_befund()) == ([], "")
    assert Ereignis.objects.filter(art="dienst_frei_abweichung").count() == 1


schritte = st.lists(
    st.tuples(st.sampled_from(["nehmen", "geben", "wechseln"]), st.integers(0, 15), st.sampled_from([15, 30, 45])), max_size=15
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(schritte=schritte)
def test_free_time_is_always_duty_minus_bookings(dienst, leistung, standort, schritte):
    Belegung.objects.all().delete()
    for schritt, quarter, minutes in schritte:
        wunsch = _wish(leistung, standort, quarter, minutes)
        held = Belegung.objects.order_by("pk").first()
        if schritt == "geben" or (schritt == "wechseln" and held is None):
            release(held)
        elif _is_free(dienst, wunsch):
            claim(wunsch)
            if schritt == "wechseln":
                release(held)
        assert frei_differences() == []
    left = sum((part.upper - part.lower for part in Dienst.objects.get(pk=dienst.pk).frei), timedelta())
    taken = sum((b.zeitraum.upper - b.zeitraum.lower for b in Belegung.objects.all()), timedelta())
    assert left + taken == timedelta(hours=4)


def _wish(leistung, standort, quarter, minutes):
    beginn = MORGEN + timedelta(minutes=15 * quarter)
    return Wunsch(leistung, beginn, beginn + timedelta(minutes=minutes), standort)


def _is_free(dienst, wunsch):
    zeitraum = as_range((wunsch.beginn, wunsch.ende))
    overlapping = Belegung.objects.filter(zeitraum__overlap=zeitraum).exists()
    return not overlapping and wunsch.ende <= datetime(2026, 11, 24, 12, tzinfo=UTC)
