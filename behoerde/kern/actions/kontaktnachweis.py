"""Prove a contact by a code: start, send, confirm, pass one form with it."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from secrets import compare_digest
from uuid import UUID

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.zugang import create_link, resolve_link
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.krypto import keyed_hash
from behoerde.kern.models import Kontaktnachweis
from behoerde.kern.register import Anlass

VALID_FOR = timedelta(hours=1)
MAX_VERSUCHE = 5
MAX_EINGABEN = 60_000  # two thousand characters of any script, percent-encoded, and what stands beside them
PAGE_LINK, PASS_LINK = "kontakt_seite", "kontakt_einloesung"  # purposes of the two capability links
MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
Status = Kontaktnachweis.Status


@dataclass(frozen=True)
class Kontakt:
    kanal: str
    adresse: str


def _anlass_kontext(kontext: dict) -> dict:
    return {"code": code_of(UUID(kontext["nachweis"]), kontext["runde"])}


def _anlass_noch_gueltig(kontext: dict) -> bool:
    """A code to an address that was replaced, or after the hour is over, is not sent any more."""
    open_rows = Kontaktnachweis.objects.filter(status=Status.OFFEN, gueltig_bis__gt=uhr.now())
    return open_rows.filter(pk=kontext["nachweis"], runde=kontext["runde"]).exists()


ANLASS = Anlass("kontakt_code", "kern/code", gettext_lazy("Ihr Code: {code}"), _anlass_kontext, _anlass_noch_gueltig)


def parse_kontakt(text: str) -> Kontakt | None:
    """Return the e-mail address or mobile number (E.164) in ``text``; None when it is neither."""
    text = text.strip()
    try:
        if "@" in text:
            validate_email(text)
            return Kontakt(Kontaktnachweis.Kanal.EMAIL, text)
        number = phonenumbers.parse(text, settings.PHONENUMBER_DEFAULT_REGION)
    except (ValidationError, phonenumbers.NumberParseException):
        return None
    # Numbers that cost money to reach are no mobiles: nobody earns by our messages.
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in MOBILE:
        return None
    return Kontakt(Kontaktnachweis.Kanal.SMS, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def start_nachweis(*, zweck: str, weiter: str, eingaben: str = "", sprache: str) -> Kontaktnachweis:
    """Open a proof for one form of ``zweck``; ``weiter`` is the path that leads back to it, ``eingaben`` what was typed."""
    return Kontaktnachweis.objects.create(
        zweck=zweck,
        weiter=weiter,
        eingaben=eingaben if len(eingaben) <= MAX_EINGABEN else "",
        sprache=sprache,
        gueltig_bis=uhr.now() + VALID_FOR,
    )


def page_token(nachweis: Kontaktnachweis) -> str:
    """Return the token of the pages on which contact and code are typed."""
    return create_link(PAGE_LINK, nachweis.pk, nachweis.gueltig_bis)


def kontakt_of(nachweis: Kontaktnachweis) -> Kontakt:
    return Kontakt(nachweis.kanal, nachweis.adresse)


def code_of(nachweis_id: UUID, runde: int) -> str:
    """Return the six digits of one round; nothing stores them."""
    message = f"kontakt_code|{nachweis_id}|{runde}".encode()
    digest = hmac.new(settings.LINK_SCHLUESSEL.encode(), message, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"


@transaction.atomic
def send_code(nachweis: Kontaktnachweis, kontakt: Kontakt) -> None:
    """Send the code to ``kontakt``: the same one again, a new one to another address or after too many wrong tries."""
    row = Kontaktnachweis.objects.select_for_update().get(pk=nachweis.pk)
    if row.status not in (Status.OFFEN, Status.GESPERRT):
        raise DomainError(_("Ihre Adresse ist schon bestätigt."), "schon_bestaetigt")
    if kontakt_of(row) != kontakt or row.status == Status.GESPERRT:
        row.runde, row.versuche = row.runde + 1, 0
    row.kanal, row.adresse, row.status = kontakt.kanal, kontakt.adresse, Status.OFFEN
    row.sendungen += 1
    row.save()
    queue_nachricht(
        ANLASS.name,
        schluessel=f"kontakt-code-{row.pk}-{row.sendungen}",
        empfaenger=Empfaenger("kontakt", row.pk, row.kanal, row.adresse, row.sprache),
        kontext={"nachweis": str(row.pk), "runde": row.runde},
    )


def confirm_code(nachweis_id: UUID, code: str) -> str:
    """Return the token that passes one form when ``code`` is right; raises DomainError, after five wrong tries for good."""
    with transaction.atomic():
        row = Kontaktnachweis.objects.select_for_update().get(pk=nachweis_id)
        if row.status == Status.GESPERRT:
            error = _locked()
        elif compare_digest(code.encode(), code_of(row.pk, row.runde).encode()):
            error = _accept(row)
        else:
            error = _count_wrong(row)
        row.save()
    if error:  # raised out here: the count of tries must stay
        raise error
    return create_link(PASS_LINK, row.pk, row.gueltig_bis)


def _accept(row: Kontaktnachweis) -> DomainError | None:
    if row.status == Status.EINGELOEST:
        return DomainError(_("Dieser Code wurde schon benutzt."), "verbraucht")
    row.status, row.gueltig_bis = Status.BESTAETIGT, uhr.now() + VALID_FOR
    return None


def _count_wrong(row: Kontaktnachweis) -> DomainError:
    row.versuche = min(row.versuche + 1, MAX_VERSUCHE)
    left = MAX_VERSUCHE - row.versuche
    if not left:
        row.status = Status.GESPERRT
        return _locked()
    text = ngettext(
        "Der Code stimmt nicht. Sie können es noch %(n)s Mal versuchen.",
        "Der Code stimmt nicht. Sie können es noch %(n)s Mal versuchen.",
        left,
    )
    return DomainError(text % {"n": left}, "falsch")


def _locked() -> DomainError:
    return DomainError(_("Der Code war fünfmal falsch. Bitte lassen Sie sich einen neuen Code senden."), "gesperrt")


def find_nachweis(zweck: str, token: str) -> Kontaktnachweis | None:
    """Return the proven contact that ``token`` stands for, as long as no form used it."""
    try:
        pk = resolve_link(PASS_LINK, token)
    except LinkUngueltig:
        return None
    return Kontaktnachweis.objects.filter(pk=pk, zweck=zweck, status=Status.BESTAETIGT).first()


@transaction.atomic
def redeem_nachweis(zweck: str, token: str, schluessel: str = "") -> tuple[Kontaktnachweis, bool] | None:
    """Use a proven contact once: (row, True), (row, False) for the same once-only ``schluessel`` again, else None."""
    try:
        pk = resolve_link(PASS_LINK, token)
    except LinkUngueltig:
        return None
    row = Kontaktnachweis.objects.select_for_update().filter(pk=pk, zweck=zweck).first()
    schluessel_hash = keyed_hash("schutz", zweck, schluessel) if schluessel else ""
    if row and row.status == Status.BESTAETIGT:
        row.status, row.schluessel_hash = Status.EINGELOEST, schluessel_hash
        row.save(update_fields=["status", "schluessel_hash"])
        return row, True
    if row and row.status == Status.EINGELOEST and schluessel and row.schluessel_hash == schluessel_hash:
        return row, False
    return None


def release_nachweis(nachweis: Kontaktnachweis) -> None:
    """Let a proven contact pass again, because the form went no further."""
    Kontaktnachweis.objects.filter(pk=nachweis.pk, status=Status.EINGELOEST).update(status=Status.BESTAETIGT)
