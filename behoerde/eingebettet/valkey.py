"""The embedded Valkey: cache and broker on loopback. Nothing in it must survive."""

import time

import redis

from behoerde.eingebettet import programs
from behoerde.eingebettet.state import State, Unmoeglich, is_process, make_folder

# A broker must not drop queued work, so a full memory refuses instead of evicting.
CONF = """\
bind 127.0.0.1
port {port}
requirepass {password}
daemonize yes
set-proc-title no
dir "{folder}"
pidfile "{folder}/valkey.pid"
logfile "{folder}/valkey.log"
save ""
appendonly no
maxmemory 256mb
maxmemory-policy noeviction
"""


class Valkey:
    """One server in ``state.folder/valkey``."""

    name = "Valkey"

    def __init__(self, state: State) -> None:
        self.state = state
        self.folder = state.folder / "valkey"
        self.conf = self.folder / "valkey.conf"

    def url(self) -> str:
        """Return the value of VALKEY_URL."""
        return f"redis://:{self.state.secrets()['valkey']}@127.0.0.1:{self.state.port('valkey', keep=True)}/0"

    def pid(self) -> int | None:
        """Return the process number of the running server, None when it does not run."""
        try:
            pid = int((self.folder / "valkey.pid").read_text())
        except (OSError, ValueError):
            return None
        return pid if is_process(pid, str(self.conf)) else None

    def ensure(self) -> None:
        """Start the server unless it runs, and wait until it answers."""
        if not self.pid():
            self._start(keep_port=False)

    def revive(self) -> None:
        """Start the server again after a crash, on the port its clients know."""
        self._start(keep_port=True)

    def stop(self) -> None:
        """End the server."""
        if self.pid():
            with redis.Redis.from_url(self.url(), socket_timeout=5) as client:
                client.shutdown(nosave=True)
            self._wait(lambda: self.pid() is None, "Valkey endet nicht.")

    def _start(self, *, keep_port: bool) -> None:
        self.state.give(make_folder(self.folder))
        port = self.state.port("valkey", keep=keep_port)
        self.state.write_private(self.conf, CONF.format(port=port, password=self.state.secrets()["valkey"], folder=self.folder))
        self.state.give(self.conf)
        (self.folder / "valkey.log").unlink(missing_ok=True)
        self.state.run(programs.valkey_server(), self.conf)
        self._wait(self._answers, f"Valkey startet nicht, siehe {self.folder}/valkey.log.")

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url(), socket_connect_timeout=1, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _wait(self, done, sentence: str, seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                raise Unmoeglich(sentence)
            time.sleep(0.02)
