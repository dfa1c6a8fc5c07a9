"""What the room "Gremien" tells kern."""

from collections.abc import Iterable
from datetime import time
from uuid import UUID

from django.http import HttpRequest

from behoerde.kern.models import User
from behoerde.kern.rechte import Recht
from behoerde.kern.register import Beispieldaten, Dateizugang, Job, Kachel
from monitoring import nachrichten_bericht, nachrichten_gremien, personenbezug_gremien
from monitoring.actions.beispielgremien import build
from monitoring.models import Beschluss
from monitoring.stellungnahme import DATEIZWECK


def eintraege() -> Iterable[object]:
    """Yield the entries of the register."""
    yield from personenbezug_gremien.EINTRAEGE
    yield from nachrichten_gremien.ANLAESSE
    yield from nachrichten_bericht.ANLAESSE
    yield Job("stellungnahmen", "monitoring.stellungnahmen", taeglich_um=time(7, 10))
    yield Beispieldaten(build, order=54)
    yield Dateizugang(DATEIZWECK, darf_sehen=may_see, gebraucht=lambda: Beschluss.objects.values("pk"))
    yield Kachel("arbeitsplatz", "monitoring/_kachel_gremien.html", door, order=62)
    yield Kachel("arbeitsplatz", "monitoring/_kachel_stellen.html", staffing_door, order=64)


def may_see(user: User, objekt_id: UUID) -> bool:
    return user.hat_recht(Recht.GREMIEN)


def door(request: HttpRequest, **angaben: object) -> dict | None:
    """Show the way to the decisions to whoever may open them."""
    return {} if request.user.hat_recht(Recht.GREMIEN) else None  # type: ignore[union-attr] # pages for staff only


def staffing_door(request: HttpRequest, **angaben: object) -> dict | None:
    """Show the way to the reports to whoever may make them."""
    return {} if request.user.hat_recht(Recht.STELLENSTAND) else None  # type: ignore[union-attr] # pages for staff only
