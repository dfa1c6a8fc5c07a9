"""Rules of law as a document: every rule with its norm, its parts and its periods."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from behoerde.env import BASE_DIR
from behoerde.kern.regeldokument import render

DATEI = BASE_DIR / "docs" / "regeln.md"


class Command(BaseCommand):
    help = "Print every rule of law as Markdown, or write docs/regeln.md with it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schreiben", action="store_true", help="write docs/regeln.md")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("de"):
            text = render()
        if options["schreiben"]:
            DATEI.write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text)
