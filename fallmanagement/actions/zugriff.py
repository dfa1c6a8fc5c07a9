"""Read a case of another unit: in an emergency at once and seen by its lead, or because the lead allowed it for a while."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from behoerde.kern.rechte import Recht
from fallmanagement.actions.fallakte import lock
from fallmanagement.enums_zusammenarbeit import Zugriffsart
from fallmanagement.models import Fallakte, Zugriff
from fallmanagement.queries.zugriffe import find_akte, who_is_told

HOECHSTENS = timedelta(days=90)  # of an access on time


@transaction.atomic
def take_notzugriff(*, suche: dict, grund: str, user: User) -> Zugriff:
    """Let ``user`` read the one case that ``suche`` names until the end of the day, and tell its lead at once.

    Asking again while it runs returns the same one. Raises DomainError ``grund``, ``unbekannt`` when there is no such case,
    ``eigene`` when the ordinary way is open, ``niemand`` when nobody could be told.
    """
    if not grund.strip():
        raise DomainError(_("Bitte nennen Sie den Grund. Die Leitung liest ihn."), "grund")
    with als(System.AUFGABE):  # nobody sees cases of others, so the office looks and answers yes or no
        akte = find_akte(**suche)
        if akte is None:
            raise DomainError(_("Dazu gibt es keine Fallakte. Bitte prüfen Sie die Angaben."), "unbekannt")
        if user.hat_recht(Recht.FALLAKTEN) and akte.einheit_id in user.einheiten_darunter:
            raise DomainError(_("Diese Akte gehört zu Ihrer Stelle. Sie können sie auf dem üblichen Weg öffnen."), "eigene")
        Fallakte.objects.select_for_update(of=("self",)).get(pk=akte.pk)
        running = Zugriff.objects.running().filter(fallakte=akte, user=user).first()
        if running is not None:
            return running
        zugriff = _create(akte, user, Zugriffsart.NOTZUGRIFF, grund, _end_of(uhr.today()))
        _tell(zugriff)
    record("notzugriff_begonnen", akte)
    melde("notzugriff", einheit=str(akte.einheit_id))
    return zugriff


def _create(akte: Fallakte, user: User, art: str, grund: str, bis: datetime, by: User | None = None) -> Zugriff:
    now = uhr.now().replace(second=0, microsecond=0)  # a clock of the database that is a little behind does no harm
    zeitraum = DateTimeTZRange(now, bis)
    return Zugriff.objects.create(
        fallakte=akte, einheit_id=akte.einheit_id, user=user, art=art, grund=grund.strip(), zeitraum=zeitraum, erteilt_von=by
    )


def _tell(zugriff: Zugriff) -> None:
    told = who_is_told(zugriff.fallakte, besides=zugriff.user)
    for account in told:
        schluessel = f"notzugriff-{zugriff.pk}-{account.pk}"
        queue_nachricht("notzugriff", schluessel=schluessel, person=account, kontext={"zugriff": str(zugriff.pk)})
    if not told:
        text = _("Niemand kann benachrichtigt werden. Bitte rufen Sie die Leitung an, sie kann den Zugriff erlauben.")
        raise DomainError(text, "niemand")


def _end_of(tag: date) -> datetime:
    """Return the instant at which ``tag`` ends at the office."""
    return datetime.combine(tag + timedelta(days=1), time(), uhr.ZONE)


@transaction.atomic
def grant_zugriff(akte: Fallakte, *, to: User, grund: str, bis: date, by: User) -> Zugriff:
    """Let ``to`` read a case until the end of the day ``bis``.

    Raises DomainError ``leitung``, ``selbst``, ``konto``, ``grund``, ``tage``.
    """
    if not by.hat_recht(Recht.FALLAKTEN_LEITEN):
        raise DomainError(_("Einen Zugriff auf Zeit kann nur die Leitung erlauben."), "leitung")
    if to.pk == by.pk:
        raise DomainError(_("Niemand kann sich selbst einen Zugriff erlauben."), "selbst")
    if not to.is_active or not to.hat_recht(Recht.FALLZUGRIFF):
        raise DomainError(_("Dieses Konto darf keine Fallakten lesen. Bitte wählen Sie jemand anderes."), "konto")
    if not grund.strip():
        raise DomainError(_("Bitte nennen Sie den Grund."), "grund")
    if not uhr.today() <= bis <= uhr.today() + HOECHSTENS:
        text = _("Der letzte Tag liegt in der Vergangenheit oder mehr als %(tage)s Tage voraus.")
        raise DomainError(text % {"tage": HOECHSTENS.days}, "tage")
    zugriff = _create(lock(akte.pk), to, Zugriffsart.AUF_ZEIT, grund, _end_of(bis), by)
    record("zugriff_erlaubt", akte)
    return zugriff


@transaction.atomic
def end_zugriff(zugriff: Zugriff, *, by: User) -> None:
    """End it now; what has ended stays as it is. Raises DomainError ``leitung`` for whoever neither has it nor leads."""
    if by.pk != zugriff.user_id and not by.hat_recht(Recht.FALLAKTEN_LEITEN):
        raise DomainError(_("Das kann nur die Leitung beenden."), "leitung")
    with als(System.AUFGABE):  # whoever only reads writes nothing, not even this
        zugriff = Zugriff.objects.select_for_update(of=("self",)).get(pk=zugriff.pk)
        if not zugriff.laeuft:
            return
        # No range is empty; beyond that, what has ended is closed at once.
        end = max(uhr.now(), zugriff.zeitraum.lower + timedelta(microseconds=1))
        zugriff.zeitraum = DateTimeTZRange(zugriff.zeitraum.lower, min(end, zugriff.zeitraum.upper))
        zugriff.save(update_fields=["zeitraum"])
    record("zugriff_beendet", zugriff)


@transaction.atomic
def review_notzugriff(zugriff: Zugriff, *, befund: str, bemerkung: str, user: User) -> None:
    """Say whether it was needed; it is said once. Raises DomainError ``leitung``, ``vier_augen``, ``geprueft``."""
    if not user.hat_recht(Recht.FALLAKTEN_LEITEN):
        raise DomainError(_("Das prüft die Leitung."), "leitung")
    zugriff = Zugriff.objects.select_for_update(of=("self",)).get(pk=zugriff.pk)
    if zugriff.user_id == user.pk:
        raise DomainError(_("Ihren eigenen Notzugriff prüft jemand anderes."), "vier_augen")
    if zugriff.geprueft_am is not None or zugriff.art != Zugriffsart.NOTZUGRIFF:
        raise DomainError(_("Das ist schon geprüft."), "geprueft")
    zugriff.befund, zugriff.bemerkung = befund, bemerkung.strip()
    zugriff.geprueft_von, zugriff.geprueft_am = user, uhr.now()
    zugriff.save(update_fields=["befund", "bemerkung", "geprueft_von", "geprueft_am"])
    record(f"notzugriff_{befund}", zugriff)
