"""Earlier times: who waits is asked by the nearest promise, one after the other, before everybody sees the time.

Locks in the order of ``termine/actions/belegung.py``; the worker waits for nobody.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from termine.actions.abschluss import announce_move, keep_belegung, report
from termine.actions.aenderung import too_late
from termine.actions.kontingent import check_kontingent, lock_partner
from termine.actions.rueckhalt import VOR_BEGINN, give_back, visible_at
from termine.actions.verfall import end_vorschlaege
from termine.actions.vormerkung import lock_termin
from termine.enums import Absagevon, BelegungArt, TerminStatus, VorschlagStatus, Wartestatus
from termine.fristen import frueher_gilt_bis
from termine.models import Belegung, Dienst, Serviceversprechen, Termin, Terminvorschlag, Wartelisteneintrag
from termine.planung import as_range
from termine.queries.heute_sammel import may_move
from termine.queries.warteliste import freed, needed, waiting_for
from termine.rules import can_change

STAPEL = 100


@transaction.atomic
def wish_earlier(termin: Termin, *, tage: Collection[int] = (), tageszeiten: Collection[str] = ()) -> Wartelisteneintrag:
    """Put the visit on the waiting list; asking again changes when it suits, not the place in the list.

    Raises DomainError ``nicht_aenderbar``, ``abgesagt``, ``ohne_kontakt``, ``kette``.
    """
    termin = lock_termin(termin)
    if termin.kette_id:
        text = _("Ihr Besuch hat mehrere Stationen. Eine frühere Zeit für alle finden Sie unter „Termin verschieben“.")
        raise DomainError(text, "kette")
    if not can_change(termin.status, termin.starts_at, uhr.now()):
        raise too_late(termin)
    if not (termin.kontakt.email or termin.kontakt.mobil):
        raise DomainError(_("Dafür brauchen wir Ihre E-Mail oder Handynummer. Bitte rufen Sie uns an."), "ohne_kontakt")
    eintrag = Wartelisteneintrag.objects.filter(termin=termin).first() or Wartelisteneintrag(termin=termin)
    if eintrag.status != Wartestatus.WARTET:
        eintrag.angelegt_am = uhr.now()
    new = eintrag._state.adding or eintrag.status != Wartestatus.WARTET
    eintrag.status, eintrag.frist = Wartestatus.WARTET, _promised_until(termin)
    eintrag.tage, eintrag.tageszeiten = sorted(tage), sorted(tageszeiten)
    eintrag.save()
    if new:
        record("warteliste_begonnen", termin)
        report(termin, "warteliste_begonnen")
    return eintrag


def _promised_until(termin: Termin):
    days = Serviceversprechen.objects.filter(aufnahme__anliegen__termin=termin).values_list("termin_bis", flat=True)
    return min((day for day in days if day), default=None)


@transaction.atomic
def stop_waiting(termin: Termin) -> None:
    """Take the visit off the waiting list; an open offer ends. Asking twice is harmless."""
    termin = lock_termin(termin)
    if _end_wish(termin, Wartestatus.BEENDET):
        _withdraw(termin, VorschlagStatus.ZURUECKGENOMMEN)
        record("warteliste_beendet", termin)


def _end_wish(termin: Termin, status: Wartestatus) -> bool:
    return bool(Wartelisteneintrag.objects.filter(termin=termin, status=Wartestatus.WARTET).update(status=status))


def _withdraw(termin: Termin, status: VorschlagStatus) -> None:
    """End the open offer of a locked visit; the time goes on to the next."""
    open_ones = Terminvorschlag.objects.filter(termin=termin, status=VorschlagStatus.OFFEN)
    rows = list(open_ones.only("belegung_id", "aufnahme_id").select_for_update())
    if not rows:
        return
    end_vorschlaege(rows, status)
    Belegung.objects.filter(pk__in=[row.belegung_id for row in rows]).update(ablauf=visible_at(uhr.now()))


def follow_visit(termin: Termin) -> None:
    """A visit that was cancelled waits no longer; one that was moved is asked about the next time that is still earlier."""
    _withdraw(termin, VorschlagStatus.ZURUECKGENOMMEN)
    if termin.status == TerminStatus.ABGESAGT:
        _end_wish(termin, Wartestatus.BEENDET)


@transaction.atomic
def offer_freed() -> int:
    """Offer up to a hundred freed times, each to the first who waits for it, and return how many found somebody."""
    instant = uhr.now()
    return sum(_offer(belegung, instant) for belegung in freed(instant + VOR_BEGINN, instant)[:STAPEL])


def _offer(belegung: Belegung, instant: datetime) -> bool:
    until = frueher_gilt_bis(belegung.zeitraum.lower, instant, uhr.ZONE)
    if until is None or not _lock_hidden(belegung):
        return False
    for eintrag in waiting_for(belegung):
        free = Termin.objects.select_for_update(skip_locked=True, of=("self",)).select_related("leistung", "standort", "kontakt")
        termin = free.filter(pk=eintrag.termin_id, status=TerminStatus.GEBUCHT).first()
        if not termin or not may_move(termin, belegung.zeitraum.lower):
            continue
        if not Terminvorschlag.objects.filter(termin=termin, status=VorschlagStatus.OFFEN).exists():
            _hold(belegung, termin, until)
            return True
    return False


def _lock_hidden(belegung: Belegung) -> bool:
    """Lock the counter on duty and say whether the time is still hidden."""
    duty = Dienst.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=belegung.dienst_id)
    return bool(duty.values("pk").first()) and Belegung.objects.rueckhalt().filter(pk=belegung.pk).exists()


def _hold(belegung: Belegung, termin: Termin, until: datetime) -> None:
    """Hold what the visit needs of the time; only a moment that nobody can guess after the offer everybody may see it."""
    held = _cut(belegung, belegung.zeitraum.lower + needed(termin))
    Belegung.objects.filter(pk=held.pk).update(ablauf=visible_at(until))
    vorschlag = Terminvorschlag.objects.create(
        termin=termin,
        belegung=held,
        platz=held.platz,
        standort=termin.standort,
        starts_at=held.zeitraum.lower,
        ends_at=held.zeitraum.upper,
        gueltig_bis=until,
    )
    kontext = {"termin": str(termin.pk), "vorschlag": str(vorschlag.pk)}
    queue_nachricht("warteliste_angebot", schluessel=f"warteliste-{vorschlag.pk}", person=termin.kontakt, kontext=kontext)
    record("warteliste_angeboten", termin)
    report(termin, "warteliste_angebot", wert=(termin.starts_at - vorschlag.starts_at) / uhr.DAY)


def _cut(belegung: Belegung, ende: datetime) -> Belegung:
    """Return the time until ``ende``; the rest stays hidden as it was. The counter on duty is locked."""
    if ende == belegung.zeitraum.upper:
        return belegung
    parts = [(belegung.zeitraum.lower, ende), (ende, belegung.zeitraum.upper)]
    values = {"dienst_id": belegung.dienst_id, "platz": belegung.platz, "ablauf": belegung.ablauf, "art": BelegungArt.VORMERKUNG}
    belegung.delete()
    first, _rest = [Belegung.objects.create(zeitraum=as_range(part), **values) for part in parts]
    return first


@transaction.atomic
def accept_frueher(vorschlag: Terminvorschlag) -> Termin:
    """Move the visit to the offered time: new counter, old counter, message in one transaction. Asking twice moves once.

    Also after the offer ran out, as long as it has not gone on. Raises DomainError ``vorschlag_vorbei``, ``nicht_aenderbar``,
    ``kontingent``.
    """
    partner = lock_partner(vorschlag.termin)
    termin = lock_termin(vorschlag.termin)
    vorschlag = _lock_offer(vorschlag)
    if vorschlag.status == VorschlagStatus.ANGENOMMEN:
        return termin
    if not can_change(termin.status, termin.starts_at, uhr.now()):
        raise too_late(termin)
    if vorschlag.status != VorschlagStatus.OFFEN or vorschlag.starts_at <= uhr.now():
        raise DomainError(_("Diese frühere Zeit ist leider nicht mehr frei. Ihr Termin bleibt, wie er ist."), "vorschlag_vorbei")
    check_kontingent(partner, vorschlag.starts_at, bisher=termin.starts_at)
    new, old = vorschlag.belegung, termin.belegung
    vorschlag.status, vorschlag.belegung, vorschlag.beantwortet_am = VorschlagStatus.ANGENOMMEN, None, uhr.now()
    vorschlag.save(update_fields=["status", "belegung", "beantwortet_am"])
    termin.belegung, termin.platz, termin.standort = new, new.platz, vorschlag.standort
    termin.starts_at, termin.ends_at = vorschlag.starts_at, vorschlag.ends_at
    termin.kalender_sequenz += 1
    termin.save(update_fields=["belegung", "platz", "standort", "starts_at", "ends_at", "kalender_sequenz"])
    keep_belegung(termin)
    give_back(old, hidden=True)
    _end_wish(termin, Wartestatus.ERFUELLT)
    announce_move(termin, Absagevon.PERSON)
    return termin


def _lock_offer(vorschlag: Terminvorschlag) -> Terminvorschlag:
    rows = Terminvorschlag.objects.select_for_update(of=("self",))
    return rows.select_related("belegung__platz__team", "standort").get(pk=vorschlag.pk)


@transaction.atomic
def decline_frueher(termin: Termin) -> None:
    """Let the offered time go to the next; the visit stays on the list. Asking twice is harmless."""
    _withdraw(lock_termin(termin), VorschlagStatus.ABGELEHNT)
