from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from celery import current_app
from kombu.exceptions import OperationalError

from behoerde.kern import register
from behoerde.kern.actions.zeitplan import last_due, start_due_jobs
from behoerde.kern.models import Zeitplan

NACHTS = register.Job("probe_nachts", "probe.nachts", taeglich_um=time(2, 30))
OFT = register.Job("probe_oft", "probe.oft", alle=timedelta(minutes=5))


@pytest.fixture
def started(monkeypatch):
    """Names of tasks handed to the broker, with these two jobs registered only."""
    tasks: list[str] = []
    monkeypatch.setitem(register._register.entries, register.Job, [NACHTS, OFT])
    monkeypatch.setattr(current_app, "send_task", lambda name, **_: tasks.append(name))
    return tasks


@pytest.mark.parametrize(
    ("instant", "due"),
    [
        (datetime(2026, 11, 23, 1, 29, tzinfo=UTC), datetime(2026, 11, 22, 1, 30, tzinfo=UTC)),
        (datetime(2026, 11, 23, 1, 30, tzinfo=UTC), datetime(2026, 11, 23, 1, 30, tzinfo=UTC)),
        (datetime(2027, 3, 28, 1, 29, tzinfo=UTC), datetime(2027, 3, 27, 1, 30, tzinfo=UTC)),
        (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 45, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
    ids=["before", "at", "spring, before", "spring, skipped hour", "autumn, first", "autumn, second"],
)
def test_last_due_of_a_daily_job(instant, due):
    assert last_due(NACHTS, instant).astimezone(UTC) == due


@pytest.mark.django_db
def test_each_job_starts_once_per_date(started):
    with time_machine.travel(datetime(2026, 11, 23, 8, tzinfo=UTC), tick=False):
        assert start_due_jobs() == ["probe_nachts", "probe_oft"]
        assert start_due_jobs() == []
    with time_machine.travel(datetime(2026, 11, 23, 8, 6, tzinfo=UTC), tick=False):
        assert start_due_jobs() == ["probe_oft"]
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=UTC), tick=False):
        assert start_due_jobs() == ["probe_nachts", "probe_oft"]
    assert started == ["probe.nachts", "probe.oft", "probe.oft", "probe.nachts", "probe.oft"]


@pytest.mark.django_db
@pytest.mark.parametrize("day", [datetime(2027, 3, 28, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_daily_job_on_a_clock_change_day_runs_once(started, monkeypatch, day):
    monkeypatch.setitem(register._register.entries, register.Job, [NACHTS])
    Zeitplan.objects.create(name=NACHTS.name, lokale_zeit=NACHTS.taeglich_um, letzter_lauf=day - timedelta(hours=20))
    for quarter in range(24 * 4):
        with time_machine.travel(day + timedelta(minutes=15 * quarter), tick=False):
            start_due_jobs()
    assert started == ["probe.nachts"]


@pytest.mark.django_db(transaction=True)
def test_job_stays_due_when_the_broker_refuses_it(started, monkeypatch):
    def refuse(name, **_):
        raise OperationalError

    monkeypatch.setattr(current_app, "send_task", refuse)
    with pytest.raises(OperationalError):
        start_due_jobs()
    monkeypatch.setattr(current_app, "send_task", lambda name, **_: started.append(name))
    assert start_due_jobs() == ["probe_nachts", "probe_oft"]
