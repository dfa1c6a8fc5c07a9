"""Groups are asked about a Leitbild, say what they think, and get an answer with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import renew_link, revoke_links
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht, User
from monitoring.actions.leitbild import lock
from monitoring.leitbildwerte import FEST, Beitragsstand, Beitragsweg
from monitoring.models import Akteursgruppe, Beitrag, Leitbild, Leitbildeinladung, Leitbildwerkstatt
from monitoring.oeffentlich_leitbildwerte import ZWECK, Beitragsart


@dataclass(frozen=True)
class Worte:
    """What somebody says, to which Leitsatz; None means the whole."""

    art: str
    text: str
    leitsatz: UUID | None = None
    sprache: str = "de"


@transaction.atomic
def give_beitrag(*, leitbild: Leitbild, gruppe: Akteursgruppe, worte: Worte, weg: str) -> Beitrag:
    """Take in what a group says; nobody sees it before it is released. Raises DomainError ``geschlossen``, ``fremd``, ``leer``."""
    leitbild = lock(leitbild)
    if not leitbild.nimmt_beitraege:
        raise DomainError(_("Zu diesem Leitbild sammeln wir gerade keine Beiträge."), "geschlossen")
    return _add(leitbild, gruppe, worte, weg=weg)


def _add(leitbild: Leitbild, gruppe: Akteursgruppe, worte: Worte, **fields: object) -> Beitrag:
    if worte.art != Beitragsart.ZUSTIMMUNG and not worte.text.strip():
        raise DomainError(_("Bitte schreiben Sie, was Sie meinen."), "leer")
    if worte.leitsatz and not leitbild.leitsaetze.filter(pk=worte.leitsatz).exists():
        raise DomainError(_("Diesen Leitsatz gibt es nicht."), "fremd")
    last = leitbild.beitraege.aggregate(last=Max("nummer"))["last"] or 0
    return Beitrag.objects.create(
        leitbild=leitbild,
        nummer=last + 1,
        gruppe=gruppe,
        leitsatz_id=worte.leitsatz,
        art=worte.art,
        text=worte.text.strip(),
        sprache=worte.sprache,
        **fields,
    )


@transaction.atomic
def release_beitrag(beitrag: Beitrag) -> None:
    """Show a Beitrag to everybody; from now on it needs an answer. Raises DomainError ``beschlossen``."""
    if lock(beitrag.leitbild).status in FEST:
        raise DomainError(_("Das Leitbild ist beschlossen. Geben Sie den Beitrag in der nächsten Runde frei."), "beschlossen")
    _set_status(beitrag, Beitragsstand.FREIGEGEBEN)


@transaction.atomic
def refuse_beitrag(beitrag: Beitrag) -> None:
    """Keep a Beitrag from the public: it insults somebody or tells about them. Raises DomainError ``beantwortet``."""
    if beitrag.beantwortet_am:
        raise DomainError(_("Dieser Beitrag ist schon beantwortet."), "beantwortet")
    _set_status(beitrag, Beitragsstand.NICHT_FREIGEGEBEN)


def _set_status(beitrag: Beitrag, status: str) -> None:
    beitrag.status = status
    beitrag.save(update_fields=["status"])
    record(f"beitrag_{status}", beitrag)


@transaction.atomic
def answer_beitrag(*, beitrag: Beitrag, entscheidung: str, begruendung: str, user: User) -> None:
    """Say what becomes of a Beitrag and why. Raises DomainError ``nicht_frei`` before it is released, ``leer``."""
    beitrag = Beitrag.objects.select_for_update(no_key=True).get(pk=beitrag.pk)
    if beitrag.status != Beitragsstand.FREIGEGEBEN:
        raise DomainError(_("Bitte geben Sie den Beitrag zuerst frei."), "nicht_frei")
    if not begruendung.strip():
        raise DomainError(_("Bitte begründen Sie die Antwort."), "leer")
    beitrag.entscheidung, beitrag.begruendung = entscheidung, begruendung.strip()
    beitrag.beantwortet_am, beitrag.beantwortet_von = uhr.now(), user
    beitrag.save()
    record("beitrag_beantwortet", beitrag, grund=entscheidung)


@transaction.atomic
def invite(einladung: Leitbildeinladung) -> Leitbildeinladung:
    """Ask an organisation as a form filled it: it gets a link, and a mail where it has an address."""
    einladung.save()
    renew_link(ZWECK, einladung.pk, datetime.combine(einladung.gueltig_bis, time.max, uhr.ZONE))
    if einladung.email:
        queue_nachricht(
            "leitbild_einladung",
            schluessel=f"leitbildeinladung-{einladung.pk}",
            empfaenger=Empfaenger("leitbildeinladung", einladung.pk, Nachricht.Kanal.EMAIL, einladung.email, einladung.sprache),
            kontext={"einladung": str(einladung.pk)},
        )
    record("leitbildeinladung", einladung)
    return einladung


@transaction.atomic
def end_invitation(einladung: Leitbildeinladung) -> None:
    """Let the link of an organisation open nothing any more; what it said stays."""
    revoke_links(einladung.pk)
    record("leitbildeinladung_beendet", einladung)


@transaction.atomic
def enter_werkstatt(werkstatt: Leitbildwerkstatt, beitraege: Sequence[tuple[Akteursgruppe, Worte]]) -> Leitbildwerkstatt:
    """Keep a workshop with everything that was said there, all or nothing; the office has read it, so it is released.

    Raises DomainError ``geschlossen``, ``fremd``, ``leer``.
    """
    leitbild = lock(werkstatt.leitbild)
    if leitbild.status in FEST:
        raise DomainError(_("Zu diesem Leitbild sammeln wir gerade keine Beiträge."), "geschlossen")
    werkstatt.save()
    for gruppe, worte in beitraege:
        _add(leitbild, gruppe, worte, weg=Beitragsweg.WERKSTATT, werkstatt=werkstatt, status=Beitragsstand.FREIGEGEBEN)
    record("leitbildwerkstatt", werkstatt)
    return werkstatt
