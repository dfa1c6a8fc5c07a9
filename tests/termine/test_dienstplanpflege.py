from datetime import date, time, timedelta

import pytest

from behoerde.kern.rechte import Rolle
from termine.actions.dienstplan import generate_dienste
from termine.actions.dienstplanpflege import (
    add_dienst,
    delete_ausnahme,
    foresee,
    remove_dienst,
    save_ausnahmen,
    save_schliesstag,
    set_zeiten,
)
from termine.actions.ortspflege import save_platz, save_team
from termine.models import Ausnahme, Dienst, Oeffnungszeit, Platz, Schliesstag, Termin
from termine.queries.dienstplan_konflikte import muster
from termine.queries.dienstplan_team import abschnitte, hours_on
from termine.queries.dienstplan_verlauf import team_verlauf
from tests.factories.kern import UserFactory
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, OeffnungszeitFactory, PlatzFactory, gebuchter_termin
from tests.termine.hilfen import refused

pytestmark = pytest.mark.django_db
MONTAG, DIENSTAG = date(2026, 11, 23), date(2026, 11, 24)
VORMITTAG, LANG, NACHMITTAG = (time(8), time(12)), (time(8), time(13)), (time(14), time(16))


@pytest.fixture
def platz(team):
    return PlatzFactory.create(team=team)


@pytest.fixture
def besucht(team, platz, leistung):
    """The team works Tuesdays from eight to twelve; a visit stands at eleven on MORGEN."""
    OeffnungszeitFactory.create(team=team, wochentag=1, von=time(8), bis=time(12))
    generate_dienste()
    return gebuchter_termin(Dienst.objects.get(zeitraum__contains=MORGEN), leistung, beginn=MORGEN + timedelta(hours=2))


def rows(team):
    fields = ("wochentag", "von", "bis", "gilt_ab", "gilt_bis")
    return [
        (n, str(a)[:5], str(b)[:5], ab, bis)
        for n, a, b, ab, bis in team.oeffnungszeiten.order_by("wochentag", "gilt_ab", "von").values_list(*fields)
    ]


def test_new_hours_begin_on_their_day_and_the_old_ones_end_before(team):
    OeffnungszeitFactory.create(team=team, wochentag=0, gilt_ab=date(2026, 1, 1))
    set_zeiten(team=team, woche={0: [LANG], 1: [VORMITTAG, NACHMITTAG]}, ab=date(2026, 12, 1))
    assert rows(team) == [
        (0, "08:00", "12:00", date(2026, 1, 1), date(2026, 11, 30)),
        (0, "08:00", "13:00", date(2026, 12, 1), None),
        (1, "08:00", "12:00", date(2026, 12, 1), None),
        (1, "14:00", "16:00", date(2026, 12, 1), None),
    ]


def test_hours_until_a_day_give_way_to_the_old_ones(team):
    OeffnungszeitFactory.create(team=team, wochentag=0, gilt_ab=date(2026, 1, 1))
    set_zeiten(team=team, woche={}, ab=date(2026, 12, 21), bis=date(2027, 1, 3))
    assert rows(team) == [
        (0, "08:00", "12:00", date(2026, 1, 1), date(2026, 12, 20)),
        (0, "08:00", "12:00", date(2027, 1, 4), None),
    ]


def test_hours_that_stay_keep_their_row(team):
    row = OeffnungszeitFactory.create(team=team, wochentag=0, gilt_ab=date(2026, 1, 1))
    set_zeiten(team=team, woche={0: [VORMITTAG], 2: [VORMITTAG]}, ab=date(2026, 12, 1))
    assert list(team.oeffnungszeiten.filter(wochentag=0)) == [row]


def test_going_back_to_the_day_before_restores_the_hours(team):
    OeffnungszeitFactory.create(team=team, wochentag=0, gilt_ab=date(2026, 1, 1))
    before = hours_on(team, date(2026, 11, 30))
    set_zeiten(team=team, woche={0: [LANG]}, ab=date(2026, 12, 1))
    set_zeiten(team=team, woche=hours_on(team, date(2026, 11, 24)), ab=date(2026, 12, 1))
    assert (hours_on(team, date(2026, 12, 7)), Oeffnungszeit.objects.count()) == (before, 1)


def test_page_of_a_team_shows_today_and_each_change(team):
    OeffnungszeitFactory.create(team=team, wochentag=0, gilt_ab=date(2026, 1, 1))
    set_zeiten(team=team, woche={0: [LANG]}, ab=date(2026, 12, 21), bis=date(2026, 12, 31))
    assert [(entry.ab, entry.tage[0][1]) for entry in abschnitte(team)] == [
        (None, "8:00–12:00"),
        (date(2026, 12, 21), "8:00–13:00"),
        (date(2027, 1, 1), "8:00–12:00"),
    ]


def test_look_ahead_names_the_visit_that_would_stand_outside(team, besucht):
    vorschau = foresee(lambda: set_zeiten(team=team, woche={1: [(time(8), time(11))]}, ab=DIENSTAG), [team.pk])
    assert (vorschau.ausserhalb, vorschau.unpassend) == ([besucht], [])
    assert rows(team) == [(1, "08:00", "12:00", date(2020, 1, 1), None)]
    assert Termin.objects.get().belegung is not None


def test_look_ahead_sums_up_by_weekday_and_hours(team, besucht):
    vorschau = foresee(lambda: set_zeiten(team=team, woche={1: [LANG]}, ab=date(2026, 12, 1)), [team.pk])
    zone = team.standort.zeitzone
    (found,) = muster(vorschau.ergebnis.schritte, zone)
    assert (found.wochentag, found.weg, found.neu, found.plaetze) == (1, (VORMITTAG,), (LANG,), 1)
    assert (found.ab, found.bis, found.tage) == (date(2026, 12, 1), date(2027, 2, 9), 11)


def test_visit_that_stands_outside_already_is_no_news(team, besucht):
    set_zeiten(team=team, woche={1: [(time(8), time(11))]}, ab=DIENSTAG)
    generate_dienste()
    vorschau = foresee(lambda: set_zeiten(team=team, woche={1: [(time(9), time(11))]}, ab=DIENSTAG), [team.pk])
    assert vorschau.ausserhalb == []


def test_print_of_a_look_ahead_differs_when_somebody_books_meanwhile(team, besucht, leistung):
    def change():
        save_schliesstag(schliesstag=Schliesstag(team=team, von=DIENSTAG, bis=DIENSTAG, grund="Umzug"))

    before = foresee(change, [team.pk]).abdruck("getippt")
    assert (foresee(change, [team.pk]).abdruck("getippt"), foresee(change, [team.pk]).abdruck("anders") == before) == (
        before,
        False,
    )
    gebuchter_termin(Dienst.objects.get(zeitraum__contains=MORGEN), leistung, n=1)
    assert foresee(change, [team.pk]).abdruck("getippt") != before


def test_saved_closure_never_orphans_anybody(team, besucht):
    save_schliesstag(schliesstag=Schliesstag(team=team, von=DIENSTAG, bis=DIENSTAG, grund="Umzug"))
    generate_dienste()
    besucht.refresh_from_db()
    assert besucht.belegung.dienst.zeitraum.lower == MORGEN - timedelta(hours=1)


def test_counter_that_no_longer_does_a_leistung_names_its_visits(team, platz, besucht):
    other = LeistungFactory.create()
    team.leistungen.add(other)
    vorschau = foresee(lambda: save_platz(platz=Platz.objects.get(), leistungen=[other]), [team.pk])
    assert (vorschau.unpassend, platz.leistungen.count()) == ([besucht], 0)


def test_team_that_no_longer_offers_a_leistung_names_its_visits(team, besucht):
    assert foresee(lambda: save_team(team=team, leistungen=[]), [team.pk]).unpassend == [besucht]


def test_exception_replaces_what_was_said_for_the_same_days(team):
    for zeiten in ([], [VORMITTAG, NACHMITTAG]):
        save_ausnahmen(team=team, platz=None, von=MONTAG, bis=DIENSTAG, zeiten=zeiten, grund="Versammlung")
    assert [(row.beginn, row.ende) for row in Ausnahme.objects.all()] == [VORMITTAG, NACHMITTAG]
    delete_ausnahme(ausnahme=Ausnahme.objects.first())
    assert Ausnahme.objects.count() == 1


def test_duty_by_hand_fills_only_where_nobody_is_on_duty(team, platz, besucht):
    found = add_dienst(platz=platz, tag=DIENSTAG, von=time(10), bis=time(14))
    assert [(d.zeitraum.lower, d.zeitraum.upper) for d in found] == [(MORGEN + timedelta(hours=3), MORGEN + timedelta(hours=5))]
    assert refused(add_dienst, platz=platz, tag=DIENSTAG, von=time(9), bis=time(13)) == "schon_im_dienst"
    assert generate_dienste().schritte == []


def test_duty_by_hand_with_a_visit_is_not_taken_away(leistung, platz):
    dienst = DienstFactory.create(platz=platz, herkunft="hand")
    termin = gebuchter_termin(dienst, leistung)
    assert refused(remove_dienst, dienst=dienst) == "noch_gebucht"
    termin.belegung.dienst.refresh_from_db()
    assert Dienst.objects.count() == 1


def test_free_duty_by_hand_is_taken_away(platz):
    remove_dienst(dienst=DienstFactory.create(platz=platz, herkunft="hand"))
    assert Dienst.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_history_says_who_changed_what_from_what_to_what(team, leistung):
    from behoerde.kern.db import als

    emre = UserFactory.create(vorname="Emre", nachname="Kaplan", rollen=[Rolle.VERWALTUNG])
    with als(emre):
        set_zeiten(team=team, woche={0: [VORMITTAG]}, ab=MONTAG)
        team.raster_minuten = 20
        save_team(team=team, leistungen=[])
    with als(emre):
        found = team_verlauf(team)
    assert {entry.wer for entry in found if entry.art != "angelegt" or "Montag" in entry.was} == {"Emre Kaplan"}
    changes = [(a.feld, a.vorher, a.nachher) for entry in found for a in entry.aenderungen]
    assert changes == [("Beginn alle … Minuten", "15", "20")]
    assert f"−{leistung.slug}" in [entry.art for entry in found]
    assert "Montag 08:00–12:00" in [entry.was for entry in found]
