"""People register for a Durchführung, stay away, move up from the waiting list, take part.

The row of the Durchführung is locked first, by the action and once more by the trigger of the table.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, User
from monitoring.actions.schulungsnachweis import grant, recipient
from monitoring.models import Durchfuehrung, Schulungsgast, Schulungsteilnahme
from monitoring.schulung import BELEGT, KOMMEN, TEILNAHME_UEBERGAENGE, DurchfuehrungStatus, TeilnahmeStatus

S = TeilnahmeStatus


@transaction.atomic
def register(
    *, durchfuehrung: Durchfuehrung, user: User | None = None, gast: Schulungsgast | None = None, von: User
) -> Schulungsteilnahme:
    """Give ``user`` or ``gast`` a place or let them wait; who is registered already stays so.

    Raises DomainError ``zu``, ``voll``, ``nur_eigene``.
    """
    date = locked(durchfuehrung)
    row = date.teilnahmen.filter(user=user, gast=gast).first()
    if row and row.status != S.ABGEMELDET:
        return row
    if not date.takes(uhr.now()):
        raise DomainError(_("Die Anmeldung zu diesem Termin ist geschlossen."), "zu")
    if gast and not date.fuer_ressorts:
        raise DomainError(_("Dieser Termin ist nur für Beschäftigte der Ausländerbehörde."), "nur_eigene")
    free = taken(date) < date.plaetze
    if not free and not date.mit_warteliste:
        raise DomainError(_("Alle Plätze sind vergeben, und es gibt keine Warteliste."), "voll")
    row = row or Schulungsteilnahme(durchfuehrung=date, user=user, gast=gast)
    row.status = S.ANGEMELDET if free else S.WARTELISTE
    row.gemeldet_von, row.eingereiht_am, row.bis = von, uhr.now(), date.endet_am
    _save(row)
    record("schulung_angemeldet", row)
    tell(row)
    return row


@transaction.atomic
def register_gast(
    *, durchfuehrung: Durchfuehrung, einheit: Organisationseinheit, name: str, email: str, von: User
) -> Schulungsteilnahme:
    """Register somebody of another Ressort; the same address in the same unit is the same person. As ``register`` else."""
    gast = Schulungsgast.objects.filter(einheit=einheit, email__iexact=email).first()
    if gast is None:
        gast = Schulungsgast.objects.create(einheit=einheit, name=name, email=email)
        record("schulungsgast_angelegt", gast)
    return register(durchfuehrung=durchfuehrung, gast=gast, von=von)


@transaction.atomic
def withdraw(*, teilnahme: Schulungsteilnahme) -> Schulungsteilnahme:
    """Stay away; the place goes to whoever waits longest. Doing it twice changes nothing."""
    date = locked(teilnahme.durchfuehrung)
    row = Schulungsteilnahme.objects.get(pk=teilnahme.pk)
    if row.status == S.ABGEMELDET:
        return row
    if row.status not in KOMMEN or date.beginnt_am <= uhr.now():
        raise DomainError(_("Der Termin hat schon begonnen oder ist vorbei."), "vorbei")
    row.status = S.ABGEMELDET
    _save(row)
    record("schulung_abgemeldet", row)
    move_up(date)
    return row


@transaction.atomic
def mark(*, teilnahme: Schulungsteilnahme, gekommen: bool, user: User) -> Schulungsteilnahme:
    """Say whether they came; whoever did gets a Schulungsnachweis from that day on. Twice changes nothing.

    Raises DomainError ``noch_nicht`` before it begins, ``stand`` where there is no place.
    """
    date = locked(teilnahme.durchfuehrung)
    row = Schulungsteilnahme.objects.get(pk=teilnahme.pk)
    wanted = S.TEILGENOMMEN if gekommen else S.GEFEHLT
    if row.status == wanted:
        return row
    if date.status == DurchfuehrungStatus.ABGESAGT or date.beginnt_am > uhr.now():
        raise DomainError(_("Das lässt sich erst sagen, wenn der Termin begonnen hat."), "noch_nicht")
    if wanted not in TEILNAHME_UEBERGAENGE[row.status]:
        raise DomainError(_("Das geht in diesem Stand nicht: %(stand)s.") % {"stand": row.get_status_display()}, "stand")
    if gekommen and taken(date) >= date.plaetze and row.status == S.GEFEHLT:
        raise DomainError(_("Alle Plätze sind vergeben. Erhöhen Sie zuerst die Zahl der Plätze."), "voll")
    row.status = wanted
    _save(row)
    record(f"schulung_{wanted}", row)
    if gekommen:
        grant(user=row.user, gast=row.gast, kurs=date.kurs, tag=uhr.local(date.beginnt_am).date(), von=user, teilnahme=row)
    return row


def move_up(date: Durchfuehrung) -> None:
    """Give free places to those who wait, in the order of arrival; the row of ``date`` is locked."""
    if date.status != DurchfuehrungStatus.GEPLANT or date.beginnt_am <= uhr.now():
        return
    free = max(0, date.plaetze - taken(date))
    for row in date.teilnahmen.filter(status=S.WARTELISTE).order_by("eingereiht_am", "id")[:free]:
        row.status = S.ANGEMELDET
        _save(row)
        record("schulung_nachgerueckt", row)
        tell(row)


def tell(row: Schulungsteilnahme, anlass: str = "schulung_stand") -> bool:
    """Write to whoever is registered how it stands; False without an address."""
    return queue_nachricht(
        anlass,
        schluessel=f"{anlass}-{row.pk}-{row.folge}",
        empfaenger=recipient(row.user, row.gast),
        kontext={"teilnahme": str(row.pk), "status": row.status},
    )


def locked(durchfuehrung: Durchfuehrung) -> Durchfuehrung:
    return Durchfuehrung.objects.select_for_update(of=("self",)).select_related("kurs").get(pk=durchfuehrung.pk)


def taken(date: Durchfuehrung) -> int:
    """Return how many places are taken."""
    return date.teilnahmen.filter(status__in=BELEGT).count()


def _save(row: Schulungsteilnahme) -> None:
    row.folge += 1
    row.save()
