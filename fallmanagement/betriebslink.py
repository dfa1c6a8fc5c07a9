"""The link by which an employer enters vacancies and answers proposals."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Zugangslink

ZWECK = "betrieb"  # ``objekt_id`` is a Betrieb
GILT = timedelta(days=60)


def living_address(pk: UUID) -> str:
    """Return the address that opens the page of an employer today, "" when there is none."""
    link = Zugangslink.objects.filter(zweck=ZWECK, objekt_id=pk, gueltig_bis__gt=uhr.now())
    return f"{settings.ADRESSE.rstrip('/')}/betrieb/{link_token(ZWECK, pk)}/" if link.exists() else ""
