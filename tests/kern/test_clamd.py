"""The small client of clamd, against real sockets: an answer is clear, or it is a fault."""

from datetime import UTC, datetime

import pytest

from behoerde.kern.dateien import clamd
from behoerde.kern.dateien.clamd import ScannerStoerung, ping, scan, signatures_of
from tests.kern.scanner import EICAR, closed_port, running


@pytest.fixture(params=["tcp", "unix"])
def scanner(request, settings, tmp_path):
    with running(settings, path=tmp_path / "clamd.sock" if request.param == "unix" else None) as fake:
        yield fake


@pytest.mark.parametrize("size", [0, 1, clamd.CHUNK - 1, clamd.CHUNK, clamd.CHUNK + 1, 10 * 1024**2])
def test_harmless_content_arrives_whole(scanner, size):
    content = bytes(size)
    assert (scan(content), scanner.contents == [content], scanner.commands) == ("", True, [b"zINSTREAM\0"])


def test_infected_content_is_named(scanner):
    assert scan(bytes(clamd.CHUNK - 10) + EICAR) == "Eicar-Signature"


def test_ping(scanner):
    assert ping() is None


@pytest.mark.parametrize(
    ("version", "wanted"),
    [
        (b"ClamAV 1.4.3/27800/Mon Nov 23 08:26:04 2026\0", datetime(2026, 11, 23, 8, 26, 4, tzinfo=UTC)),
        (b"ClamAV 1.4.3/27800/Sun Nov  1 08:26:04 2026\0", datetime(2026, 11, 1, 8, 26, 4, tzinfo=UTC)),
        (b"ClamAV 1.4.3\0", None),
    ],
)
def test_signatures_of(scanner, version, wanted):
    scanner.version = version
    assert signatures_of() == wanted


def test_date_that_is_none_is_a_fault(scanner):
    scanner.version = b"ClamAV 1.4.3/27800/gestern\0"
    with pytest.raises(ScannerStoerung):
        signatures_of()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"stream: \0",
        b"stream: OK",
        b"stream: OKAY\0",
        b"OK\0",
        b"stream: FOUND\0",
        b"stream: Can't open file ERROR\0",
        b"HTTP/1.1 200 OK\r\n\r\n\0",
        b"\xff\xfe\0",
        b"x" * 100_000,
        b"stream: OK\nstream: Eicar FOUND\0",
    ],
)
def test_unclear_answer_is_a_fault(settings, answer):
    with running(settings, answer=lambda content: answer):
        if answer == b"stream: OK":  # an answer that was cut off after the word is still an answer
            assert scan(b"x") == ""
        else:
            with pytest.raises(ScannerStoerung):
                scan(b"x")


def test_content_that_the_scanner_finds_too_large_is_a_fault(scanner):
    scanner.longest = 1000
    with pytest.raises(ScannerStoerung, match=r"size limit exceeded|ConnectionResetError"):
        scan(bytes(5 * 1024**2))


def test_silent_scanner_is_a_fault_after_a_while(scanner, monkeypatch):
    monkeypatch.setattr(clamd, "SECONDS", 0.3)
    scanner.hang.set()
    with pytest.raises(ScannerStoerung, match="TimeoutError"):
        scan(b"x")


def test_answer_that_never_ends_is_a_fault(scanner, monkeypatch):
    monkeypatch.setattr(clamd, "SECONDS", 0.3)
    scanner.drip = True
    with pytest.raises(ScannerStoerung, match="TimeoutError"):
        scan(b"x")


def test_dead_scanner_is_a_fault(settings):
    settings.CLAMD = closed_port()
    with pytest.raises(ScannerStoerung, match="ConnectionRefusedError"):
        ping()


@pytest.mark.parametrize("address", ["clamav:3310", "http://clamav:3310", "tcp://", "unix:///gibt/es/nicht"])
def test_address_that_leads_nowhere_is_a_fault(settings, address):
    settings.CLAMD = address
    with pytest.raises(ScannerStoerung):
        ping()
