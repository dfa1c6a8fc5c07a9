"""Real threads with real connections that start at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from behoerde.kern.exceptions import DomainError


def run_together(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Return what each call returned; of a "no" its code. Any other exception fails the test."""
    start = Barrier(len(calls), timeout=60)

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return call()
        except DomainError as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
