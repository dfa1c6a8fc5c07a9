"""Whom people agreed to stays whom they agreed to."""

from uuid import UUID

from django.utils.translation import gettext as _

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from lotsen.models import Angebot, Partnerkopie, Verweis


def keep_recipient(angebot: Angebot, *, traeger: UUID, angebotsart: str) -> None:
    """Refuse another Träger or kind while people are sent there: their consent and their letter name both.

    Raises DomainError ``verweise_laufen``.
    """
    if (angebot.traeger_id, angebot.angebotsart) == (traeger, angebotsart):
        return
    with als(System.AUFGABE):  # referrals of every unit count
        under_way = Verweis.objects.open().filter(angebot=angebot).exists()
        if under_way or Partnerkopie.objects.filter(angebot=angebot).exists():
            text = _("Zu diesem Angebot laufen Verweise. Legen Sie für einen anderen Träger oder eine andere Art ein neues an.")
            raise DomainError(text, "verweise_laufen")
