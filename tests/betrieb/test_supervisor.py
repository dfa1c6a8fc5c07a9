"""The supervisor: a dead child is back, one signal ends all, nothing stays behind."""

import io
import os
import re
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from behoerde.env import BASE_DIR
from behoerde.supervisor import Child, Supervisor


class Stage(Supervisor):
    """A supervisor whose log is read and that ends when ``enough`` says so."""

    head_start = 0.0

    def __init__(self, *children: Child, enough) -> None:
        super().__init__(children, dict(os.environ), io.StringIO())
        self.enough = enough
        self.deadline = time.monotonic() + 20

    def is_ready(self) -> bool:
        assert time.monotonic() < self.deadline, self.out.getvalue()
        self.ending = self.enough(self.out.getvalue())
        return False

    def lines(self) -> list[str]:
        self.run(self.is_ready, lambda: None)
        return self.out.getvalue().splitlines()


@pytest.fixture(autouse=True)
def _keep_signal_handlers():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(code)]


SLEEP = "import time; print('da', flush=True); time.sleep(60)"


def test_each_line_stands_under_the_name_of_its_process():
    web, worker = (
        Child("web", python(SLEEP)),
        Child("worker", python("print('eins\\nzwei', end='', flush=True); import time; time.sleep(60)")),
    )
    lines = Stage(web, worker, enough=lambda log: "da" in log and "eins" in log).lines()
    assert sorted(lines) == ["web      │ da", "worker   │ eins"]


def test_dead_child_is_started_again():
    lines = Stage(Child("web", python("print('da'); raise SystemExit(3)")), enough=lambda log: log.count("da") == 2).lines()
    assert lines[:3] == ["web      │ da", "web      │ beendet (Code 3), startet sofort neu.", "web      │ da"]


def test_last_words_of_a_killed_child_are_kept():
    kill = "import os, sys; print('Hilfe', flush=True); os.kill(os.getpid(), 9)"
    lines = Stage(Child("beat", python(kill)), enough=lambda log: "Signal 9" in log).lines()
    assert lines[:2] == ["beat     │ Hilfe", "beat     │ beendet (Signal 9), startet sofort neu."]


def test_repeated_death_of_web_is_said_clearly():
    lines = Stage(Child("web", python("raise SystemExit(1)")), enough=lambda log: "3-mal" in log).lines()
    assert "web      │ ist 3-mal nacheinander beendet worden. Die Ursache steht in den Zeilen darüber." in lines


def test_end_takes_what_children_left_behind():
    code = "import subprocess, sys, time; p = subprocess.Popen(['sleep', '60']); print('Kind', p.pid, flush=True); time.sleep(60)"
    lines = Stage(Child("worker", python(code)), enough=lambda log: "Kind" in log).lines()
    orphan = int(re.search(r"Kind (\d+)", lines[0]).group(1))
    with pytest.raises(ProcessLookupError):
        until_gone(orphan)


def test_others_wait_until_the_first_is_ready():
    log = io.StringIO()
    ending = "import os, signal; print('da', flush=True); os.kill(os.getppid(), signal.SIGTERM)"
    supervisor = Supervisor([Child("web", python(SLEEP)), Child("worker", python(ending))], os.environ, log)
    at_ready: list[str] = []
    supervisor.run(lambda: "web" in log.getvalue(), lambda: at_ready.append(log.getvalue()))
    assert (at_ready, sorted(log.getvalue().splitlines())) == (["web      │ da\n"], ["web      │ da", "worker   │ da"])


def until_gone(pid: int) -> None:
    """Raise ProcessLookupError once ``pid`` is gone; a killed orphan may wait for its new parent to notice."""
    for _ in range(100):
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
            if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                raise ProcessLookupError
        time.sleep(0.05)


def test_children_end_when_the_supervisor_is_killed():
    code = f"""
        import os
        from behoerde.supervisor import Child, Supervisor
        child = Child("web", {python("import os, time; print(os.getpid(), flush=True); time.sleep(60)")!r})
        Supervisor([child], os.environ).run(lambda: False, lambda: None)
    """
    with subprocess.Popen(python(code), cwd=BASE_DIR, stdout=subprocess.PIPE, text=True) as supervisor:
        child = int(supervisor.stdout.readline().split("│")[1])
        supervisor.kill()
    with pytest.raises(ProcessLookupError):
        until_gone(child)
