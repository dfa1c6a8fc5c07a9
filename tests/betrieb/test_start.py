"""manage.py start as a person sees it: address, sign-ins, one signal ends all, a second time is fast and safe."""

import os
import secrets
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from behoerde.eingebettet import Servers
from behoerde.env import BASE_DIR
from behoerde.kern.rechte import Rolle

pytestmark = [pytest.mark.langsam, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def environment():
    with Servers(f"probe-{secrets.token_hex(4)}") as servers:
        own = {
            "DEBUG": "1",
            "TEST": "0",
            "LOG_FORMAT": "text",
            "DJANGO_SETTINGS_MODULE": "behoerde.settings",
            "WEB_CONCURRENCY": "1",
        }
        yield os.environ | servers.environ() | own | {"POSTFACH_PORT": "", "EMAIL_PORT": "9"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def start(port: int, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "start", "--port", str(port)]
    return subprocess.Popen(command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def read_until(process: subprocess.Popen[str], mark: str) -> str:
    """Return what the process says up to the line with ``mark``."""
    said = ""
    for line in process.stdout:
        said += line
        if mark in line:
            return said
    pytest.fail(f"ended without {mark!r}:\n{said}")


def run_once(environment: dict[str, str]) -> str:
    """Start, open the first page, ask to end; return what was said until then."""
    port = free_port()
    with start(port, environment) as process:
        said = read_until(process, "Strg-C")
        with urlopen(f"http://localhost:{port}/", timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert "Beendet. Die Daten bleiben." in process.stdout.read()
    assert (process.returncode, f"http://localhost:{port}" in said) == (0, True)
    return said


def test_start_twice_shows_one_sign_in_per_role_and_loads_the_examples_once(environment):
    first, second = run_once(environment), run_once(environment)
    assert [rolle for said in (first, second) for rolle in Rolle if f"{rolle.value}@musterstadt.example" not in said] == []
    assert [said.count("/geraet/einrichten/") for said in (first, second)] == [4, 4]
    assert [said.count("/postfach/") for said in (first, second)] == [1, 1]
    assert ("Lade die Beispielbehörde" in first, "Lade die Beispielbehörde" in second) == (True, False)


def test_taken_port_is_named_with_what_to_do(environment):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with start(port, environment) as process:
            said = process.stdout.read()
    assert process.returncode == 1
    assert f"Auf Port {port} läuft schon ein Programm. Bitte wählen Sie einen anderen: make start PORT={port + 1}" in said
