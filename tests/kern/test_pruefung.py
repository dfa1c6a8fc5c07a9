"""Files wait until a scanner has seen them: nothing passes unseen, nothing is lost, nothing is scanned twice."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as project
from django.db import connection

from behoerde.kern import uhr
from behoerde.kern.actions import datei as aktionen
from behoerde.kern.actions import pruefung
from behoerde.kern.actions.pruefung import scan_due
from behoerde.kern.dateien import ablage, clamd
from behoerde.kern.dateien.reinigung import clean
from behoerde.kern.db import System, als
from behoerde.kern.models import Datei
from behoerde.kern.tasks import dateien_aufraeumen, dateien_pruefen
from tests.factories.datei import taken
from tests.kern import evil
from tests.kern.scanner import EICAR, closed_port, running
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db(transaction=True)
START = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def scanner(settings):
    with running(settings) as fake:
        yield fake


@pytest.fixture(autouse=True)
def woken(monkeypatch):
    """The broker is silent; what was to be woken stands in the list. Uploads are cleaned in this process, which is faster."""
    woken: list[str] = []
    monkeypatch.setattr(pruefung, "wake", woken.append)
    monkeypatch.setattr(aktionen, "clean_shielded", clean)
    return woken


def waiting(*contents: bytes) -> list[Datei]:
    with als(System.KUNDE):
        return [taken(content=content) for content in contents or (evil.jpeg(),)]


def states() -> list[str]:
    with als(System.AUFGABE):
        return list(Datei.objects.order_by("angelegt_am").values_list("status", flat=True))


def infected() -> bytes:
    """A picture that carries the test signature through the cleaning is hard to make: the scanner is told instead."""
    return evil.jpeg(64, 64, colour="green")


def finds(*contents: bytes):
    """Return an answer of the scanner that finds something in the given cleaned contents."""
    return lambda content: b"stream: Win.Test.EICAR FOUND\0" if content in contents else b"stream: OK\0"


def test_clean_file_is_released(scanner):
    (datei,) = waiting()
    assert (scan_due(), states()) == (1, ["frei"])
    with als(System.AUFGABE):
        assert scanner.contents == [Datei.objects.get(pk=datei.pk).read()]


def test_released_file_is_not_scanned_again(scanner):
    waiting()
    assert (scan_due(), scan_due(), len(scanner.contents)) == (1, 0, 1)


def test_infected_file_is_rejected_its_content_deleted_and_the_others_go_on(scanner):
    bad, _good = waiting(infected(), evil.jpeg())
    scanner.answer = finds(bad.read())
    assert (scan_due(), states()) == (2, ["abgewiesen", "frei"])
    with als(System.AUFGABE):
        datei = Datei.objects.get(pk=bad.pk)
    assert (datei.befund, datei.ablage, datei.warum[:35]) == ("Win.Test.EICAR", "", "In der Datei steckt Schadsoftware. ")
    assert not (project.DATEIEN / bad.ablage).exists()


def test_signature_is_found_through_the_encryption_of_the_disk(scanner):
    """The scanner sees the content, not the token."""
    with als(System.KUNDE):
        datei = taken()
        name = ablage.store(datei.read() + EICAR)
        content = ablage.read(name)
    assert clamd.scan(content) == "Eicar-Signature"


@pytest.mark.parametrize("fault", ["dead", "hanging", "garbage", "too large"])
def test_file_stays_in_quarantine_while_the_scanner_gives_no_answer(settings, monkeypatch, fault):
    waiting(evil.jpeg(), infected())
    with running(settings, answer=(lambda content: b"?\0") if fault == "garbage" else None) as fake:
        if fault == "dead":
            settings.CLAMD = closed_port()
        elif fault == "hanging":
            monkeypatch.setattr(clamd, "SECONDS", 0.2)
            fake.hang.set()
        elif fault == "too large":
            fake.longest = 10
        assert (scan_due(), states()) == (0, ["quarantaene", "quarantaene"])


def test_scanner_that_is_back_gets_everything(settings):
    with time_machine.travel(START, tick=False) as clock:
        settings.CLAMD = closed_port()
        waiting(evil.jpeg(), infected())
        for _try in range(2):
            scan_due()
        with running(settings):
            assert (scan_due(), states()) == (0, ["quarantaene", "quarantaene"])
            clock.shift(timedelta(minutes=1))
            assert (scan_due(), states()) == (2, ["frei", "frei"])


def test_pauses_grow_to_a_quarter_of_an_hour(settings):
    settings.CLAMD = closed_port()
    pauses = []
    with time_machine.travel(START, tick=False) as clock:
        (datei,) = waiting()
        for _try in range(7):
            scan_due()
            with als(System.AUFGABE):
                datei.refresh_from_db()
            pauses.append((datei.faellig_ab - uhr.now()).total_seconds())
            clock.move_to(datei.faellig_ab)
    assert pauses == [60, 120, 240, 480, 900, 900, 900]


def test_file_without_content_waits_and_lets_others_pass(scanner):
    lost, _good = waiting(evil.jpeg(), infected())
    (project.DATEIEN / lost.ablage).unlink()
    assert (scan_due(), states()) == (2, ["quarantaene", "frei"])


def test_file_that_was_deleted_meanwhile_is_no_fault(scanner):
    (datei,) = waiting()

    def answer(content: bytes) -> bytes:
        with als(System.KUNDE):
            Datei.objects.filter(pk=datei.pk).delete()
        connection.close()  # this thread ends
        return b"stream: OK\0"

    scanner.answer = answer
    assert (scan_due(), states()) == (1, [])


def test_two_workers_never_scan_the_same_file(scanner):
    waiting(*(evil.jpeg(20 + n) for n in range(6)))
    done = run_together([scan_due, scan_due])
    assert (sum(done), len(scanner.contents), len({*scanner.contents}), {*states()}) == (6, 6, 6, {"frei"})


def test_file_of_a_lost_worker_is_scanned_after_its_lease(scanner):
    waiting()
    with time_machine.travel(START, tick=False) as clock:
        with als(System.AUFGABE):
            Datei.objects.update(faellig_ab=START, gesperrt_bis=START + timedelta(minutes=5))
        assert scan_due() == 0
        clock.shift(timedelta(minutes=5))
        assert (scan_due(), states()) == (1, ["frei"])


def test_file_that_another_worker_is_taking_is_left_to_it(scanner):
    taken_by_another, _free = waiting(evil.jpeg(), infected())
    with als(System.AUFGABE):
        Datei.objects.select_for_update().get(pk=taken_by_another.pk)
        assert run_together([scan_due]) == [1]


def test_late_failure_does_not_take_the_lease_of_another_worker(settings):
    """The first worker hangs beyond its lease and fails while the second is scanning the same file."""
    (datei,) = waiting()
    asked, go_on = threading.Event(), threading.Event()
    leases: list[datetime | None] = []

    def answer(content: bytes) -> bytes:
        if not asked.is_set():
            asked.set()
            go_on.wait(10)
            return b"?\0"
        go_on.set()
        slow.join(10)
        with als(System.AUFGABE):
            leases.append(Datei.objects.get(pk=datei.pk).gesperrt_bis)
        connection.close()  # this thread ends
        return b"stream: OK\0"

    slow = threading.Thread(target=lambda: run_together([scan_due]))
    with running(settings, answer=answer):
        slow.start()
        assert asked.wait(10)
        with als(System.AUFGABE):
            Datei.objects.update(gesperrt_bis=uhr.now() - timedelta(seconds=1))
        assert scan_due() == 1
    assert (leases != [None], len(leases), states()) == (True, 1, ["frei"])


def test_full_run_asks_for_the_next_one(scanner, monkeypatch, woken):
    monkeypatch.setattr(pruefung, "STAPEL", 2)
    waiting(*(evil.jpeg(20 + n) for n in range(3)))
    assert (scan_due(), woken, scan_due(), len(woken)) == (2, ["kern.dateien_pruefen"], 1, 1)


def test_without_scanner_files_wait(settings):
    settings.CLAMD, settings.DATEIEN_OHNE_PRUEFUNG = "", False
    waiting()
    assert (scan_due(), states()) == (0, ["quarantaene"])


def test_trial_lets_files_pass_and_says_that_nobody_looked(settings):
    settings.CLAMD, settings.DATEIEN_OHNE_PRUEFUNG = "", True
    (datei,) = waiting()
    dateien_pruefen()
    with als(System.AUFGABE):
        datei.refresh_from_db()
    assert (datei.status, datei.geprueft_am) == ("frei", None)


def test_scanner_counts_even_where_files_might_pass_unseen(scanner, settings):
    settings.DATEIEN_OHNE_PRUEFUNG = True
    waiting()
    assert (scan_due(), len(scanner.contents)) == (1, 1)


def test_sweep_stops_when_the_folder_belongs_to_another_database(monkeypatch):
    monkeypatch.setattr("behoerde.kern.actions.datei.WAISEN_HOECHSTENS", 2)
    monkeypatch.setattr("behoerde.kern.actions.datei.WAISEN_NACH", timedelta(0))
    with als(System.AUFGABE):
        dateien_aufraeumen()
        names = {ablage.store(b"fremd") for _n in range(3)}
    dateien_aufraeumen()
    assert names <= {name for name, _changed in ablage.stored()}
    for name in names:
        ablage.remove(name)
