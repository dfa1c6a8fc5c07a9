"""The person answers what the office asked back; the promise runs again."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from termine.actions.aufnahme import lock_aufnahme, move_anliegen
from termine.actions.unterlagen import adopt_unterlagen
from termine.actions.versprechen import report_anliegen, resume_versprechen
from termine.enums import AnliegenStatus
from termine.models import Aufnahme, Rueckfrage


@transaction.atomic
def answer_rueckfrage(frage: Rueckfrage, *, text: str, entwurf: UUID | None = None) -> Aufnahme:
    """Take the answer to ``frage`` in words, files or both; asking twice is harmless.

    Raises DomainError ``zurueckgenommen``.
    """
    aufnahme = lock_aufnahme(frage.aufnahme)
    frage = Rueckfrage.objects.select_for_update().get(pk=frage.pk)
    if frage.beantwortet_am:
        return aufnahme
    if frage.zurueckgenommen_am or aufnahme.stand != AnliegenStatus.RUECKFRAGE:
        raise DomainError(_("Diese Frage hat sich erledigt. Sie müssen nichts mehr tun."), "zurueckgenommen")
    frage.antwort, frage.beantwortet_am = text, uhr.now()
    frage.save(update_fields=["antwort", "beantwortet_am"])
    files = adopt_unterlagen(aufnahme, entwurf) if entwurf else 0
    move_anliegen(aufnahme, AnliegenStatus.IN_SICHTUNG)
    resume_versprechen(aufnahme)
    record("rueckfrage_beantwortet", aufnahme, grund=str(files))
    report_anliegen(aufnahme, "rueckfrage_beantwortet", wert=(frage.beantwortet_am - frage.gestellt_am) / uhr.DAY)
    return aufnahme
