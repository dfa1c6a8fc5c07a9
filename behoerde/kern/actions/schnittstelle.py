"""Keys of integrators: made once, shown once, withdrawn at once, counted per day."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.grenzen import consume_rates
from behoerde.kern.models import Schnittstelle

VORSATZ = "abp_"  # what scanners for leaked keys can look for


def _hash(schluessel: str) -> str:
    return hashlib.sha256(schluessel.encode()).hexdigest()


@transaction.atomic
def create_schnittstelle(*, name: str, kontingent: int) -> tuple[Schnittstelle, str]:
    """Return the new integrator with its key, which nobody can read again."""
    schluessel = VORSATZ + secrets.token_urlsafe(32)
    row = Schnittstelle.objects.create(name=name, kontingent=kontingent, schluessel_hash=_hash(schluessel))
    record("schnittstelle_angelegt", row)
    return row, schluessel


@transaction.atomic
def revoke_schnittstelle(*, schnittstelle: Schnittstelle) -> None:
    """Refuse the key from now on; again changes nothing."""
    if Schnittstelle.objects.filter(pk=schnittstelle.pk, widerrufen_am=None).update(widerrufen_am=uhr.now()):
        record("schnittstelle_widerrufen", schnittstelle)


def find_schnittstelle(schluessel: str) -> Schnittstelle | None:
    """Return whose key it is; None for an unknown or withdrawn one."""
    return Schnittstelle.objects.filter(schluessel_hash=_hash(schluessel), widerrufen_am=None).first()


def consume_kontingent(request: HttpRequest, schnittstelle: Schnittstelle) -> datetime | None:
    """Count one booking; None when it may go on, else the instant from which the next one may."""
    return consume_rates(request, "schnittstelle", f"{schnittstelle.kontingent}/d", str(schnittstelle.pk))
