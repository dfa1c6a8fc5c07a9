"""Nightly figures of cases: the clock stands at HEUTE, Thursday the 26th of November 2026, until a test moves it."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from fallmanagement.models import Ersparnismonat, Fallakte, Vermittlung
from fallmanagement.queries import kennzahlen
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory, ZustaendigkeitFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory, UserFactory
from tests.factories.stellen import BetriebFactory, StellenangebotFactory
from tests.factories.termine import LeistungFactory, TeamFactory, aufnahme, person
from tests.factories.vermittlung import ErsparnismonatFactory, NachbetreuungFactory, VermittlungFactory, begonnen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]
BERLIN = ZoneInfo("Europe/Berlin")
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
HEUTE = date(2026, 11, 26)
NICHTS = [("", "", 0, 0)]


def case(angelegt: datetime = datetime(2026, 3, 2, 12, tzinfo=BERLIN), **fields) -> Fallakte:
    geboren = fields.pop("geboren", date(1990, 5, 17))
    return FallakteFactory.create(angelegt_am=angelegt, person=PersonFactory.create(geburtsdatum=geboren), **fields)


def over(akte: Fallakte, am: date, grund: str = "weggezogen") -> Fallakte:
    akte.phase, akte.grund, akte.beendet_am = "abgeschlossen", grund, am
    akte.save()
    return akte


def ended(job: Vermittlung, ende: date) -> Vermittlung:
    job.vorher, job.stand, job.grund, job.ende = job.stand, "beendet", "kuendigung_betrieb", ende
    job.save()
    return job


def test_jobs_are_told_by_kind_branch_and_age():
    stelle = StellenangebotFactory.create(betrieb=BetriebFactory.create(branche="Handwerk"))
    begonnen(date(2026, 11, 30), art="ausbildung", fallakte=case(geboren=date(2001, 12, 1)), stellenangebot=stelle)
    begonnen(date(2026, 11, 1), art="minijob", fallakte=case(geboren=date(2001, 11, 1)))
    begonnen(date(2026, 11, 2), art="praktikum")
    begonnen(date(2026, 10, 31), art="arbeit")
    VermittlungFactory.create(beginn=date(2026, 11, 2))
    assert kennzahlen.vermittlungen(*NOVEMBER) == [
        ("", "", 2, 2),
        ("altersgruppe", "25_34", 1, 1),
        ("altersgruppe", "unter_25", 1, 1),
        ("branche", "Handwerk", 1, 1),
        ("zielart", "ausbildung", 1, 1),
        ("zielart", "minijob", 1, 1),
    ]


def test_job_that_ended_counts_and_one_that_never_began_does_not():
    ended(begonnen(date(2026, 11, 2)), date(2026, 11, 3))
    never = VermittlungFactory.create(beginn=date(2026, 11, 2))
    Vermittlung.objects.filter(pk=never.pk).update(stand="beendet", grund="absage_betrieb")
    assert kennzahlen.vermittlungen(date(2026, 11, 2), date(2026, 11, 2))[0] == ("", "", 1, 1)


def test_rate_asks_cases_that_ended_or_are_a_year_old():
    placed = case()
    begonnen(date(2026, 11, 20), fallakte=placed)
    over(placed, date(2026, 11, 20))
    late = case()
    begonnen(date(2026, 11, 21), fallakte=late)
    over(late, date(2026, 11, 20))
    case(datetime(2025, 11, 26, 12, tzinfo=BERLIN), geboren=date(1960, 1, 1))
    case(datetime(2025, 11, 27, 0, 0, tzinfo=BERLIN))
    case(datetime(2025, 10, 31, 12, tzinfo=BERLIN))
    over(case(), date(2026, 11, 20), "versehen")
    assert kennzahlen.vermittlungsquote(*NOVEMBER) == [
        ("", "", 1, 3),
        ("altersgruppe", "35_44", 1, 2),
        ("altersgruppe", "ab_55", 0, 1),
    ]


@pytest.mark.parametrize(
    ("ende", "counts"),
    [
        (date(2026, 10, 31), 0),
        (date(2026, 11, 1), 1),
        (date(2026, 11, 15), 1),
        (date(2026, 11, 16), 0),
    ],
)
def test_case_counts_by_the_day_of_its_end(ende, counts):
    over(case(), ende)
    assert kennzahlen.vermittlungsquote(date(2026, 11, 1), date(2026, 11, 15))[0] == ("", "", 0, counts)


def look(job: Vermittlung, monat: int, ergebnis: str) -> None:
    by = UserFactory.create()
    at = datetime(2026, 11, 20, 12, tzinfo=BERLIN)
    NachbetreuungFactory.create(vermittlung=job, monat=monat, ergebnis=ergebnis, erledigt_am=at, erledigt_von=by)


def test_job_lasts_when_it_ended_later_or_somebody_found_the_person_there():
    beginn = date(2026, 5, 10)
    ended(begonnen(beginn), date(2026, 11, 9))
    ended(begonnen(beginn), date(2026, 11, 10))
    for monat, ergebnis in ((6, "noch_dort"), (6, "problem"), (3, "weg"), (12, "noch_dort")):
        look(begonnen(beginn), monat, ergebnis)
    for monat, ergebnis in ((6, "nicht_erreicht"), (3, "noch_dort")):
        look(begonnen(beginn), monat, ergebnis)
    begonnen(beginn)
    assert kennzahlen.verbleib_6(*NOVEMBER)[:2] == [("", "", 4, 6), ("altersgruppe", "35_44", 4, 6)]
    assert kennzahlen.verbleib_6_unbekannt(*NOVEMBER)[0] == ("", "", 3, 9)


@pytest.mark.parametrize(
    ("beginn", "counts"),
    [
        (date(2025, 10, 31), 0),
        (date(2025, 11, 1), 1),
        (date(2025, 11, 26), 1),
        (date(2025, 11, 27), 0),  # its year is not over yet
    ],
)
def test_job_counts_by_the_day_its_year_is_over(beginn, counts):
    look(begonnen(beginn), 12, "noch_dort")
    assert kennzahlen.verbleib_12(*NOVEMBER)[0] == ("", "", counts, counts)
    assert kennzahlen.verbleib_12_unbekannt(*NOVEMBER)[0] == ("", "", 0, counts)


def test_time_runs_to_the_first_job_or_the_end_or_today():
    akte = case(datetime(2026, 11, 1, 0, 0, tzinfo=BERLIN))
    begonnen(date(2026, 11, 21), fallakte=akte)
    begonnen(date(2026, 11, 11), fallakte=akte)
    over(case(datetime(2026, 11, 2, 12, tzinfo=BERLIN)), date(2026, 11, 5))
    case(datetime(2026, 11, 20, 23, 59, tzinfo=BERLIN))
    case(datetime(2026, 10, 31, 23, 59, tzinfo=BERLIN))
    case(datetime(2026, 11, 21, 0, 0, tzinfo=BERLIN))
    assert kennzahlen.dauern_zeit_bis_vermittlung(date(2026, 11, 1), date(2026, 11, 20)) == [
        ("", "", 10.0, True),
        ("", "", 3.0, False),
        ("", "", 6.0, False),
    ]


def status(akte: Fallakte, code: str, ab: date, bis: date | None = None) -> None:
    AufenthaltsstatusFactory.create(person=akte.person, code=code, zeitraum=DateRange(ab, bis))


@pytest.mark.parametrize(
    ("anfang", "danach", "ab", "expected"),
    [
        ("60a", "25_5", date(2026, 11, 30), [("", "", 1, 1), ("titelgruppe", "duldung", 1, 1)]),
        ("60a", "25_5", date(2026, 12, 1), [("", "", 0, 1), ("titelgruppe", "duldung", 0, 1)]),
        ("aufenthaltsgestattung", "60a", date(2026, 10, 1), [("", "", 0, 1), ("titelgruppe", "gestattung", 0, 1)]),
        ("18a", "9", date(2026, 10, 1), NICHTS),
    ],
)
def test_secured_is_who_was_given_a_title_by_then(anfang, danach, ab, expected):
    akte = case()
    status(akte, anfang, date(2025, 1, 1), ab)
    status(akte, danach, ab)
    assert kennzahlen.status_gesichert(*NOVEMBER) == expected


@pytest.mark.parametrize(("ende", "expected"), [(date(2026, 10, 31), ("", "", 0, 0)), (date(2026, 11, 1), ("", "", 0, 1))])
def test_title_after_the_end_of_the_case_is_not_its_success(ende, expected):
    akte = over(case(), ende)
    status(akte, "60a", date(2025, 1, 1), date(2026, 11, 2))
    status(akte, "25_5", date(2026, 11, 2))
    assert kennzahlen.status_gesichert(*NOVEMBER)[0] == expected


def test_titles_end_within_ninety_days():
    for letzter, code in ((25, "60a"), (26, "18a")):
        status(case(), code, date(2025, 1, 1), date(2026, 11, letzter + 1))
    for tag in (date(2027, 2, 25), date(2027, 2, 26)):  # the 24th is the last of ninety days; the range ends a day later
        status(case(), "60a", date(2025, 1, 1), tag)
    status(over(case(), date(2026, 11, 20)), "60a", date(2025, 1, 1), date(2026, 12, 1))
    known = case()
    status(known, "60a", date(2025, 1, 1), date(2026, 12, 1))
    status(known, "25_5", date(2026, 12, 1))
    assert kennzahlen.titel_laufen_ab_90(HEUTE) == [
        ("", "", 2, 2),
        ("titelart", "duldung", 1, 1),
        ("titelart", "titel", 1, 1),
    ]


def test_who_is_at_the_desk_already_is_not_counted():
    leistung = LeistungFactory.create(zugang="sichtung")
    TeamFactory.create(leistungen=[leistung])
    angaben = person(0)
    akte = FallakteFactory.create(
        person=PersonFactory.create(vorname=angaben.vorname, nachname=angaben.nachname, geburtsdatum=angaben.geburtsdatum)
    )
    status(akte, "60a", date(2025, 1, 1), date(2026, 12, 1))
    assert kennzahlen.titel_laufen_ab_90(HEUTE)[0] == ("", "", 1, 1)
    aufnahme(leistung, n=0)
    assert kennzahlen.titel_laufen_ab_90(HEUTE) == NICHTS


def saved(monat: date, job: Vermittlung | None = None, **amounts) -> None:
    row = ErsparnismonatFactory.create(monat=monat, vermittlung=job or begonnen())
    values = {"gemindert": 399, "verlagert": 20, "kontrafaktisch": 100, "ohne_betrag": ""} | amounts
    Ersparnismonat.objects.filter(pk=row.pk).update(**values)


def test_savings_are_three_sums_beside_each_other():
    job = begonnen()
    saved(date(2026, 9, 1), job, gemindert=Decimal("399.50"))
    saved(date(2026, 10, 1), job)
    saved(date(2026, 10, 1))
    saved(date(2026, 11, 1))
    months = (date(2026, 9, 1), date(2026, 10, 31))
    assert kennzahlen.asylblg_einsparung(*months) == [("", "", 1197.5, 2)]
    assert kennzahlen.asylblg_verlagert(*months) == [("", "", 60, 2)]
    assert kennzahlen.asylblg_kontrafaktisch(*months) == [("", "", 300, 2)]


def test_sum_of_which_a_part_is_unknown_is_none():
    saved(date(2026, 10, 1), kontrafaktisch=None)
    saved(date(2026, 10, 1))
    saved(date(2026, 10, 1), gemindert=None, verlagert=None, kontrafaktisch=None, ohne_betrag="nachweis")
    months = (date(2026, 10, 1), date(2026, 10, 31))
    assert kennzahlen.asylblg_einsparung(*months) == [("", "", 798, 2)]
    assert kennzahlen.asylblg_kontrafaktisch(*months) == NICHTS


def test_caseload_is_running_cases_by_those_who_answer_for_them():
    nord, sued = (OrganisationseinheitFactory.create(name=name) for name in ("Team Nord", "Team Süd"))
    anna, bert = UserFactory.create_batch(2)
    for einheit, user in ((nord, anna), (nord, anna), (nord, bert), (sued, anna)):
        ZustaendigkeitFactory.create(fallakte=case(einheit=einheit), user=user)
    case(einheit=nord)
    resting = ZustaendigkeitFactory.create(fallakte=case(einheit=nord), user=bert).fallakte
    Fallakte.objects.filter(pk=resting.pk).update(phase="ruhend", grund="krankheit")
    assert kennzahlen.fallzahl_je_fallmanager(HEUTE) == [
        ("", "", 4, 2),
        ("team", "Team Nord", 3, 2),
        ("team", "Team Süd", 1, 1),
    ]


RANGES = ("vermittlungen", "vermittlungsquote", "verbleib_6", "verbleib_12", "verbleib_6_unbekannt", "verbleib_12_unbekannt")
SAVED = ("asylblg_einsparung", "asylblg_verlagert", "asylblg_kontrafaktisch")


@pytest.mark.parametrize("name", [*RANGES, *SAVED, "status_gesichert"])
def test_nothing_is_a_total_of_nothing_by_one_statement(name, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert getattr(kennzahlen, name)(*NOVEMBER) == NICHTS


@pytest.mark.parametrize(("name", "statements"), [("titel_laufen_ab_90", 1), ("fallzahl_je_fallmanager", 2)])
def test_stock_of_nothing_is_a_total_of_nothing(name, statements, django_assert_num_queries):
    with django_assert_num_queries(statements):
        assert getattr(kennzahlen, name)(HEUTE) == NICHTS


def test_times_are_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert kennzahlen.dauern_zeit_bis_vermittlung(*NOVEMBER) == []
