"""What the room of the Leitbild tells kern about itself."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from behoerde.kern.rechte import Recht
from behoerde.kern.register import Beispieldaten, Kachel, Navigation
from monitoring import leitbildlink, personenbezug_leitbild
from monitoring.actions.beispielleitbild import build
from monitoring.leitbildwerte import OFFEN_FUER_BEITRAEGE
from monitoring.models import Leitbild


def _open_leitbild(request: HttpRequest) -> dict | None:
    """Return a Leitbild to which whoever works for the city may say something today."""
    if not request.user.hat_recht(Recht.LEITBILD_MITREDEN):  # type: ignore[union-attr]
        return None
    row = Leitbild.objects.filter(status__in=OFFEN_FUER_BEITRAEGE).first()
    return {"leitbild": row} if row else None


def eintraege() -> tuple[Any, ...]:
    return (
        *personenbezug_leitbild.EINTRAEGE,
        *leitbildlink.ANLAESSE,
        Beispieldaten(build, order=50),
        Kachel("arbeitsplatz", "monitoring/_kachel_leitbild.html", _open_leitbild, order=50),
        Navigation(
            _("Leitbild"),
            reverse_lazy("leitbild:liste"),
            Recht.LEITBILD_BEARBEITEN,
            order=50,
            symbol="signpost",
            text=_("Wofür die Ausländerbehörde steht, und wer dabei mitredet"),
        ),
    )
