"""A clock that stands still; the test acts as the office does in the background."""

from datetime import UTC, datetime

import pytest
import time_machine

from behoerde.kern.db import System, als

HEUTE = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def uhr():
    """The clock stands at HEUTE until a test moves it."""
    with time_machine.travel(HEUTE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def amt(db):
    with als(System.AUFGABE):
        yield
