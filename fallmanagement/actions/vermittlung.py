"""A placement is noted, moves on, is taken back; with its first day the looks back begin, with its last day they end."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.actions.ersparnis import recompute_vermittlung
from fallmanagement.actions.fallakte import lock
from fallmanagement.actions.nachbetreuung import drop, lapse, plan, revive
from fallmanagement.models import Fallakte, Stellenangebot, Vermittlung, Vorschlag
from fallmanagement.queries.vermittlung import of_vorschlag
from fallmanagement.stellenwerte import VorschlagStatus
from fallmanagement.vermittlung import ALLE_UEBERGAENGE, UEBERGAENGE, Rueckschrittgrund, Vermittlungsstand, gruende

S = Vermittlungsstand


@dataclass(frozen=True)
class Stellenangaben:
    """What is known of the job; ``beginn`` is the planned first day."""

    arbeitgeber: str
    taetigkeit: str
    art: str
    stunden: Decimal | None = None
    beginn: date | None = None
    stellenangebot_id: UUID | None = None

    @classmethod
    def of(cls, stelle: Stellenangebot) -> "Stellenangaben":
        """Return what a vacancy says."""
        return cls(
            arbeitgeber=stelle.betrieb.name,
            taetigkeit=stelle.titel[:120],
            art=stelle.art,
            stunden=stelle.wochenstunden,
            beginn=stelle.beginn,
            stellenangebot_id=stelle.pk,
        )


@transaction.atomic
def add_vermittlung(akte: Fallakte, angaben: Stellenangaben, *, user: User) -> Vermittlung:
    """Note that a job comes into question for the person of a case. Raises DomainError ``beendet`` when the case has ended."""
    akte = lock(akte.pk)
    if not akte.is_open:
        raise DomainError(_("Diese Akte ist beendet. Nehmen Sie sie zuerst wieder auf."), "beendet")
    row = Vermittlung.objects.create(fallakte=akte, angelegt_von=user, **asdict(angaben))
    record("vermittlung_angelegt", row)
    melde("vermittlung_angelegt", einheit=str(akte.einheit_id), leistung=row.art)
    return row


@transaction.atomic
def begin_vermittlung(vorschlag: Vorschlag, *, user: User) -> Vermittlung:
    """Go on with a proposal its employer is interested in, with all the vacancy says; asked again the one that runs is returned.

    Raises DomainError ``stand`` when the employer is not interested any more, and what ``add_vermittlung`` raises.
    """
    akte = lock(vorschlag.fallakte_id)
    vorschlag.refresh_from_db()
    running = of_vorschlag(vorschlag)
    if running is not None:
        return running
    if vorschlag.status != VorschlagStatus.INTERESSE:
        raise DomainError(_("Der Betrieb hat kein Interesse gemeldet oder es zurückgenommen."), "stand")
    return add_vermittlung(akte, Stellenangaben.of(vorschlag.stellenangebot), user=user)


@transaction.atomic
def change_vermittlung(row: Vermittlung, angaben: Stellenangaben) -> Vermittlung:
    """Put right what is known of the job. Raises DomainError ``beginn`` when the first day is no first day any more."""
    row = _locked(row)
    if row.began and angaben.beginn is None:
        raise DomainError(_("Die Beschäftigung hat begonnen. Bitte lassen Sie den ersten Tag stehen."), "beginn")
    moved = row.beginn != angaben.beginn
    for name, value in asdict(angaben).items():
        setattr(row, name, value)
    if row.began:
        _check_days(row.beginn, row.ende)
    row.save(update_fields=list(asdict(angaben)))
    if moved and row.stand == S.BEGONNEN:
        drop(row)
        plan(row)
    if moved:
        recompute_vermittlung(row)
    record("vermittlung_geaendert", row)
    return row


@transaction.atomic
def move_vermittlung(
    row: Vermittlung, nach: str, *, user: User, grund: str = "", beginn: date | None = None, ende: date | None = None
) -> Vermittlung:
    """Move a placement on; when it is there already nothing happens.

    Raises DomainError ``stand`` for a move that is not in the table, ``grund``, ``beginn``, ``ende`` for what is missing or
    makes no sense.
    """
    row = _locked(row)
    if row.stand == nach:
        return row
    if nach not in UEBERGAENGE[row.stand]:
        text = _("Dieser Schritt ist nicht mehr möglich. Bitte laden Sie die Seite neu und sehen Sie, wie es steht.")
        raise DomainError(text, "stand")
    reasons = gruende(row.stand, nach)
    if reasons is not None and grund not in reasons.values:
        raise DomainError(_("Bitte wählen Sie einen Grund aus der Liste."), "grund")
    if nach == S.BEGONNEN:
        row.beginn = beginn or row.beginn
        _check_days(row.beginn, None)
    elif nach == S.BEENDET and row.stand == S.BEGONNEN:
        row.ende = ende
        _check_days(row.beginn, ende, ends=True)
    row.vorher, row.stand, row.grund = row.stand, nach, grund if reasons else ""
    _store(row, user)
    return row


@transaction.atomic
def take_back(row: Vermittlung, *, user: User, grund: str) -> Vermittlung:
    """Take the last move back, with a reason; once. What hung on it is as it was before.

    Raises DomainError ``nichts`` when there is nothing to take back, ``grund``, ``schon_genutzt`` when a first day is taken
    back to which somebody looked back or entered a month.
    """
    row = _locked(row)
    if not row.vorher or row.vorher not in ALLE_UEBERGAENGE[row.stand]:
        raise DomainError(_("Es gibt keinen Schritt, der sich zurücknehmen lässt."), "nichts")
    if grund not in Rueckschrittgrund.values:
        raise DomainError(_("Bitte wählen Sie einen Grund aus der Liste."), "grund")
    if row.stand == S.BEGONNEN and (row.monate.exists() or row.nachbetreuungen.exclude(ergebnis="").exists()):
        text = _("Zu dieser Beschäftigung gibt es schon Einträge. Beenden Sie sie, statt den Beginn zurückzunehmen.")
        raise DomainError(text, "schon_genutzt")
    row.ende = None
    row.stand, row.vorher, row.grund = row.vorher, "", grund
    _store(row, user)
    return row


def _store(row: Vermittlung, user: User) -> None:
    """Write a move with all that hangs on it."""
    row.stand_seit = uhr.now()
    row.save(update_fields=["stand", "vorher", "grund", "beginn", "ende", "stand_seit"])
    if row.stand == S.BEGONNEN:
        revive(row)
        plan(row)
    elif row.stand == S.BEENDET:
        lapse(row, user=user)
    else:
        drop(row)
    recompute_vermittlung(row)
    record(f"vermittlung_{row.stand}", row, grund=row.grund)
    melde(f"vermittlung_{row.stand}", einheit=str(row.fallakte.einheit_id), leistung=row.art, ergebnis=row.grund)


def _check_days(beginn: date | None, ende: date | None, *, ends: bool = False) -> None:
    if beginn is None:
        raise DomainError(_("Bitte geben Sie den ersten Tag an."), "beginn")
    if beginn > uhr.today():
        raise DomainError(_("Dieser Tag liegt in der Zukunft. Bis dahin steht es auf „Vertrag“."), "beginn")
    if ends and ende is None:
        raise DomainError(_("Bitte geben Sie den letzten Tag an."), "ende")
    if ende is not None and not beginn <= ende <= uhr.today():
        raise DomainError(_("Der letzte Tag liegt vor dem ersten oder in der Zukunft."), "ende")


def _locked(row: Vermittlung) -> Vermittlung:
    """Return the placement as it is now; its case is kept from others first, as in every action."""
    akte = lock(row.fallakte_id)
    row = Vermittlung.objects.select_for_update().get(pk=row.pk)
    row.fallakte = akte
    return row
