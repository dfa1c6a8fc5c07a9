"""Ask clamd whether a content is harmless: commands PING, VERSION and INSTREAM of its socket protocol.

Source: ClamAV documentation, "ClamD Protocol". Commands are framed by z and a null byte; a stream is a sequence of
chunks, each after its length as four bytes in network order, ended by a chunk of length 0.
"""

import re
import socket
import struct
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings

CONNECT_SECONDS = 5.0
SECONDS = 60.0  # for one whole scan
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
PORT = 3310
_ANSWER = re.compile(r"stream: (?:OK|(?P<found>[^\x00-\x1f]+) FOUND)")
_VERSION = re.compile(r"ClamAV [^/]+/\d+/(?P<date>.+)")


class ScannerStoerung(Exception):
    """Nobody knows whether the content is harmless: the scanner is away, slow, or says what we don't understand."""


def scan(content: bytes) -> str:
    """Return the name of what was found in ``content``, "" when it is harmless; raises ScannerStoerung."""
    answer = _ask(b"zINSTREAM\0", content)
    match = _ANSWER.fullmatch(answer)
    if match is None:
        raise ScannerStoerung(f"unexpected answer {answer[:80]!r}")
    return match["found"] or ""


def ping() -> None:
    """Raise ScannerStoerung unless the scanner answers."""
    if (answer := _ask(b"zPING\0")) != "PONG":
        raise ScannerStoerung(f"unexpected answer {answer[:80]!r}")


def signatures_of() -> datetime | None:
    """Return when the signatures were made, None when the scanner has none; raises ScannerStoerung."""
    match = _VERSION.fullmatch(_ask(b"zVERSION\0"))
    try:
        return datetime.strptime(match["date"], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC) if match else None
    except ValueError as fault:
        raise ScannerStoerung(str(fault)) from fault


def _ask(command: bytes, content: bytes | None = None) -> str:
    """Send one command, with ``content`` as its stream, and return the answer without its null byte."""
    until = time.monotonic() + SECONDS
    try:
        with _connect() as connection:
            connection.sendall(command)
            if content is not None:
                _stream(connection, content, until)
            return _answer(connection, until)
    except OSError as fault:
        raise ScannerStoerung(f"{type(fault).__name__}: {fault}") from fault


def _connect() -> socket.socket:
    address = urlsplit(settings.CLAMD)
    if address.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(CONNECT_SECONDS)
            connection.connect(address.path)
        except OSError:
            connection.close()
            raise
        return connection
    if address.scheme == "tcp" and address.hostname:
        return socket.create_connection((address.hostname, address.port or PORT), timeout=CONNECT_SECONDS)
    raise ScannerStoerung("CLAMD is neither tcp://host:port nor unix:///path")


def _stream(connection: socket.socket, content: bytes, until: float) -> None:
    chunks = [content[start : start + CHUNK] for start in range(0, len(content), CHUNK)]
    try:
        for chunk in [*chunks, b""]:
            connection.settimeout(_rest(until))
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
    except (BrokenPipeError, ConnectionResetError):
        pass  # a scanner that has had enough says why and hangs up: read that


def _answer(connection: socket.socket, until: float) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        connection.settimeout(_rest(until))
        if not (part := connection.recv(LONGEST_ANSWER)):
            break
        answer += part
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _rest(until: float) -> float:
    if (rest := until - time.monotonic()) <= 0:
        raise TimeoutError("too slow")
    return rest
