"""Somebody is away: a colleague sees and does the cases for these days, then they are back by themselves."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from behoerde.kern.rechte import Recht
from fallmanagement.models import Vertretung


@transaction.atomic
def cover(*, away: User, durch: User, von: date, bis: date, by: User) -> Vertretung:
    """Let ``durch`` cover for ``away`` from day to day, both included.

    Raises DomainError ``leitung``, ``selbst``, ``konto``, ``tage``, ``doppelt``.
    """
    if away.pk != by.pk and not by.hat_recht(Recht.FALLAKTEN_LEITEN):
        raise DomainError(_("Für andere kann nur die Leitung eine Vertretung eintragen."), "leitung")
    if away.pk == durch.pk:
        raise DomainError(_("Niemand kann sich selbst vertreten."), "selbst")
    if not durch.hat_recht(Recht.FALLAKTEN) or not set(away.einheiten) <= set(durch.einheiten_darunter):
        raise DomainError(_("Dieses Konto darf die Akten nicht öffnen. Bitte wählen Sie jemand anderes."), "konto")
    if not uhr.today() <= bis or bis < von:
        raise DomainError(_("Der letzte Tag liegt vor dem ersten oder in der Vergangenheit."), "tage")
    try:
        with transaction.atomic():
            row = Vertretung.objects.create(user=away, durch=durch, von=by, zeitraum=DateRange(von, bis + timedelta(days=1)))
    except IntegrityError as error:
        raise DomainError(_("In dieser Zeit gibt es schon eine Vertretung."), "doppelt") from error
    record("vertretung_eingetragen", row)
    return row


@transaction.atomic
def end_cover(row: Vertretung, *, by: User) -> None:
    """End a cover today: the cases are back at once. Raises DomainError ``leitung``."""
    if row.user_id != by.pk and not by.hat_recht(Recht.FALLAKTEN_LEITEN):
        raise DomainError(_("Für andere kann nur die Leitung eine Vertretung beenden."), "leitung")
    record("vertretung_beendet", row)
    if row.zeitraum.lower >= uhr.today():
        row.delete()
    else:
        row.zeitraum = DateRange(row.zeitraum.lower, uhr.today())
        row.save(update_fields=["zeitraum"])
