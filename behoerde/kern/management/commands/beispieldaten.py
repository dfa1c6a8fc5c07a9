"""Load the example office."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from behoerde.kern import register
from behoerde.kern.db import System, als


class Command(BaseCommand):
    help = "Load the example office (only with DEBUG=1); running again changes nothing."

    def add_arguments(self, parser):
        size = parser.add_mutually_exclusive_group()
        size.add_argument("--klein", action="store_true", help="a small office (default)")
        size.add_argument("--gross", action="store_true", help="an office of a large city")
        size.add_argument("--heute", action="store_true", help="only what belongs to today: the people in the houses")

    def handle(self, *args, gross: bool, heute: bool, **options):
        if not settings.DEBUG:
            raise CommandError("The example office has known passwords; it is loaded with DEBUG=1 only.")
        for entry in register.alle(register.Beispieldaten):
            if heute and not entry.jeder_start:
                continue
            with als(System.AUFGABE):
                entry.builder(gross)
            self.stdout.write(f"{entry.builder.__module__}: loaded")
