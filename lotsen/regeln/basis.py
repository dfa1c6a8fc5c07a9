"""What every rule of lotsen has in common: the text it was read in, the day, and who needs what."""

from datetime import date
from typing import Any

from behoerde.kern.regeln import Alle, Bedingung, Eine, Ist, Regel
from lotsen.regeln.bedarfe import BEDARFE

STAND = date(2026, 8, 19)  # consolidated federal law of that day
GEPRUEFT = date(2026, 11, 26)
GESETZESTEXT = "Bundesrecht, konsolidiert: github.com/kmein/gesetze, Commit cce3209 vom 19.08.2026"
ANGEBOTSARTEN = "Katalog der Angebotsarten, Fassung 2026-11-23; dazu wurde kein Normtext gelesen"


def regel(schluessel: str, titel: Any, norm: str, **fields: Any) -> Regel:
    """Return a rule whose norm was read in the consolidated text of STAND."""
    read: dict[str, Any] = {"stand": STAND, "geprueft_am": GEPRUEFT, "belegt": True, "quelle": GESETZESTEXT}
    return Regel(schluessel=schluessel, titel=titel, norm=norm, **read | fields)


def angebot(schluessel: str, titel: Any, norm: str, **fields: Any) -> Regel:
    """Return a rule about a programme or a law of a Land that nobody read for this portal: it is shown as not verified."""
    return regel(schluessel, titel, norm, **{"belegt": False, "quelle": ANGEBOTSARTEN} | fields)


def braucht(*codes: str) -> Bedingung:
    """Return the condition that one of these needs was named."""
    parts = tuple(Ist(BEDARFE[code], True, text=BEDARFE[code].frage) for code in codes)
    return parts[0] if len(parts) == 1 else Eine(parts)


def alle(*parts: Bedingung) -> Bedingung:
    """Return the condition that every part is so."""
    return Alle(parts)
