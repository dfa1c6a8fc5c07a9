"""Capability links as a guide sees them."""

from uuid import UUID

from behoerde.kern import uhr
from behoerde.kern.models import Zugangslink
from lotsen import adressen
from lotsen.beratung import Linkzweck


def living_address(zweck: Linkzweck, objekt_id: UUID) -> str:
    """Return the address that opens the object today, "" when there is none."""
    link = Zugangslink.objects.filter(zweck=zweck, objekt_id=objekt_id, gueltig_bis__gt=uhr.now())
    return adressen.url(zweck, objekt_id) if link.exists() else ""
