"""The database finds and orders what the core would; nothing that § 1 AGG names can change it."""

from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from behoerde.kern.models import Person
from behoerde.kern.regeln import Urteil
from behoerde.kern.regeln.tatsache import NIVEAUS
from fallmanagement.kompetenzen import Profilteil
from fallmanagement.models import Kompetenzprofil, Sprachstand, Stellenangebot
from fallmanagement.queries.matching import Profil, Stelle, Zeit, abgleich, reihenfolge
from fallmanagement.queries.profil import profil
from fallmanagement.queries.stellensuche import as_stelle, people_for, vacancies_for
from fallmanagement.stellenwerte import FERTIGKEITEN
from fallmanagement.titel import Arbeit
from lotsen.queries.naehe import distances
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.lotsen import OrtFactory
from tests.factories.stellen import BetriebFactory, StellenangebotFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "ruhig", "amt")]
HEUTE = date(2026, 11, 26)
BERUFE = ("29222", "29282", "29212", "62302", "43104")
KM = {"52062": 0.0, "52064": 4.0, "52066": 9.0, "52068": 26.0}


def some(zufall: Random, *values):
    return zufall.choice(values)


def a_stelle(zufall: Random, betrieb) -> Stellenangebot:
    german = {f"deutsch_{name}": some(zufall, "", "", *NIVEAUS[1:4]) for name in FERTIGKEITEN}
    return Stellenangebot(
        betrieb=betrieb,
        titel="Stelle",
        plz=some(zufall, "99999", *KM),
        ort="Aachen",
        kldb=some(zufall, "", *BERUFE),
        anerkennung=some(zufall, True, False),
        erfahrung_jahre=some(zufall, 0, 0, 1, 3, 7),
        fuehrerschein=some(zufall, "", "", "B", "CE"),
        beginn=some(zufall, None, *(HEUTE + timedelta(days=days) for days in (-40, 0, 10, 100, 300))),
        **german,
    )


def a_profil(zufall: Random) -> Profil:
    change = HEUTE + timedelta(days=some(zufall, -5, 0, 50, 150))
    times = (
        Zeit(date(2024, 1, 1), change - timedelta(days=1), some(zufall, *Arbeit)),
        Zeit(change, some(zufall, None, change + timedelta(days=80)), some(zufall, *Arbeit)),
    )
    return Profil(
        aufenthalte=times[: some(zufall, 0, 1, 2)],
        deutsch={name: some(zufall, *NIVEAUS[:5]) for name in FERTIGKEITEN if zufall.random() < 0.6},
        berufe=some(zufall, None, frozenset(), frozenset(zufall.sample(BERUFE, 2))),
        anerkannt=some(zufall, None, True, False),
        erfahrung_jahre=some(zufall, None, 0, 2, 9),
        fuehrerscheine=some(zufall, None, frozenset(), frozenset({"B"}), frozenset({"B", "CE"})),
        hoechstens_km=some(zufall, None, 0, 5, 20),
    )


@pytest.mark.parametrize("saat", range(4))
def test_database_finds_and_orders_what_the_core_would(saat):
    zufall, betrieb = Random(saat), BetriebFactory.create()
    rows = Stellenangebot.objects.bulk_create(a_stelle(zufall, betrieb) for _n in range(150))
    for _n in range(12):
        one, km = a_profil(zufall), some(zufall, {}, KM)
        expected = reihenfolge(abgleich(one, as_stelle(row, km)) for row in rows)
        assert [t.abgleich for t in vacancies_for(one, km=km, anzahl=200)] == [e for e in expected if e.urteil is not Urteil.NEIN]


def test_one_statement_however_many_there_are(django_assert_num_queries):
    StellenangebotFactory.create_batch(40)
    with django_assert_num_queries(1):
        assert len(vacancies_for(Profil())) == 20


def test_only_what_is_open_and_of_the_kind_is_found():
    wanted = StellenangebotFactory.create(art="ausbildung")
    StellenangebotFactory.create(art="arbeit")
    StellenangebotFactory.create(art="ausbildung", bis=date(2026, 11, 1))
    StellenangebotFactory.create(art="ausbildung", betrieb__inaktiv_seit=date(2026, 11, 1))
    assert [t.stelle for t in vacancies_for(Profil(), art="ausbildung")] == [wanted]


def test_work_that_should_have_begun_begins_today():
    stelle = StellenangebotFactory.create(beginn=date(2026, 1, 1))
    assert as_stelle(stelle).beginn == HEUTE


def test_distances_come_from_the_middle_of_postal_codes():
    OrtFactory.create(plz="52062", breite=50.77, laenge=6.08)
    OrtFactory.create(plz="52064", breite=50.78, laenge=6.08)
    assert {plz: round(km, 2) for plz, km in distances("52062").items()} == {"52062": 0.0, "52064": 1.11}
    assert distances("99999") == {}


@pytest.fixture
def fallmanagerin_mit_akten(fallmanagerin, einheit):
    """Three cases of the unit and one of another; the second has too little German, nobody knows about the third."""
    fits, low, unknown = FallakteFactory.create_batch(3, einheit=einheit, angelegt_von=fallmanagerin)
    for akte, niveau in ((fits, "B1"), (low, "A1")):
        Sprachstand.objects.create(
            fallakte=akte, sprache="de", fertigkeit="sprechen", niveau=niveau, nachweis="gespraech", tag=HEUTE
        )
        Kompetenzprofil.objects.create(fallakte=akte, keine=[Profilteil.ERFAHRUNG])
        AufenthaltsstatusFactory.create(person=akte.person, code="25b", arbeit=Arbeit.JA, zeitraum=DateRange(HEUTE, None))
    FallakteFactory.create(einheit=OrganisationseinheitFactory.create(name="Anderes Amt"))
    return fallmanagerin, fits, unknown


def test_vacancy_finds_people_who_may_be_seen(fallmanagerin_mit_akten):
    user, fits, unknown = fallmanagerin_mit_akten
    stelle = StellenangebotFactory.create(deutsch_sprechen="A2", beginn=HEUTE)
    found, complete = people_for(stelle, user)
    assert [(t.akte, t.abgleich.urteil) for t in found] == [(fits, Urteil.JA), (unknown, Urteil.UNBEKANNT)]
    assert complete


def test_both_directions_say_the_same(fallmanagerin_mit_akten):
    user, fits, _unknown = fallmanagerin_mit_akten
    stelle = StellenangebotFactory.create(deutsch_sprechen="A2", beginn=HEUTE, kldb="29222", erfahrung_jahre=2)
    there = vacancies_for(profil(fits))[0].abgleich
    back = next(t.abgleich for t in people_for(stelle, user)[0] if t.akte == fits)
    assert there[1:] == back[1:]


# --- § 1 AGG ----------------------------------------------------------------
GESCHUETZT = ("staatsangehoerigkeit", "herkunft", "geburtsland", "religion", "geschlecht", "geburtsdatum", "alter", "nachname")


def test_what_goes_in_has_no_place_for_it():
    names = [field.name for kind in (Profil, Stelle, Zeit) for field in (fields(kind) if kind is not Zeit else ())]
    assert [name for name in (*names, *Zeit._fields) if any(word in name for word in GESCHUETZT)] == []


def test_statements_read_no_such_column(akte, fallmanagerin):
    stelle = StellenangebotFactory.create(deutsch_sprechen="A2", beginn=HEUTE, kldb="29222", anerkennung=True, fuehrerschein="B")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        vacancies_for(profil(akte))
    text = " ".join(query["sql"] for query in asked).lower().replace('"fallmanagement_stellenangebot"."herkunft"', "")
    assert [word for word in (*GESCHUETZT, "kern_person") if word in text] == []
    with CaptureQueriesContext(connection) as asked:
        people_for(stelle, fallmanagerin)
    chosen_by = " ".join(query["sql"].partition(" WHERE ")[2] for query in asked).lower()
    assert [word for word in GESCHUETZT if word in chosen_by] == []


@pytest.mark.parametrize("saat", range(5))
def test_changing_all_of_it_changes_nothing(saat, fallmanagerin_mit_akten):
    user, fits, _unknown = fallmanagerin_mit_akten
    zufall, stelle = Random(saat), StellenangebotFactory.create(deutsch_sprechen="A2", beginn=HEUTE)
    before = (profil(fits), vacancies_for(profil(fits)), people_for(stelle, user))
    changed = {
        "vorname": some(zufall, "Anna", "Ahmed", "Olena", "José"),
        "nachname": some(zufall, "Müller", "Yılmaz", "Öztürk", "Schevchenko"),
        "geburtsdatum": date(some(zufall, 1950, 1975, 2007), 1, 1),
        "sprache": some(zufall, "de", "ar", "uk", "tr"),
    }
    Person.objects.filter(pk=fits.person_id).update(**changed)
    assert (profil(fits), vacancies_for(profil(fits)), people_for(stelle, user)) == before


def test_the_test_would_see_a_difference(fallmanagerin_mit_akten):
    _user, fits, _unknown = fallmanagerin_mit_akten
    StellenangebotFactory.create(deutsch_sprechen="A2", beginn=HEUTE)
    before = vacancies_for(profil(fits))
    assert vacancies_for(replace(profil(fits), deutsch={})) != before
