"""The real processes of the portal on servers of their own, for tests of faults."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import requests

from behoerde.eingebettet import Servers
from behoerde.env import BASE_DIR

OWN = {
    "DEBUG": "1",
    "TEST": "0",
    "LOG_LEVEL": "ERROR",
    "DJANGO_SETTINGS_MODULE": "behoerde.settings",
    "SCHUTZ_AUFWAND": "1",
    "SCHUTZ_GRENZEN": "100000/m,100000/m,100000/m",
    "TRUSTED_PROXY_COUNT": "1",
    "WEB_CONCURRENCY": "2",
}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def wait_until(done: Callable[[], bool], seconds: float) -> None:
    """Ask again and again until ``done``; fails loudly when it takes longer."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


class Portal:
    """Web, and on demand worker, scheduler and post office, of one example office."""

    def __init__(self, servers: Servers, env: dict[str, str], stack: ExitStack, mail: Path) -> None:
        self.servers = servers
        self.mail = mail
        self.address = f"http://127.0.0.1:{(port := free_port())}"
        mail_port = str(free_port())
        self.env = env | {"BIND": f"127.0.0.1:{port}", "ADRESSE": self.address, "EMAIL_PORT": mail_port}
        self._stack = stack
        self.manage("migrate", "--verbosity=0")
        self.manage("beispieldaten", "--klein")
        self.run("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "behoerde.wsgi")
        self.run("-m", "behoerde.postfach", f"--port={mail_port}", f"--ordner={mail}")
        wait_until(self.is_ready, 60)

    def manage(self, *command: str) -> None:
        subprocess.run([sys.executable, "manage.py", *command], cwd=BASE_DIR, env=self.env, check=True, capture_output=True)

    def run(self, *command: str) -> subprocess.Popen[bytes]:
        """Keep a process for as long as the test lasts."""
        process = subprocess.Popen(
            [sys.executable, *command], cwd=BASE_DIR, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._stack.callback(process.wait, timeout=30)
        self._stack.callback(process.send_signal, signal.SIGTERM)
        return process

    def is_ready(self) -> bool:
        try:
            return requests.get(f"{self.address}/gesundheit/bereit", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def rows(self, query: str) -> list[tuple]:
        with psycopg.connect(self.env["DATABASE_URL"]) as connection:
            return connection.execute(query).fetchall()


@contextmanager
def portal(tmp_path: Path, **env: str) -> Iterator[Portal]:
    """Run a portal; ``env`` overrides what its processes see, VALKEY_URL among it."""
    with Servers(f"ausfall-{secrets.token_hex(4)}", with_valkey="VALKEY_URL" not in env) as servers, ExitStack() as stack:
        yield Portal(servers, os.environ | servers.environ() | OWN | env, stack, tmp_path / "mail")
