"""manage.py doctor on files: storage, scanner, quarantine, contents."""

from datetime import timedelta

import pytest

from behoerde.kern import uhr
from behoerde.kern.actions import datei as aktionen
from behoerde.kern.dateien import ablage, befunde, clamd
from behoerde.kern.models import Datei
from tests.factories.datei import taken
from tests.kern.scanner import closed_port, running

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATEIEN = tmp_path / "dateien"


def test_storage_is_well():
    assert befunde.storage() == ""


def test_storage_that_cannot_be_written_is_named(settings, tmp_path):
    (tmp_path / "datei").write_text("")
    settings.DATEIEN = tmp_path / "datei" / "ordner"
    assert befunde.storage().endswith("lässt sich nicht schreiben (Not a directory): Bitte prüfen Sie Volume und Rechte.")


def test_storage_without_room_is_named(monkeypatch):
    monkeypatch.setattr(ablage, "FREE_BYTES", 2**80)
    assert befunde.storage().startswith("Im Ordner DATEIEN ist zu wenig Platz")


@pytest.mark.parametrize(
    ("unseen", "wanted"),
    [(False, "CLAMD ist leer, Dateien bleiben in Quarantäne"), (True, "Dateien werden nicht auf Viren geprüft")],
)
def test_missing_scanner_is_named(settings, unseen, wanted):
    settings.CLAMD, settings.DATEIEN_OHNE_PRUEFUNG = "", unseen
    assert befunde.scanner().startswith(wanted)


@pytest.mark.parametrize(
    ("age", "wanted"),
    [
        (timedelta(days=3, hours=23), ""),
        (timedelta(days=5), "Die Signaturen des Virenscanners sind 5 Tage alt: Bitte prüfen Sie, ob freshclam läuft."),
        (None, "Der Virenscanner hat keine Signaturen: Bitte prüfen Sie, ob freshclam läuft."),
    ],
)
def test_age_of_signatures(settings, age, wanted):
    with running(settings) as fake:
        date = f"/27800/{uhr.now() - age:%a %b %d %H:%M:%S %Y}" if age else ""
        fake.version = f"ClamAV 1.4.3{date}\0".encode()
        assert befunde.scanner() == wanted


def test_dead_scanner_is_named(settings):
    settings.CLAMD = closed_port()
    assert befunde.scanner().startswith("Der Virenscanner antwortet nicht (ConnectionRefusedError")


def test_silent_scanner_is_named(settings, monkeypatch):
    monkeypatch.setattr(clamd, "SECONDS", 0.2)
    with running(settings) as fake:
        fake.hang.set()
        assert befunde.scanner().startswith("Der Virenscanner antwortet nicht (TimeoutError")


@pytest.mark.parametrize(("minutes", "wanted"), [(14, ""), (16, "Die älteste Datei wartet seit 16 Minuten auf den Virenscanner")])
def test_file_that_waits_too_long_is_named(minutes, wanted):
    taken()
    Datei.objects.update(angelegt_am=uhr.now() - timedelta(minutes=minutes, seconds=5))
    assert befunde.quarantine().split(":")[0] == wanted


def test_released_file_waits_for_nobody():
    aktionen.release(taken())
    Datei.objects.update(angelegt_am=uhr.now() - timedelta(days=9))
    assert befunde.quarantine() == ""


def test_contents_are_well():
    taken()
    assert befunde.contents() == ""


def test_lost_content_is_named():
    taken()
    ablage.remove(taken().ablage)
    assert (
        befunde.contents() == "Zu 1 Dateien fehlt der Inhalt im Ordner DATEIEN: Bitte spielen Sie ihn aus der Sicherung zurück."
    )


def test_folder_of_another_database_is_named(monkeypatch):
    monkeypatch.setattr(aktionen, "WAISEN_HOECHSTENS", 2)
    monkeypatch.setattr(aktionen, "WAISEN_NACH", timedelta(0))
    for _n in range(3):
        ablage.store(b"fremd")
    assert befunde.contents().startswith("Zu 3 Inhalten im Ordner DATEIEN kennt die Datenbank keine Datei")
