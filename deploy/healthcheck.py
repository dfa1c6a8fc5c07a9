"""Health of one container: ``python deploy/healthcheck.py web|worker|beat|postfach``; exit code 0 is healthy.

That mail really goes out shows in ``manage.py doctor`` (age of the oldest due message), not in a process that is alive.
"""

import os
import smtplib
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

SCHEDULE_SECONDS = 600  # the scheduler writes its file every three minutes


def web() -> bool:
    port = os.environ.get("PORT", "8000")
    with urlopen(f"http://127.0.0.1:{port}/gesundheit/live", timeout=4) as answer:
        return answer.status == 200


def worker() -> bool:
    from behoerde.celery import app  # noqa: PLC0415 - the other checks need no Celery

    return bool(app.control.ping([f"celery@{socket.gethostname()}"], timeout=4))


def beat() -> bool:
    files = list(Path(".daten").glob("celerybeat-schedule*"))
    return any(time.time() - file.stat().st_mtime < SCHEDULE_SECONDS for file in files)


def postfach() -> bool:
    with smtplib.SMTP("127.0.0.1", 8025, timeout=4) as server:
        return server.noop()[0] == 250


CHECKS: dict[str, Callable[[], bool]] = {"web": web, "worker": worker, "beat": beat, "postfach": postfach}

if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    sys.exit(0 if CHECKS[sys.argv[1]]() else 1)
