"""A Leitbild on its way: written anew as a version, moved on, decided, shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from monitoring.leitbildwerte import FEST, WEGE, Leitbildstand
from monitoring.models import (
    Akteursgruppe,
    Beitrag,
    Fassungssatz,
    Leitbild,
    Leitbildfassung,
    Leitbildphase,
    Leitsatz,
    Satzuebersetzung,
)


@dataclass(frozen=True)
class Satz:
    """One section as it was typed; ``leitsatz`` None is a new one."""

    titel: str
    text: str
    leitsatz: UUID | None = None
    bezug: UUID | None = None


@transaction.atomic
def begin_leitbild(*, ebene: str, titel: str) -> Leitbild:
    """Begin the Leitbild of the city or of the office. Raises DomainError ``doppelt`` when there is one."""
    if Leitbild.objects.filter(ebene=ebene).exists():
        raise DomainError(_("Dieses Leitbild gibt es schon."), "doppelt")
    leitbild = Leitbild.objects.create(ebene=ebene, titel=titel)
    record("leitbild_begonnen", leitbild)
    return leitbild


@transaction.atomic
def save_gruppe(gruppe: Akteursgruppe) -> Akteursgruppe:
    """Write a group as a form filled it. Raises DomainError ``doppelt``."""
    try:
        with transaction.atomic():
            gruppe.save()
    except IntegrityError as error:
        raise DomainError(_("Eine Gruppe mit diesem Namen gibt es schon."), "doppelt") from error
    record("akteursgruppe", gruppe)
    return gruppe


@transaction.atomic
def write_fassung(
    *, leitbild: Leitbild, saetze: Sequence[Satz], gesehen: int, user: User, anmerkung: str = ""
) -> Leitbildfassung:
    """Keep ``saetze`` as the next version; the earlier ones stay as they are.

    Raises DomainError ``leer``, ``beschlossen``, ``inzwischen_geaendert`` (``gesehen`` is not the newest number any more),
    ``fremd`` for a Leitsatz of another Leitbild, ``gleich`` when nothing differs.
    """
    leitbild = lock(leitbild)
    before = leitbild.fassungen.first()
    _check_fassung(leitbild, before, saetze, gesehen)
    fassung = Leitbildfassung.objects.create(
        leitbild=leitbild, nummer=gesehen + 1, anmerkung=anmerkung, saetze=len(saetze), von=user
    )
    rows = [
        Fassungssatz(
            fassung=fassung,
            leitsatz_id=satz.leitsatz or Leitsatz.objects.create(leitbild=leitbild).pk,
            position=position,
            titel=satz.titel,
            text=satz.text,
            bezug_id=satz.bezug,
        )
        for position, satz in enumerate(saetze, 1)
    ]
    Fassungssatz.objects.bulk_create(rows)
    if before:
        _keep_translations(before, rows)
    record("leitbildfassung", fassung)
    return fassung


def _check_fassung(leitbild: Leitbild, before: Leitbildfassung | None, saetze: Sequence[Satz], gesehen: int) -> None:
    if leitbild.status in FEST:
        raise DomainError(_("Dieses Leitbild ist beschlossen. Eine neue Fassung entsteht nach der Evaluation."), "beschlossen")
    if not saetze:
        raise DomainError(_("Bitte schreiben Sie mindestens einen Leitsatz."), "leer")
    if gesehen != (before.nummer if before else 0):
        raise DomainError(_("Inzwischen gibt es eine neuere Fassung. Bitte laden Sie die Seite neu."), "inzwischen_geaendert")
    own = set(leitbild.leitsaetze.values_list("pk", flat=True))
    if any(satz.leitsatz and satz.leitsatz not in own for satz in saetze):
        raise DomainError(_("Dieser Leitsatz gehört zu einem anderen Leitbild."), "fremd")
    if before and [Satz(t.titel, t.text, t.leitsatz_id, t.bezug_id) for t in before.texte.all()] == list(saetze):
        raise DomainError(_("An dieser Fassung ist nichts neu."), "gleich")


def _keep_translations(before: Leitbildfassung, rows: Sequence[Fassungssatz]) -> None:
    """A translation goes on with a section whose German words did not change."""
    same = {(row.leitsatz_id, row.titel, row.text): row for row in rows}
    for old in Satzuebersetzung.objects.filter(satz__fassung=before).select_related("satz").order_by("pk"):
        if row := same.get((old.satz.leitsatz_id, old.satz.titel, old.satz.text)):
            Satzuebersetzung.objects.create(satz=row, sprache=old.sprache, titel=old.titel, text=old.text)


@transaction.atomic
def translate_satz(*, satz: Fassungssatz, sprache: str, titel: str, text: str) -> None:
    """Say a section in another language; both empty takes the translation away."""
    if titel or text:
        Satzuebersetzung.objects.update_or_create(satz=satz, sprache=sprache, defaults={"titel": titel, "text": text})
    else:
        Satzuebersetzung.objects.filter(satz=satz, sprache=sprache).delete()
    record("leitsatz_uebersetzt", satz, grund=sprache)


@transaction.atomic
def plan_phase(*, leitbild: Leitbild, phase: str, von: date, bis: date) -> Leitbildphase:
    """Say from when until when a step is planned."""
    if bis < von:
        raise DomainError(_("Das Ende liegt vor dem Beginn."), "tage")
    row, _new = Leitbildphase.objects.update_or_create(leitbild=leitbild, phase=phase, defaults={"von": von, "bis": bis})
    record("leitbildphase", leitbild, grund=phase)
    return row


@transaction.atomic
def move_leitbild(*, leitbild: Leitbild, nach: str, von: str = "", am: date | None = None) -> Leitbild:
    """Move the process on; ``von`` and ``am`` say who decided and when.

    Raises DomainError ``weg`` where no way leads there, ``ohne_antwort`` while a released Beitrag has no answer,
    ``ohne_text`` without a version, ``ohne_beschluss`` without who and when.
    """
    leitbild = lock(leitbild)
    if nach not in WEGE[leitbild.status]:
        raise DomainError(_("Von hier führt kein Weg dorthin."), "weg")
    if nach in FEST:
        _check_answers(leitbild)
    if nach == Leitbildstand.BESCHLUSS:
        _decide(leitbild, von, am)
    if nach == Leitbildstand.VEROEFFENTLICHT:
        leitbild.gueltige_fassung, leitbild.veroeffentlicht_am = leitbild.beschlossene_fassung, uhr.today()
    leitbild.status = nach
    leitbild.save()
    record("leitbild_stand", leitbild, grund=nach)
    return leitbild


def _check_answers(leitbild: Leitbild) -> None:
    if count := Beitrag.objects.unanswered().filter(leitbild=leitbild).count():
        raise DomainError(
            ngettext(
                "%(zahl)s freigegebener Beitrag hat noch keine begründete Antwort.",
                "%(zahl)s freigegebene Beiträge haben noch keine begründete Antwort.",
                count,
            )
            % {"zahl": count},
            "ohne_antwort",
        )


def _decide(leitbild: Leitbild, von: str, am: date | None) -> None:
    fassung = leitbild.fassungen.first()
    if fassung is None:
        raise DomainError(_("Es gibt noch keine Fassung, die beschlossen werden kann."), "ohne_text")
    if not von.strip() or am is None:
        raise DomainError(_("Bitte sagen Sie, wer wann beschlossen hat."), "ohne_beschluss")
    leitbild.beschlossene_fassung, leitbild.beschlossen_von, leitbild.beschlossen_am = fassung, von.strip(), am


def lock(leitbild: Leitbild) -> Leitbild:
    return Leitbild.objects.select_for_update(no_key=True).get(pk=leitbild.pk)
