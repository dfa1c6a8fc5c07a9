"""System libraries that no Python package brings: what they are for, and the one line that installs them.

``python -m behoerde.systempakete pango|chromium`` installs as root on Debian, else prints that line and fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from ctypes import CDLL
from ctypes.util import find_library
from dataclasses import dataclass

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> str:
    """Return the path of a Chromium ("" when there is none); CHROMIUM in the environment wins."""
    wished = os.environ.get("CHROMIUM", "")
    return wished or next(filter(None, map(shutil.which, BROWSERS)), "") or ""


def has_pango() -> bool:
    """Tell whether PDFs can be made: the libraries that WeasyPrint loads are there."""
    return all(_loads(*names) for names in (("libpango-1.0.so.0", "pango-1.0"), ("libpangoft2-1.0.so.0", "pangoft2-1.0")))


def _loads(soname: str, name: str) -> bool:
    for candidate in (soname, find_library(name)):
        try:
            if candidate and CDLL(candidate):
                return True
        except OSError:
            continue
    return False


@dataclass(frozen=True)
class Paket:
    """A system library: the Debian packages, how to tell that it is there, and what is missing without it."""

    debian: tuple[str, ...]
    present: Callable[[], object]
    missing: str

    def line(self) -> str:
        """Return the sentence with the one line that installs it on Debian and Ubuntu."""
        return f"{self.missing} Bitte installieren: sudo apt-get install -y {' '.join(self.debian)}"


PAKETE = {
    "pango": Paket(
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"), has_pango, "Pango fehlt, PDF-Dateien sind ausgeschaltet."
    ),
    "chromium": Paket(("chromium",), find_chromium, "Chromium fehlt, die Tests im Browser können nicht laufen."),
}


def ensure(name: str) -> str:
    """Return "" when the library is there or could be installed (root on Debian), else the sentence for the operator."""
    paket = PAKETE[name]
    if paket.present():
        return ""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print(f"Installiere {' '.join(paket.debian)} …", flush=True)
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in ([apt, "-qq", "update"], [apt, "-qq", "-y", "--no-install-recommends", "install", *paket.debian]):
            subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    return "" if paket.present() else paket.line()


if __name__ == "__main__":
    sentences = [sentence for sentence in map(ensure, sys.argv[1:]) if sentence]
    sys.exit("\n".join(sentences) or 0)
