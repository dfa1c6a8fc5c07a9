"""Clean an upload in a process of its own: a decoder that hangs, crashes or is taken over harms nobody else."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from behoerde.kern.dateien.reinigung import Abgelehnt, Gereinigt

PROGRAM = Path(__file__).with_name("reinigung.py")
SECONDS = 40
_at_once = BoundedSemaphore(2)  # for each web process: one upload may take a lot of memory


def clean_shielded(upload: bytes) -> Gereinigt:
    """Return the clean content of ``upload``; raises Abgelehnt, also when the process did not survive it.

    The process gets no environment: no key and no password of the portal is within its reach.
    """
    try:
        with _at_once:
            done = subprocess.run(
                [sys.executable, "-I", PROGRAM], input=upload, capture_output=True, env={}, timeout=SECONDS, check=False
            )
    except subprocess.TimeoutExpired:
        raise Abgelehnt("kaputt") from None
    head, newline, content = done.stdout.partition(b"\n")
    if done.returncode or not newline:
        raise Abgelehnt("kaputt")
    answer = json.loads(head)
    if "grund" in answer:
        raise Abgelehnt(answer["grund"])
    return Gereinigt(content, answer["medientyp"], answer["seiten"])
