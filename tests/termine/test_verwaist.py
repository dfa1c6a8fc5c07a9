"""The database lets nobody stand without a counter, whatever SQL says and whoever says it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from termine.models import Belegung, Dienst
from termine.planung import as_range
from tests.factories.termine import MORGEN, gebuchter_termin

pytestmark = pytest.mark.django_db
NACH_DEM_TERMIN = as_range((MORGEN + timedelta(hours=2), MORGEN + timedelta(hours=4)))
# What somebody might try; which constraints refuse it.
VERSUCHE = {
    "duty deleted": (
        "DELETE FROM termine_dienst WHERE id = %(dienst)s",
        {"termine_belegung": ["belegung_nur_im_dienst", "dienst_id"]},
    ),
    "duty cut short": (
        "UPDATE termine_dienst SET zeitraum = %(rest)s WHERE id = %(dienst)s",
        {"termine_belegung": ["belegung_nur_im_dienst"]},
    ),
    "counter given back": (
        "DELETE FROM termine_belegung WHERE id = %(belegung)s",
        {"termine_termin": ["belegung_id"]},
    ),
    "visit without a counter": (
        "UPDATE termine_termin SET belegung_id = NULL WHERE id = %(termin)s",
        {"termine_termin": ["termin_offen_hat_platz"]},
    ),
}


@pytest.fixture
def werte(dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    return {"dienst": dienst.pk, "belegung": termin.belegung_id, "termin": termin.pk, "rest": NACH_DEM_TERMIN}


def execute(sql, werte=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, werte)


def constraints_of(table, column):
    """Return the names under which the database knows a constraint: its own, or that of the key of a column."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    keys = [name for name, entry in found.items() if entry["foreign_key"] and entry["columns"] == [column]]
    return keys or [column]


@pytest.mark.parametrize("versuch", VERSUCHE)
def test_booked_visit_never_loses_its_counter(werte, versuch):
    sql, _guards = VERSUCHE[versuch]
    with pytest.raises(IntegrityError), transaction.atomic():
        execute(sql, werte)
    assert (Dienst.objects.count(), Belegung.objects.count()) == (1, 1)


@pytest.mark.parametrize("versuch", VERSUCHE)
def test_without_its_constraints_it_would(werte, versuch):
    sql, guards = VERSUCHE[versuch]
    for table, names in guards.items():
        for name in [found for guard in names for found in constraints_of(table, guard)]:
            execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    with transaction.atomic():
        execute(sql, werte)


def test_closing_a_duty_keeps_who_is_booked_into_it(werte, dienst):
    execute("UPDATE termine_dienst SET gesperrt = tstzmultirange(zeitraum) WHERE id = %(dienst)s", werte)
    dienst.refresh_from_db()
    assert (list(dienst.frei), Belegung.objects.get().pk) == ([], werte["belegung"])
