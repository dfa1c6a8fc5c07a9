"""Write who did what to whom."""

import structlog
from django.conf import settings
from django.db.models import Model

from behoerde.kern import uhr
from behoerde.kern.db import System, append, eigene_verbindung, wer
from behoerde.kern.models import LESEVORGAENGE, Protokolleintrag


def _entry(vorgang: str, objekt: Model, grund: str) -> Protokolleintrag:
    jemand = wer()
    return Protokolleintrag(
        zeit=uhr.now(),
        vorgang=vorgang,
        user_id=None if jemand is None or isinstance(jemand, System) else jemand.pk,
        system=jemand if isinstance(jemand, System) else "",
        objekt_art=objekt._meta.label_lower,
        objekt_id=str(objekt.pk),
        grund=grund,
        anfrage_id=structlog.contextvars.get_contextvars().get("request_id", ""),
    )


def record(vorgang: str, objekt: Model, *, grund: str = "") -> None:
    """Append what the acting person did to ``objekt``; commits and fails together with the change."""
    append(_entry(vorgang, objekt, grund))


def record_read(objekt: Model, *, vorgang: str = "gelesen", grund: str = "") -> None:
    """Append that personal data of ``objekt`` was read or refused; stays when the request is rolled back.

    Raises ValueError for a ``vorgang`` that is none of LESEVORGAENGE.
    """
    if vorgang not in LESEVORGAENGE:
        raise ValueError(vorgang)
    entry = _entry(vorgang, objekt, grund)
    if not settings.LESEPROTOKOLL_EIGENE_VERBINDUNG:
        append(entry)
        return
    with eigene_verbindung() as cursor:
        append(entry, cursor)
