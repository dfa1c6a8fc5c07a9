"""Ask for a report, write it step by step, correct it, let everybody read it.

Writing takes longer than a page may, so the worker does it: each step commits for itself and renews the lease, and what a lost
worker leaves is begun anew once its lease has run out.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import wake
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from monitoring.bericht import PACHT, PDF_BYTES, UNFERTIG, VERSUCHE, Berichtstand, spans
from monitoring.models import Bericht
from monitoring.queries.bericht import parts

TASK = "monitoring.berichte"
S = Berichtstand


@transaction.atomic
def ask(*, art: str, von: date, vorwort: str, user: User) -> Bericht:
    """Ask for a report about a span; a broker that is down only delays it.

    Raises DomainError ``zeitraum`` for a span that can't be chosen, ``laeuft`` while the same one is being written.
    """
    span = next((one for one in spans(art, uhr.today()) if one.von == von), None)
    if span is None:
        raise DomainError(_("Diesen Zeitraum gibt es für diesen Bericht nicht."), "zeitraum")
    _one_at_a_time()
    newest = Bericht.objects.filter(art=art).aggregate(n=Max("nummer"))["n"] or 0
    return _store(Bericht(art=art, nummer=newest + 1, von=von, bis=span.bis, vorwort=vorwort, angefordert_von=user))


@transaction.atomic
def correct(*, bericht: Bericht, berichtigt: str, vorwort: str, user: User) -> Bericht:
    """Ask for the next revision of a finished report; the earlier one stays as it is.

    Raises DomainError ``stand`` for one that is not done, ``laeuft`` while the same span is being written.
    """
    if not bericht.ist_fertig:
        raise DomainError(_("Berichtigt wird nur, was fertig ist."), "stand")
    _one_at_a_time()
    newest = Bericht.objects.filter(art=bericht.art, nummer=bericht.nummer).aggregate(n=Max("fassung"))["n"]
    return _store(
        Bericht(
            art=bericht.art,
            nummer=bericht.nummer,
            fassung=newest + 1,
            berichtigt=berichtigt,
            von=bericht.von,
            bis=bericht.bis,
            vorwort=vorwort,
            angefordert_von=user,
        )
    )


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('monitoring_bericht'))")


def _store(row: Bericht) -> Bericht:
    row.schritte = len(parts(row.art)) + 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise _busy() from error
    record("bericht_angefordert", row)
    transaction.on_commit(partial(wake, TASK), robust=True)
    return row


def _busy() -> DomainError:
    return DomainError(_("Dieser Bericht wird gerade schon erstellt."), "laeuft")


@transaction.atomic
def try_again(*, bericht: Bericht) -> Bericht:
    """Ask once more for a report that failed; one that did not is left alone. Raises DomainError ``laeuft``."""
    row = Bericht.objects.leicht().select_for_update(of=("self",)).get(pk=bericht.pk)
    if row.status != S.FEHLGESCHLAGEN:
        return row
    row.status, row.schritt, row.grund = S.ANGEFORDERT, 0, ""
    try:
        with transaction.atomic():
            row.save(update_fields=["status", "schritt", "grund"])
    except IntegrityError as error:
        raise _busy() from error
    record("bericht_angefordert", row)
    transaction.on_commit(partial(wake, TASK), robust=True)
    return row


# --- What the worker does ---
def due() -> list[UUID]:
    """Return the reports to be written, the oldest first: asked for, or left by a worker whose lease has run out."""
    lost = Q(status=S.IN_ARBEIT, gesperrt_bis__lte=uhr.now())
    rows = Bericht.objects.filter(Q(status=S.ANGEFORDERT) | lost).order_by("angefordert_am", "pk")
    return list(rows.values_list("pk", flat=True))


@transaction.atomic
def begin(pk: UUID) -> Bericht | None:
    """Take a report for this worker; None when another one has it, or when it was the death of too many."""
    rows = Bericht.objects.leicht().select_for_update(of=("self",), skip_locked=True)
    row = rows.filter(pk=pk, status__in=UNFERTIG).first()
    if row is None or (row.gesperrt_bis and row.gesperrt_bis > uhr.now()):
        return None
    if row.status == S.IN_ARBEIT and row.versuche % VERSUCHE == 0:
        fail(
            row,
            _("Das Erstellen ist mehrmals abgebrochen. Bitte sagen Sie es der Verwaltung, bevor Sie es noch einmal versuchen."),
        )
        return None
    row.status, row.schritt, row.gesperrt_bis = S.IN_ARBEIT, 0, uhr.now() + PACHT
    row.versuche += 1
    row.save(update_fields=["status", "schritt", "gesperrt_bis", "versuche"])
    return row


@transaction.atomic
def step(row: Bericht, done: int) -> bool:
    """Say how many steps are done and renew the lease; False when another worker has taken over meanwhile."""
    return bool(_own(row).update(schritt=done, gesperrt_bis=uhr.now() + PACHT))


def _own(row: Bericht):
    return Bericht.objects.filter(pk=row.pk, status=S.IN_ARBEIT, versuche=row.versuche)


@transaction.atomic
def finish(row: Bericht, *, inhalt: Mapping[str, Any], pdf: bytes) -> bool:
    """Freeze a report; False when another worker has taken over. Raises DomainError ``gross`` for a file nobody could send."""
    if len(pdf) > PDF_BYTES:
        raise DomainError(_("Der Bericht ist zu groß geworden."), "gross")
    done = _own(row).update(
        status=S.FERTIG,
        schritt=row.schritte,
        gesperrt_bis=None,
        inhalt=inhalt,
        pdf=pdf,
        pruefsumme=hashlib.sha256(pdf).hexdigest(),
        fertig_am=uhr.now(),
    )
    if done:
        record("bericht_fertig", row)
    return bool(done)


@transaction.atomic
def fail(row: Bericht, grund: str) -> None:
    """Say why there is no report; one that another worker has taken over is left to it."""
    if _own(row).update(status=S.FEHLGESCHLAGEN, gesperrt_bis=None, grund=grund[:300]):
        record("bericht_fehlgeschlagen", row)


# --- For everybody ---
@transaction.atomic
def release(*, bericht: Bericht, user: User) -> Bericht:
    """Let everybody read a finished report, for good; again changes nothing. Raises DomainError ``intern``, ``stand``."""
    row = Bericht.objects.leicht().select_for_update(of=("self",)).get(pk=bericht.pk)
    if not row.ist_oeffentlich:
        raise DomainError(_("Dieser Bericht ist nur für den Dienstgebrauch."), "intern")
    if not row.ist_fertig:
        raise DomainError(_("Der Bericht ist noch nicht fertig."), "stand")
    if row.freigegeben_am is None:
        row.freigegeben_am, row.freigegeben_von = uhr.now(), user
        row.save(update_fields=["freigegeben_am", "freigegeben_von"])
        record("bericht_veroeffentlicht", row)
    return row
