"""The database lets exactly this account read exactly this case in exactly this time, and write nothing."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.enums import Vermerkstufe
from fallmanagement.models import Aufenthaltsstatus, Fallakte, Frist, Vermerk, Zugriff
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory, FristFactory, VermerkFactory
from tests.factories.kern import OrganisationseinheitFactory, UserFactory
from tests.factories.zusammenarbeit import ZugriffFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ruhig")]
STUNDE = timedelta(hours=1)


@pytest.fixture
def leser(db):
    """A lead of another unit: with every right over cases of its own."""
    return staff_of(OrganisationseinheitFactory.create(name="Sachgebiet Aufenthalt"), Rolle.LEITUNG)


@pytest.fixture
def fall(db):
    """A case with a status, a deadline and a note of each level; a second one beside it."""
    with als(System.AUFGABE):
        fall, other = FallakteFactory.create_batch(2)
        AufenthaltsstatusFactory.create(person=fall.person)
        for akte in (fall, other):
            FristFactory.create(fallakte=akte)
            for stufe in Vermerkstufe:
                VermerkFactory.create(fallakte=akte, stufe=stufe)
    return fall


def allow(fall, user, von: timedelta = -STUNDE, bis: timedelta = STUNDE) -> None:
    now = timezone.now()  # the policy asks the clock of the database
    with als(System.AUFGABE):
        ZugriffFactory.create(fallakte=fall, user=user, zeitraum=DateTimeTZRange(now + von, now + bis))


def seen(user) -> list:
    with als(user):
        return list(Fallakte.objects.all())


def test_exactly_this_account_reads_exactly_this_case(fall, leser):
    assert seen(leser) == []
    allow(fall, leser)
    assert seen(leser) == [fall]
    assert seen(staff_of(OrganisationseinheitFactory.create(name="Drittes"), Rolle.FALLMANAGEMENT)) == []
    with als(leser):
        assert [row.fallakte_id for row in Frist.objects.all()] == [fall.pk]
        assert Aufenthaltsstatus.objects.count() == 1


@pytest.mark.parametrize(("von", "bis"), [(-2 * STUNDE, timedelta(seconds=-1)), (STUNDE, 2 * STUNDE)])
def test_before_and_after_its_time_nothing_is_there(fall, leser, von, bis):
    allow(fall, leser, von, bis)
    assert seen(leser) == []
    with als(leser):
        assert (Frist.objects.count(), Vermerk.objects.count(), Zugriff.objects.count()) == (0, 0, 1)


def test_notes_for_few_stay_closed_even_to_a_lead(fall, leser):
    allow(fall, leser)
    with als(leser):
        assert sorted(row.stufe for row in Vermerk.objects.all()) == ["klient", "team"]


def test_whoever_reads_writes_nothing(fall, leser):
    allow(fall, leser)
    with als(leser):
        assert Fallakte.objects.update(phase="klaerung") == 0
        assert Frist.objects.update(betreff="anders") == 0
        assert Aufenthaltsstatus.objects.update(auflagen="anders") == 0
        assert (Vermerk.objects.all().delete()[0], Frist.objects.all().delete()[0]) == (0, 0)
        assert list(Fallakte.objects.select_for_update()) == []
        for build in (FristFactory, VermerkFactory):
            with pytest.raises(DatabaseError), transaction.atomic():
                build.create(fallakte=fall)
        later = DateRange(date(2028, 3, 1), None)
        with pytest.raises(DatabaseError), transaction.atomic():
            AufenthaltsstatusFactory.create(person=fall.person, zeitraum=later)


def test_the_own_unit_goes_on_writing(fall, leser):
    allow(fall, leser)
    owner = staff_of(fall.einheit, Rolle.FALLMANAGEMENT)
    with als(System.AUFGABE):
        ZugriffFactory.create(fallakte=fall, user=owner)  # needless, and in nobody's way
    with als(owner):
        assert Frist.objects.update(betreff="anders") == 1
        assert Aufenthaltsstatus.objects.update(auflagen="anders") == 1
        VermerkFactory.create(fallakte=fall)


def test_nobody_gives_it_to_themselves(fall, leser):
    case_manager = staff_of(fall.einheit, Rolle.FALLMANAGEMENT)
    for user in (leser, case_manager):
        with als(user), pytest.raises(DatabaseError), transaction.atomic():
            ZugriffFactory.create(fallakte=fall, einheit_id=fall.einheit_id, user=user, erteilt_von=UserFactory.create())


def test_who_reads_is_seen_by_the_unit_and_by_themselves_only(fall, leser):
    allow(fall, leser)
    third = staff_of(OrganisationseinheitFactory.create(name="Drittes"), Rolle.LEITUNG)
    counted = []
    for user in (leser, staff_of(fall.einheit, Rolle.FALLMANAGEMENT), third):
        with als(user):
            counted.append(Zugriff.objects.count())
            assert Zugriff.objects.sichtbar_fuer(user).count() == counted[-1]
    assert counted == [1, 1, 0]
