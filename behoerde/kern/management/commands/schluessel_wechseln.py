"""Encrypt everything with the newest key of FELD_SCHLUESSEL."""

from typing import Any

from django.core.management.base import BaseCommand

from behoerde.kern.actions.schluessel import reencrypt, reencrypt_contents
from behoerde.kern.db import System, als


class Command(BaseCommand):
    help = "Encrypt everything with the newest key of FELD_SCHLUESSEL; afterwards older keys can be taken off the list."

    def handle(self, *args: Any, **options: Any) -> None:
        with als(System.AUFGABE):
            rows = reencrypt()
        files = reencrypt_contents()
        self.stdout.write(f"{rows} Einträge und {files} Dateien sind mit dem neuesten Schlüssel verschlüsselt.")
