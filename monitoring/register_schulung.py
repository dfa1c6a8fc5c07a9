"""What the room "Schulung" tells kern."""

from collections.abc import Iterable
from datetime import time

from django.http import HttpRequest

from behoerde.kern.rechte import Recht
from behoerde.kern.register import Beispieldaten, Job, Kachel
from monitoring import nachrichten_schulung, personenbezug_schulung
from monitoring.actions.beispielschulungen import build


def eintraege() -> Iterable[object]:
    """Yield the entries of the register."""
    yield from personenbezug_schulung.EINTRAEGE
    yield from nachrichten_schulung.ANLAESSE
    yield Job("schulungen", "monitoring.schulungen", taeglich_um=time(6, 50))
    yield Beispieldaten(build, order=53)
    yield Kachel("arbeitsplatz", "monitoring/_kachel_schulung.html", door, order=60)


def door(request: HttpRequest, **angaben: object) -> dict | None:
    """Show the way to the own courses to whoever may open them."""
    return {} if request.user.hat_recht(Recht.SCHULUNGEN) else None  # type: ignore[union-attr] # pages for staff only
