"""Move, cancel, replace: the counter changes hands in one transaction."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Standort
from termine.actions.abschluss import announce_move, finish_booking, report, tell
from termine.actions.ankunft import forget_arrival
from termine.actions.belegung import Wunsch, claim
from termine.actions.kette_aenderung import move_kette
from termine.actions.kontingent import carry_over, check_kontingent, lock_partner
from termine.actions.rueckhalt import give_back
from termine.actions.vormerkung import abgelaufen, create_termin, lock_kette, lock_termin, once_only
from termine.enums import ANLIEGEN_OFFEN, TERMIN_UEBERGAENGE, Absagegrund, Absagevon, AnliegenStatus, TerminStatus
from termine.models import Anliegen, Buchungspartner, Termin
from termine.rules import can_change, check_termin_move
from termine.signals import termin_abgesagt


def too_late(termin: Termin) -> DomainError:
    """Return the "no" to a change of a visit that stands as it is."""
    if termin.status == TerminStatus.ABGESAGT:
        return DomainError(_("Dieser Termin ist schon abgesagt."), "abgesagt")
    return DomainError(_("Dieser Termin lässt sich nicht mehr ändern. Bitte sprechen Sie mit dem Empfang."), "nicht_aenderbar")


def _same_visit(termin: Termin, beginn: datetime, standort: Standort, *, mit_vorlauf: bool, warten: bool = True) -> Wunsch:
    """Take as long as the Leistung takes today."""
    dauer = timedelta(minutes=termin.leistung.dauer(termin.personenzahl))
    return Wunsch.again(termin, beginn=beginn, standort=standort, dauer=dauer, mit_vorlauf=mit_vorlauf, warten=warten)


@transaction.atomic
def move_termin(
    termin: Termin, *, beginn: datetime, standort: Standort, von: Absagevon = Absagevon.PERSON, sofort: bool = False
) -> Termin:
    """Give the visit another time: the new counter is taken before the old one is given back; asking twice is harmless.

    Works for a started booking too (then silently). ``sofort``: the front desk moves, without lead time and also
    for somebody who is late. Raises DomainError ``vergeben``, ``verfallen``, ``abgesagt``,
    ``nicht_aenderbar``, ``kontingent``.
    """
    if termin.kette_id:
        return move_kette(termin, beginn=beginn, standort=standort, von=von, sofort=sofort)
    partner = lock_partner(termin)
    return move_locked(lock_termin(termin), partner, beginn=beginn, standort=standort, von=von, sofort=sofort)


def move_locked(
    termin: Termin,
    partner: Buchungspartner | None,
    *,
    beginn: datetime,
    standort: Standort,
    von: Absagevon,
    sofort: bool,
    warten: bool = True,
) -> Termin:
    """Do what ``move_termin`` does with a visit that was just locked, after the organisation it counts for.

    Without ``warten`` a time that somebody else is just about counts as taken.
    """
    if termin.status == TerminStatus.VERFALLEN:
        raise abgelaufen()
    started = termin.status in (TerminStatus.VORGEMERKT, TerminStatus.BESTAETIGUNG_OFFEN)
    if not started and not (termin.is_gebucht if sofort else can_change(termin.status, termin.starts_at, uhr.now())):
        raise too_late(termin)
    if (termin.starts_at, termin.standort_id) == (beginn, standort.pk):
        return termin
    check_kontingent(partner, beginn, bisher=termin.starts_at)
    old = termin.belegung
    wunsch = _same_visit(termin, beginn, standort, mit_vorlauf=von == Absagevon.PERSON and not sofort, warten=warten)
    new = claim(wunsch, bis=old.ablauf if started else None)
    termin.belegung, termin.platz_id, termin.standort = new, new.platz_id, standort
    termin.starts_at, termin.ends_at = wunsch.beginn, wunsch.ende
    termin.kalender_sequenz += 0 if started else 1
    termin.save(update_fields=["belegung", "platz", "standort", "starts_at", "ends_at", "kalender_sequenz"])
    give_back(old, hidden=von == Absagevon.PERSON and not started, gesperrt=True)
    if not started:
        announce_move(termin, von)
    return termin


@transaction.atomic
def cancel_termin(termin: Termin, *, von: Absagevon, grund: Absagegrund = Absagegrund.NICHT_ANGEGEBEN) -> Termin:
    """Cancel the visit and free its counter; the visit stays as history. Asking twice is harmless.

    The other Stationen of its Kette that still lie ahead go with it; the people are told once.
    Raises DomainError ``nicht_aenderbar`` or, after the person has been called, ``uebergang``.
    """
    stationen = lock_kette(termin)
    termin = next(row for row in stationen if row.pk == termin.pk)
    if termin.status == TerminStatus.ABGESAGT:
        return termin
    if von == Absagevon.PERSON and not can_change(termin.status, termin.starts_at, uhr.now()):
        raise too_late(termin)
    check_termin_move(termin.status, TerminStatus.ABGESAGT)
    going = [row for row in stationen if row.pk == termin.pk or _goes_along(row, von)]
    promised = going[0].bestaetigt_am is not None
    for row in sorted(going, key=lambda row: row.platz_id):  # the order in which counters are locked
        forget_arrival(row)
        _write_cancellation(row, von, grund)
    if promised:
        tell(going[0], f"termin_abgesagt_{von}")
    for row in going:
        _announce_cancellation(row, von, grund)
    return termin


def _goes_along(station: Termin, von: Absagevon) -> bool:
    """Say whether this Station still lies ahead when another one of its Kette is cancelled."""
    if von == Absagevon.PERSON:
        return can_change(station.status, station.starts_at, uhr.now())
    return TerminStatus.ABGESAGT in TERMIN_UEBERGAENGE[station.status]


def _announce_cancellation(termin: Termin, von: Absagevon, grund: Absagegrund) -> None:
    record("termin_abgesagt", termin, grund=f"{von}: {grund}")
    report(termin, "termin_abgesagt", wert=(termin.starts_at - uhr.now()) / timedelta(days=1), ergebnis=von)
    termin_abgesagt.send(sender=Termin, termin=termin)


def _write_cancellation(termin: Termin, von: Absagevon, grund: Absagegrund) -> None:
    """The office still owes what it cancels, so then the concern goes back to it."""
    old, promised = termin.belegung, termin.bestaetigt_am is not None
    termin.status, termin.belegung = TerminStatus.ABGESAGT, None
    termin.abgesagt_am, termin.abgesagt_von, termin.absagegrund = uhr.now(), von, grund
    termin.kalender_sequenz += 1
    termin.save(update_fields=["status", "belegung", "abgesagt_am", "abgesagt_von", "absagegrund", "kalender_sequenz"])
    give_back(old, hidden=von == Absagevon.PERSON and promised)
    owed = von == Absagevon.AMT and promised
    termin.anliegen.filter(status__in=ANLIEGEN_OFFEN).update(
        status=AnliegenStatus.IN_SICHTUNG if owed else AnliegenStatus.ZURUECKGEZOGEN
    )


@transaction.atomic
def replace_termin(termin: Termin, *, beginn: datetime, standort: Standort, schluessel: str) -> Termin:
    """Book a new time for the people of a visit that the office cancelled, final at once.

    The same ``schluessel`` yields the same Termin. Raises DomainError ``vergeben``, ``nicht_aenderbar``, ``kontingent``.
    """
    partner = lock_partner(termin)
    if existing := once_only(schluessel):
        return existing
    termin = lock_termin(termin)
    owed = termin.anliegen.filter(status=AnliegenStatus.IN_SICHTUNG)
    if termin.abgesagt_von != Absagevon.AMT or not owed.exists():
        raise too_late(termin)
    check_kontingent(partner, beginn, bisher=None)
    wunsch = _same_visit(termin, beginn, standort, mit_vorlauf=True)
    new = create_termin(
        wunsch,
        claim(wunsch),
        schluessel=schluessel,
        personenzahl=termin.personenzahl,
        kanal=termin.kanal,
        status=TerminStatus.VORGEMERKT,
        kontakt=termin.kontakt,
        ersetzt=termin,
    )
    Anliegen.objects.filter(pk__in=owed).update(termin=new)
    carry_over(termin, new)
    return finish_booking(new)
