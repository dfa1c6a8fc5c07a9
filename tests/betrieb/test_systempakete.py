"""System libraries: found, or named with the one line that installs them."""

import pytest

from behoerde import systempakete
from behoerde.systempakete import PAKETE, Paket, ensure, find_chromium


@pytest.fixture
def absent(monkeypatch):
    monkeypatch.setitem(PAKETE, "probe", Paket(("eins", "zwei"), lambda: False, "Probe fehlt."))


LINE = "Probe fehlt. Bitte installieren: sudo apt-get install -y eins zwei"


def test_present_library_needs_nothing(monkeypatch):
    monkeypatch.setitem(PAKETE, "probe", Paket(("eins",), lambda: True, "Probe fehlt."))
    assert ensure("probe") == ""


def test_missing_library_is_named_with_its_line(monkeypatch, absent):
    monkeypatch.setattr(systempakete.os, "geteuid", lambda: 1000)
    assert ensure("probe") == LINE


def test_root_on_debian_installs_and_says_so_when_it_did_not_help(monkeypatch, absent):
    calls = []
    monkeypatch.setattr(systempakete.os, "geteuid", lambda: 0)
    monkeypatch.setattr(systempakete.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(systempakete.subprocess, "run", lambda command, **_: calls.append(command[-2:]))
    assert (ensure("probe"), calls) == (LINE, [["-qq", "update"], ["eins", "zwei"]])


def test_wished_browser_wins(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/opt/mein/chromium")
    assert find_chromium() == "/opt/mein/chromium"


def test_without_a_browser_nothing_is_found(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(systempakete.shutil, "which", lambda _: None)
    assert find_chromium() == ""


def test_pango_is_missing_when_one_of_its_libraries_is(monkeypatch):
    monkeypatch.setattr(systempakete, "_loads", lambda soname, _name: "ft2" not in soname)
    assert systempakete.has_pango() is False
