import json
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from behoerde.kern.actions.kontaktnachweis import code_of, confirm_code, nachweis_of
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.db import System, als
from behoerde.kern.models import Kontaktnachweis, Person
from termine.actions.bestaetigung import confirm_by_link
from termine.enums import Codezweck, Linkzweck
from termine.models import Termin
from tests.factories.kern import PersonFactory
from tests.termine.hilfen import sent

PRUEFUNG = """
INSERT INTO termine_kontaktpruefung (id, person_id, termin_id, wunsch, schluessel, rotation, versuche, gueltig_bis, angelegt_am)
VALUES (%(id)s, %(person)s, %(termin)s, %(wunsch)s, %(id)s, 2, 0, now(), now())
"""
ZEITLICHE_SCHLUESSEL = {"dienst_platz_nicht_doppelt", "belegung_platz_nicht_doppelt", "belegung_nur_im_dienst"}


def temporal_keys():
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conperiod AND conrelid::regclass::text LIKE 'termine_%'")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "termine", check=True, dry_run=True, verbosity=0)
    assert temporal_keys() == ZEITLICHE_SCHLUESSEL


@pytest.mark.langsam
@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_migrations_run_back_and_forth():
    call_command("migrate", "termine", "zero", verbosity=0)
    assert temporal_keys() == set()
    call_command("migrate", "termine", verbosity=0)
    assert temporal_keys() == ZEITLICHE_SCHLUESSEL


@pytest.mark.langsam
@pytest.mark.django_db(transaction=True)
def test_booking_that_waited_before_codes_moved_to_kern_goes_on(leistung, standort, dienst):
    termin = sent(leistung, standort)
    token = link_token(Linkzweck.BESTAETIGUNG, termin.pk)
    typed = PersonFactory.create()  # named by a wish that was never booked
    call_command("migrate", "termine", "0005", verbosity=0)
    Kontaktnachweis.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(PRUEFUNG, {"id": uuid4(), "person": termin.kontakt_id, "termin": termin.pk, "wunsch": "{}"})
        wunsch = json.dumps({"personen": [str(typed.pk)]})
        cursor.execute(PRUEFUNG, {"id": uuid4(), "person": typed.pk, "termin": None, "wunsch": wunsch})
    call_command("migrate", "termine", verbosity=0)
    nachweis = nachweis_of(Codezweck.BUCHUNG, termin.pk)
    assert (nachweis.kanal, nachweis.adresse, nachweis.runde) == ("email", termin.kontakt.email, 2)
    assert list(Person.objects.values_list("pk", flat=True)) == [termin.kontakt_id]
    assert confirm_by_link(token).status == "gebucht"


@pytest.mark.django_db(transaction=True)
def test_booking_needs_no_more_rights_than_the_web_has(leistung, standort, dienst):
    with als(System.KUNDE), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("behoerde_app",)
        termin = sent(leistung, standort)
        nachweis = Kontaktnachweis.objects.get()
        confirm_code(nachweis, code_of(nachweis))
        assert Termin.objects.get(pk=termin.pk).status == "gebucht"
