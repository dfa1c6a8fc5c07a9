"""Uploads are opened in a process of its own: whatever happens to it, the portal goes on."""

import struct
import subprocess
import sys
import zlib

import pytest

from behoerde.kern.dateien import abschirmung
from behoerde.kern.dateien.abschirmung import clean_shielded
from behoerde.kern.dateien.reinigung import Abgelehnt, clean
from tests.kern import evil


def refused(upload: bytes) -> str:
    with pytest.raises(Abgelehnt) as error:
        clean_shielded(upload)
    return str(error.value)


@pytest.mark.parametrize("upload", [evil.jpeg(), evil.pdf(evil.javascript_on_open, pages=2)], ids=["photo", "document"])
def test_process_of_its_own_cleans_alike(upload):
    assert clean_shielded(upload) == clean(upload)


def test_refusal_comes_back_with_its_reason():
    assert refused(b"MZ") == "art"


def test_more_than_10_mb_are_refused():
    assert refused(evil.jpeg() + bytes(10 * 1024**2)) == "zu_gross"


def test_document_that_unpacks_to_gigabytes_is_refused():
    table = zlib.compress(bytes(400 * 1024**2), 1)
    head = b"<</Type/XRef/W[1 2 1]/Size 3/Root 2 0 R/Filter/FlateDecode/Length %d>>" % len(table)
    bomb = b"%PDF-1.5\n1 0 obj\n" + head + b"\nstream\n" + table + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    assert (len(bomb) < 4 * 1024**2, refused(bomb)) == (True, "kaputt")


def test_picture_that_unpacks_to_more_memory_than_allowed_is_refused(monkeypatch, tmp_path):
    program = abschirmung.PROGRAM.read_text().replace("MAX_PIXELS = 60_000_000", "MAX_PIXELS = 10**12")
    altered = tmp_path / "reinigung.py"
    altered.write_text(program)
    monkeypatch.setattr(abschirmung, "PROGRAM", altered)
    side = 60_000
    rows = zlib.compress(bytes(1000))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    assert refused(bomb) == "kaputt"


def program_that(monkeypatch, tmp_path, source: str) -> None:
    path = tmp_path / "programm.py"
    path.write_text(source)
    monkeypatch.setattr(abschirmung, "PROGRAM", path)


@pytest.mark.parametrize(
    "source",
    ["import os; os.abort()", "raise SystemExit(1)", "print('kein Ende', end='')", ""],
    ids=["crash", "failure", "half an answer", "silence"],
)
def test_process_that_dies_refuses_the_file(monkeypatch, tmp_path, source):
    program_that(monkeypatch, tmp_path, source)
    assert refused(evil.jpeg()) == "kaputt"


def test_process_that_hangs_is_ended(monkeypatch, tmp_path):
    program_that(monkeypatch, tmp_path, "import time; time.sleep(60)")
    monkeypatch.setattr(abschirmung, "SECONDS", 0.5)
    assert refused(evil.jpeg()) == "kaputt"


def test_process_knows_no_key(monkeypatch, tmp_path):
    source = 'import os, sys; sys.stdout.write(\'{"medientyp": "%s", "seiten": null}\\n\' % \' \'.join(sorted(os.environ)))'
    program_that(monkeypatch, tmp_path, source)
    assert set(clean_shielded(b"x").medientyp.split()) <= {"LC_CTYPE"}


def test_process_may_write_no_file(tmp_path):
    file = tmp_path / "datei"
    source = f"import runpy, pathlib; runpy.run_path({str(abschirmung.PROGRAM)!r})['limit'](); pathlib.Path({str(file)!r}).write_text('x')"
    done = subprocess.run([sys.executable, "-I", "-c", source], capture_output=True, text=True, check=False)
    assert (done.stderr.splitlines()[-1], file.read_text()) == ("OSError: [Errno 27] File too large", "")
