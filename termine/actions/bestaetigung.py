"""From sent data to a final booking: by link, by code, or by the front desk."""

import hmac
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.zugang import create_link, resolve_link, rotate_link
from behoerde.kern.exceptions import DomainError
from behoerde.kern.krypto import keyed_hash
from behoerde.kern.models import Person
from termine.actions.abschluss import finish_booking, report
from termine.actions.vormerkung import abgelaufen, lock_termin, prolong
from termine.angaben import Kontakt
from termine.enums import TERMIN_VEREINBART, Linkzweck, TerminStatus
from termine.models import Kontaktpruefung, Termin
from termine.rules import CODE_SENDUNGEN_HOECHSTENS, CODE_VERSUCHE_HOECHSTENS


def code_of(pruefung: Kontaktpruefung) -> str:
    """Return the six digits of this round; computed, never stored."""
    return f"{int(keyed_hash('code', str(pruefung.pk), str(pruefung.rotation)), 16) % 10**6:06d}"


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
    if termin.kontakt.email or termin.kontakt.mobil:
        _ask(termin)
    else:
        prolong(termin, timedelta(hours=termin.platz.team.empfang_stunden))
    report(termin, "bestaetigung_offen", ergebnis="" if termin.kontakt.email or termin.kontakt.mobil else "empfang")
    return termin


def _ask(termin: Termin) -> None:
    """Send link and code and let the hold wait for them."""
    prolong(termin, timedelta(minutes=termin.platz.team.bestaetigung_minuten))
    pruefung, created = Kontaktpruefung.objects.get_or_create(
        termin=termin,
        defaults={"person": termin.kontakt, "schluessel": f"termin-{termin.pk}", "gueltig_bis": termin.belegung.ablauf},
    )
    create_link(Linkzweck.BESTAETIGUNG, termin.pk, gueltig_bis=termin.starts_at)
    if not created:  # what went to another address must not confirm any more
        pruefung.rotation, pruefung.versuche, pruefung.gueltig_bis = pruefung.rotation + 1, 0, termin.belegung.ablauf
        pruefung.save(update_fields=["rotation", "versuche", "gueltig_bis"])
        rotate_link(Linkzweck.BESTAETIGUNG, termin.pk)
    queue_nachricht(
        "termin_bestaetigung",
        schluessel=f"termin-{termin.pk}-bestaetigung-{pruefung.rotation}",
        person=termin.kontakt,
        kontext={"termin": str(termin.pk), "rotation": pruefung.rotation},
    )


@transaction.atomic
def send_again(termin: Termin, kontakt: Kontakt | None = None) -> Termin:
    """Send a new code, to another address when ``kontakt`` is given; the old code stops working.

    Raises DomainError ``verfallen``, ``zu_oft_gesendet``, ``kontakt_fehlt``.
    """
    termin = lock_termin(termin)
    if termin.status in TERMIN_VEREINBART:
        return termin
    if termin.status != TerminStatus.BESTAETIGUNG_OFFEN:
        raise abgelaufen()
    pruefung = Kontaktpruefung.objects.filter(termin=termin).first()
    if pruefung and pruefung.rotation + 1 >= CODE_SENDUNGEN_HOECHSTENS:
        raise DomainError(
            _("Wir haben den Code schon mehrmals gesendet. Bitte rufen Sie uns an: Der Empfang bestätigt den Termin für Sie."),
            "zu_oft_gesendet",
        )
    if kontakt is not None:
        _change_contact(termin.kontakt, kontakt)
    if not (termin.kontakt.email or termin.kontakt.mobil):
        raise DomainError(_("Bitte geben Sie eine E-Mail-Adresse oder eine Handynummer an."), "kontakt_fehlt")
    _ask(termin)
    return termin


def _change_contact(person: Person, kontakt: Kontakt) -> None:
    person.email, person.mobil = kontakt.email, kontakt.mobil
    person.save(update_fields=["email", "mobil"])


@transaction.atomic
def confirm_by_link(token: str) -> Termin:
    """Make the booking behind the link final; asking twice yields the same Termin. Raises LinkUngueltig, DomainError."""
    return _confirm(Termin.objects.get(pk=resolve_link(Linkzweck.BESTAETIGUNG, token)))


def confirm_by_code(termin: Termin, code: str) -> Termin:
    """Make the booking final with the code from our message; counts wrong codes even when the caller refuses the page.

    Raises DomainError ``code_falsch``, ``code_gesperrt``, ``verfallen``.
    """
    with transaction.atomic():
        termin = lock_termin(termin)
        if termin.status in TERMIN_VEREINBART:
            return termin
        pruefung = Kontaktpruefung.objects.select_for_update().filter(termin=termin).first()
        if termin.status != TerminStatus.BESTAETIGUNG_OFFEN or pruefung is None:
            raise abgelaufen()
        fault = check_code(pruefung, code)
        if fault is None:
            return _confirm(termin)
    raise fault


def check_code(pruefung: Kontaktpruefung, code: str) -> DomainError | None:
    """Compare and count; return what to tell the person. The caller raises it outside, so that the count stays."""
    if pruefung.versuche >= CODE_VERSUCHE_HOECHSTENS:
        return DomainError(
            _("Der Code wurde zu oft falsch eingegeben. Bitte lassen Sie sich einen neuen Code senden."), "code_gesperrt"
        )
    if hmac.compare_digest("".join(filter(str.isdigit, code)).encode(), code_of(pruefung).encode()):
        return None
    pruefung.versuche += 1
    pruefung.save(update_fields=["versuche"])
    return DomainError(
        _("Dieser Code stimmt nicht. Bitte prüfen Sie die sechs Ziffern in unserer neuesten Nachricht."), "code_falsch"
    )


@transaction.atomic
def confirm_at_desk(termin: Termin) -> Termin:
    """Let the front desk make a booking final, for people without contact; asking twice is harmless."""
    return _confirm(termin)


def _confirm(termin: Termin) -> Termin:
    """Accept also after the time ran out, as long as nobody else has got the counter."""
    termin = lock_termin(termin)
    if termin.status in TERMIN_VEREINBART:
        return termin
    if termin.status != TerminStatus.BESTAETIGUNG_OFFEN or termin.starts_at <= uhr.now():
        raise abgelaufen()
    Kontaktpruefung.objects.filter(termin=termin, bestaetigt_am=None).update(bestaetigt_am=uhr.now())
    return finish_booking(termin)
