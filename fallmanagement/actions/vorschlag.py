"""A person is proposed to a vacancy: somebody decides and says why, the person agrees, the employer answers."""

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.actions.fallakte import lock
from fallmanagement.actions.vorschlag_ende import end
from fallmanagement.enums import ENDE, Fristart
from fallmanagement.fristen import after_arbeitstage, last_arbeitstag
from fallmanagement.models import Betrieb, Fallakte, Frist, Stellenangebot, Vorschlag
from fallmanagement.queries.matching import Abgleich
from fallmanagement.queries.vorschlaege import Angebotsangaben
from fallmanagement.stellenwerte import (
    BEIM_BETRIEB,
    VORSCHLAG_UEBERGAENGE,
    Absagegrund,
    Einwilligungsweg,
    Rueckzugsgrund,
    VorschlagStatus,
)

V = VorschlagStatus
MELDEN_NACH = 1  # working days after which somebody should have told the person what the employer said


def as_stored(abgleich: Abgleich) -> dict[str, Any]:
    """Return a result as it is kept beside a decision."""
    reasons = [grund._asdict() | {"urteil": grund.urteil.name} for grund in abgleich.gruende]
    return {"urteil": abgleich.urteil.name, "punkte": abgleich.punkte, "gruende": reasons}


@transaction.atomic
def propose(akte: Fallakte, stelle: Stellenangebot, *, begruendung: str, abgleich: Abgleich, user: User) -> Vorschlag:
    """Note that ``user`` proposes the person and why; asked again the open one is returned. Nothing goes to the employer yet.

    Raises DomainError ``begruendung`` without a reason, ``stelle`` when it is not open, ``akte`` when the case has ended.
    """
    akte = lock(akte.pk)
    if not begruendung.strip():
        raise DomainError(_("Bitte schreiben Sie, warum Sie die Person für diese Stelle vorschlagen."), "begruendung")
    if not akte.is_open:
        raise DomainError(_("Diese Akte ist beendet."), "akte")
    known = Vorschlag.objects.open().filter(fallakte=akte, stellenangebot=stelle).first()
    if known is not None:
        return known
    if not Stellenangebot.objects.open().filter(pk=stelle.pk).exists():
        raise DomainError(_("Diese Stelle ist nicht mehr offen."), "stelle")
    vorschlag = Vorschlag.objects.create(
        fallakte=akte,
        stellenangebot=stelle,
        begruendung=begruendung.strip(),
        abgleich=as_stored(abgleich),
        vorgeschlagen_von=user,
    )
    record("vorschlag_angelegt", vorschlag)
    melde("vorschlag_angelegt", leistung=stelle.art, einheit=str(akte.einheit_id), ergebnis=abgleich.urteil.name.lower())
    return vorschlag


@transaction.atomic
def release(vorschlag: Vorschlag, angebot: Angebotsangaben, *, weg: Einwilligungsweg) -> Vorschlag:
    """Write down that the person agreed to exactly this and show it to the employer.

    Raises DomainError ``felder`` when nothing was chosen, ``stand`` when it is not waiting for the consent.
    """
    vorschlag = _lock(vorschlag)
    if vorschlag.status == V.GESENDET:
        return vorschlag
    _check(vorschlag, V.GESENDET)
    if not angebot.angaben:
        raise DomainError(_("Bitte wählen Sie, was der Betrieb erfahren darf."), "felder")
    with translation.override("de"):
        kept = angebot.in_german()
    vorschlag.status, vorschlag.felder = V.GESENDET, [*angebot.angaben]
    vorschlag.einwilligung, vorschlag.einwilligung_sprache = angebot.text, angebot.sprache
    vorschlag.einwilligungsweg, vorschlag.eingewilligt_am = weg, uhr.now()
    vorschlag.gueltig_bis, vorschlag.angaben = angebot.gueltig_bis, json.dumps(kept, ensure_ascii=False)
    vorschlag.save(
        update_fields=[
            *("status", "felder", "einwilligung", "einwilligung_sprache", "einwilligungsweg"),
            *("eingewilligt_am", "gueltig_bis", "angaben"),
        ]
    )
    record("vorschlag_gesendet", vorschlag)
    melde("vorschlag_gesendet", einheit=str(vorschlag.fallakte.einheit_id))
    return vorschlag


@transaction.atomic
def answer(vorschlag: Vorschlag, *, interesse: bool, grund: str = "") -> Vorschlag:
    """Take what the employer says, on the phone or by its link; a "no" takes away what it could see.

    Raises DomainError ``grund`` for a "no" without a reason of the list, ``stand`` when there is nothing to answer.
    """
    vorschlag = _lock(vorschlag)
    nach = V.INTERESSE if interesse else V.ABGELEHNT
    if vorschlag.status == nach:
        return vorschlag
    _check(vorschlag, nach)
    if not interesse and grund not in Absagegrund.values:
        raise DomainError(_("Bitte wählen Sie einen Grund aus der Liste."), "grund")
    vorschlag.status, vorschlag.antwort_am = nach, uhr.now()
    if not interesse:
        vorschlag.absagegrund, vorschlag.angaben, vorschlag.beendet_am = grund, "", uhr.now()
    vorschlag.save(update_fields=["status", "antwort_am", "absagegrund", "angaben", "beendet_am"])
    _remind(vorschlag)
    record(f"vorschlag_{nach}", vorschlag)
    melde(f"vorschlag_{nach}", einheit=str(vorschlag.fallakte.einheit_id), ergebnis=vorschlag.absagegrund)
    return vorschlag


def answer_by_link(betrieb: Betrieb, pk: UUID, *, interesse: bool, grund: str = "") -> None:
    """Take the answer of whoever holds the link of ``betrieb``; it sees neither case nor person.

    Raises DomainError ``weg`` for what is not shown to this employer, and what ``answer`` raises.
    """
    with als(System.AUFGABE):
        vorschlag = Vorschlag.objects.shown_to_betrieb().filter(pk=pk, stellenangebot__betrieb=betrieb).first()
        if vorschlag is None:
            raise DomainError(_("Dieser Vorschlag wurde zurückgezogen. Bitte rufen Sie uns an, wenn Sie Fragen haben."), "weg")
        answer(vorschlag, interesse=interesse, grund=grund)


@transaction.atomic
def withdraw(vorschlag: Vorschlag, *, grund: Rueckzugsgrund) -> Vorschlag:
    """Take a proposal back; the employer sees nothing of it any more, at once, and is told where it knew of it.

    Its last day was on the page from the first, so of that nobody writes. Doing it twice changes nothing.
    Raises DomainError ``stand`` when it has ended otherwise.
    """
    vorschlag = _lock(vorschlag)
    if vorschlag.status == V.ZURUECKGEZOGEN:
        return vorschlag
    _check(vorschlag, V.ZURUECKGEZOGEN)
    end(vorschlag, grund)
    return vorschlag


def expire() -> int:
    """Take back whatever the person agreed to until a day that is over, and what outlived its case; return how many."""
    over = Vorschlag.objects.filter(status__in=BEIM_BETRIEB, gueltig_bis__lt=uhr.today()).order_by("pk")
    for vorschlag in over:
        withdraw(vorschlag, grund=Rueckzugsgrund.FRIST)
    ended = Vorschlag.objects.open().filter(fallakte__phase__in=ENDE).order_by("pk")
    for vorschlag in ended:
        withdraw(vorschlag, grund=Rueckzugsgrund.AKTE)
    return len(over) + len(ended)


def _lock(vorschlag: Vorschlag) -> Vorschlag:
    """Return it as it stands now, after its case: everybody takes them in this order."""
    lock(vorschlag.fallakte_id)
    rows = Vorschlag.objects.select_for_update(of=("self",)).select_related("fallakte", "stellenangebot__betrieb")
    return rows.get(pk=vorschlag.pk)


def _check(vorschlag: Vorschlag, nach: VorschlagStatus) -> None:
    if nach not in VORSCHLAG_UEBERGAENGE.get(vorschlag.status, frozenset()):
        raise DomainError(_("Dieser Schritt ist nicht mehr möglich. Bitte laden Sie die Seite neu."), "stand")


def _remind(vorschlag: Vorschlag) -> None:
    """Somebody has to tell the person: a task of the case, due on the next working day."""
    said = _("hat Interesse") if vorschlag.status == V.INTERESSE else _("sagt ab")
    name = vorschlag.stellenangebot.betrieb.name[:80]
    faellig = after_arbeitstage(uhr.today(), MELDEN_NACH)
    Frist.objects.create(
        fallakte=vorschlag.fallakte,
        art=Fristart.AUFGABE,
        betreff=_("%(betrieb)s %(antwort)s: der Person Bescheid geben") % {"betrieb": name, "antwort": said},
        faellig_am=faellig,
        arbeitstag=last_arbeitstag(faellig),
    )
