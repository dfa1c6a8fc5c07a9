"""One migrated database as a template: every test process copies it instead of migrating again.

Its name carries a hash of all migrations, so a changed one makes a new template.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection

SPERRE = 7_020_018  # one process builds the template, the others wait for it


def template_name() -> str:
    """Return the name of the database that all current migrations make."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(f"{config.name}/{path.name}\0".encode() + path.read_bytes())
    return f"vorlage_{digest.hexdigest()[:20]}"


def create_test_db() -> str:
    """Create the test database of this process and connect to it; return the name of the database before."""
    before = connection.settings_dict["NAME"]
    name, template = connection.creation._get_test_db_name(), template_name()
    with _server() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone()[0]:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
            cursor.execute(f"CREATE DATABASE {template} TEMPLATE {_quote(name)}")
        else:
            cursor.execute(f"DROP DATABASE IF EXISTS {_quote(name)} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {_quote(name)} TEMPLATE {template}")
            connection.close()
            connection.settings_dict["NAME"] = name
    return before


@contextmanager
def _server() -> Iterator:
    """Yield a cursor outside of the test databases, one process at a time."""
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SPERRE])
        try:
            yield cursor
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SPERRE])


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)


if __name__ == "__main__":  # make test builds the template before the clock of any test runs
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    connection.creation.destroy_test_db(create_test_db(), verbosity=0)
