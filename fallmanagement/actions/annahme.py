"""What the office assumes in its savings ledger: one account proposes it, another releases it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from celery import current_app
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.models import Annahme


@transaction.atomic
def propose_annahme(
    *, art: str, ab: date, begruendung: str, quelle: str, user: User, anteil: Decimal | None = None, rechtskreis: str = ""
) -> Annahme:
    """Propose what shall be assumed from the first day of a month on; nothing changes until somebody else releases it.

    Raises DomainError ``vorschlag`` when one of this kind waits already.
    """
    if Annahme.objects.filter(art=art, freigegeben_am=None).exists():
        raise DomainError(_("Dazu wartet schon ein Vorschlag auf die zweite Person."), "vorschlag")
    row = Annahme.objects.create(
        art=art,
        anteil=anteil,
        rechtskreis=rechtskreis,
        zeitraum=DateRange(ab.replace(day=1), None),
        begruendung=begruendung,
        quelle=quelle,
        vorgeschlagen_von=user,
    )
    record("annahme_vorgeschlagen", row)
    return row


@transaction.atomic
def release_annahme(pk: UUID, *, user: User) -> Annahme:
    """Let a proposal count; what was assumed before ends on the day before. Open months are computed anew in the background.

    Raises DomainError ``weg`` when it was decided, ``vier_augen`` for whoever proposed it, ``ueberschneidung`` when it begins
    before what it replaces.
    """
    row = _waiting(pk)
    if row.vorgeschlagen_von_id == user.pk:
        raise DomainError(_("Freigeben muss das eine zweite Person: Sie haben es selbst vorgeschlagen."), "vier_augen")
    try:
        with transaction.atomic():
            _end_before(row)
            row.freigegeben_von, row.freigegeben_am = user, uhr.now()
            row.save(update_fields=["freigegeben_von", "freigegeben_am"])
    except IntegrityError as error:
        raise DomainError(_("In dieser Zeit gilt schon eine andere Annahme, die später beginnt."), "ueberschneidung") from error
    record("annahme_freigegeben", row)
    transaction.on_commit(lambda: current_app.send_task("fallmanagement.ersparnis"))
    return row


def _end_before(row: Annahme) -> None:
    current = Annahme.objects.released().filter(art=row.art, zeitraum__endswith=None, zeitraum__startswith__lt=row.zeitraum.lower)
    for before in current:
        before.zeitraum = DateRange(before.zeitraum.lower, row.zeitraum.lower)
        before.save(update_fields=["zeitraum"])


@transaction.atomic
def discard_annahme(pk: UUID) -> None:
    """Take a proposal away. Raises DomainError ``weg`` when it was decided."""
    row = _waiting(pk)
    record("annahme_verworfen", row)
    row.delete()


def _waiting(pk: UUID) -> Annahme:
    row = Annahme.objects.filter(pk=pk, freigegeben_am=None).select_for_update(of=("self",)).first()
    if row is None:
        raise DomainError(_("Über diesen Vorschlag ist schon entschieden."), "weg")
    return row
