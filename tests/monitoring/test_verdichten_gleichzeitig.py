"""A late event is written while its day is rolled up."""

from datetime import UTC, date, datetime
from threading import Thread

import pytest
from django.db import connection

from behoerde.kern.db import System, als, append
from behoerde.kern.models import Ereignis
from monitoring.actions.verdichten import roll_up_late
from monitoring.models import KennzahlTag

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uhr")]
LANGE_HER = datetime(2026, 3, 2, 12, tzinfo=UTC)


def happen() -> None:
    append(Ereignis(zeit=LANGE_HER, art="wartezeit", wert=5))


def work() -> None:
    try:
        with als(System.AUFGABE):
            roll_up_late()
    finally:
        connection.close()


def test_rolling_up_waits_for_a_writer_that_has_not_committed():
    with als(System.AUFGABE):
        happen()
    worker = Thread(target=work)
    with als(System.AUFGABE):
        happen()
        worker.start()
        worker.join(0.5)
        assert worker.is_alive()
    worker.join(10)
    assert list(KennzahlTag.objects.values_list("tag", "anzahl")) == [(date(2026, 3, 2), 2)]
