"""The own calendar of a staff member: made and renewed with a token that is shown once, ended at once."""

import hashlib
import secrets

from django.db import transaction

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import User
from termine.models import Kalenderabo


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create_kalenderabo(user: User) -> str:
    """Return the token of a new address, which nobody can read again; an older one ends."""
    token = secrets.token_urlsafe(24)
    values = {"token_hash": hash_token(token), "angelegt_am": uhr.now()}
    abo, _created = Kalenderabo.objects.update_or_create(user=user, defaults=values)
    record("kalenderabo_angelegt", abo)
    return token


@transaction.atomic
def end_kalenderabo(user: User) -> None:
    """Let the address show nothing from now on; again changes nothing."""
    abo = Kalenderabo.objects.select_for_update().filter(user=user).first()
    if abo:
        record("kalenderabo_beendet", abo)
        abo.delete()
