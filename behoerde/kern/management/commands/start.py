"""The example office in one command: web, worker, scheduler and local post office under one supervisor."""

import os
import shutil
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, connections

from behoerde import systempakete
from behoerde.eingebettet.state import is_free
from behoerde.kern.actions.beispiel import devices, logins
from behoerde.kern.db import System, als
from behoerde.kern.models import User
from behoerde.supervisor import Child, Supervisor

SETUP_LOCK = 7_203_911  # any number that nobody else uses with pg_advisory_lock
PYTHON = sys.executable


class Command(BaseCommand):
    help = "Prepare the database, load the example office when it is empty, and run everything on one port."
    requires_system_checks: list[str] = []  # migrate runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not is_free(port):
            raise CommandError(
                f"Auf Port {port} läuft schon ein Programm. Bitte wählen Sie einen anderen: make start PORT={port + 1}"
            )
        self._prepare()
        env, children = self._processes(port)
        connections.close_all()
        self._say(f"Starte auf http://localhost:{port} …")
        Supervisor(children, env).run(is_ready=lambda: _answers(port), on_ready=lambda: self._announce(port))
        self.stdout.write("Beendet. Die Daten bleiben.")

    def _say(self, sentence: str) -> None:
        """Show the sentence at once, also in a file: some steps take a while."""
        self.stdout.write(sentence)
        self.stdout.flush()

    def _prepare(self) -> None:
        with connection.cursor() as cursor:  # a second start of the same folder waits here
            cursor.execute("SELECT pg_advisory_lock(%s)", [SETUP_LOCK])
        self._say("Richte die Datenbank ein …")
        call_command("migrate", interactive=False, verbosity=0)
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
            return
        with als(System.AUFGABE):
            is_empty, has_examples = not User.objects.exists(), User.objects.filter(ist_beispiel=True).exists()
        if is_empty:
            self._say("Lade die Beispielbehörde …")
            call_command("beispieldaten", klein=True, verbosity=0, stdout=self.stdout)
        elif has_examples:
            call_command("beispieldaten", heute=True, verbosity=0, stdout=self.stdout)

    def _processes(self, port: int) -> tuple[dict[str, str], list[Child]]:
        env = os.environ | {"PORT": str(port), "PYTHONUNBUFFERED": "1"}
        env.setdefault("ADRESSE", f"http://localhost:{port}")
        env.setdefault("WEB_CONCURRENCY", "2")
        # Root in a container is fine here: tasks take plain JSON.
        celery = [PYTHON, "-W", "ignore:You're running the worker", "-m", "celery", "--app=behoerde", "--quiet"]
        schedule = settings.DATEN / f"beat-{port}"  # a second instance keeps its own
        children = [
            Child("web", [PYTHON, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "behoerde.wsgi"]),
            Child(
                "worker",
                [*celery, "worker", "--concurrency=1", f"--hostname=start-{port}@%h", "--without-gossip", "--without-mingle"],
            ),
            Child("beat", [*celery, "beat", f"--schedule={schedule}", "--pidfile="]),
        ]
        if mail := os.environ.get("POSTFACH_PORT"):
            children.append(
                Child("postfach", [PYTHON, "-m", "behoerde.postfach", f"--port={mail}", f"--ordner={settings.MAIL_ABLAGE}"])
            )
        return env, children

    def _announce(self, port: int) -> None:
        width = min(shutil.get_terminal_size().columns, 110)
        lines = ["", "─" * width, f"  {settings.BEHOERDE['name']} läuft:  http://localhost:{port}", ""]
        if settings.DEBUG:
            try:
                lines += _login_table() + _device_table(port)
                lines += [f"  Mails und SMS lesen: http://localhost:{port}/postfach/"]
            except DatabaseError as fault:  # the portal runs all the same
                lines.append(f"  Die Anmeldungen sind gerade nicht lesbar: {fault}")
        if sentence := systempakete.PAKETE["pango"].line() if not systempakete.has_pango() else "":
            lines += ["", f"  {sentence}"]
        lines += ["  Beenden mit Strg-C; die Daten bleiben.", "─" * width, ""]
        self.stdout.write("\n".join(lines))


def _login_table() -> list[str]:
    with als(System.AUFGABE):
        rows = [("Rolle", "E-Mail-Adresse", "Kennwort", "Code")] + [
            (row.rolle, row.email, row.kennwort, row.code) for row in logins()
        ]
    connections.close_all()
    return [*_columns(rows), "", "  Der Code gilt 30 Sekunden; der jeweils aktuelle steht auf der Anmeldeseite."]


def _device_table(port: int) -> list[str]:
    """Say how to open terminal and display; an address makes the browser a device, once."""
    with als(System.AUFGABE):
        rows = [(name, f"http://localhost:{port}{path}") for name, path in devices()]
    connections.close_all()
    return ["", *_columns([("Gerät", "richtet diesen Browser einmal ein"), *rows]), ""] if rows else []


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=0.2) as probe:
            probe.sendall(b"GET /gesundheit/live HTTP/1.0\r\nHost: localhost\r\n\r\n")
            probe.settimeout(10)
            return b" 200 " in probe.recv(64)
    except OSError:
        return False
