"""System checks: what must be right before anything runs, each named in one sentence that says what to do."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.utils.translation import gettext as _

POSTGRESQL_MINDESTENS = 18
ERWEITERUNGEN = ("btree_gist", "fuzzystrmatch", "pg_trgm", "unaccent")


def missing_version(server_version: int) -> str:
    """Return "" when ``server_version`` (as in ``server_version_num``) suffices, else the sentence for the operator."""
    if server_version // 10000 >= POSTGRESQL_MINDESTENS:
        return ""
    return _(
        "PostgreSQL %(da)s läuft, gebraucht wird mindestens %(soll)s (Termine liegen in zeitlichen Schlüsseln): "
        "Bitte aktualisieren Sie den Datenbankserver."
    ) % {"da": f"{server_version // 10000}.{server_version % 10000}", "soll": POSTGRESQL_MINDESTENS}


def missing_extensions(available: Iterable[str]) -> str:
    """Return "" when the server offers every extension that migrations create, else the sentence for the operator."""
    absent = sorted(set(ERWEITERUNGEN) - set(available))
    if not absent:
        return ""
    return _(
        "PostgreSQL kennt die Erweiterung %(namen)s nicht: Bitte installieren Sie auf dem Datenbankserver das Paket "
        "postgresql-contrib."
    ) % {"namen": ", ".join(absent)}


@register(Tags.database)
def check_postgresql(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Name the missing PostgreSQL version or extension before a migration fails on it."""
    messages: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int, array(SELECT name FROM pg_available_extensions)")
            version, available = cursor.fetchone()
        if sentence := missing_version(version):
            messages.append(Error(sentence, id="kern.E001"))
        elif sentence := missing_extensions(available):
            messages.append(Error(sentence, id="kern.E002"))
    return messages


@register(Tags.security)
def check_keys(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to run without the key that reads encrypted fields, and real operation with one key for everything."""
    if not settings.FELD_SCHLUESSEL:
        return [
            Error(_("FELD_SCHLUESSEL fehlt: Bitte setzen Sie mindestens einen Schlüssel (siehe .env.example)."), id="kern.E003")
        ]
    if settings.DEBUG or settings.TEST:
        return []
    shared = [
        name
        for name in ("LINK_SCHLUESSEL", "HASH_SCHLUESSEL", "ALTCHA_SCHLUESSEL")
        if getattr(settings, name) == settings.SECRET_KEY
    ]
    if not shared:
        return []
    sentence = _("%(namen)s fehlt: Bitte setzen Sie für jeden Zweck einen eigenen Schlüssel (siehe .env.example).")
    return [Error(sentence % {"namen": ", ".join(shared)}, id="kern.E004")]
