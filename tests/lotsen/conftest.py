import pytest
import time_machine

from behoerde.kern.db import System, als


@pytest.fixture
def amt(db):
    """The test acts as the office does in the background: tables under row-level security show nothing to anybody else."""
    with als(System.AUFGABE):
        yield


@pytest.fixture
def donnerstag():
    """Thursday, ten o'clock at the office; no public holiday is near."""
    with time_machine.travel("2026-11-26T09:00:00+00:00", tick=False) as traveller:
        yield traveller
