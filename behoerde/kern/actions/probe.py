"""Send a message with invented content, to see it where people read it."""

from django.db import transaction

from behoerde.kern import register, uhr
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import Nachricht, User


@transaction.atomic
def send_probe(*, anlass: register.Anlass, sprache: str, user: User, mobil: str = "") -> None:
    """Queue one test message in ``sprache`` to the own address of ``user``, or as SMS to ``mobil`` (E.164)."""
    kanal, adresse = (Nachricht.Kanal.SMS, mobil) if mobil else (Nachricht.Kanal.EMAIL, user.email)
    queue_nachricht(
        anlass.name,
        schluessel=f"probe-{user.pk}-{uhr.now():%Y%m%d%H%M%S%f}",
        empfaenger=Empfaenger("user", user.pk, kanal, adresse, sprache),
        kontext={"probe": True},
    )
    record("nachricht_probe", user, grund=f"{anlass.name} {kanal} {sprache}")
