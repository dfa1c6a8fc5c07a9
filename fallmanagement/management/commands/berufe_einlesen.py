"""Take an official list of occupations into the catalogue."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from fallmanagement.actions.beruf import Uebernommen, load_berufe, load_probe
from fallmanagement.berufsdatei import Gelesen, read_esco, read_kldb
from fallmanagement.kompetenzen import Berufssystem

HILFE = """Take a list of occupations into the catalogue; reading the same file again changes nothing.

probe            our own sample of everyday occupations (KldB 2010)
kldb DATEI       "Gliederung mit Erläuterung" of the KldB 2010 (Bundesagentur für Arbeit), CSV with semicolons.
                 Columns read: "Schlüssel KldB 2010" (or "Schlüssel KldB 2010, V. 2020"), "Ebene" (only 5), "Titel", "Kurztitel"
esco DATEI       occupations_de.csv of ESCO (European Commission), CSV with commas.
                 Columns read: "conceptUri", "preferredLabel", "altLabels"
                 --englisch occupations_en.csv adds the English names

Rows that cannot be read are listed and left out; then nothing is marked as no longer current."""


class Command(BaseCommand):
    help = HILFE

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verzeichnis", choices=["probe", *Berufssystem.values])
        parser.add_argument("datei", type=Path, nargs="?")
        parser.add_argument("--englisch", type=Path, help="occupations_en.csv of ESCO")

    def handle(self, *args: Any, **options: Any) -> None:
        verzeichnis, datei = options["verzeichnis"], options["datei"]
        if verzeichnis != "probe" and datei is None:
            raise CommandError("Bitte nennen Sie die Datei.")
        fehler: list[str] = []
        try:
            gelesen = None if verzeichnis == "probe" else self._read(verzeichnis, datei, options["englisch"])
        except (OSError, DomainError) as fault:
            raise CommandError(str(getattr(fault, "text", fault))) from fault
        with als(System.AUFGABE):
            if gelesen is None:
                result: Uebernommen = load_probe()
            else:
                fehler = gelesen.fehler
                result = load_berufe(verzeichnis, gelesen.zeilen, vollstaendig=not fehler)
        self.stdout.write(
            f"{result.neu} neu, {result.geaendert} geändert, {result.gleich} gleich, {result.fehlen} nicht mehr aktuell"
        )
        for sentence in fehler:
            self.stderr.write(sentence)

    def _read(self, verzeichnis: str, datei: Path, englisch: Path | None) -> Gelesen:
        if verzeichnis == Berufssystem.KLDB:
            return read_kldb(datei.read_bytes())
        german = read_esco(datei.read_bytes())
        if englisch is None:
            return german
        english = read_esco(englisch.read_bytes())
        names = {code: english.zeilen[code].name for code in german.zeilen.keys() & english.zeilen.keys()}
        rows = {code: row._replace(name_en=names.get(code, "")) for code, row in german.zeilen.items()}
        return Gelesen(rows, [*german.fehler, *english.fehler])
