"""Row-level security of case files: a query that forgets its filter still shows nothing of other units."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.enums import Fallphase, Vermerkstufe
from fallmanagement.models import Aufenthaltsstatus, Fallakte, Vermerk
from tests.factories.fallmanagement import (
    AufenthaltsstatusFactory,
    FallakteFactory,
    FristFactory,
    HaushaltsmitgliedFactory,
    VermerkFactory,
    VertretungFactory,
    ZustaendigkeitFactory,
)
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.vermittlung import ErsparnismonatFactory, NachbetreuungFactory, VermittlungFactory, begonnen
from tests.termine.empfang import staff_of

pytestmark = pytest.mark.django_db(transaction=True)
TABELLEN = ("fallmanagement_fallakte", "fallmanagement_fallakteevent")


def counted() -> list[int]:
    with connection.cursor() as cursor:
        numbers = []
        for table in TABELLEN:
            cursor.execute(f"SELECT count(*) FROM {table}")
            numbers.append(cursor.fetchone()[0])
    return numbers


@pytest.fixture
def other(akte):
    """A second case in a unit of its own."""
    with als(System.AUFGABE):
        return FallakteFactory.create(einheit=OrganisationseinheitFactory.create(name="Anderes Amt"))


def test_query_without_filter_shows_the_own_unit_only(akte, other, fallmanagerin):
    with als(fallmanagerin):
        assert list(Fallakte.objects.all()) == [akte]
        assert list(Fallakte.objects.sichtbar_fuer(fallmanagerin)) == [akte]
        assert counted() == [1, 1]


def test_unit_above_sees_the_cases_below(akte, other):
    above = OrganisationseinheitFactory.create(name="Amt")
    akte.einheit.parent = above
    akte.einheit.save()
    leitung = staff_of(above, Rolle.LEITUNG)
    with als(leitung):
        assert list(Fallakte.objects.all()) == [akte]


@pytest.mark.parametrize("rolle", sorted({*Rolle} - {Rolle.FALLMANAGEMENT, Rolle.LEITUNG}))
def test_role_without_the_right_sees_nothing(akte, einheit, rolle):
    with als(staff_of(einheit, rolle)):
        assert counted() == [0, 0]


def test_clients_and_the_bare_connection_see_nothing(akte):
    assert counted() == [0, 0]
    with als(System.KUNDE):
        assert counted() == [0, 0]


def test_nobody_writes_into_another_unit(akte, other, fallmanagerin):
    with als(fallmanagerin):
        assert Fallakte.objects.filter(pk=other.pk).update(phase=Fallphase.KLAERUNG) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Fallakte.objects.filter(pk=akte.pk).update(einheit=other.einheit)


def test_history_of_a_deleted_case_is_left_to_the_background(akte, fallmanagerin):
    with als(System.AUFGABE):
        akte.delete()
        assert counted() == [0, 2]
    with als(fallmanagerin):
        assert counted() == [0, 0]


@pytest.fixture
def notes(akte, leitung):
    """One note of each level, written by the lead."""
    with als(System.AUFGABE):
        return {stufe: VermerkFactory.create(fallakte=akte, stufe=stufe, verfasst_von=leitung) for stufe in Vermerkstufe}


def seen(user) -> list[str]:
    """Return the levels that a query without filter shows; the one with filter must say the same."""
    with als(user):
        levels = sorted(row.stufe for row in Vermerk.objects.all())
        assert levels == sorted(row.stufe for row in Vermerk.objects.sichtbar_fuer(user))
    return levels


def test_level_of_a_note_holds_without_any_filter(akte, notes, einheit, fallmanagerin, leitung):
    assert (seen(fallmanagerin), seen(leitung)) == (["klient", "team"], sorted(Vermerkstufe))
    with als(System.AUFGABE):
        ZustaendigkeitFactory.create(fallakte=akte, user=fallmanagerin)
    assert seen(fallmanagerin) == ["fall", "klient", "team"]
    assert seen(staff_of(einheit, Rolle.EMPFANG)) == []


@pytest.mark.parametrize(("bis", "levels"), [(5, ["fall", "klient", "team"]), (0, ["klient", "team"])])
def test_cover_reads_what_belongs_to_the_case_as_long_as_it_lasts(akte, notes, einheit, fallmanagerin, bis, levels):
    away, today = staff_of(einheit, Rolle.FALLMANAGEMENT), date.today()  # noqa: DTZ011 - the policy asks the database's day
    with als(System.AUFGABE):
        ZustaendigkeitFactory.create(fallakte=akte, user=away)
        zeitraum = DateRange(today - timedelta(days=9), today + timedelta(days=bis))
        VertretungFactory.create(user=away, durch=fallmanagerin, zeitraum=zeitraum)
    with als(fallmanagerin):
        assert sorted(row.stufe for row in Vermerk.objects.all()) == levels


def test_author_reads_the_own_confidential_note(akte, fallmanagerin):
    with als(System.AUFGABE):
        VermerkFactory.create(fallakte=akte, stufe=Vermerkstufe.VERTRAULICH, verfasst_von=fallmanagerin)
    assert seen(fallmanagerin) == ["vertraulich"]


@pytest.mark.parametrize("build", [FristFactory, HaushaltsmitgliedFactory, ZustaendigkeitFactory, VermittlungFactory])
def test_what_belongs_to_a_case_goes_with_it(akte, other, fallmanagerin, build):
    with als(System.AUFGABE):
        own = build.create(fallakte=akte)
        build.create(fallakte=other)
        AufenthaltsstatusFactory.create(person=other.person)
    with als(fallmanagerin):
        assert list(type(own).objects.all()) == [own]
        assert list(Aufenthaltsstatus.objects.all()) == []


@pytest.mark.parametrize("build", [NachbetreuungFactory, ErsparnismonatFactory])
def test_what_belongs_to_a_placement_goes_with_its_case(akte, other, fallmanagerin, build):
    with als(System.AUFGABE):
        own = build.create(vermittlung=begonnen(fallakte=akte))
        build.create(vermittlung=begonnen(fallakte=other))
    with als(fallmanagerin):
        assert list(type(own).objects.all()) == [own]
    with als(System.KUNDE):
        assert list(type(own).objects.all()) == []


def test_month_of_another_unit_is_neither_written_nor_changed(akte, other, fallmanagerin):
    with als(System.AUFGABE):
        row = ErsparnismonatFactory.create(vermittlung=begonnen(fallakte=other))
    with als(fallmanagerin):
        assert type(row).objects.filter(pk=row.pk).update(netto=1) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            VermittlungFactory.create(fallakte=other, angelegt_von=fallmanagerin)
