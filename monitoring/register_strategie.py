"""What the room of the strategy tells kern about itself."""

from collections.abc import Iterable
from datetime import time

from django.http import HttpRequest

from behoerde.kern.rechte import Recht
from behoerde.kern.register import Beispieldaten, Job, Kachel
from monitoring import nachrichten_strategie, personenbezug_strategie
from monitoring.actions import beispielaustausch
from monitoring.actions.beispielstrategie import build


def eintraege() -> Iterable[object]:
    """Yield the entries of the register."""
    yield from personenbezug_strategie.EINTRAEGE
    yield from nachrichten_strategie.ANLAESSE
    yield Job("vorhaben", "monitoring.vorhaben", taeglich_um=time(7, 20))
    yield Beispieldaten(build, order=57)
    yield Beispieldaten(beispielaustausch.build, order=58)
    yield Kachel("arbeitsplatz", "monitoring/_kachel_strategie.html", door, order=61)


def door(request: HttpRequest, **angaben: object) -> dict | None:
    """Show the way to the strategy to whoever may change it; all others find it beside the figures."""
    return {} if request.user.hat_recht(Recht.STRATEGIE_BEARBEITEN) else None  # type: ignore[union-attr] # pages for staff only
