"""Where contents lie: one encrypted file each, named by chance, below the folder DATEIEN."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from behoerde.kern.krypto import decrypt_content, encrypt_content, rotate_content

NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")
FREE_BYTES = 1024**3  # what must stay free: a full disk stops more than uploads


def store(content: bytes) -> str:
    """Write ``content`` encrypted and return its name; when this returns, it is on the disk."""
    token = secrets.token_hex(16)
    name = f"{token[:2]}/{token}"
    _write(name, encrypt_content(content))
    return name


def read(name: str) -> bytes:
    """Return the content; raises FileNotFoundError, and InvalidToken when no key fits or somebody changed it."""
    return decrypt_content(_path(name).read_bytes())


def remove(name: str) -> None:
    """Delete the content; one that is gone already is fine."""
    _path(name).unlink(missing_ok=True)


def rotate(name: str) -> None:
    """Encrypt the content with the newest key; readers see the old or the new file, never half of one."""
    _write(name, rotate_content(_path(name).read_bytes()))


def stored() -> Iterator[tuple[str, datetime]]:
    """Yield name and last change of every file of ours, unfinished ones included."""
    for path in settings.DATEIEN.glob("??/*"):
        try:
            changed = path.stat().st_mtime
        except FileNotFoundError:  # removed while we look
            continue
        yield path.relative_to(settings.DATEIEN).as_posix(), datetime.fromtimestamp(changed, UTC)


def has_room() -> bool:
    """Tell whether one more upload may be kept."""
    return shutil.disk_usage(_folder(settings.DATEIEN)).free > FREE_BYTES


def probe() -> None:
    """Write and remove something; raises OSError when the folder can't be used."""
    draft = _folder(settings.DATEIEN) / f".probe-{secrets.token_hex(4)}"
    draft.write_bytes(b"probe")
    draft.unlink()


def _path(name: str) -> Path:
    return settings.DATEIEN / name


def _folder(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _write(name: str, token: bytes) -> None:
    target = _path(name)
    folder = _folder(target.parent)
    draft = target.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(token)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(target)
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)  # the name must survive a power cut too
    finally:
        os.close(directory)
