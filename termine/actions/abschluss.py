"""A booking becomes final: counter, concerns, messages and audit row in one transaction."""

from datetime import timedelta

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import Empfaenger, queue_each, queue_nachricht, queued_together
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link, renew_link
from termine.actions.versprechen import keep_versprechen
from termine.enums import Absagevon, AnliegenStatus, BelegungArt, Linkzweck, TerminStatus
from termine.models import Aufnahme, Termin
from termine.planung import reminder_instants
from termine.rules import check_termin_move
from termine.signals import termin_gebucht, termin_verschoben

OHNE_TERMIN = (AnliegenStatus.EINGEGANGEN, AnliegenStatus.IN_SICHTUNG, AnliegenStatus.ANGEBOTEN)
LINK_NACH_TERMIN = timedelta(days=1)


def finish_booking(termin: Termin) -> Termin:
    """Make a locked visit final and tell everybody who must know."""
    check_termin_move(termin.status, TerminStatus.GEBUCHT)
    keep_belegung(termin)
    termin.status, termin.bestaetigt_am = TerminStatus.GEBUCHT, uhr.now()
    termin.save(update_fields=["status", "bestaetigt_am"])
    termin.anliegen.filter(status__in=OHNE_TERMIN).update(status=AnliegenStatus.TERMINIERT)
    open_page(termin)
    with queued_together():
        if termin.is_fuehrend:
            tell(termin, "termin_bestaetigt")
        queue_reminders(termin)
    record("termin_gebucht", termin)
    report(termin, "termin_gebucht", wert=(termin.starts_at - termin.angelegt_am) / timedelta(days=1))
    if termin.ersetzt_id:
        _keep_promises(termin)
    termin_gebucht.send(sender=Termin, termin=termin)
    return termin


def _keep_promises(termin: Termin) -> None:
    """A visit in place of a cancelled one is the answer that was owed."""
    related = ("leistung", "einheit", "team__standort")
    for aufnahme in Aufnahme.objects.filter(anliegen__termin=termin).select_related(*related).distinct():
        keep_versprechen(aufnahme, "termin")


def keep_belegung(termin: Termin) -> None:
    """Turn the hold into a booking that no longer runs out."""
    if termin.belegung.art == BelegungArt.TERMIN:
        return
    termin.belegung.art, termin.belegung.ablauf = BelegungArt.TERMIN, None
    termin.belegung.save(update_fields=["art", "ablauf"])


def open_page(termin: Termin) -> str:
    """Make the capability link to the visit; it dies after the appointment."""
    return create_link(Linkzweck.TERMIN, termin.pk, gueltig_bis=termin.ends_at + LINK_NACH_TERMIN)


def tell(termin: Termin, anlass: str, **more: str) -> bool:
    """Queue one message about the visit as it stands now; False when the person left no contact."""
    return queue_nachricht(
        anlass,
        schluessel=f"termin-{termin.pk}-{anlass}-{termin.kalender_sequenz}",
        person=termin.kontakt,
        kontext={"termin": str(termin.pk), "sequenz": termin.kalender_sequenz, **more},
    )


def queue_reminders(termin: Termin) -> None:
    """Queue the reminders of the Leistung that still lie ahead; those of an earlier time no longer hold.

    People on a way through several Stationen are reminded of the first one, which names all.
    """
    if not termin.is_fuehrend:
        return
    zone = termin.standort.zeitzone
    instants = reminder_instants(termin.starts_at, termin.leistung.erinnerung_tage, uhr.now(), zone)
    queue_each(
        "termin_erinnerung",
        faellig={f"termin-{termin.pk}-erinnerung-{tage}-{termin.kalender_sequenz}": at for tage, at in instants.items()},
        empfaenger=Empfaenger.of(termin.kontakt),
        kontext={"termin": str(termin.pk), "sequenz": termin.kalender_sequenz},
    )


def report(termin: Termin, art: str, *, wert: float | None = None, ergebnis: str = "") -> None:
    """Append the anonymous event."""
    melde(
        art,
        wert=wert,
        leistung=termin.leistung.slug,
        standort=termin.standort.slug,
        kanal=termin.kanal,
        sprache=termin.sprache,
        ergebnis=ergebnis,
    )


def announce_move(termin: Termin, von: Absagevon, *, leise: bool = False) -> None:
    """Tell everybody who must know that a locked visit has another time; ``leise``: its people learn it elsewhere."""
    renew_link(Linkzweck.TERMIN, termin.pk, termin.ends_at + LINK_NACH_TERMIN)
    with queued_together():
        if not leise:
            tell(termin, "termin_verschoben", von=von)
        queue_reminders(termin)
    record("termin_verschoben", termin, grund=von)
    report(termin, "termin_verschoben", ergebnis=von)
    termin_verschoben.send(sender=Termin, termin=termin)
