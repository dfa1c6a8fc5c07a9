"""Meetings about cases: the list, one with everything that belongs to it, who may not hear of a case."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit, User
from fallmanagement.enums_zusammenarbeit import Freigabegrundlage
from fallmanagement.models import Fallakte, Fallkonferenz, Freigabe, Konferenzbeschluss, Konferenzfall


def without_freigabe(
    akte: Fallakte, konferenz: Fallkonferenz, units: Iterable[Organisationseinheit]
) -> list[Organisationseinheit]:
    """Return the partners among ``units`` that have no Freigabe of the case on the day of the meeting."""
    held = _held([akte.pk], konferenz)
    return [unit for unit in _partners(units) if (akte.pk, unit.pk) not in held]


def _partners(units: Iterable[Organisationseinheit]) -> list[Organisationseinheit]:
    return [unit for unit in units if unit.art == Organisationseinheit.Art.PARTNER]


def _held(akten: Iterable[UUID], konferenz: Fallkonferenz) -> set[tuple[UUID, int]]:
    """Return who holds a Freigabe of which case on the day of the meeting."""
    agreed = Q(grundlage=Freigabegrundlage.EINWILLIGUNG) | Q(bestaetigt_am__isnull=False)
    day = uhr.local(konferenz.beginnt_am).date()
    rows = Freigabe.objects.filter(agreed, fallakte__in=akten, widerrufen_am=None, bis__gte=day)
    return set(rows.values_list("fallakte", "empfaenger"))


def listed(user: User) -> QuerySet[Fallkonferenz]:
    return Fallkonferenz.objects.sichtbar_fuer(user).select_related("einheit")


def cases(konferenz: Fallkonferenz) -> list[Konferenzfall]:
    """Return the cases of a meeting with their resolutions, in the order of the list.

    While it is open each says which partners lost their Freigabe since: ``ohne_freigabe``.
    """
    resolutions = Prefetch("beschluesse", Konferenzbeschluss.objects.select_related("frist"))
    rows = list(konferenz.faelle.select_related("fallakte__person").prefetch_related(resolutions))
    if konferenz.is_open:
        partners = _partners(row.einheit for row in konferenz.teilnahmen.select_related("einheit"))
        held = _held([row.fallakte_id for row in rows], konferenz)
        for row in rows:
            row.ohne_freigabe = [unit for unit in partners if (row.fallakte_id, unit.pk) not in held]
    return rows


def of_akte(akte: Fallakte) -> QuerySet[Konferenzfall]:
    return akte.konferenzfaelle.select_related("konferenz").order_by("-konferenz__beginnt_am", "-pk")


def units() -> QuerySet[Organisationseinheit]:
    return Organisationseinheit.objects.order_by("name")
