"""Absolute addresses in messages and calendar files; the paths are stable, they live in letters and QR codes."""

from uuid import UUID

from django.conf import settings

from behoerde.kern.actions.zugang import link_token
from termine.enums import Linkzweck

PFADE = {
    Linkzweck.TERMIN: "/termine/mein/{token}/",
    Linkzweck.BESTAETIGUNG: "/termine/buchung/{token}/bestaetigen/",
    Linkzweck.BUCHUNG: "/termine/buchung/{token}/",
    Linkzweck.NUMMER: "/termine/nummer/{token}/",
    Linkzweck.ANLIEGEN: "/termine/mein/{token}/",
    Linkzweck.ORGANISATION: "/termine/organisation/{token}/",
    Linkzweck.EINGANG: "/termine/beleg/{token}/",
}


def path(zweck: Linkzweck, token: str) -> str:
    """Return the path behind which ``token`` opens its page."""
    return PFADE[zweck].format(token=token)


def url(zweck: Linkzweck, objekt_id: UUID) -> str:
    """Return the current address of the object; raises Zugangslink.DoesNotExist."""
    return settings.ADRESSE.rstrip("/") + path(zweck, link_token(zweck, objekt_id))


def catalogue() -> str:
    """Return where one finds a concern and books anew."""
    return f"{settings.ADRESSE.rstrip('/')}/termine/"
