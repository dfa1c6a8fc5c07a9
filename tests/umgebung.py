"""Embedded servers for a bare call of pytest; ``make test`` and ``make check`` bring their own."""

import atexit
import os

from behoerde.eingebettet import servers_from_environment


def start_servers() -> None:
    """Start what the environment does not name and write the addresses into it, for workers of pytest-xdist too."""
    servers = servers_from_environment("test")
    servers.__enter__()
    atexit.register(servers.__exit__, None, None, None)
    for name, value in servers.environ().items():
        os.environ.setdefault(name, value)
