"""Let a partner know something about a case, keep it true, and take it back at once."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, User
from fallmanagement.actions.fallakte import lock
from fallmanagement.actions.freigabe_ende import end
from fallmanagement.enums_zusammenarbeit import Freigabeende, Freigabegrundlage
from fallmanagement.grundlagen import RECHTSGRUENDE
from fallmanagement.klient_einwilligung import FASSUNG, consent_text
from fallmanagement.models import Fallakte, Freigabe, Freigabekopie
from fallmanagement.queries.freigaben import content, partner_accounts

HOECHSTENS = timedelta(days=365)
ZEICHEN = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Freigabeangaben:
    """What goes to whom: ``einwilligungsart`` only with a consent, ``norm`` only with another basis."""

    empfaenger: Organisationseinheit
    felder: Sequence[str]
    zweck: str
    grundlage: str
    bis: date
    norm: str = ""
    einwilligungsart: str = ""


def wortlaut(akte: Fallakte, angaben: Freigabeangaben) -> str:
    """Return the words of the consent in the language of the person."""
    with translation.override(akte.person.sprache):
        return consent_text(empfaenger=angaben.empfaenger.name, felder=angaben.felder, zweck=angaben.zweck, bis=angaben.bis)


@transaction.atomic
def release(akte: Fallakte, angaben: Freigabeangaben, *, user: User) -> Freigabe:
    """Note what goes to whom; with a consent at once, on a legal basis once a second person agrees.

    Raises DomainError ``beendet`` when the case has ended, ``felder``, ``bis``, ``norm``, ``einwilligungsart``.
    """
    akte = lock(akte.pk)
    if not akte.is_open:
        raise DomainError(_("Diese Akte ist beendet. Nehmen Sie sie zuerst wieder auf."), "beendet")
    _check(angaben)
    row = Freigabe(
        fallakte=akte,
        empfaenger=angaben.empfaenger,
        felder=list(angaben.felder),
        zweck=angaben.zweck.strip(),
        grundlage=angaben.grundlage,
        bis=angaben.bis,
        angelegt_von=user,
    )
    if angaben.grundlage == Freigabegrundlage.EINWILLIGUNG:
        row.wortlaut = wortlaut(akte, angaben)
        row.wortlaut_hash = sha256(row.wortlaut.encode()).hexdigest()
        row.fassung, row.sprache, row.einwilligungsart = FASSUNG, akte.person.sprache, angaben.einwilligungsart
    elif angaben.grundlage == Freigabegrundlage.ANDERE:
        row.norm = angaben.norm.strip()
    row.save(force_insert=True)
    record("freigabe_angelegt", akte)
    if row.gilt:
        _hand_over(row)
    return row


def _check(angaben: Freigabeangaben) -> None:
    allowed = RECHTSGRUENDE[angaben.grundlage].felder
    if not angaben.felder or not set(angaben.felder) <= set(allowed):
        raise DomainError(_("Diese Grundlage trägt nicht alle gewählten Angaben. Bitte wählen Sie weniger."), "felder")
    if not uhr.today() <= angaben.bis <= uhr.today() + HOECHSTENS:
        raise DomainError(_("Eine Freigabe gilt höchstens ein Jahr, und nicht für die Vergangenheit."), "bis")
    if angaben.grundlage == Freigabegrundlage.ANDERE and not angaben.norm.strip():
        raise DomainError(_("Bitte nennen Sie die Norm."), "norm")
    if angaben.grundlage == Freigabegrundlage.EINWILLIGUNG and not angaben.einwilligungsart:
        raise DomainError(_("Bitte sagen Sie, wie die Person zugestimmt hat."), "einwilligungsart")


@transaction.atomic
def confirm(freigabe: Freigabe, *, user: User) -> Freigabe:
    """Let what a second person looked at go to the partner; again changes nothing.

    Raises DomainError ``beendet`` for what has ended meanwhile, ``vier_augen``.
    """
    akte = lock(freigabe.fallakte_id)
    freigabe.refresh_from_db()
    if freigabe.gilt:
        return freigabe
    if not freigabe.wartet:
        raise DomainError(_("Diese Freigabe ist schon beendet."), "beendet")
    if freigabe.angelegt_von_id == user.pk:
        raise DomainError(_("Sie haben das selbst angelegt. Bitte lassen Sie jemand anderes darauf sehen."), "vier_augen")
    freigabe.bestaetigt_von, freigabe.bestaetigt_am = user, uhr.now()
    freigabe.save(update_fields=["bestaetigt_von", "bestaetigt_am"])
    record("freigabe_bestaetigt", akte)
    _hand_over(freigabe)
    return freigabe


def _hand_over(row: Freigabe) -> None:
    grundlage = str(row.get_grundlage_display()) if row.grundlage != Freigabegrundlage.ANDERE else row.norm
    kopie = Freigabekopie.objects.create(
        freigabe=row,
        einheit_id=row.empfaenger_id,
        kennung="F-" + "".join(secrets.choice(ZEICHEN) for _n in range(6)),
        absender=str(row.fallakte.einheit),
        zweck=row.zweck,
        grundlage=grundlage,
        bis=row.bis,
        inhalt=_content_of(row),
    )
    melde("freigabe", einheit=str(row.fallakte.einheit_id), ergebnis=row.grundlage)
    for account in partner_accounts(row.empfaenger_id):
        schluessel = f"freigabe-{row.pk}-{account.pk}"
        queue_nachricht("freigabe_neu", schluessel=schluessel, person=account, kontext={"kopie": str(kopie.pk)})


def _content_of(row: Freigabe) -> str:
    return json.dumps(content(row.fallakte, row.felder), ensure_ascii=False)


@transaction.atomic
def withdraw(freigabe: Freigabe, *, user: User) -> None:
    """End it and delete what the partner has, at once; the partner is told. Again changes nothing."""
    lock(freigabe.fallakte_id)
    freigabe.refresh_from_db()
    if freigabe.widerrufen_am is None:
        consented = freigabe.grundlage == Freigabegrundlage.EINWILLIGUNG
        end(freigabe, Freigabeende.WIDERRUF if consented else Freigabeende.AMT, user=user)


@transaction.atomic
def refresh_kopien() -> tuple[int, int]:
    """Delete what partners may not have any more and bring the rest up to date; return both numbers. Runs every night."""
    standing = Freigabe.objects.standing()
    gone, _each = Freigabekopie.objects.exclude(freigabe__in=standing).delete()
    changed = 0
    rows = Freigabekopie.objects.filter(freigabe__in=standing).select_related(
        "freigabe__fallakte__person", "freigabe__fallakte__zustaendig"
    )
    for kopie in rows.order_by("pk"):
        inhalt = _content_of(kopie.freigabe)
        changed += inhalt != kopie.inhalt
        kopie.inhalt, kopie.stand_am = inhalt, uhr.now()
        kopie.save(update_fields=["inhalt", "stand_am"])
    return gone, changed
