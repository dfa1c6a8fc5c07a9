"""One parent for the processes of the trial: readable logs, a dead child is back, one signal ends all."""

import contextlib
import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

COLOURS = (36, 33, 35, 32, 34)
CALM_AFTER = 60.0  # seconds of life after which earlier deaths are forgotten
LONGEST_PAUSE = 30.0
PATIENCE = 15.0  # seconds for a clean end
HEAD_START = 15.0  # seconds in which the first child has the machine to itself: people wait for it
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent() -> None:
    """Ask the system (Linux) for SIGTERM when the parent is killed, so that nothing stays behind."""
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


@dataclass
class Life:
    """One run of a child; ``rest`` is the log line that has not ended yet."""

    process: subprocess.Popen[bytes]
    output: IO[bytes]
    started: float
    rest: bytes = b""


@dataclass
class Child:
    """One process to keep alive; ``name`` stands before each of its log lines."""

    name: str
    command: Sequence[str]
    life: Life | None = None
    again_at: float = 0.0
    deaths: int = 0


class Supervisor:
    """Run ``children`` until SIGINT or SIGTERM; the first of them is the one people wait for."""

    head_start = HEAD_START

    def __init__(self, children: Sequence[Child], env: Mapping[str, str], out: IO[str] = sys.stdout) -> None:
        self.children = children
        self.env = dict(env)
        self.out = out
        self.ending = False
        self._selector = selectors.DefaultSelector()
        self._colourful = out.isatty() and not os.environ.get("NO_COLOR")

    def run(self, is_ready: Callable[[], bool], on_ready: Callable[[], None]) -> None:
        """Keep the children alive; call ``on_ready`` once, when ``is_ready`` first says so."""
        end_with_parent()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        announced, ask_at = False, 0.0
        alone_until = time.monotonic() + self.head_start
        try:
            while not self.ending:
                for child in self.children if announced or time.monotonic() >= alone_until else self.children[:1]:
                    self._look_after(child)
                self._pump(0.2)
                if not announced and time.monotonic() > ask_at:
                    ask_at = time.monotonic() + 0.5
                    if announced := is_ready():
                        on_ready()
        finally:
            self._end()

    def say(self, name: str, line: str) -> None:
        """Print one log line under the name of its process."""
        prefix = f"{name:<9}"
        if self._colourful:
            index = next((i for i, child in enumerate(self.children) if child.name == name), 0)
            prefix = f"\033[{COLOURS[index % len(COLOURS)]}m{prefix}\033[0m"
        print(f"{prefix}│ {line}", file=self.out, flush=True)

    def _on_signal(self, _number: int, _frame: object) -> None:
        self.ending = True

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.life is None:
            if now >= child.again_at:
                self._start(child)
            return
        code = child.life.process.poll()
        if code is None:
            return
        child.deaths = 1 if now - child.life.started > CALM_AFTER else child.deaths + 1
        pause = 0.5 if child.deaths == 1 else min(2.0 ** (child.deaths - 1), LONGEST_PAUSE)
        child.again_at = now + pause
        self._bury(child)
        how = f"Signal {-code}" if code < 0 else f"Code {code}"
        when = "sofort" if pause < 1 else f"in {pause:.0f} s"
        self.say(child.name, f"beendet ({how}), startet {when} neu.")
        if child.deaths >= 3 and child is self.children[0]:
            self.say(child.name, f"ist {child.deaths}-mal nacheinander beendet worden. Die Ursache steht in den Zeilen darüber.")

    def _start(self, child: Child) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which ends all in order.
        process = subprocess.Popen(
            child.command,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has no threads
        )
        output = process.stdout
        assert output is not None  # noqa: S101 - PIPE above; for the type checker only
        os.set_blocking(output.fileno(), False)
        child.life = Life(process, output, time.monotonic())
        self._selector.register(output, selectors.EVENT_READ, child)

    def _pump(self, seconds: float) -> None:
        for key, _events in self._selector.select(seconds):
            self._read(key.data)

    def _read(self, child: Child) -> None:
        """Print the lines that are there; end to listen once the other side closed."""
        if (life := child.life) is None:
            return
        while chunk := life.output.read(65_536):
            *lines, life.rest = (life.rest + chunk).split(b"\n")
            for line in lines:
                self.say(child.name, line.decode(errors="replace").rstrip())
        if chunk == b"":
            self._deafen(life)

    def _deafen(self, life: Life) -> None:
        if any(key.fileobj is life.output for key in self._selector.get_map().values()):
            self._selector.unregister(life.output)

    def _bury(self, child: Child) -> None:
        """Take the last words of a dead child and what it left behind."""
        if (life := child.life) is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(life.process.pid, signal.SIGKILL)
        life.process.wait()
        self._read(child)
        self._deafen(life)
        life.output.close()
        child.life = None

    def _end(self) -> None:
        lives = [child.life for child in self.children if child.life]
        for life in lives:
            life.process.terminate()
        end = time.monotonic() + PATIENCE
        while any(life.process.poll() is None for life in lives) and time.monotonic() < end:
            self._pump(0.1) if self._selector.get_map() else time.sleep(0.1)
        for child in self.children:
            self._bury(child)
