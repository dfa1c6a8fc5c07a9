"""The erasure: what is due goes with history, links, files and messages; what lives, is held or locked stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import DatabaseError, connection

from behoerde.kern import befunde, register, uhr
from behoerde.kern.actions import loeschung
from behoerde.kern.actions.loeschung import run_erasure
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.db import System, als
from behoerde.kern.holdings import events_of, has_own_key, in_order, model_of
from behoerde.kern.models import Datei, Nachricht, Person, Zugangslink
from behoerde.kern.register import Personenbezug
from lotsen.models import Verweis
from termine.models import Anliegen
from tests.factories import fallmanagement
from tests.factories.datei import taken
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import NachrichtFactory, UserFactory
from tests.kern.altbestand import BAUER, person

pytestmark = pytest.mark.django_db(transaction=True)
ENTRIES = register.alle(Personenbezug)
ANGABEN = ("deutsch", "zeiten", "kinder", "zugang", "kosten", "anliegen")  # what a guide wrote about somebody
ANHAENGE = {"kern.Datei", "kern.Nachricht", "kern.Kontaktnachweis"}  # what hangs on others has nothing hanging on it


def entry_of(modell: str) -> Personenbezug:
    return {entry.modell: entry for entry in ENTRIES}[modell]


def age(entry: Personenbezug, row, days: int) -> None:
    """Make a row so many days older than it was, by the date its period counts from."""
    model, name = model_of(entry), entry.ab_feld
    field = model._meta.get_field(name)
    instant = uhr.now() - timedelta(days=days)
    value = instant if field.get_internal_type() == "DateTimeField" else uhr.local(instant).date()
    with als(System.AUFGABE), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")  # a date in the past is something no action writes, and no trigger looks at
        cursor.execute("SELECT set_config('behoerde.wartung', 'an', true)")
        cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {field.column} = %s WHERE {model._meta.pk.column} = %s", [value, row.pk]
        )
        cursor.execute(f"ALTER TABLE {model._meta.db_table} ENABLE TRIGGER USER")
        cursor.execute("SET LOCAL ROLE behoerde_app")


def traces(entry: Personenbezug, pk) -> dict[str, int]:
    """Count what is left of a row, seen as the owner sees it."""
    with als(System.AUFGABE), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT set_config('behoerde.wartung', 'an', true)")
        found = {"zeile": model_of(entry)._base_manager.filter(pk=pk).count()}
        found |= {"geschichte": sum(e._base_manager.filter(pgh_obj_id=pk).count() for e in events_of(model_of(entry)))}
        if has_own_key(entry.modell):
            found["link"] = Zugangslink.objects.filter(objekt_id=pk).count()
            found["datei"] = Datei.objects.filter(objekt_id=pk).count()
            found["nachricht"] = Nachricht.objects.filter(empfaenger_id=pk).count()
        return found


def attach(pk: UUID) -> None:
    with als(System.AUFGABE):
        create_link("probe", pk)
        taken(objekt_id=pk)
        NachrichtFactory.create(empfaenger_id=pk)


def test_every_entry_has_a_builder():
    assert {entry.modell for entry in ENTRIES} - BAUER.keys() == set()


def old_and_young(entry: Personenbezug) -> list:
    """Return the keys of one row that is two days over its period and of one that is not yet."""
    rows = []
    for n, days in enumerate((entry.frist.days + 2, entry.frist.days - 1)):
        with als(System.AUFGABE):
            rows.append(BAUER[entry.modell](n))
        age(entry, rows[-1], days)
        if has_own_key(entry.modell) and entry.modell not in ANHAENGE:
            attach(rows[-1].pk)
    return [row.pk for row in rows]


def test_of_every_entry_the_older_one_goes_and_the_younger_one_stays():
    built = [(entry, *old_and_young(entry)) for entry in ENTRIES]
    before = {entry.modell: traces(entry, young) for entry, _old, young in built}
    run_erasure()
    assert {entry.modell: traces(entry, young) for entry, _old, young in built} == before
    assert {modell for modell, left in before.items() if left["zeile"] != 1} == set()
    assert {entry.modell for entry, old, _young in built if not gone(entry, old)} == set()


def gone(entry: Personenbezug, pk) -> bool:
    return emptied(entry, pk) if entry.aktion == "leeren" else set(traces(entry, pk).values()) == {0}


def emptied(entry: Personenbezug, pk) -> bool:
    """Say whether neither row nor history keeps what was in the fields that are emptied."""
    row = model_of(entry)._base_manager.get(pk=pk)
    constants = {name: value for name, value in entry.leer if not hasattr(value, "resolve_expression")}
    return {name: getattr(row, name) for name in constants} == constants and traces(entry, pk)["geschichte"] == 0


def test_what_is_emptied_says_with_what():
    assert [entry.modell for entry in ENTRIES if (entry.aktion == "leeren") != bool(entry.leer)] == []


def test_what_is_held_by_a_proof_keeps_no_words():
    with als(System.AUFGABE):
        consents = [BAUER["lotsen.Einwilligung"](n) for n in range(2)]
        Verweis.objects.update(**dict.fromkeys(ANGABEN, "Kita gesucht"))
    age(entry_of("lotsen.Verweis"), consents[0].verweis, 366)
    run_erasure()
    with als(System.AUFGABE):
        texts = [[getattr(Verweis.objects.get(pk=row.verweis_id), name) for name in ANGABEN] for row in consents]
    assert texts == [[""] * len(ANGABEN), ["Kita gesucht"] * len(ANGABEN)]


def test_whatever_holds_a_row_goes_before_it():
    order = [entry.modell for entry in in_order()]
    assert order.index("lotsen.Antwort") < order.index("lotsen.Erstberatung") < order.index("kern.Person")
    assert sorted(order) == sorted(entry.modell for entry in ENTRIES)


def test_history_of_rows_that_went_by_other_ways_goes_with_their_period():
    entry = entry_of("kern.Person")
    with als(System.AUFGABE):
        pk = person().pk
        Person.objects.filter(pk=pk).delete()
    assert traces(entry, pk)["geschichte"] == 2
    run_erasure()
    assert traces(entry, pk)["geschichte"] == 2
    with time_machine.travel(uhr.now() + entry.frist + timedelta(days=1)):
        run_erasure()
    assert traces(entry, pk)["geschichte"] == 0


def test_person_stays_as_long_as_something_belongs_to_her():
    entry = entry_of("kern.Person")
    with als(System.AUFGABE):
        row = BAUER["lotsen.Verweis"](0)
    age(entry, row.person, 400)
    lauf = run_erasure()
    assert lauf.zahlen["kern.Person"] == {"weg": 0, "offen": 0, "gesperrt": 0, "gehalten": 1}
    age(entry_of("lotsen.Verweis"), row, 400)
    assert run_erasure().zahlen["kern.Person"]["weg"] == 1


def test_open_concern_stays_however_old_it_is():
    entry = entry_of("termine.Anliegen")
    with als(System.AUFGABE):
        row = BAUER[entry.modell](0)
        Anliegen.objects.filter(pk=row.pk).delete()
        row.status = "eingegangen"
        row.save(force_insert=True)
    age(entry, row, 1000)
    assert run_erasure().zahlen[entry.modell] == {"weg": 0, "offen": 1, "gesperrt": 0, "gehalten": 0}


@pytest.mark.parametrize("modell", ["Zustaendigkeit", "Haushaltsmitglied", "Frist", "Vermerk", "Aufenthaltsstatus"])
def test_part_of_a_running_case_stays_however_old_it_is(modell):
    entry = entry_of(f"fallmanagement.{modell}")
    with als(System.AUFGABE):
        akte = FallakteFactory.create()
        owner = {"person": akte.person} if modell == "Aufenthaltsstatus" else {"fallakte": akte}
        row = getattr(fallmanagement, f"{modell}Factory").create(**owner)
    age(entry, row, 3000)
    assert run_erasure().zahlen[entry.modell]["offen"] == 1


def test_run_erases_in_batches_and_again_changes_nothing(monkeypatch):
    monkeypatch.setattr(loeschung, "BATCH", 2)
    entry = entry_of("kern.Nachricht")
    for _n in range(5):
        with als(System.AUFGABE):
            row = BAUER[entry.modell](0)
        age(entry, row, 100)
    assert run_erasure().zahlen == {entry.modell: {"weg": 5, "offen": 0, "gesperrt": 0, "gehalten": 0}}
    assert run_erasure().zahlen == {}


def test_rows_that_another_run_has_locked_are_left_to_it():
    entry = entry_of("kern.Nachricht")
    with als(System.AUFGABE):
        row = BAUER[entry.modell](0)
    age(entry, row, 100)
    with als(System.AUFGABE):
        list(Nachricht.objects.select_for_update())
        with ThreadPoolExecutor(1) as pool:
            other = pool.submit(in_thread, run_erasure).result()
    assert other.zahlen[entry.modell] == {"weg": 0, "offen": 0, "gesperrt": 0, "gehalten": 1}


def in_thread(action):
    try:
        return action()
    finally:
        connection.close()


def test_two_runs_at_once_share_the_work(monkeypatch):
    monkeypatch.setattr(loeschung, "BATCH", 3)
    entry = entry_of("kern.Nachricht")
    for _n in range(10):
        with als(System.AUFGABE):
            row = BAUER[entry.modell](0)
        age(entry, row, 100)
    with ThreadPoolExecutor(2) as pool:
        runs = [run.result() for run in [pool.submit(in_thread, run_erasure) for _n in range(2)]]
    assert sum(run.zahlen.get(entry.modell, {"weg": 0})["weg"] for run in runs) == 10
    assert Nachricht.objects.count() == 0


@pytest.mark.parametrize("statement", ["DELETE FROM kern_protokolleintrag", "DELETE FROM kern_personevent"])
def test_outside_of_the_run_record_and_history_keep_everything(statement):
    with als(System.AUFGABE):
        BAUER["kern.Protokolleintrag"](0)
    with pytest.raises(DatabaseError, match="Cannot"), als(System.AUFGABE), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT set_config('behoerde.wartung', 'an', true)")
        cursor.execute(statement)


def test_doctor_says_so_when_no_run_came_to_its_end():
    UserFactory.create(angelegt_am=uhr.now() - timedelta(days=2))
    assert "Löschlauf" in befunde.erasure()
    run_erasure()
    assert befunde.erasure() == ""


def test_owner_sees_every_table_in_maintenance_else_its_history_would_look_lost():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r' ORDER BY 1")
        protected = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'wartung' AND cmd = 'ALL' ORDER BY 1")
        assert [name for (name,) in cursor.fetchall()] == protected


def test_one_model_that_fails_holds_up_no_other_and_the_run_has_no_end(monkeypatch):
    real = loeschung._erase_entry
    broken = entry_of("lotsen.Antwort")
    monkeypatch.setattr(loeschung, "_erase_entry", lambda entry, stand: 1 // 0 if entry == broken else real(entry, stand))
    entry = entry_of("kern.Nachricht")
    with als(System.AUFGABE):
        row = BAUER[entry.modell](0)
    age(entry, row, 100)
    lauf = run_erasure()
    assert (lauf.zahlen[entry.modell]["weg"], lauf.beendet_am) == (1, None)
