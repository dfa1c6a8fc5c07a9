"""A Schulungsnachweis is given, taken back, and about to end."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from behoerde.kern.regeln.zeit import last_day
from monitoring.models import Kurs, Schulungsgast, Schulungsnachweis, Schulungsteilnahme
from monitoring.queries.schulung_fristen import ending, level, renewed
from monitoring.schulung import ERINNERT_VORHER


@transaction.atomic
def grant(
    *,
    kurs: Kurs,
    tag: date,
    von: User,
    user: User | None = None,
    gast: Schulungsgast | None = None,
    teilnahme: Schulungsteilnahme | None = None,
    woher: str = "",
) -> Schulungsnachweis:
    """Add a Schulungsnachweis that counts from ``tag`` on as long as those of ``kurs`` do.

    Raises DomainError ``zukunft`` for a day that is still to come.
    """
    if tag > uhr.today():
        raise DomainError(_("Dieser Tag liegt noch vor uns."), "zukunft")
    row = Schulungsnachweis(user=user, gast=gast, kurs=kurs, teilnahme=teilnahme, erworben_am=tag, woher=woher, angelegt_von=von)
    row.gueltig_bis = last_day(tag, monate=kurs.gueltig_monate)
    row.save(force_insert=True)
    record("schulungsnachweis_erteilt", row)
    return row


@transaction.atomic
def revoke(*, nachweis: Schulungsnachweis, grund: str, von: User) -> Schulungsnachweis:
    """Take one back by adding another that says so; twice changes nothing."""
    row = Schulungsnachweis.objects.select_for_update(of=("self",)).get(pk=nachweis.pk)
    if row.hebt_auf_id:
        raise DomainError(_("Eine Aufhebung lässt sich nicht aufheben. Tragen Sie den Nachweis neu ein."), "aufhebung")
    if found := Schulungsnachweis.objects.filter(hebt_auf=row).first():
        return found
    same = {name: getattr(row, name) for name in ("user", "gast", "kurs", "erworben_am", "gueltig_bis")}
    back = Schulungsnachweis.objects.create(**same, hebt_auf=row, grund=grund, angelegt_von=von)
    record("schulungsnachweis_aufgehoben", row, grund=grund)
    return back


def remind_of_ends() -> int:
    """Write to everybody whose Schulungsnachweis ends within 90, 30 or 7 days, once for each; return how many were queued."""
    today = uhr.today()
    rows = ending(today, today + timedelta(days=ERINNERT_VORHER[0])).select_related("user", "gast")
    done = renewed(rows)
    return sum(_remind(row, level(row, today)) for row in rows if row.pk not in done)


@transaction.atomic
def _remind(row: Schulungsnachweis, tage: int) -> bool:
    if row.user and not row.user.is_active:
        return False
    return queue_nachricht(
        "schulung_endet",
        schluessel=f"schulung-endet-{row.pk}-{tage}",
        empfaenger=recipient(row.user, row.gast),
        kontext={"nachweis": str(row.pk)},
    )


def recipient(user: User | None, gast: Schulungsgast | None) -> Empfaenger:
    """Return whom to write to: an account, or else a Schulungsgast."""
    if user:
        return Empfaenger.of(user)
    if gast is None:
        raise ValueError
    return Empfaenger("schulungsgast", gast.pk, "email", gast.email, "de")
