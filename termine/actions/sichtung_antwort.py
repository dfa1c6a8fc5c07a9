"""What the office answers without offering a time: a question, an answer, a way to another authority; each can be taken back."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from termine.actions.aufnahme import move_anliegen
from termine.actions.sichtung import lock_in_sichtung
from termine.actions.sichtung_nachricht import tell_later
from termine.actions.versprechen import keep_versprechen, owe_again, pause_versprechen, report_anliegen, resume_versprechen
from termine.enums import ANLIEGEN_OFFEN, AnliegenStatus
from termine.models import Anliegen, Aufnahme, Rueckfrage, Unterlage

OHNE_TERMIN_FERTIG = (AnliegenStatus.BEANTWORTET, AnliegenStatus.WEITERGELEITET)


@transaction.atomic
def ask_back(aufnahme: Aufnahme, *, text: str = "", unterlagen: Sequence[Unterlage] = (), von: User | None = None) -> Rueckfrage:
    """Ask the person for documents, an explanation or both; the promise pauses until they answer.

    Raises DomainError ``leer``, ``uebergang``.
    """
    if not text.strip() and not unterlagen:
        raise DomainError(_("Bitte wählen Sie Unterlagen, oder schreiben Sie, was Sie wissen möchten."), "leer")
    aufnahme = lock_in_sichtung(aufnahme)
    move_anliegen(aufnahme, AnliegenStatus.RUECKFRAGE)
    frage = Rueckfrage.objects.create(aufnahme=aufnahme, text=text.strip(), gestellt_von=von)
    frage.unterlagen.set(unterlagen)
    pause_versprechen(aufnahme)
    record("rueckfrage_gestellt", aufnahme, grund=str(len(unterlagen)))
    report_anliegen(aufnahme, "rueckfrage_gestellt", wert=len(unterlagen))
    tell_later(aufnahme, "anliegen_rueckfrage", schluessel=frage.pk, rueckfrage=str(frage.pk))
    return frage


@transaction.atomic
def withdraw_rueckfrage(aufnahme: Aufnahme) -> Aufnahme:
    """Take the open question back: the promise runs on. Asking twice is harmless."""
    aufnahme = lock_in_sichtung(aufnahme)
    frage = aufnahme.rueckfragen.filter(beantwortet_am=None, zurueckgenommen_am=None).first()
    if frage is None:
        return aufnahme
    frage.zurueckgenommen_am = uhr.now()
    frage.save(update_fields=["zurueckgenommen_am"])
    move_anliegen(aufnahme, AnliegenStatus.IN_SICHTUNG)
    resume_versprechen(aufnahme)
    record("rueckfrage_zurueckgenommen", aufnahme)
    return aufnahme


@transaction.atomic
def answer(aufnahme: Aufnahme, text: str) -> Aufnahme:
    """Answer without a visit; the same answer twice is sent once. Raises DomainError ``leer``, ``uebergang``."""
    return _finish(aufnahme, AnliegenStatus.BEANTWORTET, text)


@transaction.atomic
def forward(aufnahme: Aufnahme, *, an: str, text: str) -> Aufnahme:
    """Say which other authority is responsible and what happens next. Raises DomainError ``leer``, ``uebergang``."""
    if not an.strip():
        raise DomainError(_("Bitte nennen Sie die zuständige Stelle."), "leer")
    return _finish(aufnahme, AnliegenStatus.WEITERGELEITET, text, an.strip())


def _finish(aufnahme: Aufnahme, after: AnliegenStatus, text: str, an: str = "") -> Aufnahme:
    text = text.strip()
    if not text:
        raise DomainError(_("Bitte schreiben Sie der Person eine Antwort."), "leer")
    aufnahme = lock_in_sichtung(aufnahme)
    if aufnahme.stand == after and (aufnahme.antwort, aufnahme.weiter_an) == (text, an):
        return aufnahme
    move_anliegen(aufnahme, after)
    aufnahme.antwort, aufnahme.weiter_an = text, an
    aufnahme.save(update_fields=["antwort", "weiter_an"])
    keep_versprechen(aufnahme, "weiterleitung" if an else "antwort")
    anlass = f"anliegen_{after}"
    record(anlass, aufnahme, grund=an)
    tell_later(aufnahme, anlass, schluessel=f"{aufnahme.pk}-{uhr.now():%Y%m%d%H%M%S}")
    return aufnahme


@transaction.atomic
def take_answer_back(aufnahme: Aufnahme) -> Aufnahme:
    """The concern is not done after all: the office owes its answer again. Asking twice is harmless.

    Raises DomainError ``anliegen_besteht`` when the person has come with the same concern again meanwhile.
    """
    aufnahme = lock_in_sichtung(aufnahme)
    if aufnahme.stand not in OHNE_TERMIN_FERTIG:
        return aufnahme
    hashes = Anliegen.objects.filter(aufnahme=aufnahme).values("person_hash")
    if Anliegen.objects.filter(person_hash__in=hashes, leistung=aufnahme.leistung, status__in=ANLIEGEN_OFFEN).exists():
        raise DomainError(_("Zu diesem Anliegen gibt es inzwischen ein neues. Bitte öffnen Sie das neue."), "anliegen_besteht")
    move_anliegen(aufnahme, AnliegenStatus.IN_SICHTUNG)
    aufnahme.antwort = aufnahme.weiter_an = ""
    aufnahme.save(update_fields=["antwort", "weiter_an"])
    owe_again(aufnahme)
    record("antwort_zurueckgenommen", aufnahme)
    return aufnahme
