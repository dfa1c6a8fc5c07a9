"""What one set of embedded servers keeps on disk: its folder, its secrets, its ports, its locks."""

import fcntl
import json
import os
import pwd
import random
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.fernet import Fernet

from behoerde.env import BASE_DIR

DATEN = BASE_DIR / ".daten"
ROOT_DATEN = Path("/var/lib/behoerde")
ACCOUNT = "behoerde"
# Below the range from which systems take the local ports of outgoing connections.
PORTS = range(15_000, 30_000)


class Unmoeglich(Exception):
    """The servers can't run here; the text says why and what to do."""


def make_folder(path: Path, mode: int = 0o700) -> Path:
    """Create ``path`` with its parents; raises Unmoeglich with a sentence when it may not be written."""
    try:
        for part in reversed((path, *path.parents)):
            if not part.exists():
                part.mkdir(exist_ok=True)
                part.chmod(mode)  # whatever the umask says: the system account must get through
        probe = path / ".schreibprobe"
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as fault:
        text = f"Der Ordner {path} ist nicht beschreibbar ({fault.strerror}). Bitte geben Sie ihn dem angemeldeten Konto."
        raise Unmoeglich(text) from fault
    return path


def service_account() -> pwd.struct_passwd | None:
    """Return the account the servers run as: None for whoever asks, a system account when that is root.

    PostgreSQL refuses to run as root. Raises Unmoeglich when the account can't be made.
    """
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise Unmoeglich("PostgreSQL läuft nicht als root und das Programm useradd fehlt. Bitte starten Sie als normales Konto.")
    options = ["--system", "--user-group", "--no-create-home", "--home-dir=/nonexistent", "--shell=/usr/sbin/nologin"]
    result = subprocess.run([useradd, *options, ACCOUNT], capture_output=True, text=True, check=False)
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise Unmoeglich(f"Das Systemkonto {ACCOUNT} lässt sich nicht anlegen: {result.stderr.strip()}") from None


def _root_folder() -> Path:
    """Return this project's folder below /var/lib, known by an id that stays with .daten even when the project moves.

    Server data of root never lies below a home: the system account could not reach it there.
    """
    mark = make_folder(DATEN) / "kennung"
    if not mark.exists():
        mark.write_text(secrets.token_hex(8))
    return ROOT_DATEN / mark.read_text().strip()


def _new_secrets() -> dict[str, str]:
    names = ("SECRET_KEY", "LINK_SCHLUESSEL", "HASH_SCHLUESSEL", "ALTCHA_SCHLUESSEL")
    passwords = ("postgres", "behoerde_owner", "valkey")
    return (
        {name: secrets.token_urlsafe(48) for name in names}
        | {"FELD_SCHLUESSEL": Fernet.generate_key().decode()}
        | {name: secrets.token_urlsafe(24) for name in passwords}
    )


def is_free(port: int) -> bool:
    """Tell whether a server could listen on ``port`` of 127.0.0.1 right now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class State:
    """The folder of one kind of servers: "start", "test", "messung", or a name of a test's own."""

    def __init__(self, art: str) -> None:
        self.account = service_account()
        self.base = DATEN if self.account is None else _root_folder()
        self.folder = self.base / art

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Be the only one in this project who starts, stops or removes servers; the folder exists inside."""
        # Root's servers run as a system account that must be able to enter, not to read.
        mode = 0o755 if self.account else 0o700
        make_folder(self.base, mode)
        with (self.base / "eingebettet.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            make_folder(self.folder, mode)
            yield

    def secrets(self) -> dict[str, str]:
        """Return keys and passwords, generated once, readable by their owner only."""
        file = self.folder / "geheim.json"
        if not file.exists():
            self.write_private(file, json.dumps(_new_secrets()))
        return json.loads(file.read_text())

    def port(self, name: str, *, keep: bool = False) -> int:
        """Return the remembered port of ``name``; a new one when another program took it, unless ``keep``."""
        file = self.folder / "ports.json"
        ports = json.loads(file.read_text()) if file.exists() else {}
        if name not in ports or not (keep or is_free(ports[name])):
            ports[name] = next(port for port in iter(lambda: random.choice(PORTS), None) if is_free(port))  # noqa: S311 - no secret
            self.write_private(file, json.dumps(ports))
        return ports[name]

    def write_private(self, file: Path, text: str) -> None:
        """Write ``text`` so that nobody but the owner ever sees it, all of it or nothing."""
        draft = file.with_suffix(".neu")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(text)
        draft.replace(file)

    def give(self, path: Path) -> Path:
        """Hand ``path`` to the account of the servers."""
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)
        return path

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run ``command`` as the account of the servers; raises Unmoeglich with its last words when it fails."""
        account = self.account
        result = subprocess.run(
            command,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise Unmoeglich(f"{Path(command[0]).name}: {(result.stderr or result.stdout).strip()[-600:]}")
        return result


class Lease:
    """A share in running servers, given back by the system even when its holder is killed."""

    def __init__(self, state: State) -> None:  # inside ``State.exclusive``
        self._file = (state.folder / "nutzung.lock").open("w")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def give_back(self) -> bool:
        """End the share; True when nobody else holds one. Call it inside ``State.exclusive``."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        else:
            return True
        finally:
            self._file.close()


def is_process(pid: int, mark: str) -> bool:
    """Tell whether ``pid`` runs, is no zombie, and has ``mark`` in its command line (a number may have been reused)."""
    if Path("/proc/self/cmdline").exists():
        try:
            return mark in Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
        except OSError:
            return False
    listing = subprocess.run(["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return mark in listing.stdout
