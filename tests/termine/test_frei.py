from datetime import date, timedelta

import pytest

from termine.actions.vormerkung import hold_termin
from termine.angaben import Bedarf
from termine.models import Schliesstag
from termine.planung import as_range
from termine.queries.frei import free_zeiten
from termine.queries.woche import alternatives, standorte_of, upcoming, week
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.hilfen import hold

pytestmark = pytest.mark.django_db
ENDE = MORGEN + timedelta(hours=4)


def starts(leistung, **more):
    return [int((zeit.beginn - MORGEN).total_seconds() // 60) for zeit in free_zeiten(leistung, MORGEN, ENDE, **more)]


def test_every_quarter_of_an_hour_is_free(leistung, dienst):
    assert starts(leistung) == list(range(0, 240, 15))


def test_more_people_need_a_longer_gap(leistung, dienst):
    gebuchter_termin(dienst, leistung, beginn=MORGEN + timedelta(minutes=30))
    assert starts(leistung, personen=4)[:3] == [0, 45, 60]
    assert starts(leistung, personen=4)[-1] == 210


def test_starts_keep_to_the_grid_of_the_duty_not_of_the_last_booking(leistung, dienst, team):
    ten = LeistungFactory.create(dauer_minuten=10)
    team.leistungen.add(ten)
    gebuchter_termin(dienst, ten)
    assert starts(leistung)[:2] == [15, 30]


def test_two_counters_show_a_time_once(leistung, dienst, team):
    DienstFactory.create(platz=PlatzFactory.create(team=team))
    assert starts(leistung) == list(range(0, 240, 15))


def test_two_standorte_show_a_time_each(leistung, dienst):
    other = DienstFactory.create(platz=PlatzFactory.create(team=TeamFactory.create(leistungen=[leistung])))
    assert len(starts(leistung)) == 32
    assert len(starts(leistung, standort=other.team.standort)) == 16
    assert standorte_of(leistung) == sorted([dienst.team.standort, other.team.standort], key=lambda ort: ort.name)


def test_language_and_needs_narrow_the_choice(leistung, dienst, team):
    arabic = PlatzFactory.create(team=team, sprachen=["ar", "de"], merkmale=["rollstuhl"])
    DienstFactory.create(platz=arabic, zeitraum=as_range((MORGEN, MORGEN + timedelta(minutes=30))))
    assert starts(leistung, bedarf=Bedarf(sprache="ar")) == [0, 15]
    assert starts(leistung, bedarf=Bedarf(merkmale=["rollstuhl"])) == [0, 15]
    assert starts(leistung, bedarf=Bedarf(merkmale=["ruhig"])) == []


def test_inactive_counter_or_team_has_no_time(leistung, dienst, team):
    team.aktiv = False
    team.save()
    assert starts(leistung) == []


def test_window_cuts_what_begins_before_or_ends_after(leistung, dienst):
    found = free_zeiten(leistung, MORGEN + timedelta(minutes=10), MORGEN + timedelta(minutes=60))
    assert [zeit.beginn for zeit in found] == [MORGEN + timedelta(minutes=n) for n in (15, 30, 45)]


def test_lead_time_hides_what_is_too_soon(leistung, dienst, uhr):
    uhr.move_to(MORGEN + timedelta(minutes=5))
    assert starts(leistung)[0] == 75


def test_free_time_asked_again_within_a_second_comes_from_the_cache(
    leistung, standort, dienst, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("termine.queries.frei.CACHE_SEKUNDEN", 1)
    first = free_zeiten(leistung, MORGEN, ENDE)
    with django_assert_num_queries(0):
        assert free_zeiten(leistung, MORGEN, ENDE) == first
    hold(leistung, standort)
    assert len(free_zeiten(leistung, MORGEN, ENDE, fresh=True)) == len(first) - 1


@pytest.mark.parametrize("counters", [1, 3])
def test_whole_horizon_takes_two_queries(leistung, team, counters, django_assert_num_queries):
    for _n in range(counters):
        platz = PlatzFactory.create(team=team)
        for day in range(20):
            DienstFactory.create(platz=platz, zeitraum=as_range((MORGEN + timedelta(days=day), ENDE + timedelta(days=day))))
    with django_assert_num_queries(2):
        assert len(upcoming(leistung)) == 20 * 16


def test_week_names_holidays_and_closures(leistung, team, dienst, django_assert_num_queries):
    team.standort.land = "SN"
    team.standort.save()
    Schliesstag.objects.create(standort=team.standort, von=date(2026, 11, 26), bis=date(2026, 11, 27), grund="Umzug")
    with django_assert_num_queries(2):
        tage = week(leistung, date(2026, 11, 23), standort=team.standort)
    assert [(len(tag.zeiten), tag.geschlossen) for tag in tage] == [
        (0, ""),
        (16, ""),
        (0, ""),
        (0, "Umzug"),
        (0, "Umzug"),
        (0, ""),
        (0, ""),
    ]
    assert week(leistung, date(2026, 11, 16), standort=team.standort)[2].geschlossen == "Buß- und Bettag"


def test_alternatives_lie_around_the_taken_time(leistung, standort, dienst):
    wanted = MORGEN + timedelta(hours=1)
    gebuchter_termin(dienst, leistung, beginn=wanted)
    found = alternatives(leistung, wanted)
    assert [zeit.beginn - wanted for zeit in found] == [timedelta(minutes=n) for n in (-30, -15, 15)]


def test_every_time_that_is_offered_can_be_taken(leistung, standort, dienst):
    for n, zeit in enumerate(free_zeiten(leistung, MORGEN, ENDE, personen=2)[::2]):
        termin = hold_termin(leistung=leistung, beginn=zeit.beginn, standort=zeit.standort, personen=2, schluessel=f"k{n}")
        assert (termin.starts_at, termin.ends_at) == (zeit.beginn, zeit.ende)
    assert free_zeiten(leistung, MORGEN, ENDE, personen=2) == []


def test_leistung_without_team_has_no_time(dienst):
    assert free_zeiten(LeistungFactory.create(), MORGEN, ENDE) == []
    assert standorte_of(LeistungFactory.create()) == []
