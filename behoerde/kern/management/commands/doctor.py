"""Look at everything the portal needs and say in one sentence each what to do."""

import json
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from behoerde.kern.befunde import kern_befunde
from behoerde.kern.register import Befund, alle

ZEICHEN = {"gut": "✓", "hinweis": "!", "fehler": "✗"}


@dataclass(frozen=True)
class Ergebnis:
    """What one check said; ``stufe`` is gut, hinweis or fehler."""

    name: str
    stufe: str
    satz: str = ""


def examine(befund: Befund) -> Ergebnis:
    """Run one check; a check that fails itself is a finding, never a crash."""
    try:
        sentence = befund.check()
    except (OperationalError, InterfaceError):
        sentence = _("Die Datenbank antwortet nicht: Bitte prüfen Sie DATABASE_URL und ob der Server läuft.")
        return Ergebnis(befund.name, "fehler", sentence)
    except Exception as fault:  # noqa: BLE001 - the report must name every fault, also that of a check
        sentence = _("Die Prüfung ist gescheitert (%(fehler)s): Bitte sehen Sie in das Protokoll.") % {
            "fehler": f"{type(fault).__name__}: {fault}".split("\n", 1)[0]
        }
        return Ergebnis(befund.name, "fehler", sentence)
    if not sentence:
        return Ergebnis(befund.name, "gut")
    return Ergebnis(befund.name, "hinweis" if befund.hinweis else "fehler", sentence)


class Command(BaseCommand):
    help = "Check database, mail, broker, outbox, disk and settings; the exit code is 1 when something must be done."
    requires_system_checks: list[str] = []  # it reports them itself

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for monitoring")

    def handle(self, *args: Any, json: bool, **options: Any) -> None:
        ergebnisse = [examine(befund) for befund in [*kern_befunde(), *alle(Befund)]]
        self.stdout.write(as_json(ergebnisse) if json else as_text(ergebnisse))
        if any(ergebnis.stufe == "fehler" for ergebnis in ergebnisse):
            raise SystemExit(1)


def as_json(ergebnisse: list[Ergebnis]) -> str:
    """Return {"ok": bool, "befunde": [{"name", "stufe", "satz"}]}."""
    ok = all(ergebnis.stufe != "fehler" for ergebnis in ergebnisse)
    return json.dumps({"ok": ok, "befunde": [asdict(ergebnis) for ergebnis in ergebnisse]}, ensure_ascii=False)


def as_text(ergebnisse: list[Ergebnis]) -> str:
    """Return one line per check."""
    width = max(len(ergebnis.name) for ergebnis in ergebnisse)
    return "\n".join(f"{ZEICHEN[e.stufe]} {e.name:<{width}}  {e.satz or _('in Ordnung')}".rstrip() for e in ergebnisse)
