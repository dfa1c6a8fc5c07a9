"""Deliver the outbox: lease, commit, send, mark. At least once, with equal Message-ID."""

import random
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.module_loading import import_string
from requests import HTTPError

from behoerde.kern import register, uhr
from behoerde.kern.brief import Brief, write_mail, write_sms
from behoerde.kern.db import System, als
from behoerde.kern.models import Nachricht

log = structlog.get_logger(__name__)
SPERRE = timedelta(minutes=5)
HOECHSTENS_VERSUCHE = 12
STAPEL = 20


def deliver_due() -> int:
    """Send everything that is due and return how many rows were taken."""
    taken = 0
    while batch := _lease():
        taken += len(batch)
        for pk in batch:
            _deliver(pk)
    return taken


def _lease() -> list[UUID]:
    instant = uhr.now()
    with als(System.AUFGABE):
        rows = list(Nachricht.objects.due(instant).select_for_update(skip_locked=True)[:STAPEL])
        for row in rows:
            row.status, row.gesperrt_bis, row.versuche = Nachricht.Status.IN_ARBEIT, instant + SPERRE, row.versuche + 1
        Nachricht.objects.bulk_update(rows, ["status", "gesperrt_bis", "versuche"])
    return [row.pk for row in rows]


def _deliver(pk: UUID) -> None:
    """Send one leased row and mark what became of it; the mark counts only while the lease is ours."""
    with als(System.AUFGABE):
        nachricht = Nachricht.objects.get(pk=pk)
    changes: dict = {"gesperrt_bis": None}
    try:
        sent = _send(nachricht)
    except Exception as fault:  # noqa: BLE001 - any fault of one message must not stop the others
        changes |= _failure(nachricht, fault)
        log.warning("nachricht_nicht_zugestellt", nachricht=str(pk), anlass=nachricht.anlass, fehler=type(fault).__name__)
    else:
        status = Nachricht.Status.GESENDET if sent else Nachricht.Status.HINFAELLIG
        changes |= {"status": status, "adresse": "", "fehler": "", "gesendet_am": uhr.now() if sent else None}
    with als(System.AUFGABE):
        Nachricht.objects.filter(pk=pk, status=Nachricht.Status.IN_ARBEIT, versuche=nachricht.versuche).update(**changes)


def _failure(nachricht: Nachricht, fault: Exception) -> dict:
    fehler = f"{type(fault).__name__}: {getattr(fault, 'smtp_code', '')}".rstrip(": ")
    if _permanent(fault) or nachricht.versuche >= HOECHSTENS_VERSUCHE:
        return {"status": Nachricht.Status.TOT, "fehler": fehler}
    minutes = min(2**nachricht.versuche, 240) * random.uniform(0.9, 1.1)  # noqa: S311 - spreads load, guards nothing
    return {"status": Nachricht.Status.WIEDERHOLEN, "fehler": fehler, "faellig_ab": uhr.now() + timedelta(minutes=minutes)}


def _permanent(fault: Exception) -> bool:
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in fault.recipients.values())
    if isinstance(fault, SMTPResponseException):
        return fault.smtp_code >= 500
    if isinstance(fault, HTTPError):
        return 400 <= fault.response.status_code < 500 and fault.response.status_code not in (408, 429)
    return False


def _send(nachricht: Nachricht) -> bool:
    """Render in the person's language and hand over; False when the cause no longer stands."""
    anlass = register.anlass(nachricht.anlass)
    probe = bool(nachricht.kontext.get("probe"))
    with translation.override(nachricht.sprache), als(System.AUFGABE):
        if not probe and not anlass.noch_gueltig(nachricht.kontext):
            return False
        context = anlass.beispiel() if probe else anlass.kontext(nachricht.kontext)
        if nachricht.kanal == Nachricht.Kanal.SMS:
            text = write_sms(anlass, context, probe=probe)
            send = lambda: import_string(settings.SMS_BACKEND)().send(nachricht.adresse, text, str(nachricht.pk))  # noqa: E731
        else:
            send = _mail(nachricht, write_mail(anlass, context, nachricht.sprache, probe=probe)).send
    send()  # after the transaction: a slow server holds no row and no connection
    return True


def _mail(nachricht: Nachricht, brief: Brief) -> EmailMultiAlternatives:
    domain = settings.BEHOERDE["email"].rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=brief.betreff,
        body=brief.text,
        to=[nachricht.adresse],
        headers={
            "Message-ID": f"<{nachricht.pk}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": nachricht.sprache.partition("-")[0],
        },
    )
    mail.attach_alternative(brief.html, "text/html")
    for name, content, media_type in brief.anhaenge:
        mail.attach(name, content, media_type)
    return mail
