from datetime import timedelta

import pytest

from termine.actions.aenderung import move_termin
from termine.actions.aufnahme import withdraw
from termine.actions.verfall import sweep_expired
from termine.actions.vorschlag import accept_vorschlag, decline_vorschlaege, offer_termine
from termine.models import Belegung, Dienst
from tests.factories.termine import JETZT, MORGEN, aufnahme, gebuchter_termin
from tests.termine.hilfen import refused
from tests.termine.wettlauf import run_together

BIS = JETZT + timedelta(hours=20)


def offered(row, *minutes, bis=BIS):
    return offer_termine(row, [(MORGEN + timedelta(minutes=m), row.team.standort) for m in minutes], gueltig_bis=bis)


@pytest.fixture
def vorgang(sichtung, sichtung_dienst):
    return aufnahme(sichtung, personen=2)


def fresh(row):
    row.refresh_from_db()
    return row


@pytest.mark.django_db
def test_offer_holds_every_time_and_keeps_the_promise(vorgang):
    rows = offered(vorgang, 0, 30, 60)
    assert [(row.status, row.ends_at - row.starts_at) for row in rows] == [("offen", timedelta(minutes=20))] * 3
    assert set(Belegung.objects.values_list("art", "ablauf")) == {("vormerkung", BIS)}
    assert (fresh(vorgang).stand, vorgang.versprechen.beantwortet_am) == ("angeboten", JETZT)


@pytest.mark.django_db
def test_accepting_books_for_everybody_and_frees_the_other_times(vorgang):
    rows = offered(vorgang, 0, 30)
    termin = accept_vorschlag(rows[1])
    assert accept_vorschlag(rows[1]) == termin
    assert (termin.status, termin.personenzahl, termin.starts_at) == ("gebucht", 2, MORGEN + timedelta(minutes=30))
    assert termin.anliegen.filter(status="terminiert").count() == 2
    assert Belegung.objects.get().art == "termin"
    assert fresh(vorgang).stand == "terminiert"
    assert [fresh(row).status for row in rows] == ["zurueckgenommen", "angenommen"]


@pytest.mark.django_db
def test_accepting_again_after_the_visit_was_moved_yields_the_same_visit(vorgang):
    row = offered(vorgang, 0)[0]
    termin = accept_vorschlag(row)
    move_termin(termin, beginn=MORGEN + timedelta(minutes=60), standort=termin.standort)
    assert accept_vorschlag(row) == termin


@pytest.mark.django_db
def test_declining_gives_the_times_back_and_a_new_promise(vorgang):
    offered(vorgang, 0, 30)
    assert decline_vorschlaege(vorgang).stand == decline_vorschlaege(vorgang).stand == "in_sichtung"
    assert not Belegung.objects.exists()
    assert (fresh(vorgang).versprechen.runde, vorgang.versprechen.beantwortet_am) == (2, None)


@pytest.mark.django_db
def test_offers_that_ran_out_go_back_to_the_triage(vorgang, uhr):
    rows = offered(vorgang, 0, 30)
    uhr.move_to(BIS)
    assert sweep_expired() == 2
    assert [fresh(row).status for row in rows] == ["verfallen"] * 2
    assert (fresh(vorgang).stand, Belegung.objects.count()) == ("in_sichtung", 0)
    assert Dienst.objects.get().frei == Dienst.objects.get().frei.__class__([Dienst.objects.get().zeitraum])


@pytest.mark.django_db
def test_counter_of_an_offer_that_ran_out_can_be_taken_before_the_sweep(vorgang, sichtung, uhr, sichtung_dienst):
    offered(vorgang, 0)
    uhr.move_to(BIS)
    termin = gebuchter_termin(sichtung_dienst, sichtung, n=9)
    assert (termin.starts_at, fresh(vorgang).stand) == (MORGEN, "in_sichtung")


@pytest.mark.django_db
def test_offer_that_ran_out_is_still_good_while_nobody_took_the_time(vorgang, uhr):
    row = offered(vorgang, 0)[0]
    uhr.move_to(BIS + timedelta(minutes=1))
    assert accept_vorschlag(row).status == "gebucht"


@pytest.mark.django_db
def test_new_offer_replaces_the_old_one(vorgang):
    old = offered(vorgang, 0)[0]
    new = offered(vorgang, 0, 30)
    assert (fresh(old).status, [row.status for row in new]) == ("zurueckgenommen", ["offen", "offen"])


@pytest.mark.django_db
def test_withdrawn_concern_holds_nothing(vorgang):
    row = offered(vorgang, 0)[0]
    withdraw(vorgang)
    assert (fresh(row).status, Belegung.objects.count()) == ("zurueckgenommen", 0)
    assert refused(accept_vorschlag, row) == "vorschlag_vorbei"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "bis", "code"),
    [
        ([], BIS, "anzahl"),
        ([0, 15, 30, 45], BIS, "anzahl"),
        ([0, 0], BIS, "anzahl"),
        ([0], JETZT, "vorbei"),
        ([0], MORGEN + timedelta(minutes=1), "vorbei"),
        ([7], BIS, "vergeben"),
    ],
)
def test_offer_that_makes_no_sense_is_refused(vorgang, minutes, bis, code):
    assert refused(offered, vorgang, *minutes, bis=bis) == code


@pytest.mark.django_db
def test_time_after_the_promised_day_is_refused(sichtung, sichtung_dienst):
    row = aufnahme(sichtung, titel_bis=JETZT.date())
    assert refused(offered, row, 0) == "nach_frist"


@pytest.mark.django_db(transaction=True)
def test_two_offers_race_for_one_time_and_one_gets_it(sichtung, sichtung_dienst):
    rows = [aufnahme(sichtung, n=n) for n in range(4)]
    results = run_together([lambda row=row: offered(row, 0) for row in rows])
    assert sorted(result if isinstance(result, str) else "angeboten" for result in results) == ["angeboten", *["vergeben"] * 3]
    assert Belegung.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_accepting_twice_at_once_books_once(vorgang):
    row = offered(vorgang, 0)[0]
    results = run_together([lambda: accept_vorschlag(row)] * 4)
    assert len(set(results)) == 1
    assert Belegung.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_accepting_both_offers_at_once_books_one(vorgang):
    first, second = offered(vorgang, 0, 30)
    results = run_together([lambda: accept_vorschlag(first), lambda: accept_vorschlag(second)])
    assert sum(result == "vorschlag_vorbei" for result in results) == 1
    assert Belegung.objects.count() == 1
