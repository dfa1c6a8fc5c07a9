"""All Gemeinden are asked, reminded, and answer by a link until the deadline."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, User
from monitoring.models import Anhoerung, Gemeindekontakt, Stellungnahme
from monitoring.queries.stellungnahme import unanswered
from monitoring.stellungnahme import ERINNERT_VORHER, Stellungnahmelink


@transaction.atomic
def save_kontakt(*, kontakt: Gemeindekontakt) -> Gemeindekontakt:
    """Keep whom a Gemeinde named."""
    kontakt.geaendert_am = uhr.now()
    kontakt.save()
    record("gemeindekontakt_gespeichert", kontakt)
    return kontakt


@transaction.atomic
def ask(*, anhoerung: Anhoerung, user: User) -> int:
    """Ask every Gemeinde and return how many could be written to. Raises DomainError ``frist``, ``keine``."""
    if anhoerung.frist <= uhr.today():
        raise DomainError(_("Die Frist muss nach heute liegen."), "frist")
    units = list(Organisationseinheit.objects.filter(art=Organisationseinheit.Art.GEMEINDE).order_by("name"))
    if not units:
        raise DomainError(_("Es ist noch keine Gemeinde angelegt."), "keine")
    anhoerung.angelegt_von = user
    anhoerung.save(force_insert=True)
    rows = [Stellungnahme.objects.create(anhoerung=anhoerung, einheit=unit) for unit in units]
    record("anhoerung_begonnen", anhoerung)
    return sum(_write(row, "stellungnahme_bitte") for row in rows)


@transaction.atomic
def answer(*, stellungnahme: Stellungnahme, haltung: str, text: str) -> Stellungnahme:
    """Keep what the Gemeinde says; until the deadline it may say something else. Raises DomainError ``vorbei``."""
    row = Stellungnahme.objects.select_for_update(of=("self",)).select_related("anhoerung").get(pk=stellungnahme.pk)
    if row.anhoerung.frist < uhr.today():
        raise DomainError(_("Die Frist ist vorbei. Bitte rufen Sie uns an."), "vorbei")
    row.haltung, row.text, row.geantwortet_am = haltung, text, uhr.now()
    row.save()
    record("stellungnahme_eingegangen", row)
    return row


def remind_of_answers() -> int:
    """Write once more to every Gemeinde that has not answered a week before the deadline; return how many."""
    today = uhr.today()
    rows = unanswered(today, today + timedelta(days=ERINNERT_VORHER))
    return sum(_write(row, "stellungnahme_erinnerung") for row in rows)


@transaction.atomic
def _write(row: Stellungnahme, anlass: str) -> bool:
    kontakt = Gemeindekontakt.objects.filter(einheit=row.einheit).first()
    if kontakt is None:
        return False
    create_link(Stellungnahmelink.STELLUNGNAHME, row.pk, end_of(row.anhoerung.frist))
    ziel = Empfaenger("stellungnahme", row.pk, "email", kontakt.email, settings.LANGUAGE_CODE)
    return queue_nachricht(anlass, schluessel=f"{anlass}-{row.pk}", empfaenger=ziel, kontext={"stellungnahme": str(row.pk)})


def end_of(tag: date) -> datetime:
    """Return the instant at which ``tag`` is over at the office."""
    return datetime.combine(tag + uhr.DAY, time(), uhr.ZONE)
