"""The database keeps what an Erstberatung, its Antworten and its Empfehlungen promise."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import IntegrityError

from behoerde.kern import uhr
from lotsen.beratung import Antwortstand, BeratungStatus, EmpfehlungStatus, Quelle
from lotsen.models import Antwort, Erstberatung
from lotsen.models.erstberatung import as_json
from tests.factories.kern import RollenzuweisungFactory
from tests.factories.lotsen import EmpfehlungFactory, ErstberatungFactory

pytestmark = pytest.mark.django_db


def refused(constraint: str):
    return pytest.raises(IntegrityError, match=constraint)


def test_second_open_erstberatung_of_a_person_is_refused():
    first = ErstberatungFactory.create()
    with refused("erstberatung_eine_offene_je_person"), transaction.atomic():
        ErstberatungFactory.create(person=first.person)


def test_abgeschlossen_without_who_is_refused():
    beratung = ErstberatungFactory.create()
    with refused("erstberatung_abgeschlossen_von_wem"), transaction.atomic():
        Erstberatung.objects.filter(pk=beratung.pk).update(status="abgeschlossen", abgeschlossen_am=uhr.now())


def test_move_outside_the_table_is_refused():
    beratung = ErstberatungFactory.create()
    with pytest.raises(ProgrammingError, match="Invalid transition"), transaction.atomic():
        Erstberatung.objects.filter(pk=beratung.pk).update(status=BeratungStatus.VORBEREITET)


def test_sichtbar_fuer_keeps_the_own_units_only():
    own, _other = ErstberatungFactory.create_batch(2)
    user = RollenzuweisungFactory.create(organisationseinheit=own.einheit).user
    assert list(Erstberatung.objects.sichtbar_fuer(user)) == [own]


@pytest.mark.parametrize("value", [True, False, 31, "25_1", date(2026, 6, 1)])
def test_value_of_an_antwort_comes_back_as_it_was(value):
    beratung = ErstberatungFactory.create()
    Antwort.objects.create(erstberatung=beratung, tatsache="alter", wert=as_json(value))
    assert Antwort.objects.get().value == value


def test_value_of_an_antwort_stands_encrypted_in_table_and_history():
    Antwort.objects.create(erstberatung=ErstberatungFactory.create(), tatsache="status", wert=as_json("25_2_fluechtling"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT wert FROM lotsen_antwort UNION ALL SELECT wert FROM lotsen_antwortevent")
        rows = [wert for (wert,) in cursor.fetchall()]
    assert len(rows) == 2
    assert not [wert for wert in rows if "fluechtling" in wert]


def test_second_antwort_to_a_question_is_refused():
    beratung = ErstberatungFactory.create()
    Antwort.objects.create(erstberatung=beratung, tatsache="alter", wert="31")
    with refused("antwort_eine_je_frage"), transaction.atomic():
        Antwort.objects.create(erstberatung=beratung, tatsache="alter", wert="32")


@pytest.mark.parametrize(("stand", "wert"), [(Antwortstand.GESAGT, ""), (Antwortstand.WEISS_NICHT, "true")])
def test_antwort_has_a_value_exactly_if_something_was_said(stand, wert):
    with refused("antwort_wert_wenn_gesagt"), transaction.atomic():
        Antwort.objects.create(erstberatung=ErstberatungFactory.create(), tatsache="miete", stand=stand, wert=wert)


def test_antwort_that_nobody_gave_comes_from_the_person():
    with refused("antwort_allein_von_der_person"), transaction.atomic():
        Antwort.objects.create(erstberatung=ErstberatungFactory.create(), tatsache="miete", wert="true", quelle=Quelle.DOKUMENT)


def test_second_empfehlung_of_a_kind_is_refused():
    first = EmpfehlungFactory.create()
    with refused("empfehlung_eine_je_art"), transaction.atomic():
        EmpfehlungFactory.create(erstberatung=first.erstberatung)


def test_skipping_without_a_reason_is_refused():
    empfehlung = EmpfehlungFactory.create()
    with refused("empfehlung_uebersprungen_warum"), transaction.atomic():
        type(empfehlung).objects.filter(pk=empfehlung.pk).update(
            status=EmpfehlungStatus.UEBERSPRUNGEN, entschieden_am=uhr.now(), entschieden_von=empfehlung.erstberatung.lotse
        )


def test_accepting_without_who_is_refused():
    empfehlung = EmpfehlungFactory.create()
    with refused("empfehlung_entschieden_von_wem"), transaction.atomic():
        type(empfehlung).objects.filter(pk=empfehlung.pk).update(status=EmpfehlungStatus.ANGENOMMEN)


def test_tick_of_something_not_accepted_is_refused():
    with refused("empfehlung_erledigt_wenn_angenommen"), transaction.atomic():
        EmpfehlungFactory.create(erledigt_am=uhr.now())
