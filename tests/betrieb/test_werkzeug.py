"""Makefile, locks and hooks keep what the README promises."""

import os
import re
import tomllib

import pytest
import yaml

from behoerde.env import BASE_DIR
from behoerde.systempakete import PAKETE

MAKEFILE = (BASE_DIR / "Makefile").read_text()
LOCKS = sorted((BASE_DIR / "requirements").glob("*.lock"))
PYPROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())


@pytest.mark.parametrize("target", ["start", "test", "check", "bench", "neu-migration", "uebersetzen", "doctor"])
def test_make_explains_each_target(target):
    assert re.search(rf'^\t@echo "make {target}\b', MAKEFILE, re.MULTILINE)
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


def test_ci_runs_make_test():
    script = BASE_DIR / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_is_hashed_and_names_no_address(lock):
    text = lock.read_text()
    assert "://" not in text
    blocks = [block for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE) if "==" in block]
    assert len(blocks) > 0
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_every_dependency_has_its_reason():
    text = (BASE_DIR / "pyproject.toml").read_text()
    listed = re.findall(r'^  "[A-Za-z][^"]*",(.*)$', text.split("[tool.")[0], re.MULTILINE)
    assert len(listed) == len(PYPROJECT["project"]["dependencies"]) + len(PYPROJECT["dependency-groups"]["dev"])
    assert [line for line in listed if not re.match(r"\s+# \S", line)] == []


def test_every_ignored_rule_has_its_reason():
    block = (BASE_DIR / "pyproject.toml").read_text().split("\nignore = [\n")[1].split("\n]")[0]
    assert [line for line in block.splitlines() if not re.search(r'",?\s+# \S', line)] == []


def test_hooks_use_the_tools_of_the_environment():
    hooks = yaml.safe_load((BASE_DIR / ".pre-commit-config.yaml").read_text())["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    assert all(hook["entry"].startswith(".venv/bin/python ") for hook in hooks[0]["hooks"])


def test_image_holds_the_libraries_that_doctor_asks_for():
    dockerfile = (BASE_DIR / "deploy" / "Dockerfile").read_text()
    assert [package for package in PAKETE["pango"].debian if package not in dockerfile] == []
