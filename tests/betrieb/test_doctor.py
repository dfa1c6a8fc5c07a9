"""manage.py doctor: each finding is a sentence, the exit code tells monitoring, a fault is never a crash."""

import json
import socket
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError

from behoerde.amt import BEISPIEL
from behoerde.kern import befunde, register, uhr
from behoerde.kern.management.commands import doctor
from behoerde.kern.models import Nachricht
from behoerde.kern.register import Befund
from tests.factories.kern import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def only(monkeypatch):
    """Let the doctor look at the given checks alone."""

    def replace(*checks: Befund) -> None:
        monkeypatch.setattr(doctor, "kern_befunde", lambda: list(checks))
        monkeypatch.setitem(register._register.entries, Befund, [])

    return replace


def ask(*options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("doctor", *options, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_all_well_ends_with_0(only):
    only(Befund("eins", lambda: ""), Befund("zwei", lambda: "Bitte tun Sie dies.", hinweis=True))
    assert ask() == (0, "✓ eins  in Ordnung\n! zwei  Bitte tun Sie dies.\n")


def test_finding_ends_with_1_also_as_json(only):
    only(Befund("eins", lambda: "Bitte tun Sie dies."))
    code, text = ask("--json")
    assert (code, json.loads(text)) == (
        1,
        {"ok": False, "befunde": [{"name": "eins", "stufe": "fehler", "satz": "Bitte tun Sie dies."}]},
    )


def test_check_that_fails_itself_is_a_finding(only):
    def broken() -> str:
        raise ValueError("kaputt\nzweite Zeile")

    only(Befund("eins", broken))
    assert ask() == (1, "✗ eins  Die Prüfung ist gescheitert (ValueError: kaputt): Bitte sehen Sie in das Protokoll.\n")


def test_silent_database_is_a_finding(only):
    def silent() -> str:
        raise OperationalError("connection refused")

    only(Befund("eins", silent))
    assert ask() == (1, "✗ eins  Die Datenbank antwortet nicht: Bitte prüfen Sie DATABASE_URL und ob der Server läuft.\n")


def test_apps_add_their_own_checks(only):
    only(Befund("eins", lambda: ""))
    register.add(Befund("termine", lambda: "Bitte legen Sie einen Standort an."))
    assert ask()[1].splitlines()[1] == "✗ termine  Bitte legen Sie einen Standort an."


def test_names_of_the_ground_are_stable_for_monitoring():
    names = (
        "datenbank erweiterungen rollen migrationen uhr testuhr mail warteschlange postausgang unzustellbar loeschlauf platte "
        "dateiablage dateiinhalte virenscanner quarantaene debug namen verschluesselung amt schluessel systempruefung pdf eingebettet"
    )
    assert [befund.name for befund in befunde.kern_befunde()] == names.split()


def test_office_of_the_example_is_named_until_it_says_who_it_is(settings):
    assert "BEHOERDE_TELEFON" in befunde.office()
    settings.BEHOERDE = settings.BEHOERDE | dict.fromkeys(BEISPIEL, "eigene Angabe")
    assert befunde.office() == ""


@pytest.mark.parametrize(
    "check", [befunde.database, befunde.extensions, befunde.roles, befunde.migrations, befunde.clock, befunde.keys]
)
def test_server_of_the_tests_is_well(check):
    assert check() == ""


def test_clock_that_goes_wrong_is_named(monkeypatch):
    monkeypatch.setattr(befunde.time, "time", lambda: 0.0)
    assert befunde.clock().endswith("Sekunden auseinander: Bitte richten Sie NTP ein.")


def test_missing_migration_is_counted(monkeypatch):
    monkeypatch.setattr(befunde.MigrationExecutor, "migration_plan", lambda *_: [1, 2])
    assert befunde.migrations() == "2 Migrationen fehlen: Bitte rufen Sie „manage.py migrate“ auf."


def test_superuser_is_refused(monkeypatch):
    monkeypatch.setattr(befunde, "_value", lambda sql: "rolsuper" in sql)
    assert "als behoerde_owner an" in befunde.roles()


def test_missing_role_is_named(monkeypatch):
    monkeypatch.setattr(befunde, "_value", lambda sql: False)
    assert befunde.roles() == "Die Datenbankrolle behoerde_app fehlt: Bitte führen Sie behoerde/rollen.sql aus."


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_mail_server_that_does_not_answer_is_named(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    assert befunde.mail().startswith(f"Der Mailserver 127.0.0.1:{settings.EMAIL_PORT} nimmt nichts an (ConnectionRefusedError)")


def test_broker_that_does_not_answer_is_named(settings):
    settings.VALKEY_URL = f"redis://127.0.0.1:{closed_port()}/0"
    assert befunde.broker().startswith("Valkey antwortet nicht.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("minutes", "wanted"), [(9, ""), (11, "Die älteste fällige Nachricht wartet seit 11 Minuten")])
def test_outbox_that_stands_still_is_named(minutes, wanted):
    Nachricht.objects.create(
        schluessel="x",
        anlass="probe",
        empfaenger_art="person",
        empfaenger_id=PersonFactory.create().pk,
        kanal="email",
        sprache="de",
        faellig_ab=uhr.now() - timedelta(minutes=minutes, seconds=5),
    )
    assert befunde.outbox().split(":")[0] == wanted


@pytest.mark.parametrize(
    ("adresse", "erlaubt", "wanted"),
    [
        ("https://termin.stadt.example", ["termin.stadt.example"], ""),
        ("https://termin.stadt.example", [".stadt.example"], ""),
        (
            "https://termin.stadt.example",
            ["localhost"],
            "ADRESSE nennt termin.stadt.example, ALLOWED_HOSTS kennt den Namen nicht",
        ),
        ("https://termin.stadt.example", ["*"], "ALLOWED_HOSTS lässt jeden Namen zu"),
    ],
)
def test_hosts(settings, adresse, erlaubt, wanted):
    settings.ADRESSE, settings.ALLOWED_HOSTS = adresse, erlaubt
    assert befunde.hosts().split(":")[0] == wanted


def test_full_disk_is_named(monkeypatch):
    monkeypatch.setattr(befunde, "FREE_BYTES", 2**80)
    assert befunde.disk().endswith("MB frei: Bitte schaffen Sie Platz.")


def test_looser_settings_are_remarks_in_a_trial_only(monkeypatch):
    def remarks() -> set[str]:
        return {befund.name for befund in befunde.kern_befunde() if befund.hinweis}

    monkeypatch.setenv("EINGEBETTET", "1")
    trial = remarks()
    monkeypatch.delenv("EINGEBETTET")
    assert trial - remarks() == {"testuhr", "virenscanner", "debug", "verschluesselung", "amt", "pdf"}
