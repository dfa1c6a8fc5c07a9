"""From sent data to a final booking: by link, by code, or by the front desk."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.kontaktnachweis import (
    Kontakt,
    confirm_code,
    kontakt_of,
    message_kontext,
    nachweis_of,
    send_code,
    start_nachweis,
)
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.zugang import create_link, resolve_link, rotate_link
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Kontaktnachweis
from termine.actions.abschluss import finish_booking, report
from termine.actions.vormerkung import abgelaufen, lock_termin, prolong
from termine.enums import TERMIN_VEREINBART, Codezweck, Linkzweck, TerminStatus
from termine.models import Termin


@transaction.atomic
def submit(termin: Termin) -> Termin:
    """Send the booking: the hold now waits for link or code, without contact for the front desk. Asking twice is harmless.

    Raises DomainError ``verfallen``, ``daten_fehlen``.
    """
    termin = lock_termin(termin)
    if termin.status == TerminStatus.VERFALLEN:
        raise abgelaufen()
    if termin.status != TerminStatus.VORGEMERKT:
        return termin
    if termin.kontakt is None:
        raise DomainError(_("Bitte nennen Sie zuerst, wer zum Termin kommt."), "daten_fehlen")
    termin.status = TerminStatus.BESTAETIGUNG_OFFEN
    termin.save(update_fields=["status"])
    nachweis = start_nachweis(zweck=Codezweck.BUCHUNG, objekt_id=termin.pk, sprache=termin.kontakt.sprache)
    if kontakt := Kontakt.of(termin.kontakt):
        send_code(nachweis, kontakt)
    else:
        prolong(termin, timedelta(hours=termin.platz.team.empfang_stunden))
    report(termin, "bestaetigung_offen", ergebnis="" if kontakt else "empfang")
    return lock_termin(termin)


def ask_for_code(nachweis: Kontaktnachweis) -> None:
    """Send link and code to the contact and let the hold wait for them; raises DomainError ``verfallen``."""
    termin = lock_termin(Termin(pk=nachweis.objekt_id))
    if termin.status in TERMIN_VEREINBART:
        return
    if termin.status != TerminStatus.BESTAETIGUNG_OFFEN:
        raise abgelaufen()
    prolong(termin, timedelta(minutes=termin.platz.team.bestaetigung_minuten))
    create_link(Linkzweck.BESTAETIGUNG, termin.pk, gueltig_bis=termin.starts_at)
    if Kontakt.of(termin.kontakt) != kontakt_of(nachweis):
        for name, value in kontakt_of(nachweis).fields().items():
            setattr(termin.kontakt, name, value)
        termin.kontakt.save(update_fields=["email", "mobil"])
        rotate_link(Linkzweck.BESTAETIGUNG, termin.pk)  # what went to another address must not confirm any more
    queue_nachricht(
        "termin_bestaetigung",
        schluessel=f"termin-{termin.pk}-bestaetigung-{nachweis.sendungen}",
        person=termin.kontakt,
        kontext={"termin": str(termin.pk), **message_kontext(nachweis)},
    )


@transaction.atomic
def confirm_by_link(token: str) -> Termin:
    """Make the booking behind the link final; asking twice yields the same Termin. Raises LinkUngueltig, DomainError."""
    return confirm(Termin.objects.get(pk=resolve_link(Linkzweck.BESTAETIGUNG, token)))


def confirm_by_code(termin: Termin, code: str) -> Termin:
    """Make the booking final with the code from our message; asking twice yields the same Termin.

    Raises DomainError as ``confirm_code`` and ``verfallen``; wrong codes are counted.
    """
    if termin.status in TERMIN_VEREINBART:
        return termin
    nachweis = nachweis_of(Codezweck.BUCHUNG, termin.pk)
    if nachweis is None:
        raise abgelaufen()
    confirm_code(nachweis, "".join(filter(str.isdecimal, code)))
    return lock_termin(termin)


@transaction.atomic
def confirm_at_desk(termin: Termin) -> Termin:
    """Let the front desk make a booking final, for people without contact; asking twice is harmless."""
    return confirm(termin)


def confirm(termin: Termin) -> Termin:
    """Make a booking final, in the caller's transaction; asking twice is harmless.

    Accepts also after the time ran out, as long as nobody else has got the counter. Raises DomainError ``verfallen``.
    """
    termin = lock_termin(termin)
    if termin.status in TERMIN_VEREINBART:
        return termin
    if termin.status != TerminStatus.BESTAETIGUNG_OFFEN or termin.starts_at <= uhr.now():
        raise abgelaufen()
    return finish_booking(termin)
