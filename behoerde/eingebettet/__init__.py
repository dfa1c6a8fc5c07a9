"""Embedded PostgreSQL 18 and Valkey 9 for trial and tests, when no DATABASE_URL or VALKEY_URL is given.

The servers belong to the project folder, not to one process: everybody who uses them holds a lease, looks after
them (a killed server is back by itself), and the last one out stops them. The data stays.
The programs of the wheels are called directly: the wheels' own wrappers open parent folders for others.
"""

import os
import shutil
import sys
import threading
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from behoerde.eingebettet.postgres import Postgres
from behoerde.eingebettet.state import Lease, State, Unmoeglich
from behoerde.eingebettet.valkey import Valkey

__all__ = ["Postgres", "Servers", "State", "Unmoeglich", "Valkey"]

KEYS = ("SECRET_KEY", "FELD_SCHLUESSEL", "LINK_SCHLUESSEL", "HASH_SCHLUESSEL", "ALTCHA_SCHLUESSEL")

# Kinds that write as safely as production does.
SAFE = {"start", "messung"}


class Servers:
    """Keep the embedded servers of one kind running while inside ``with``; raises Unmoeglich when they can't run.

    Only the data of ``art`` "start" stays; that of "test", "messung" and any other name goes with the last user.
    ``with_postgres`` and ``with_valkey`` leave one out when the operator named a real server for it.
    """

    def __init__(self, art: str, *, with_postgres: bool = True, with_valkey: bool = True) -> None:
        self.art = art
        self.state = State(art)
        self.postgres = Postgres(self.state, fast=art not in SAFE) if with_postgres else None
        self.valkey = Valkey(self.state) if with_valkey else None
        self._members: list[Postgres | Valkey] = [member for member in (self.postgres, self.valkey) if member]
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="eingebettet", daemon=True)
        self._lease: Lease | None = None

    def __enter__(self) -> Self:
        with self.state.exclusive(), ExitStack() as undo:
            self._lease = Lease(self.state)
            undo.callback(self._leave)
            for member in self._members:
                member.ensure()
            undo.pop_all()
        self._watcher.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        self._watcher.join()
        with self.state.exclusive():
            self._leave()

    def environ(self) -> dict[str, str]:
        """Return the variables that point the portal at these servers, keys included."""
        secrets = self.state.secrets()
        values = {name: secrets[name] for name in KEYS}
        if self.postgres:
            values |= {"DATABASE_URL": self.postgres.url(), "EINGEBETTET": "1"}
        if self.valkey:
            values["VALKEY_URL"] = self.valkey.url()
        return values

    def _leave(self) -> None:
        if self._lease and self._lease.give_back():
            for member in self._members:
                member.stop()
            if self.art != "start":
                shutil.rmtree(self.state.folder, ignore_errors=True)

    def _watch(self) -> None:
        """Bring a server back that ended without being asked to."""
        while not self._done.wait(0.3):
            for member in self._members:
                if member.pid() is None:
                    self._revive(member)

    def _revive(self, member: Postgres | Valkey) -> None:
        with self.state.exclusive():
            if self._done.is_set() or member.pid():
                return
            try:
                member.revive()
            except Unmoeglich as fault:  # orphans of the killed server may still hold its memory: the next round tries again
                print(f"{member.name}: {fault}", file=sys.stderr, flush=True)
            else:
                print(f"{member.name} war beendet und läuft wieder.", file=sys.stderr, flush=True)


def servers_from_environment(art: str) -> Servers:
    """Return the servers of kind ``art`` that the environment (or .env) does not already name."""
    return Servers(art, with_postgres=not os.environ.get("DATABASE_URL"), with_valkey=not os.environ.get("VALKEY_URL"))
