"""Take a file with services of HSDS into the directory."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from lotsen.actions.verzeichnis import load_hsds, try_hsds
from lotsen.hsds_datei import read_file


class Command(BaseCommand):
    help = "Take a file with services (HSDS 3, JSON or one service a line) into the directory."

    def add_arguments(self, parser):
        parser.add_argument("datei", type=Path)
        parser.add_argument("--vorschau", action="store_true", help="say what would change, change nothing")
        parser.add_argument("--fehlende-beenden", action="store_true", help="end offers of the same Träger that are missing")

    def handle(self, *args, **options):
        try:
            services = read_file(options["datei"].read_bytes())
        except (OSError, DomainError) as fault:
            raise CommandError(str(getattr(fault, "text", fault))) from fault
        with als(System.AUFGABE):
            if options["vorschau"]:
                result = try_hsds(services)
            else:
                result = load_hsds(services, weg_beenden=options["fehlende_beenden"])
        self.stdout.write(
            f"{len(result.neu)} neu, {len(result.geaendert)} geändert, {result.gleich} gleich, {len(result.weg)} fehlen"
        )
        for sentence in result.fehler:
            self.stderr.write(sentence)
