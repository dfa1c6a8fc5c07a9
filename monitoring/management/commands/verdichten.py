"""Every event since the first one is rolled up anew."""

from typing import Any

from django.core.management.base import BaseCommand

from behoerde.kern.db import System, als
from monitoring.actions.verdichten import backfill

JE_MELDUNG = 100


class Command(BaseCommand):
    help = "Roll up all events into days and months anew, with progress; may be stopped and run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        done = total = 0
        with als(System.AUFGABE):
            for done, total in backfill():
                if done % JE_MELDUNG == 0:
                    self.stdout.write(f"{done} von {total} Tagen")
        self.stdout.write(f"Fertig: {total} Tage")
