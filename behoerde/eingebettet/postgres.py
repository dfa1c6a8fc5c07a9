"""The embedded PostgreSQL: a real server on loopback, set up once and looked after."""

import os
import shutil
import subprocess
from pathlib import Path

from behoerde.eingebettet import programs
from behoerde.eingebettet.state import State, Unmoeglich, is_process, make_folder
from behoerde.env import BASE_DIR

# No socket file: its path has a length limit that deep folders exceed.
CONF = """\
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
max_connections = {connections}
shared_buffers = 128MB
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
log_connections = ''
{extra}"""
# Survives a killed process, not a power cut: good enough for data that a test run throws away.
FAST = """\
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
checkpoint_timeout = '30min'
max_wal_size = '4GB'
"""
LOG_LIMIT = 5_000_000


class Postgres:
    """One server in ``state.folder/pg``; ``fast`` trades safety against power cuts for speed."""

    name = "PostgreSQL"

    def __init__(self, state: State, *, fast: bool = False) -> None:
        self.state = state
        self.fast = fast
        self.data = state.folder / "pg"
        self.log = state.folder / "postgres.log"

    def url(self) -> str:
        """Return the value of DATABASE_URL."""
        password = self.state.secrets()["behoerde_owner"]
        return f"postgres://behoerde_owner:{password}@127.0.0.1:{self.state.port('postgres', keep=True)}/behoerde"

    def pid(self) -> int | None:
        """Return the process number of the running server, None when it does not run."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if is_process(pid, str(self.data)) else None

    def ensure(self) -> None:
        """Start the server unless it runs, set it up when it is new, and wait until it answers."""
        if self.pid():
            return
        if not (self.data / "bereit").exists():
            self._init()
        self._start(keep_port=False)
        self._apply_roles()

    def revive(self) -> None:
        """Start the server again after a crash, on the port its clients know."""
        self._start(keep_port=True)

    def stop(self) -> None:
        """End the server cleanly; open connections are closed."""
        if self.pid():
            self.state.run(programs.postgres_bin() / "pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "60", "stop")

    def _init(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # a set-up that was interrupted
        self.state.give(make_folder(self.data))
        password = self.state.folder / "pg-erstes-passwort"
        self.state.write_private(password, self.state.secrets()["postgres"])
        self.state.give(password)
        try:
            self.state.run(
                programs.postgres_bin() / "initdb",
                *("-D", self.data, "-U", "postgres", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
                *("--auth=scram-sha-256", f"--pwfile={password}", "--no-sync", "--no-instructions"),
            )
        finally:
            password.unlink()
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write("include = 'behoerde.conf'\n")
        (self.data / "bereit").touch()

    def _start(self, *, keep_port: bool) -> None:
        port = self.state.port("postgres", keep=keep_port)
        # Pool, worker and both instances of one folder stay well below it; tests open their own threads.
        conf = CONF.format(port=port, connections=200, extra=FAST if self.fast else "")
        self.state.give(self._write(self.data / "behoerde.conf", conf))
        self._forget_foreign_pid()
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.unlink()
        self.log.touch(mode=0o600)
        self.state.give(self.log)
        try:
            self.state.run(programs.postgres_bin() / "pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", "300", "start")
        except Unmoeglich as fault:
            words = self.log.read_text(errors="replace").strip().splitlines()[-3:]
            raise Unmoeglich(f"PostgreSQL startet nicht: {' / '.join(words) or fault}") from fault

    def _write(self, file: Path, text: str) -> Path:
        self.state.write_private(file, text)
        return file

    def _forget_foreign_pid(self) -> None:
        """Drop a pid file of a killed server whose number now belongs to another program: PostgreSQL would wait for it."""
        file = self.data / "postmaster.pid"
        try:
            number = int(file.read_text().split("\n", 1)[0])
            os.kill(number, 0)
        except (OSError, ValueError):
            return  # absent or stale: PostgreSQL clears it up by itself
        if not is_process(number, str(self.data)):
            file.unlink()

    def _apply_roles(self) -> None:
        secrets = self.state.secrets()
        psql = [
            str(programs.postgres_bin() / "psql"),
            "--no-psqlrc",
            "--quiet",
            "--file",
            str(BASE_DIR / "behoerde" / "rollen.sql"),
        ]
        env = {
            "PATH": os.defpath,
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.state.port("postgres", keep=True)),
            "PGUSER": "postgres",
            "PGDATABASE": "postgres",
            "PGPASSWORD": secrets["postgres"],
            "BEHOERDE_DB_PASSWORT": secrets["behoerde_owner"],
            "PGCONNECT_TIMEOUT": "10",
        }
        result = subprocess.run(psql, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if result.returncode:
            raise Unmoeglich(f"Die Rollen der Datenbank lassen sich nicht anlegen: {result.stderr.strip()}")
