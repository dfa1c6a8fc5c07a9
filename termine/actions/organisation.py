"""An organisation sends its list itself: staff give it a link, it types or uploads people, corrects them and sends them off."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link, revoke_links
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht, Standort, User
from termine.actions.heute_sammel import Pruefung, order, pack, take_list, write_rows
from termine.enums import Linkzweck
from termine.models import Buchungspartner, Leistung, Partnerzugang, Sammelbuchung, Sammelzeile
from termine.sammelliste import ZEILEN_HOECHSTENS

GILT = timedelta(days=180)
BENUTZT_ALLE = timedelta(hours=1)  # the last use is noted this exactly
ENTWUERFE_HOECHSTENS = 10


@transaction.atomic
def create_zugang(partner: Buchungspartner, user: User) -> str:
    """Return the token of a new link, which nobody can read again, and send it to the contact; an older link ends."""
    Buchungspartner.objects.select_for_update().get(pk=partner.pk)
    _end_open(partner, user)
    zugang = Partnerzugang.objects.create(partner=partner, gueltig_bis=uhr.now() + GILT, angelegt_von=user)
    token = create_link(Linkzweck.ORGANISATION, zugang.pk, zugang.gueltig_bis)
    record("partnerzugang_angelegt", partner)
    queue_nachricht(
        "organisation_zugang",
        schluessel=f"organisation-zugang-{zugang.pk}",
        empfaenger=Empfaenger("partnerzugang", zugang.pk, Nachricht.Kanal.EMAIL, partner.email, "de"),
        kontext={"zugang": str(zugang.pk)},
    )
    return token


@transaction.atomic
def end_zugang(partner: Buchungspartner, user: User) -> None:
    """Let the link of the organisation open nothing from now on; again changes nothing."""
    Buchungspartner.objects.select_for_update().get(pk=partner.pk)
    if _end_open(partner, user):
        record("partnerzugang_beendet", partner)


def _end_open(partner: Buchungspartner, user: User) -> bool:
    zugang = Partnerzugang.objects.filter(partner=partner, beendet_am=None).first()
    if zugang:
        revoke_links(zugang.pk)
        Partnerzugang.objects.filter(pk=zugang.pk).update(beendet_am=uhr.now(), beendet_von=user)
    return zugang is not None


def note_use(zugang: Partnerzugang) -> None:
    """Note that the link was used, at most once an hour."""
    if zugang.benutzt_am is None or zugang.benutzt_am <= uhr.now() - BENUTZT_ALLE:
        Partnerzugang.objects.filter(pk=zugang.pk).update(benutzt_am=uhr.now())


@transaction.atomic
def begin_list(
    zugang: Partnerzugang, *, leistung: Leistung, standort: Standort, ab: date, schluessel: UUID, zeilen: Sequence[Pruefung]
) -> Sammelbuchung:
    """Keep what an organisation begins to send; the same ``schluessel`` yields the same list.

    Raises DomainError ``nicht_erlaubt``, ``zu_viele_entwuerfe``.
    """
    partner = _may_send(zugang)
    own = Sammelbuchung.objects.of_organisation(partner)
    if existing := own.filter(schluessel=schluessel).first():
        return existing
    if own.filter(gesendet_am=None, zeilen__isnull=False).distinct().count() >= ENTWUERFE_HOECHSTENS:
        raise DomainError(
            _("Sie haben viele angefangene Listen. Bitte senden oder löschen Sie zuerst eine davon."), "zu_viele_entwuerfe"
        )
    begun = Sammelbuchung(partner=partner, zugang=zugang, leistung=leistung, standort=standort, ab=ab, schluessel=schluessel)
    return take_list(begun, zeilen)


def _may_send(zugang: Partnerzugang) -> Buchungspartner:
    """Lock and return the organisation; raises DomainError ``nicht_erlaubt`` when nothing is booked for it any more."""
    partner = Buchungspartner.objects.select_for_update().get(pk=zugang.partner_id)
    if not partner.aktiv:
        raise DomainError(_("Für Ihre Organisation wird zurzeit nichts gebucht. Bitte fragen Sie uns."), "nicht_erlaubt")
    return partner


def lock_draft(liste: Sammelbuchung) -> list[Sammelzeile]:
    """Return the rows of a list nobody else changes meanwhile; raises DomainError ``gesendet``."""
    locked = Sammelbuchung.objects.select_for_update().get(pk=liste.pk)
    if locked.gesendet_am:
        raise DomainError(_("Diese Liste ist schon gesendet. Bitte beginnen Sie für weitere Personen eine neue."), "gesendet")
    return list(Sammelzeile.objects.filter(sammelbuchung=liste))


@transaction.atomic
def write_draft(liste: Sammelbuchung, zeilen: Sequence[tuple[Sammelzeile | None, Pruefung]]) -> None:
    """Write the rows of a locked list as they were judged anew; a row without one before it is appended, one not named goes.

    Raises DomainError ``zu_viele``.
    """
    if len(zeilen) > ZEILEN_HOECHSTENS:
        text = _("Eine Liste fasst höchstens %(zahl)s Personen. Bitte teilen Sie sie.")
        raise DomainError(text % {"zahl": ZEILEN_HOECHSTENS}, "zu_viele")
    rows = Sammelzeile.objects.filter(sammelbuchung=liste)
    kept = [(row, judged) for row, judged in zeilen if row]
    rows.exclude(pk__in=[row.pk for row, _judged in kept]).delete()
    for row, (typed, booking, grund) in kept:
        row.eingaben, row.buchbar, row.grund = pack(typed, booking), not grund, grund
    Sammelzeile.objects.bulk_update([row for row, _judged in kept], ["eingaben", "buchbar", "grund"])
    last = max((row.position for row, _judged in kept), default=0)
    write_rows(liste, [judged for row, judged in zeilen if row is None], start=last + 1)


@transaction.atomic
def send_list(liste: Sammelbuchung) -> None:
    """Send a list off: every row is booked from now on; asking twice sends once.

    Raises DomainError ``nicht_erlaubt``, ``niemand``, ``fehler`` when a row is wrong.
    """
    _may_send(liste.zugang)
    locked = Sammelbuchung.objects.select_for_update().get(pk=liste.pk)
    if locked.gesendet_am:
        return
    rights = Sammelzeile.objects.filter(sammelbuchung=liste).values_list("buchbar", flat=True)
    if not rights:
        raise DomainError(_("In der Liste steht noch niemand."), "niemand")
    if not all(rights):
        raise DomainError(_("Bitte berichtigen Sie zuerst die Zeilen mit Fehler, oder nehmen Sie sie heraus."), "fehler")
    Sammelbuchung.objects.filter(pk=liste.pk).update(gesendet_am=uhr.now())
    record("sammelbuchung_gesendet", liste)
    order(liste)


def book_again(liste: Sammelbuchung) -> None:
    """Try again what found no time; raises DomainError ``nicht_erlaubt``. A list that was not sent is left alone."""
    _may_send(liste.zugang)
    if Sammelbuchung.objects.filter(pk=liste.pk, gesendet_am__isnull=False).exists():
        order(liste)
