"""States of the directory."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AngebotStatus(TextChoices):
    """Whether an Angebot can be used; the values of HSDS stand in ``lotsen.hsds``."""

    AKTIV = "aktiv", _("wird angeboten")
    PAUSE = "pause", _("macht Pause")
    INAKTIV = "inaktiv", _("wird zurzeit nicht angeboten")
    BEENDET = "beendet", _("gibt es nicht mehr")
