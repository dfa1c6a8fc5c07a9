"""A worker that is killed in the middle of a portion: its portion is as if it had never begun, and the next worker goes on."""

import os
import subprocess
import sys

import pytest
from django.db import connection, transaction

from behoerde.env import BASE_DIR
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.perspektive import check_paths
from fallmanagement.actions.pruefdurchgang import begin_durchgang
from fallmanagement.models import Perspektivpruefung, Pruefdurchgang
from fallmanagement.tasks import run_durchgaenge
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
# A worker with portions of one case that stops for good at its second one, after it said so.
ARBEITER = """
import sys, time
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from fallmanagement.actions import pruefdurchgang
from fallmanagement.queries import perspektive
from fallmanagement.tasks import run_durchgaenge
perspektive.STUECK, real, seen = 1, pruefdurchgang.judge_paths, []
def stops(*args):
    seen.append(args)
    if len(seen) == 2:
        print("in der zweiten", flush=True)
        time.sleep(600)
    return real(*args)
pruefdurchgang.judge_paths = stops
run_durchgaenge()
"""


@pytest.fixture
def durchgang(ruhig) -> Pruefdurchgang:
    """A run over three cases that were checked when nobody knew anything but the status."""
    einheit = OrganisationseinheitFactory.create()
    user = staff_of(einheit, Rolle.FALLMANAGEMENT)
    with als(System.AUFGABE):
        for akte in FallakteFactory.create_batch(3, einheit=einheit):
            check_paths(akte, tatsachen={"status": "60a"}, user=user)
        return begin_durchgang(einheit, user=user)


def kill_in_the_second_portion() -> None:
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", ARBEITER, name]
    with subprocess.Popen(command, cwd=BASE_DIR, env=os.environ.copy(), stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        said = next((line for line in worker.stdout if line == "in der zweiten\n"), "")
        worker.kill()
    assert said


def stand(durchgang: Pruefdurchgang) -> tuple:
    with als(System.AUFGABE), transaction.atomic():
        row = Pruefdurchgang.objects.select_for_update().get(pk=durchgang.pk)  # waits until the database let the dead one go
        return row.geprueft, row.geaendert, row.beendet_am is not None, Perspektivpruefung.objects.filter(durchgang=row).count()


def test_killed_worker_leaves_whole_portions_and_the_next_one_goes_on(durchgang):
    kill_in_the_second_portion()
    assert stand(durchgang) == (1, 1, False, 1)
    run_durchgaenge()
    assert stand(durchgang) == (3, 3, True, 3)
