"""The start-up check names what is missing in one sentence."""

from unittest.mock import MagicMock

import pytest
from django.core.checks import run_checks

from behoerde.kern.checks import ERWEITERUNGEN, check_keys, check_postgresql, missing_extensions, missing_version


def test_postgresql_18_suffices():
    assert (missing_version(180000), missing_version(190001)) == ("", "")


def test_older_postgresql_is_named_with_what_to_do():
    assert missing_version(170006) == (
        "PostgreSQL 17.6 läuft, gebraucht wird mindestens 18 (Termine liegen in zeitlichen Schlüsseln): "
        "Bitte aktualisieren Sie den Datenbankserver."
    )


def test_missing_extension_is_named_with_what_to_do():
    available = set(ERWEITERUNGEN) - {"btree_gist"} | {"plpgsql"}
    assert missing_extensions(available) == (
        "PostgreSQL kennt die Erweiterung btree_gist nicht: "
        "Bitte installieren Sie auf dem Datenbankserver das Paket postgresql-contrib."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("version", "extensions", "wanted"), [(180001, True, []), (170006, True, ["kern.E001"]), (180001, False, ["kern.E002"])]
)
def test_database_check_looks_at_the_server(monkeypatch, version, extensions, wanted):
    cursor = MagicMock()
    cursor.__enter__.return_value.fetchone.return_value = (version, ERWEITERUNGEN if extensions else [])
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", lambda _: cursor)
    assert [message.id for message in check_postgresql(databases=["default"])] == wanted


@pytest.mark.django_db
def test_server_of_the_tests_passes():
    assert run_checks(databases=["default"], tags=["database"]) == []


def test_missing_field_key_is_an_error(settings):
    settings.FELD_SCHLUESSEL = []
    assert [message.id for message in check_keys()] == ["kern.E003"]


def test_one_key_for_everything_is_an_error_in_real_operation(settings):
    settings.TEST, settings.DEBUG, settings.FELD_SCHLUESSEL = False, False, ["x"]
    settings.LINK_SCHLUESSEL = settings.SECRET_KEY
    settings.HASH_SCHLUESSEL, settings.ALTCHA_SCHLUESSEL = "eigener", "anderer"
    (message,) = check_keys()
    assert (message.id, message.msg.split(" ", 1)[0]) == ("kern.E004", "LINK_SCHLUESSEL")
