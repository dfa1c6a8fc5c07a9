"""Make, find, renew and end capability links."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import LinkUngueltig
from behoerde.kern.models import Zugangslink


def _token(zweck: str, objekt_id: UUID, rotation: int) -> str:
    message = f"{zweck}|{objekt_id}|{rotation}".encode()
    digest = hmac.new(settings.LINK_SCHLUESSEL.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def _somewhere() -> int:
    return secrets.randbelow(2**30)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def create_link(zweck: str, objekt_id: UUID, gueltig_bis: datetime | None = None) -> str:
    """Return the token (22 characters) of the one link for this purpose; asking again sets ``gueltig_bis`` anew.

    A new row begins at a random rotation: a token that was revoked never comes back to life.
    """
    rotation = _somewhere()
    link, created = Zugangslink.objects.get_or_create(
        zweck=zweck,
        objekt_id=objekt_id,
        defaults={
            "rotation": rotation,
            "token_hash": _hash(_token(zweck, objekt_id, rotation)),
            "gueltig_bis": gueltig_bis,
        },
    )
    if not created and link.gueltig_bis != gueltig_bis:
        link.gueltig_bis = gueltig_bis
        link.save(update_fields=["gueltig_bis"])
    return _token(zweck, objekt_id, link.rotation)


def link_token(zweck: str, objekt_id: UUID) -> str:
    """Return the current token again, for a later mail; raises Zugangslink.DoesNotExist."""
    return _token(zweck, objekt_id, Zugangslink.objects.get(zweck=zweck, objekt_id=objekt_id).rotation)


def resolve_link(zweck: str, token: str) -> UUID:
    """Return the object behind ``token``; raises LinkUngueltig."""
    link = Zugangslink.objects.filter(zweck=zweck, token_hash=_hash(token)).first()
    if link is None or (link.gueltig_bis and link.gueltig_bis <= uhr.now()):
        raise LinkUngueltig(
            _("Dieser Link gilt nicht mehr. Bitte öffnen Sie den Link in unserer neuesten Nachricht."), "link_ungueltig"
        )
    return link.objekt_id


def rotate_link(zweck: str, objekt_id: UUID) -> str:
    """Replace the token: older links stop working; raises Zugangslink.DoesNotExist."""
    Zugangslink.objects.filter(zweck=zweck, objekt_id=objekt_id).update(rotation=F("rotation") + 1)
    link = Zugangslink.objects.get(zweck=zweck, objekt_id=objekt_id)
    token = _token(zweck, objekt_id, link.rotation)
    link.token_hash = _hash(token)
    link.save(update_fields=["token_hash"])
    return token


def renew_link(zweck: str, objekt_id: UUID, gueltig_bis: datetime) -> str:
    """Replace token and end at once, in one statement; makes the link where there is none.

    The rotation goes somewhere else instead of one on, so nothing has to be read first.
    """
    rotation = _somewhere()
    token = _token(zweck, objekt_id, rotation)
    found = Zugangslink.objects.filter(zweck=zweck, objekt_id=objekt_id)
    changed = found.update(rotation=rotation, token_hash=_hash(token), gueltig_bis=gueltig_bis)
    return token if changed else create_link(zweck, objekt_id, gueltig_bis)


def revoke_links(objekt_id: UUID) -> None:
    """End every link of one object."""
    Zugangslink.objects.filter(objekt_id=objekt_id).delete()
