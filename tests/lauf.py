"""All checks in one go: ``python -m tests.lauf [--schnell] [APP …]``, called by make test and make check.

Every step runs even when an earlier one failed; the summary names the failed ones.
"""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass

from behoerde.env import BASE_DIR
from behoerde.systempakete import find_chromium

PYTHON = sys.executable
PYTEST = (PYTHON, "-m", "pytest", "--quiet")


@dataclass(frozen=True)
class Step:
    """One command of the run."""

    name: str
    command: tuple[str, ...]


LINTERS = (
    Step("ruff", (PYTHON, "-m", "ruff", "check", "--quiet", ".")),
    Step("format", (PYTHON, "-m", "ruff", "format", "--quiet", "--check", ".")),
    Step("mypy", (PYTHON, "-m", "mypy")),
    Step("imports", (PYTHON, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
    Step(
        "templates",
        (
            PYTHON,
            "-m",
            "djlint",
            "--lint",
            "--quiet",
            "templates",
            "behoerde",
            "termine",
            "lotsen",
            "fallmanagement",
            "monitoring",
        ),
    ),
    Step(
        "bandit",
        (
            PYTHON,
            "-m",
            "bandit",
            "-ll",
            "--quiet",
            "--configfile",
            "pyproject.toml",
            "--recursive",
            "behoerde",
            "termine",
            "lotsen",
            "fallmanagement",
            "monitoring",
        ),
    ),
    Step("migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Step("system", (PYTHON, "manage.py", "check", "--fail-level", "WARNING")),
)


# Its own step, so that no test waits for the migrations.
TEMPLATE = Step("template", (PYTHON, "-m", "tests.vorlage"))


def unit_tests(*, fast: bool, apps: list[str]) -> Step:
    """Return the step of unit and integration tests; ``apps`` names folders of tests/."""
    selection = "not browser and not langsam" if fast else "not browser"
    paths = [f"tests/{app}" for app in apps] or ["tests"]
    return Step("tests", (*PYTEST, "--numprocesses=2", "-m", selection, *paths))


def browser_tests() -> Step:
    """Return the step of real-browser tests; one process, because the machine's cores are the browser's."""
    return Step("browser", (*PYTEST, "-m", "browser", "tests"))


def run(step: Step) -> tuple[bool, float]:
    """Run one step; return whether it passed and its seconds."""
    print(f"\n── {step.name} {'─' * (70 - len(step.name))}", flush=True)
    # Playwright keeps an event loop in the thread of the test.
    env = os.environ | {"CHROMIUM": find_chromium(), "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    started = time.monotonic()
    code = subprocess.run(step.command, cwd=BASE_DIR, env=env, stdin=subprocess.DEVNULL, check=False).returncode
    return code == 0, time.monotonic() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schnell", action="store_true", help="without browser and slow tests")
    parser.add_argument("apps", nargs="*", help="only the tests of these apps")
    options = parser.parse_args()
    steps = [*LINTERS, TEMPLATE, unit_tests(fast=options.schnell, apps=options.apps)]
    if not options.schnell:
        steps.append(browser_tests())
    results = [(step.name, *run(step)) for step in steps]
    print(f"\n── summary {'─' * 63}")
    for name, passed, seconds in results:
        print(f"{'ok    ' if passed else 'FAILED'} {name:<12} {seconds:6.1f} s")
    failed = sum(not passed for _name, passed, _seconds in results)
    print(f"steps: {len(results) - failed} passed, {failed} failed")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
