"""Sign-in at the desk of one unit."""

from datetime import datetime

from django.test import Client

from behoerde.kern.db import als
from behoerde.kern.models import Organisationseinheit, Protokolleintrag, Rollenzuweisung, User
from behoerde.kern.rechte import Rolle
from tests.anmelden import BACKEND, make_staff


def staff_of(einheit: Organisationseinheit, *rollen: Rolle) -> User:
    """Return an account with these roles in ``einheit``."""
    user = make_staff(vorname="Miriam", nachname="Yıldız")
    Rollenzuweisung.objects.bulk_create(Rollenzuweisung(user=user, rolle=rolle, organisationseinheit=einheit) for rolle in rollen)
    return user


def join(client: Client, einheit: Organisationseinheit, *rollen: Rolle) -> User:
    """Sign a new account of ``einheit`` in at ``client``."""
    user = staff_of(einheit, *rollen)
    client.force_login(user, backend=BACKEND)
    return user


def next_morning(uhr, client: Client, user: User, instant: datetime) -> None:
    """Move the clock; the session of the evening before has ended, so the account signs in again."""
    uhr.move_to(instant)
    client.force_login(user, backend=BACKEND)


def lesespuren() -> list[tuple]:
    """Return (who, kind of object, id, why) of every entry of the read log, as Datenschutz sees it."""
    with als(make_staff(Rolle.DATENSCHUTZ)):
        rows = Protokolleintrag.objects.filter(vorgang="gelesen").order_by("zeit", "pk")
        return list(rows.values_list("user_id", "objekt_art", "objekt_id", "grund"))
