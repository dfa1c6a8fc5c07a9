from datetime import time, timedelta

import pytest
from celery import current_app

from behoerde.kern import register
from behoerde.kern.actions.zeitplan import start_due_jobs
from behoerde.kern.models import Ereignis, Nachricht
from termine import tasks
from termine.actions import ausfall as assistent
from termine.actions.aenderung import cancel_termin
from termine.actions.ausfall import close_plaetze, reopen_plaetze, resolve
from termine.actions.buchung import book_termin
from termine.actions.dienstplan import generate_dienste
from termine.actions.dienstplanpflege import add_dienst, save_ausnahmen
from termine.enums import Absagegrund, Absagevon
from termine.kalender import as_calendar
from termine.models import Ausfall, Belegung, Dienst, Serviceversprechen, Termin
from termine.planung import as_range
from termine.queries import ausfall as ausfall_queries
from termine.queries.abweichung import frei_differences
from termine.queries.ausfall import left_over, unfinished
from termine.queries.frei import free_zeiten
from termine.tasks import ausfall
from tests.factories.termine import (
    MORGEN,
    DienstFactory,
    OeffnungszeitFactory,
    PlatzFactory,
    aufnahme,
    gebuchter_termin,
    kontakt,
    person,
)
from tests.termine.hilfen import refused
from tests.termine.wettlauf import run_together

TAG = MORGEN.date()
UEBERMORGEN = MORGEN + timedelta(days=1)
NAECHSTER_DIENST = as_range((UEBERMORGEN, UEBERMORGEN + timedelta(hours=4)))


@pytest.fixture
def krank(dienst):
    """The counter that will be closed; its team works on MORGEN and the day after from nine to one."""
    for wochentag in (1, 2):
        OeffnungszeitFactory.create(team=dienst.team, wochentag=wochentag, von=time(9), bis=time(13))
    return dienst.platz


@pytest.fixture
def nachbar(krank):
    return DienstFactory.create(platz=PlatzFactory.create(team=krank.team))


@pytest.fixture
def termin(dienst, krank, leistung):
    return gebuchter_termin(dienst, leistung)


def fall_out(*plaetze, bis=TAG, **more):
    close_plaetze(plaetze, von=TAG, bis=bis, **more)
    ausfall()


def when(termin):
    termin.refresh_from_db()
    return termin.starts_at, termin.kalender_sequenz


@pytest.mark.django_db
def test_same_time_at_another_counter_comes_first_and_silently(termin, krank, nachbar):
    before = Nachricht.objects.count()
    fall_out(krank)
    assert when(termin) == (MORGEN, 0)
    assert (termin.platz, termin.belegung.dienst) == (nachbar.platz, nachbar)
    assert Nachricht.objects.count() == before
    assert Ereignis.objects.filter(art="ausfall_aufgefangen", ergebnis="gleiche_zeit").count() == 1
    assert frei_differences() == []


@pytest.mark.django_db
def test_emptied_duty_goes_and_asking_twice_changes_nothing(termin, krank, nachbar):
    fall_out(krank)
    assert list(Dienst.objects.filter(zeitraum__contains=MORGEN)) == [nachbar]
    fall_out(krank)
    assert list(Dienst.objects.filter(zeitraum__contains=MORGEN)) == [nachbar]
    assert Ausfall.objects.count() == 1
    assert Ereignis.objects.filter(art="ausfall_aufgefangen").count() == 1


@pytest.mark.django_db
def test_next_time_comes_with_an_apology_and_a_new_calendar_file(termin, krank):
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    fall_out(krank)
    assert when(termin) == (UEBERMORGEN, 1)
    message = Nachricht.objects.get(anlass="termin_verschoben")
    assert message.kontext["von"] == Absagevon.AMT
    assert b"SEQUENCE:1" in as_calendar(termin, "https://amt.example/")


@pytest.mark.django_db
def test_nothing_free_before_the_promised_day_keeps_the_visit(krank, leistung, termin, sichtung):
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    owed = aufnahme(sichtung, n=5)
    owed.anliegen.all().delete()
    termin.anliegen.update(aufnahme=owed)
    Serviceversprechen.objects.filter(aufnahme=owed).update(termin_bis=TAG)
    close_plaetze([krank], von=TAG, bis=TAG)
    assert resolve(termin) == "bleibt"
    assert when(termin) == (MORGEN, 0)


@pytest.mark.django_db
def test_who_cannot_be_told_keeps_the_visit_and_its_duty_stays(krank, dienst, leistung):
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(email=""))
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    fall_out(krank)
    assert when(termin) == (MORGEN, 0)
    dienst.refresh_from_db()
    assert (termin.belegung.dienst, list(dienst.frei)) == (dienst, [])


@pytest.mark.django_db
def test_several_counters_close_together(krank, dienst, nachbar, leistung):
    first, second = gebuchter_termin(dienst, leistung), gebuchter_termin(dienst, leistung, n=1)
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    fall_out(krank, nachbar.platz)
    assert {when(first)[0], when(second)[0]} == {UEBERMORGEN, UEBERMORGEN + timedelta(minutes=15)}


@pytest.mark.django_db
def test_cancelled_meanwhile_is_left_alone(termin, krank, nachbar):
    close_plaetze([krank], von=TAG, bis=TAG)
    cancel_termin(termin, von=Absagevon.PERSON, grund=Absagegrund.KRANK)
    assert resolve(termin) == "bleibt"
    termin.refresh_from_db()
    assert (termin.status, termin.belegung) == ("abgesagt", None)


@pytest.mark.django_db
def test_time_given_back_before_is_offered_to_nobody(termin, krank):
    cancel_termin(termin, von=Absagevon.PERSON, grund=Absagegrund.KRANK)
    close_plaetze([krank], von=TAG, bis=TAG)
    assert (Belegung.objects.count(), Dienst.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_open_counter_is_left_alone(termin, nachbar):
    assert resolve(termin) == "bleibt"
    assert when(termin) == (MORGEN, 0)


@pytest.mark.django_db
def test_past_days_and_days_without_roster_are_refused(krank):
    yesterday, far = TAG - timedelta(days=10), TAG + timedelta(days=200)
    assert refused(close_plaetze, [krank], von=yesterday, bis=TAG) == "vorbei"
    assert refused(close_plaetze, [krank], von=TAG, bis=far) == "zu_weit"


def free_starts(leistung, tag=MORGEN):
    return [zeit.beginn for zeit in free_zeiten(leistung, tag, tag + timedelta(hours=9), fresh=True)]


@pytest.mark.django_db
def test_many_visits_share_what_was_found_out_once(dienst, krank, leistung, monkeypatch):
    """Two counters, four visits: free times are looked up once, and what is full by them is not tried."""
    second = DienstFactory.create(platz=PlatzFactory.create(team=krank.team))
    for n in range(4):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n // 2 * timedelta(minutes=15))
    looked, tried = [], []
    real, free = assistent._same_time, ausfall_queries.free_zeiten
    monkeypatch.setattr(ausfall_queries, "free_zeiten", lambda *args, **more: looked.append(args) or free(*args, **more))
    monkeypatch.setattr(assistent, "_same_time", lambda visit: tried.append(visit.starts_at) or real(visit))
    generate_dienste(UEBERMORGEN.date(), UEBERMORGEN.date() + timedelta(days=7))
    fall_out(krank, second.platz)
    assert (len(looked), tried) == (1, [])
    assert not Termin.objects.filter(starts_at__lt=UEBERMORGEN).exists()


@pytest.mark.django_db
def test_part_of_a_day_leaves_the_rest_of_it_alone(dienst, krank, leistung):
    zehn = MORGEN + timedelta(hours=1)
    early = gebuchter_termin(dienst, leistung)
    over_the_edge = gebuchter_termin(dienst, leistung, n=1, beginn=zehn + timedelta(minutes=45), personen=[person(1), person(2)])
    late = gebuchter_termin(dienst, leistung, n=3, beginn=zehn + timedelta(hours=2))
    fall_out(krank, ab=time(11), um=time(12))
    elf = MORGEN + timedelta(hours=2)
    expected = [(MORGEN, 0), (elf + timedelta(minutes=75), 1), (zehn + timedelta(hours=2), 0)]
    assert [when(termin) for termin in (early, over_the_edge, late)] == expected
    missing = [elf - timedelta(minutes=15 - n * 15) for n in range(1, 5)]
    assert set(free_starts(leistung)).isdisjoint(missing)
    assert {MORGEN + timedelta(minutes=15), elf - timedelta(minutes=15)} <= set(free_starts(leistung))
    assert frei_differences() == []


@pytest.mark.django_db
def test_from_one_morning_until_noon_of_the_next_day(krank, leistung):
    generate_dienste(TAG, UEBERMORGEN.date())
    close_plaetze([krank], von=TAG, bis=UEBERMORGEN.date(), ab=time(10), um=time(12))
    noon = UEBERMORGEN + timedelta(hours=3)
    expected = [MORGEN + n * timedelta(minutes=15) for n in range(4)], [noon + n * timedelta(minutes=15) for n in range(4)]
    assert (free_starts(leistung), free_starts(leistung, UEBERMORGEN)) == expected


@pytest.mark.django_db
def test_other_hours_of_those_days_do_not_keep_the_counter_open(termin, krank, nachbar):
    save_ausnahmen(team=None, platz=krank, von=TAG, bis=UEBERMORGEN.date(), zeiten=[(time(8), time(14))], grund="Markttag")
    fall_out(krank)
    assert not Dienst.objects.filter(platz=krank).exists()


@pytest.mark.django_db
def test_reopened_counter_takes_people_again_and_nobody_is_moved_back(termin, krank, nachbar, leistung):
    fall_out(krank, bis=UEBERMORGEN.date())
    reopen_plaetze([krank], von=TAG, bis=TAG)
    reopen_plaetze([krank], von=TAG, bis=TAG)
    generate_dienste(TAG, UEBERMORGEN.date())
    assert list(Dienst.objects.filter(platz=krank).values_list("zeitraum", flat=True)) == [
        as_range((MORGEN, MORGEN + timedelta(hours=4)))
    ]
    termin.refresh_from_db()
    assert (termin.platz, frei_differences()) == (nachbar.platz, [])


@pytest.mark.django_db
def test_extra_duty_closes_in_part_and_opens_again(krank):
    (extra,) = add_dienst(platz=krank, tag=UEBERMORGEN.date(), von=time(15), bis=time(18))
    parts = {"von": UEBERMORGEN.date(), "bis": UEBERMORGEN.date()}
    fuenf = UEBERMORGEN + timedelta(hours=8)
    close_plaetze([krank], **parts, ab=time(16), um=time(17))
    extra.refresh_from_db()
    assert list(extra.gesperrt) == [as_range((fuenf - timedelta(hours=1), fuenf))]
    reopen_plaetze([krank], **parts)
    extra.refresh_from_db()
    assert (list(extra.gesperrt), list(extra.frei)) == ([], [extra.zeitraum])


@pytest.mark.django_db
def test_refused_hours_of_the_past_and_without_length(krank, uhr):
    uhr.move_to(MORGEN + timedelta(hours=1))
    assert refused(close_plaetze, [krank], von=TAG, bis=TAG, um=time(9, 30)) == "vorbei"
    assert refused(close_plaetze, [krank], von=TAG, bis=TAG, ab=time(12), um=time(12)) == "vorbei"


@pytest.mark.django_db(transaction=True)
def test_broker_that_is_down_delays_and_the_next_tick_finishes(termin, krank, nachbar, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", refuse)
    close_plaetze([krank], von=TAG, bis=TAG)
    assert (len(unfinished()), when(termin)) == (1, (MORGEN, 0))
    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda task, **_more: sent.append(task))
    start_due_jobs()
    assert sent.count("termine.ausfall") == 1
    ausfall()
    termin.refresh_from_db()
    assert (termin.platz, unfinished()) == (nachbar.platz, [])


def test_tick_looks_every_five_minutes():
    (job,) = [job for job in register.alle(register.Job) if job.task == "termine.ausfall"]
    assert job.alle == timedelta(minutes=5)


@pytest.mark.django_db(transaction=True)
def test_worker_that_dies_half_way_is_taken_up_where_it_stopped(dienst, krank, nachbar, leistung, monkeypatch):
    """Whoever has been seated stays seated, the others follow at the next run."""
    for n in range(2):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n * timedelta(minutes=15))
    before = Ereignis.objects.count()
    close_plaetze([krank], von=TAG, bis=TAG)
    real, calls = assistent._same_time, []

    def die_at_the_second(visit):
        calls.append(visit.pk)
        if len(calls) == 2:
            raise SystemExit
        return real(visit)

    monkeypatch.setattr(assistent, "_same_time", die_at_the_second)
    with pytest.raises(SystemExit):
        ausfall()
    assert (Termin.objects.filter(platz=krank).count(), len(unfinished())) == (1, 1)
    monkeypatch.setattr(assistent, "_same_time", real)
    ausfall()
    assert (Termin.objects.filter(platz=krank).count(), len(unfinished())) == (0, 0)
    assert Ereignis.objects.count() == before + 2


def test_visit_that_fails_as_nobody_foresaw_holds_up_no_other(dienst, krank, nachbar, leistung, monkeypatch):
    for n in range(2):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n * timedelta(minutes=15))
    close_plaetze([krank], von=TAG, bis=TAG)
    real, calls = assistent._same_time, []

    def fail_at_the_first(visit):
        calls.append(visit.pk)
        if len(calls) == 1:
            raise RuntimeError
        return real(visit)

    monkeypatch.setattr(assistent, "_same_time", fail_at_the_first)
    ausfall()
    assert (Termin.objects.filter(platz=krank).count(), len(unfinished())) == (1, 1)
    ausfall()
    assert (Termin.objects.filter(platz=krank).count(), len(unfinished())) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_client_who_books_the_last_counter_at_the_same_moment_never_shares_it(termin, krank, nachbar, leistung, standort):
    close_plaetze([krank], von=TAG, bis=TAG)
    book = {"personen": [person(1)], "kontakt": kontakt(1), "kanal": "telefon", "schluessel": "wettlauf"}
    calls = [
        lambda: resolve(termin),
        lambda: book_termin(leistung=leistung, beginn=MORGEN, standort=standort, **book),
    ]
    moved, booked = run_together(calls)
    outcome = "neue_zeit" if isinstance(booked, Termin) else "gleiche_zeit"
    assert (moved, Termin.objects.filter(belegung__dienst=nachbar, starts_at=MORGEN).count()) == (outcome, 1)
    assert not Termin.objects.filter(belegung__dienst__platz=krank).exists()
    assert frei_differences() == []


@pytest.mark.django_db
def test_who_found_nothing_is_tried_again_when_new_duty_is_entered(termin, krank, uhr):
    fall_out(krank)
    assert when(termin) == (MORGEN, 0)
    first = Ausfall.objects.get().versucht_am
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    uhr.shift(timedelta(minutes=5))
    ausfall()
    assert when(termin) == (UEBERMORGEN, 1)
    assert Nachricht.objects.filter(anlass="termin_verschoben").count() == 1
    assert Ausfall.objects.get().versucht_am - first == timedelta(minutes=5)
    assert not Dienst.objects.filter(zeitraum__contains=MORGEN).exists()  # the emptied duty goes
    assert left_over() == []


@pytest.mark.django_db
def test_who_cannot_be_told_gets_the_same_time_once_it_is_freed(krank, dienst, nachbar, leistung):
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(email=""))
    other = gebuchter_termin(nachbar, leistung, n=7)
    fall_out(krank)
    assert (when(termin), termin.platz) == ((MORGEN, 0), krank)
    cancel_termin(other, von=Absagevon.AMT)
    ausfall()
    assert (when(termin), termin.platz) == ((MORGEN, 0), nachbar.platz)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["abgesagt", "vorbei", "geoeffnet"])
def test_nothing_is_tried_once_somebody_saw_to_it_or_the_time_is_over(termin, krank, uhr, way):
    fall_out(krank)
    assert len(left_over()) == 1
    if way == "abgesagt":
        cancel_termin(termin, von=Absagevon.AMT, grund=Absagegrund.PERSONALAUSFALL)
    elif way == "geoeffnet":
        reopen_plaetze([krank], von=TAG, bis=TAG)
    else:
        uhr.move_to(MORGEN + timedelta(minutes=1))
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)
    assert left_over() == []
    before = when(termin)
    ausfall()
    assert when(termin) == before


@pytest.mark.django_db
def test_one_that_fails_holds_up_no_other_and_is_tried_again(termin, krank, dienst, leistung, monkeypatch):
    second = gebuchter_termin(dienst, leistung, n=8, beginn=MORGEN + timedelta(hours=1))
    fall_out(krank)
    DienstFactory.create(platz=krank, zeitraum=NAECHSTER_DIENST)

    def fail_for_the_first(wanted, zeiten):
        if wanted == termin:
            raise RuntimeError
        return resolve(wanted, zeiten)

    monkeypatch.setattr(tasks, "resolve", fail_for_the_first)
    ausfall()
    assert (when(termin)[1], when(second)[1]) == (0, 1)
    monkeypatch.setattr(tasks, "resolve", resolve)
    ausfall()
    assert when(termin)[1] == 1
