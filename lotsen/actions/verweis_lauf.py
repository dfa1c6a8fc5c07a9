"""What happens to Verweise by time alone: reminders, expiry, the end of copies."""

from contextlib import suppress
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from lotsen.actions.partnerpost import tell_partner
from lotsen.actions.verweis import move, purge_copy
from lotsen.actions.verweis_erinnerung import remind_guides, remind_people
from lotsen.models import Verweis
from lotsen.verweis_tabelle import BEIM_PARTNER, OFFEN, WARTET_AUF_ANTWORT, Seite, VerweisStatus
from termine.planung import arbeitstage_between

STUFEN = (7, 3)  # working days of silence, after each of which the partner is reminded once
KOPIE_BLEIBT = timedelta(days=30)  # after the end, so that a partner can look something up


def remind_partners() -> int:
    """Remind partners that keep silent, once after three and once after seven working days; return how many Verweise."""
    today, told = uhr.today(), 0
    waiting = Verweis.objects.filter(status__in=WARTET_AUF_ANTWORT, kopie__isnull=False)
    for verweis in waiting.select_related("kopie", "angebot__traeger"):
        stufe = _stufe(uhr.local(verweis.gesendet_am).date(), today)
        if stufe:
            with transaction.atomic():
                told += bool(tell_partner(verweis, "verweis_erinnerung", schluessel=f"verweis-{verweis.pk}-still-{stufe}"))
    return told


def _stufe(gesendet: date, today: date) -> int:
    waited = arbeitstage_between(gesendet, today, settings.BEHOERDE["land"])
    return next((stufe for stufe in STUFEN if waited >= stufe), 0)


def expire() -> int:
    """End what nobody went on with, and what the consent no longer covers; return how many."""
    today = uhr.today()
    over = Q(status__in=OFFEN, verfaellt_am__lt=today) | Q(status__in=BEIM_PARTNER, kopie__gueltig_bis__lt=today)
    ended = 0
    for verweis in list(Verweis.objects.filter(over)):
        with suppress(DomainError), transaction.atomic():  # somebody moved it meanwhile
            covered = verweis.kopie_id is None or verweis.kopie.gueltig_bis >= today
            if not covered:
                purge_copy(verweis)
            move(verweis, VerweisStatus.ABGELAUFEN, seite=Seite.ZEITPLAN)
            ended += 1
    return ended


def purge_ended() -> int:
    """Delete the copies of what ended a while ago; return how many."""
    over = Q(beendet_am__lt=uhr.now() - KOPIE_BLEIBT) | Q(kopie__gueltig_bis__lt=uhr.today())
    found = list(Verweis.objects.filter(over, kopie__isnull=False))
    for verweis in found:
        with transaction.atomic():
            purge_copy(verweis)
    return len(found)


def run_daily() -> None:
    """Do all of it, in the order in which one may spare the next."""
    expire()
    remind_partners()
    remind_people()
    remind_guides()
    purge_ended()
