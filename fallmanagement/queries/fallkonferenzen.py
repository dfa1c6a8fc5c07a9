"""Meetings about cases: the list, one with everything that belongs to it, who may not hear of a case."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit, User
from fallmanagement.enums_zusammenarbeit import Freigabegrundlage
from fallmanagement.models import Fallakte, Fallkonferenz, Konferenzbeschluss, Konferenzfall


def without_freigabe(
    akte: Fallakte, konferenz: Fallkonferenz, units: Iterable[Organisationseinheit]
) -> list[Organisationseinheit]:
    """Return the partners among ``units`` that have no Freigabe of the case on the day of the meeting."""
    agreed = Q(grundlage=Freigabegrundlage.EINWILLIGUNG) | Q(bestaetigt_am__isnull=False)
    day = uhr.local(konferenz.beginnt_am).date()
    rows = akte.freigaben.filter(agreed, widerrufen_am=None, bis__gte=day)
    held = set(rows.values_list("empfaenger", flat=True))
    return [unit for unit in units if unit.art == Organisationseinheit.Art.PARTNER and unit.pk not in held]


def listed(user: User) -> QuerySet[Fallkonferenz]:
    return Fallkonferenz.objects.sichtbar_fuer(user).select_related("einheit")


def cases(konferenz: Fallkonferenz) -> QuerySet[Konferenzfall]:
    """Return the cases of a meeting with their resolutions, in the order of the list."""
    resolutions = Prefetch("beschluesse", Konferenzbeschluss.objects.select_related("frist"))
    return konferenz.faelle.select_related("fallakte__person").prefetch_related(resolutions)


def of_akte(akte: Fallakte) -> QuerySet[Konferenzfall]:
    return akte.konferenzfaelle.select_related("konferenz").order_by("-konferenz__beginnt_am", "-pk")


def units() -> QuerySet[Organisationseinheit]:
    return Organisationseinheit.objects.order_by("name")
