"""Keep versions of an Angebot."""

from typing import Any

from lotsen.fassungen import abdruck
from lotsen.models import Angebot, Angebotsfassung, Herkunft


def keep_before(angebot: Angebot, before: dict[str, Any]) -> None:
    """Keep what was said before a change where no version holds it: it came with a list."""
    latest = angebot.fassungen.first()
    if latest is None or abdruck(latest.inhalt) != abdruck(before):
        Angebotsfassung.objects.create(angebot=angebot, inhalt=before, herkunft=Herkunft.LISTE, am=angebot.geaendert_am)
