"""The database keeps what belongs to a case: no overlap, paired fields, four eyes, columns written by triggers."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from behoerde.kern import uhr
from fallmanagement.enums import Fristart, Vermerkstufe
from fallmanagement.models import Aufenthaltsstatus, Fallakte, Frist, Vermerk, Zustaendigkeit
from tests.factories.fallmanagement import (
    AufenthaltsstatusFactory,
    FallakteFactory,
    FristFactory,
    HaushaltsmitgliedFactory,
    VermerkFactory,
    VertretungFactory,
    ZustaendigkeitFactory,
)
from tests.factories.kern import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("amt")]
TAG = st.dates(date(2020, 1, 1), date(2020, 3, 1))
SPANNE = st.tuples(TAG, st.one_of(st.none(), TAG)).filter(lambda s: s[1] is None or s[0] < s[1])


def fresh(akte: Fallakte) -> Fallakte:
    return Fallakte.objects.get(pk=akte.pk)


def refused(build, **fields) -> None:
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        build(**fields)


@given(spans=st.lists(SPANNE, min_size=1, max_size=5))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_timeline_holds_exactly_what_does_not_overlap(spans):
    akte, kept = FallakteFactory.create(), []
    for lower, upper in spans:
        free = all((upper or date.max) <= a or (b or date.max) <= lower for a, b in kept)
        if free:
            AufenthaltsstatusFactory.create(person=akte.person, zeitraum=DateRange(lower, upper))
            kept.append((lower, upper))
        else:
            refused(AufenthaltsstatusFactory.create, person=akte.person, zeitraum=DateRange(lower, upper))
    assert Aufenthaltsstatus.objects.filter(person=akte.person).count() == len(kept)


def test_two_people_may_have_a_status_at_the_same_time():
    first, second = FallakteFactory.create(), FallakteFactory.create()
    rows = [AufenthaltsstatusFactory.create(person=akte.person) for akte in (first, second)]
    assert Aufenthaltsstatus.objects.count() == len(rows)


@pytest.mark.parametrize("zeitraum", [DateRange(None, date(2027, 1, 1)), DateRange(empty=True)])
def test_status_begins_on_a_day(zeitraum):
    refused(AufenthaltsstatusFactory.create, person=FallakteFactory.create().person, zeitraum=zeitraum)


def test_open_responsibility_stands_at_the_case():
    akte = FallakteFactory.create()
    row = ZustaendigkeitFactory.create(fallakte=akte)
    assert fresh(akte).zustaendig == row.user
    refused(ZustaendigkeitFactory.create, fallakte=akte)
    row.zeitraum = DateRange(date(2026, 11, 1), date(2026, 11, 20))
    row.save()
    assert fresh(akte).zustaendig is None
    second = ZustaendigkeitFactory.create(fallakte=akte, zeitraum=DateRange(date(2026, 11, 20), None))
    assert fresh(akte).zustaendig == second.user
    Zustaendigkeit.objects.all().delete()
    assert fresh(akte).zustaendig is None


def test_earliest_open_deadline_stands_at_the_case():
    akte = FallakteFactory.create()
    late = FristFactory.create(fallakte=akte, faellig_am=date(2026, 12, 24))
    early = FristFactory.create(fallakte=akte, faellig_am=date(2026, 12, 1))
    assert fresh(akte).naechste_frist == early.faellig_am
    Frist.objects.filter(pk=early.pk).update(erledigt_am=uhr.now(), erledigt_von=akte.angelegt_von)
    assert fresh(akte).naechste_frist == late.faellig_am
    late.delete()
    assert fresh(akte).naechste_frist is None


def test_deadline_of_the_law_names_its_source():
    akte = FallakteFactory.create()
    refused(FristFactory.create, fallakte=akte, art=Fristart.FRIST)
    assert FristFactory.create(fallakte=akte, art=Fristart.FRIST, rechtsquelle="§ 81 Abs. 4 AufenthG").pk


def test_working_day_is_never_after_the_deadline():
    refused(FristFactory.create, fallakte=FallakteFactory.create(), arbeitstag=date(2026, 12, 2))


def test_nobody_lives_twice_in_one_household():
    row = HaushaltsmitgliedFactory.create()
    refused(HaushaltsmitgliedFactory.create, fallakte=row.fallakte, person=row.person)


def test_cover_ends_is_somebody_else_and_one_at_a_time():
    row = VertretungFactory.create()
    refused(VertretungFactory.create, user=row.user)
    refused(VertretungFactory.create, user=row.durch, durch=row.durch, von=row.von)
    refused(VertretungFactory.create, zeitraum=DateRange(date(2026, 11, 1), None))


def test_database_refuses_that_the_author_approves():
    row = VermerkFactory.create(fallakte=FallakteFactory.create(), stufe=Vermerkstufe.KLIENT)
    notes = Vermerk.objects.filter(pk=row.pk)
    refused(notes.update, freigegeben_von=row.verfasst_von, freigegeben_am=uhr.now())
    refused(notes.update, freigegeben_von=UserFactory.create(), freigegeben_am=None)
    assert notes.update(freigegeben_von=UserFactory.create(), freigegeben_am=uhr.now()) == 1
    refused(notes.update, freigegeben_von=None, freigegeben_am=None)


def test_note_stays_as_it_was_written():
    row = VermerkFactory.create(fallakte=FallakteFactory.create())
    refused(Vermerk.objects.filter(pk=row.pk).update, stufe=Vermerkstufe.FALL)
    refused(Vermerk.objects.filter(pk=row.pk).update, freigegeben_von=UserFactory.create(), freigegeben_am=uhr.now())
