"""Run a command with the embedded servers: ``python -m behoerde.eingebettet [--art start] -- COMMAND …``."""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from behoerde.eingebettet import Unmoeglich, servers_from_environment
from behoerde.env import BASE_DIR
from behoerde.supervisor import end_with_parent

# What each kind of run means when neither the environment nor .env says otherwise.
DEFAULTS = {
    "start": {"DEBUG": "1", "LOG_FORMAT": "text", "DATEIEN_OHNE_PRUEFUNG": "1"},
    "test": {"TEST": "1", "DJANGO_SETTINGS_MODULE": "tests.settings"},
    "messung": {"DJANGO_SETTINGS_MODULE": "behoerde.settings"},
}


class Runner:
    """Run one command and pass on the wish to end; the servers outlive it, never the other way round."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, _frame: object) -> None:
        if self._child is None:
            raise SystemExit(128 + number)
        if self._child.poll() is None:
            self._child.terminate()

    def run(self, command: list[str], env: dict[str, str]) -> int:
        """Return the exit code of ``command`` as a shell would report it."""
        self._child = subprocess.Popen(command, env=env)
        code = self._child.wait()
        return 128 - code if code < 0 else code


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m behoerde.eingebettet", description=__doc__)
    parser.add_argument("--art", choices=("start", "test", "messung"), default="start")
    parser.add_argument("command", nargs="+", metavar="COMMAND", help="python stands for the interpreter of this environment")
    parser.add_argument("--with-parent", action="store_true", help="end when the calling process is killed")
    options = parser.parse_args()
    if options.with_parent:
        end_with_parent()
    runner = Runner()
    try:
        with servers_from_environment(options.art) as servers:
            here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
            given = {name: value for name, value in os.environ.items() if value}  # an empty line of .env decides nothing
            env = DEFAULTS[options.art] | servers.environ() | given | {"PATH": here}
            if options.art == "start" and not os.environ.get("EMAIL_HOST"):
                port = str(servers.state.port("mail", keep=True))
                env |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "POSTFACH_PORT": port}
            command = [sys.executable if part == "python" and index == 0 else part for index, part in enumerate(options.command)]
            return runner.run(command, env)
    except Unmoeglich as fault:
        print(fault, file=sys.stderr)
        return 1


if __name__ == "__main__":
    os.chdir(BASE_DIR)
    sys.exit(main())
