"""A local post office for trial: takes every mail and keeps it as a file, nothing leaves the machine.

``python -m behoerde.postfach [--host 127.0.0.1] [--port 8025] [--ordner .daten/mail]``
"""

import argparse
import asyncio
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from aiosmtpd.smtp import SMTP, Envelope, Session

from behoerde.env import BASE_DIR


class Ablage:
    """Keep each mail as one .eml file; the name begins with the instant of arrival, so files sort by time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - name given by aiosmtpd
        """Write the mail whole or not at all and answer as a mail server does."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{uuid4().hex[:8]}"
        recipients = ", ".join(address.encode("ascii", "ignore").decode() for address in envelope.rcpt_tos)
        content = envelope.original_content or b""
        draft = self.folder / f"{name}.neu"
        draft.write_bytes(f"X-Empfaenger: {recipients}\r\n".encode() + content)
        draft.rename(draft.with_suffix(".eml"))
        return "250 OK"


async def serve(host: str, port: int, folder: Path) -> None:
    """Accept mail until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    handler = Ablage(folder)
    # Several instances of one folder share the port; whoever stays takes over.
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="localhost", data_size_limit=33_554_432), host, port, reuse_port=True
    )
    print(f"Postfach nimmt Mails auf {host}:{port} an und legt sie in {folder} ab.", flush=True)
    async with server:
        await ended.wait()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m behoerde.postfach", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8025)
    parser.add_argument("--ordner", type=Path, default=BASE_DIR / ".daten" / "mail")
    options = parser.parse_args()
    asyncio.run(serve(options.host, options.port, options.ordner))
    return 0


if __name__ == "__main__":
    sys.exit(main())
