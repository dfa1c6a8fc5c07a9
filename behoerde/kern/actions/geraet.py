"""Devices: give one an address to set it up, let it in, lock it out."""

import hashlib
import secrets
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link, link_token, resolve_link, revoke_links
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Geraet

ZWECK = "geraet_einrichten"
FRIST = timedelta(days=1)  # how long an address for setting up can be used


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def save_geraet(geraet: Geraet) -> Geraet:
    """Write a new device with an address to set it up, or a changed name."""
    new = geraet._state.adding
    geraet.save()
    record("geraet_angelegt" if new else "geraet_geaendert", geraet)
    return renew_setup(geraet) if new else geraet


@transaction.atomic
def renew_setup(geraet: Geraet) -> Geraet:
    """Make a new one-time address; an older one stops working. Raises DomainError ``gesperrt``."""
    geraet = _lock(geraet)
    if geraet.gesperrt_am:
        raise DomainError(_("Dieses Gerät ist gesperrt. Legen Sie ein neues an."), "gesperrt")
    _drop_setup(geraet)
    geraet.einrichtung = uuid4()
    geraet.save(update_fields=["einrichtung"])
    create_link(ZWECK, geraet.einrichtung, gueltig_bis=uhr.now() + FRIST)
    record("geraet_einrichtung", geraet)
    return geraet


def setup_path(geraet: Geraet) -> str:
    """Return the path that sets the device up; raises Zugangslink.DoesNotExist when there is none."""
    return reverse("kern:geraet_einrichten", args=[link_token(ZWECK, geraet.einrichtung)])


def setup_address(geraet: Geraet) -> str:
    """Return the whole address that sets the device up; raises Zugangslink.DoesNotExist when there is none."""
    return settings.ADRESSE.rstrip("/") + setup_path(geraet)


def find_setup(token: str) -> Geraet:
    """Return the device that ``token`` may set up; raises LinkUngueltig."""
    return Geraet.objects.select_related("standort").get(einrichtung=resolve_link(ZWECK, token))


@transaction.atomic
def set_up(token: str) -> tuple[Geraet, str]:
    """Use the one-time address: return the device and the secret of its cookie, which replaces an older one.

    Raises LinkUngueltig.
    """
    geraet = _lock(find_setup(token))
    resolve_link(ZWECK, token)  # another browser may have used it while this one waited
    secret = secrets.token_urlsafe(32)
    _drop_setup(geraet)
    geraet.token_hash, geraet.eingerichtet_am = hash_token(secret), uhr.now()
    geraet.save(update_fields=["token_hash", "eingerichtet_am", "einrichtung"])
    record("geraet_eingerichtet", geraet)
    return geraet, secret


@transaction.atomic
def revoke_geraet(geraet: Geraet) -> Geraet:
    """Lock the device for good: its next request is refused. Asking twice is harmless."""
    geraet = _lock(geraet)
    if geraet.gesperrt_am:
        return geraet
    _drop_setup(geraet)
    geraet.token_hash, geraet.gesperrt_am = "", uhr.now()
    geraet.save(update_fields=["token_hash", "gesperrt_am", "einrichtung"])
    record("geraet_gesperrt", geraet)
    return geraet


def note_seen(geraet: Geraet) -> None:
    """Remember that the device asked, at most once a minute."""
    now = uhr.now()
    if geraet.zuletzt_am is None or geraet.zuletzt_am < now - timedelta(minutes=1):
        Geraet.objects.filter(pk=geraet.pk).update(zuletzt_am=now)


def _lock(geraet: Geraet) -> Geraet:
    return Geraet.objects.select_for_update(of=("self",)).select_related("standort").get(pk=geraet.pk)


def _drop_setup(geraet: Geraet) -> None:
    if geraet.einrichtung:
        revoke_links(geraet.einrichtung)
    geraet.einrichtung = None
