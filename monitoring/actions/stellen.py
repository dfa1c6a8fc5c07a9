"""Heads, full-time equivalents and budget are reported for a month, one by one or as a table."""

from collections.abc import Container
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, User
from monitoring.models import Stellenstand
from monitoring.queries.stellen import units_of
from monitoring.stellenliste import Meldung, checked, values


@transaction.atomic
def report(*, einheit: Organisationseinheit, meldung: Meldung, user: User) -> Stellenstand:
    """Keep what a unit has in a month; a later report of the same month replaces it, its history stays.

    Raises DomainError ``fremd``, and those of ``checked``.
    """
    checked(meldung)
    if not units_of(user).filter(pk=einheit.pk).exists():
        raise DomainError(_("Für diese Stelle melden Sie nicht."), "fremd")
    said = asdict(meldung)
    monat = said.pop("monat")
    row, _made = Stellenstand.objects.update_or_create(
        einheit=einheit, monat=monat, defaults=said | {"erfasst_von": user, "erfasst_am": uhr.now()}
    )
    record("stellenstand_gemeldet", row)
    return row


@transaction.atomic
def report_all(*, rows: list[dict[str, str]], user: User) -> tuple[int, list[tuple[int, str]]]:
    """Keep a whole table, or nothing of it: return how many rows were kept, and number and sentence of each that was not."""
    units = {unit.name.casefold(): unit for unit in units_of(user)}
    errors: list[tuple[int, str]] = []
    read: dict[tuple[int, date], tuple[Organisationseinheit, Meldung]] = {}
    for number, row in enumerate(rows, start=2):  # the first line names the columns
        try:
            unit, meldung = _read(row, units, read.keys())
            read[unit.pk, meldung.monat] = (unit, meldung)
        except DomainError as error:
            errors.append((number, str(error)))
    if errors:
        return 0, errors
    for unit, meldung in read.values():
        report(einheit=unit, meldung=meldung, user=user)
    return len(read), []


def _read(
    row: dict[str, str], units: dict[str, Organisationseinheit], seen: Container[tuple[int, date]]
) -> tuple[Organisationseinheit, Meldung]:
    unit = units.get(row["stelle"].casefold())
    if unit is None:
        raise DomainError(_("Die Stelle „%(name)s“ kennen wir nicht.") % {"name": row["stelle"][:60]}, "stelle")
    meldung = values(row)
    if (unit.pk, meldung.monat) in seen:
        raise DomainError(_("Diese Stelle steht für diesen Monat zweimal in der Liste."), "doppelt")
    return unit, meldung
