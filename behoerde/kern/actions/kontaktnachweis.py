"""Prove a contact by a code: start, send, confirm. What the code is for stands in the register (Kontaktzweck)."""

import hashlib
import hmac
from dataclasses import dataclass
from secrets import compare_digest
from typing import Any, Protocol
from uuid import UUID

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.zugang import create_link, link_token
from behoerde.kern.beispielnachrichten import code as beispiel_code
from behoerde.kern.exceptions import DomainError
from behoerde.kern.mobil import MOBILE
from behoerde.kern.models import Kontaktnachweis
from behoerde.kern.register import Anlass, kontaktzweck

MAX_VERSUCHE = 5
MAX_SENDUNGEN = 5
MAX_EINGABEN = 60_000  # two thousand characters of any script, percent-encoded, and what stands beside them
PAGE_LINK = "kontakt_seite"  # purpose of the capability link to the pages on which contact and code are typed
Status = Kontaktnachweis.Status


class Erreichbar(Protocol):
    """A Person, or what somebody typed."""

    @property
    def email(self) -> str: ...

    @property
    def mobil(self) -> Any: ...


@dataclass(frozen=True)
class Kontakt:
    kanal: str
    adresse: str

    @classmethod
    def of(cls, person: Erreichbar) -> "Kontakt | None":
        """Return the e-mail address, else the mobile number; None when there is neither."""
        kanal = Kontaktnachweis.Kanal.EMAIL if person.email else Kontaktnachweis.Kanal.SMS
        adresse = person.email or str(person.mobil)
        return cls(kanal, adresse) if adresse else None

    def fields(self) -> dict[str, str]:
        """Return ``email`` and ``mobil`` of whoever has this contact."""
        email, sms = (self.adresse if self.kanal == kanal else "" for kanal in Kontaktnachweis.Kanal)
        return {"email": email, "mobil": sms}


def _anlass_kontext(kontext: dict) -> dict:
    row = Kontaktnachweis.objects.get(pk=kontext["nachweis"])
    link = settings.ADRESSE.rstrip("/") + reverse("kern:code", args=[link_token(PAGE_LINK, row.pk)])
    return {"code": code_of(row), "link": link, "wofuer": kontaktzweck(row.zweck).kontext(row).get("wofuer", "")}


def is_newest(kontext: dict) -> bool:
    """Say whether the code named by ``nachweis`` and ``runde`` still opens something: neither replaced, used nor over."""
    open_rows = Kontaktnachweis.objects.filter(status=Status.OFFEN, gueltig_bis__gt=uhr.now())
    return open_rows.filter(pk=kontext["nachweis"], runde=kontext["runde"]).exists()


ANLASS = Anlass("kontakt_code", "kern/code", gettext_lazy("Ihr Code: {code}"), _anlass_kontext, is_newest, beispiel=beispiel_code)


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


def start_nachweis(
    *, zweck: str, sprache: str, objekt_id: UUID | None = None, weiter: str = "", eingaben: str = ""
) -> Kontaktnachweis:
    """Open a proof; for the same ``objekt_id`` the one that is there already.

    ``weiter`` is the path that leads back to a form, ``eingaben`` what was typed and must wait for the code.
    """
    row = Kontaktnachweis(
        zweck=zweck,
        objekt_id=objekt_id,
        weiter=weiter,
        eingaben=eingaben if len(eingaben) <= MAX_EINGABEN else "",
        sprache=sprache,
        gueltig_bis=uhr.now() + kontaktzweck(zweck).gilt,
    )
    Kontaktnachweis.objects.bulk_create([row], ignore_conflicts=objekt_id is not None)  # waits for its twin
    return row if objekt_id is None else Kontaktnachweis.objects.get(zweck=zweck, objekt_id=objekt_id)


def nachweis_of(zweck: str, objekt_id: UUID) -> Kontaktnachweis | None:
    return Kontaktnachweis.objects.filter(zweck=zweck, objekt_id=objekt_id).first()


def lock_nachweis(pk: UUID) -> Kontaktnachweis:
    return Kontaktnachweis.objects.select_for_update().get(pk=pk)


def page_token(nachweis: Kontaktnachweis) -> str:
    """Return the token of the pages on which contact and code are typed."""
    return create_link(PAGE_LINK, nachweis.pk, nachweis.gueltig_bis)


def page_of(nachweis: Kontaktnachweis) -> str:
    """Return the path on which the code is typed, or first the contact when there is none."""
    return reverse("kern:code" if nachweis.adresse else "kern:code_adresse", args=[page_token(nachweis)])


def kontakt_of(nachweis: Kontaktnachweis) -> Kontakt:
    return Kontakt(nachweis.kanal, nachweis.adresse)


def code_of(nachweis: Kontaktnachweis) -> str:
    """Return the six digits of this round; nothing stores them."""
    message = f"kontakt_code|{nachweis.pk}|{nachweis.runde}".encode()
    digest = hmac.new(settings.LINK_SCHLUESSEL.encode(), message, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"


@transaction.atomic
def send_code(nachweis: Kontaktnachweis, kontakt: Kontakt) -> Kontaktnachweis:
    """Send the code to ``kontakt``: the same one again, a new one to another address or after too many wrong tries.

    Raises DomainError ``schon_bestaetigt``, ``zu_oft_gesendet``.
    """
    row = lock_nachweis(nachweis.pk)
    if row.status not in (Status.OFFEN, Status.GESPERRT):
        raise DomainError(_("Ihre Adresse ist schon bestätigt."), "schon_bestaetigt")
    if row.sendungen >= MAX_SENDUNGEN:
        raise DomainError(
            _("Wir haben den Code schon mehrmals gesendet. Bitte rufen Sie uns an: Der Empfang hilft Ihnen weiter."),
            "zu_oft_gesendet",
        )
    zweck = kontaktzweck(row.zweck)
    if kontakt_of(row) != kontakt or row.status == Status.GESPERRT:
        row.runde, row.versuche = row.runde + 1, 0
    row.kanal, row.adresse, row.status = kontakt.kanal, kontakt.adresse, Status.OFFEN
    row.sendungen, row.gueltig_bis = row.sendungen + 1, uhr.now() + zweck.gilt
    row.save()
    page_token(row)  # the page lives as long as the code
    zweck.senden(row)
    return row


def queue_code(nachweis: Kontaktnachweis) -> None:
    """Queue the message that says nothing but the code and where to type it."""
    queue_nachricht(
        ANLASS.name,
        schluessel=f"kontakt-code-{nachweis.pk}-{nachweis.sendungen}",
        empfaenger=Empfaenger("kontakt", nachweis.pk, nachweis.kanal, nachweis.adresse, nachweis.sprache),
        kontext=message_kontext(nachweis),
    )


def message_kontext(nachweis: Kontaktnachweis) -> dict:
    return {"nachweis": str(nachweis.pk), "runde": nachweis.runde}


def confirm_code(nachweis: Kontaktnachweis, code: str) -> str:
    """Do what the code is for when it is right, and return the path that leads on; asking twice yields the same.

    Raises DomainError ``code_falsch``, ``verbraucht``, after five wrong tries ``code_gesperrt`` for good.
    """
    with transaction.atomic():
        row = lock_nachweis(nachweis.pk)
        fault = _judge(row, code)
        row.save()
        if fault is None:
            return kontaktzweck(row.zweck).bestaetigt(row)
    raise fault  # out here: the count of tries must stay


def _judge(row: Kontaktnachweis, code: str) -> DomainError | None:
    if row.status == Status.GESPERRT:
        return _locked()
    if row.status == Status.EINGELOEST:
        return DomainError(_("Dieser Code wurde schon benutzt."), "verbraucht")
    if not compare_digest(code.encode(), code_of(row).encode()):
        return _count_wrong(row)
    row.status, row.gueltig_bis = Status.BESTAETIGT, uhr.now() + kontaktzweck(row.zweck).gilt
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
    return DomainError(text % {"n": left}, "code_falsch")


def _locked() -> DomainError:
    return DomainError(_("Der Code war fünfmal falsch. Bitte lassen Sie sich einen neuen Code senden."), "code_gesperrt")
