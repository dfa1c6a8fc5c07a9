"""A scanner of our own on a real socket that speaks the protocol of clamd, or does not."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
STREAM_MAX = 12 * 1024**2


class FakeClamd:
    """Keeps what it was asked; ``answer(content) -> bytes`` replaces the honest answer to a stream."""

    def __init__(self, listening: socket.socket, answer: Callable[[bytes], bytes] | None = None):
        self.listening = listening
        self.answer = answer or (lambda content: b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0")
        self.version = b"ClamAV 1.4.3/27800/Mon Nov 23 08:26:04 2026\0"
        self.hang = threading.Event()  # set: keep silent until it is cleared
        self.end = threading.Event()
        self.commands: list[bytes] = []
        self.contents: list[bytes] = []
        self.longest = STREAM_MAX
        self.drip = False  # an answer that never ends

    def serve(self) -> None:
        while not self.end.is_set():
            try:
                connection, _address = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        # Whoever asked may have hung up.
        with connection, connection.makefile("rb") as stream, suppress(OSError, struct.error):
            command = b""
            while not command.endswith(b"\0"):
                command += stream.read(1)
            self.commands.append(command)
            while self.hang.is_set() and not self.end.wait(0.01):
                pass
            if command == b"zPING\0":
                connection.sendall(b"PONG\0")
            elif command == b"zVERSION\0":
                connection.sendall(self.version)
            elif self.drip:
                while not self.end.wait(0.02):
                    connection.sendall(b"s")
            elif command == b"zINSTREAM\0":
                connection.sendall(self._scan(stream))

    def _scan(self, stream) -> bytes:
        content = b""
        while length := struct.unpack("!I", stream.read(4))[0]:
            content += stream.read(length)
            if len(content) > self.longest:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.contents.append(content)
        return self.answer(content)


@contextmanager
def running(settings, *, path: Path | None = None, answer: Callable[[bytes], bytes] | None = None) -> Iterator[FakeClamd]:
    """Let CLAMD point at a fake scanner while inside; over a unix socket at ``path``, else over TCP."""
    if path is None:
        listening = socket.create_server(("127.0.0.1", 0))
        settings.CLAMD = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    else:
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(path))
        listening.listen()
        settings.CLAMD = f"unix://{path}"
    clamd = FakeClamd(listening, answer)
    thread = threading.Thread(target=clamd.serve, daemon=True)
    thread.start()
    try:
        yield clamd
    finally:
        clamd.end.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"
