import pytest
from django.core.management import call_command
from django.db import connection

from behoerde.kern.actions.kontaktnachweis import code_of, confirm_code
from behoerde.kern.db import System, als
from behoerde.kern.models import Kontaktnachweis
from termine.models import Termin
from tests.termine.hilfen import sent

ZEITLICHE_SCHLUESSEL = {"dienst_platz_nicht_doppelt", "belegung_platz_nicht_doppelt", "belegung_nur_im_dienst"}


def temporal_keys():
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conperiod AND conrelid::regclass::text LIKE 'termine_%'")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "termine", check=True, dry_run=True, verbosity=0)
    assert temporal_keys() == ZEITLICHE_SCHLUESSEL


@pytest.mark.timeout(400)  # Django draws every model anew for each step back: most of a minute on a quiet machine
@pytest.mark.django_db(transaction=True)
def test_migrations_run_back_and_forth():
    tables = set(connection.introspection.table_names())
    call_command("migrate", "termine", "zero", verbosity=0)
    assert temporal_keys() == set()
    call_command("migrate", verbosity=0)  # everything: what builds on termine went back with it
    assert temporal_keys() == ZEITLICHE_SCHLUESSEL
    assert set(connection.introspection.table_names()) == tables


@pytest.mark.django_db(transaction=True)
def test_booking_needs_no_more_rights_than_the_web_has(leistung, standort, dienst):
    with als(System.KUNDE), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("behoerde_app",)
        termin = sent(leistung, standort)
        nachweis = Kontaktnachweis.objects.get()
        confirm_code(nachweis, code_of(nachweis))
        assert Termin.objects.get(pk=termin.pk).status == "gebucht"
