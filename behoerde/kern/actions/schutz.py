"""Proofs of work (ALTCHA): set a task, check a solution, accept each one once."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import altcha
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.krypto import keyed_hash
from behoerde.kern.models import Arbeitsnachweis

ALGORITHM = "PBKDF2/SHA-256"
VALID_FOR = timedelta(minutes=30)
# The device tries counters from 0 upwards until it meets the secret one: a bounded wait, also for the unlucky.
COUNTERS = range(2000, 4000)
MAX_CHARACTERS = 4000


@dataclass(frozen=True)
class Loesung:
    """A genuine solution: its task was set by us for this purpose."""

    nonce: str
    gueltig_bis: datetime


def create_aufgabe(zweck: str, *, counter: int | None = None) -> dict:
    """Return a signed ALTCHA challenge (JSON) that counts only for forms of ``zweck``; ``counter`` fixes the answer.

    The end of its life stands in the signed data, not in ``expiresAt``: devices with a wrong clock can solve it too.
    """
    return altcha.create_challenge(
        ALGORITHM,
        settings.SCHUTZ_AUFWAND,
        counter=secrets.choice(COUNTERS) if counter is None else counter,
        data={"zweck": zweck, "bis": int((uhr.now() + VALID_FOR).timestamp())},
        hmac_secret=settings.ALTCHA_SCHLUESSEL,
        hmac_key_secret=_key_secret(),
    ).to_dict()


def _key_secret() -> str:
    return keyed_hash("altcha-loesung", settings.ALTCHA_SCHLUESSEL)


def _verify(payload: str) -> altcha.ChallengeParameters | None:
    """Return the parameters that we signed and that ``payload`` solves; None when it is forged or garbage."""
    if len(payload) > MAX_CHARACTERS:
        return None
    verdict = altcha.verify_solution(payload, settings.ALTCHA_SCHLUESSEL, hmac_key_secret=_key_secret())
    return altcha.Payload.from_base64(payload).challenge.parameters if verdict.verified else None


def check_loesung(zweck: str, payload: str) -> Loesung:
    """Return the solution when it is right, ours, made for ``zweck`` and in time; changes nothing. Raises DomainError."""
    parameters = _verify(payload)
    if parameters is None or parameters.data is None or parameters.data["zweck"] != zweck:
        raise DomainError(
            _("Die Sicherheitsprüfung hat nicht geklappt. Bitte senden Sie das Formular noch einmal ab."), "ungueltig"
        )
    gueltig_bis = datetime.fromtimestamp(parameters.data["bis"], UTC)
    if gueltig_bis <= uhr.now():
        raise DomainError(_("Die Sicherheitsprüfung ist abgelaufen. Bitte senden Sie das Formular noch einmal ab."), "abgelaufen")
    return Loesung(parameters.nonce, gueltig_bis)


def accept_loesung(zweck: str, loesung: Loesung, schluessel: str = "") -> bool:
    """Accept a solution once; False when it was accepted before for the same once-only ``schluessel`` of the form.

    A form that is sent twice must get the same answer. A second request with the same solution waits here until the
    first one is through or rolled back. Raises DomainError when the solution was used for anything else.
    """
    schluessel_hash = keyed_hash("schutz", zweck, schluessel) if schluessel else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kern_arbeitsnachweis (nonce, schluessel_hash, gueltig_bis) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (loesung.nonce, schluessel_hash, loesung.gueltig_bis),
        )
        if cursor.rowcount:
            return True
    if schluessel and Arbeitsnachweis.objects.filter(nonce=loesung.nonce, schluessel_hash=schluessel_hash).exists():
        return False
    raise DomainError(
        _("Dieses Formular wurde schon abgesendet. Bitte senden Sie es noch einmal ab, wenn Sie das möchten."), "verbraucht"
    )


def release_loesung(loesung: Loesung) -> None:
    """Take an acceptance back, because the form went no further."""
    Arbeitsnachweis.objects.filter(nonce=loesung.nonce).delete()
