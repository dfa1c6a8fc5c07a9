from datetime import UTC, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from behoerde.kern.actions.ereignis import melde
from behoerde.kern.models import Ereignis

pytestmark = pytest.mark.django_db


@time_machine.travel(datetime(2026, 11, 23, 8, 30, tzinfo=UTC), tick=False)
def test_melde_appends_one_anonymous_row():
    melde("termin_gebucht", wert=3.5, leistung="blaue-karte-eu", standort="rathaus", kanal="online", sprache="ar")

    row = Ereignis.objects.values_list("zeit", "art", "wert", "leistung", "standort", "kanal", "sprache", "einheit").get()
    assert row == (
        datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
        "termin_gebucht",
        3.5,
        "blaue-karte-eu",
        "rathaus",
        "online",
        "ar",
        "",
    )


@pytest.mark.parametrize(("year", "partition"), [(2026, "kern_ereignis_2026"), (2051, "kern_ereignis_sonst")])
def test_ereignis_lies_in_the_partition_of_its_year(year, partition):
    with time_machine.travel(datetime(year, 6, 1, tzinfo=UTC), tick=False):
        melde("termin_gebucht")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM kern_ereignis")
        assert cursor.fetchall() == [(partition,)]


@pytest.mark.parametrize("change", ["UPDATE kern_ereignis SET art = 'x'", "DELETE FROM kern_ereignis"])
def test_ereignis_is_append_only(change):
    melde("termin_gebucht")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
