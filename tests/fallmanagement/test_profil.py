"""The competence profile: what the database keeps, and what the matching core reads of it."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from behoerde.kern.db import als
from fallmanagement.kompetenzen import Anerkennung, Berufssystem, Fertigkeit, Profilteil, Qualifikationsart, Sprachnachweis
from fallmanagement.models import Berufserfahrung, Berufswunsch, Kompetenzprofil, Qualifikation, Sprachstand
from fallmanagement.queries.matching import Profil, Zeit
from fallmanagement.queries.profil import profil, profile
from fallmanagement.stellenwerte import FERTIGKEITEN
from fallmanagement.titel import Arbeit
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory
from tests.factories.fallmanagement_profil import (
    BerufFactory,
    BerufserfahrungFactory,
    BerufswunschFactory,
    KompetenzprofilFactory,
    QualifikationFactory,
    SprachstandFactory,
)
from tests.factories.kern import OrganisationseinheitFactory

NIVEAUS = settings.BASE_DIR / "fallmanagement/daten/sprachniveaus.json"
pytestmark = pytest.mark.django_db
TEILE = (Kompetenzprofil, Sprachstand, Berufswunsch, Qualifikation, Berufserfahrung)
BAUER = (KompetenzprofilFactory, SprachstandFactory, BerufswunschFactory, QualifikationFactory, BerufserfahrungFactory)


def test_nobody_asked_means_that_nothing_is_known(amt, akte):
    assert profil(akte) == Profil()


def test_asked_and_none_is_not_the_same(amt, akte):
    KompetenzprofilFactory.create(fallakte=akte, keine=list(Profilteil), fuehrerscheine=[])
    SprachstandFactory.create(fallakte=akte, niveau="A0")
    none = Profil(deutsch={"sprechen": "A0"}, berufe=frozenset(), anerkannt=False, erfahrung_jahre=0, fuehrerscheine=frozenset())
    assert profil(akte) == none


def test_values_are_read_as_they_stand(amt, akte):
    beruf = BerufFactory.create(code="29232")
    KompetenzprofilFactory.create(fallakte=akte, fuehrerscheine=["B", "C1"], hoechstens_km=30)
    SprachstandFactory.create(fallakte=akte, fertigkeit=Fertigkeit.HOEREN, niveau="B2")
    SprachstandFactory.create(fallakte=akte, sprache="en", niveau="C1")
    BerufswunschFactory.create(fallakte=akte, beruf=beruf)
    QualifikationFactory.create(fallakte=akte, anerkennung=Anerkennung.ANERKANNT)
    BerufserfahrungFactory.create(fallakte=akte)
    AufenthaltsstatusFactory.create(person=akte.person)
    assert profil(akte) == Profil(
        aufenthalte=(Zeit(date(2026, 3, 1), date(2027, 2, 28), Arbeit.MIT_ERLAUBNIS),),
        deutsch={"hoeren": "B2"},
        berufe=frozenset({"29232"}),
        anerkannt=True,
        erfahrung_jahre=3,
        fuehrerscheine=frozenset({"B", "C1"}),
        hoechstens_km=30,
    )


@pytest.mark.parametrize(
    ("rows", "anerkannt"),
    [
        ([Anerkennung.ABGELEHNT], False),
        ([Anerkennung.BEANTRAGT, ""], None),
        (["", Anerkennung.INLAND], True),
        ([Anerkennung.TEILWEISE], False),
    ],
)
def test_recognition_is_unknown_while_one_was_not_asked_for(amt, akte, rows, anerkannt):
    for row in rows:
        QualifikationFactory.create(fallakte=akte, anerkennung=row)
    assert profil(akte).anerkannt is anerkannt


def test_school_does_not_say_that_there_is_no_occupation(amt, akte):
    QualifikationFactory.create(fallakte=akte, art=Qualifikationsart.SCHULE, anerkennung=Anerkennung.INLAND)
    assert profil(akte).anerkannt is None


@pytest.mark.parametrize("system", [None, Berufssystem.ESCO])
def test_wish_without_a_code_of_the_kldb_is_unknown_to_the_core(amt, akte, system):
    beruf = system and BerufFactory.create(system=system, code="http://data.europa.eu/esco/occupation/a1")
    BerufswunschFactory.create(fallakte=akte, beruf=beruf)
    assert profil(akte).berufe is None


@pytest.mark.parametrize(
    ("zeiten", "jahre"),
    [
        ([(date(2024, 1, 1), date(2025, 1, 1)), (date(2024, 6, 1), date(2025, 6, 1))], 1),
        ([(date(2022, 1, 1), None), (date(2023, 1, 1), date(2024, 1, 1))], 4),
        ([(date(2026, 11, 26), None)], 0),
        ([(date(2025, 11, 26), date(2029, 1, 1))], 0),
        ([(date(2025, 11, 25), date(2029, 1, 1))], 1),
    ],
)
def test_days_of_work_count_once_and_until_today(amt, akte, zeiten, jahre):
    for von, bis in zeiten:
        BerufserfahrungFactory.create(fallakte=akte, zeitraum=DateRange(von, bis))
    assert profil(akte).erfahrung_jahre == jahre


def test_many_profiles_take_as_many_statements_as_one(amt, akte, django_assert_num_queries):
    others = FallakteFactory.create_batch(2)
    for other in others:
        SprachstandFactory.create(fallakte=other, niveau="A2")
    with django_assert_num_queries(6):
        found = profile([akte, *others])
    assert [found[one.pk].deutsch for one in (akte, *others)] == [{}, {"sprechen": "A2"}, {"sprechen": "A2"}]


@pytest.mark.parametrize(
    ("teil", "build"),
    [
        (Profilteil.WUNSCH, BerufswunschFactory),
        (Profilteil.ABSCHLUSS, QualifikationFactory),
        (Profilteil.ERFAHRUNG, BerufserfahrungFactory),
    ],
)
def test_row_takes_back_that_there_was_none(amt, akte, teil, build):
    row = KompetenzprofilFactory.create(fallakte=akte, keine=[teil])
    build.create(fallakte=akte)
    row.refresh_from_db()
    assert row.keine == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Kompetenzprofil.objects.update(keine=[teil])


def test_school_leaves_the_word_that_there_is_no_occupation(amt, akte):
    row = KompetenzprofilFactory.create(fallakte=akte, keine=[Profilteil.ABSCHLUSS])
    QualifikationFactory.create(fallakte=akte, art=Qualifikationsart.SCHULE)
    row.refresh_from_db()
    assert row.keine == [Profilteil.ABSCHLUSS]


@pytest.mark.parametrize(
    ("build", "values"),
    [
        (SprachstandFactory, {"niveau": "B3"}),
        (SprachstandFactory, {"nachweis": Sprachnachweis.ZERTIFIKAT}),
        (SprachstandFactory, {"zertifikat": "telc"}),
        (SprachstandFactory, {"sprache": "Deu"}),
        (BerufswunschFactory, {"bezeichnung": " "}),
        (QualifikationFactory, {"jahr": 1800}),
        (QualifikationFactory, {"anerkennung": "vielleicht"}),
        (BerufserfahrungFactory, {"zeitraum": DateRange(None, date(2020, 1, 1))}),
        (KompetenzprofilFactory, {"fuehrerscheine": ["Z"]}),
        (KompetenzprofilFactory, {"wege": ["ufo"]}),
        (KompetenzprofilFactory, {"hoechstens_km": 501}),
        (KompetenzprofilFactory, {"keine": ["alles"]}),
    ],
)
def test_database_refuses(amt, akte, build, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        build.create(fallakte=akte, **values)


@pytest.mark.parametrize("build", BAUER)
def test_other_unit_sees_nothing_of_it(amt, akte, fallmanagerin, build):
    own = build.create(fallakte=akte)
    build.create(fallakte=FallakteFactory.create(einheit=OrganisationseinheitFactory.create(name="Anderes Amt")))
    with als(fallmanagerin):
        assert list(type(own).objects.all()) == [own]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT fallakte_id FROM {type(own)._meta.db_table}event")
            assert cursor.fetchall() == [(akte.pk,)]


# Words of attributes that must not decide about work (§ 1 AGG), as a field might call them.
GESCHUETZT = (
    "nation",
    "staat",
    "herkunft",
    "ethni",
    "relig",
    "glaube",
    "geschlecht",
    "alter",
    "geburtsdatum",
    "behinder",
    "land",
)


@pytest.mark.parametrize("model", TEILE, ids=lambda model: model.__name__)
def test_profile_has_no_field_for_what_must_not_decide(model):
    names = [field.name for field in model._meta.get_fields() if isinstance(field, models.Field)]
    assert [name for name in names for word in GESCHUETZT if word in name] == []


def test_skills_are_those_of_the_list_of_levels_and_of_vacancies():
    listed = json.loads(NIVEAUS.read_text(encoding="utf-8"))["skills"]
    assert [name.replace("ö", "oe") for name in listed] == Fertigkeit.values == list(FERTIGKEITEN)
