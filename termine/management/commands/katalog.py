"""Load or refresh the shipped service catalogue."""

from django.core.management.base import BaseCommand

from behoerde.kern.db import System, als
from termine.actions.katalog import load_katalog


class Command(BaseCommand):
    help = "Load the shipped service catalogue; entries that the office edited stay as they are."

    def handle(self, *args, **options):
        with als(System.AUFGABE):
            count = load_katalog()
        self.stdout.write(f"{count} Leistungen")
