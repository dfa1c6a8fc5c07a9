"""The directory for programs: pages of services, and all of them one batch after the other."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import CharField, Func, QuerySet, Value
from django.db.models.functions import Cast, Concat

from behoerde.kern.db import System, als
from lotsen.hsds_ausgabe import RAUM, V30, to_service
from lotsen.models import Angebot, Suchzeile, Traeger
from lotsen.queries.suchworte import read_words
from lotsen.queries.treffer import ZEICHEN_HOECHSTENS, look_for

STAPEL = 500


def services(*, search: str = "", organization: str = "", art: str = "", modified_after: Any = None) -> QuerySet[Angebot]:
    """Return every Angebot that exists, also what takes a break: its status says so. Words find only what is offered."""
    rows = Angebot.objects.select_related("traeger").prefetch_related("orte", "sprechzeiten").order_by("pk")
    if organization:
        rows = rows.filter(traeger=organization)
    if art:
        rows = rows.filter(angebotsart=art)
    if modified_after:
        rows = rows.filter(geaendert_am__gte=modified_after)
    words = read_words(search[:ZEICHEN_HOECHSTENS].replace("\0", ""))
    if words is None:
        return rows
    lines = Suchzeile.objects.order_by()
    return rows.filter(pk__in=lines.filter(look_for(lines, words).passt).values("pk"))


def organizations() -> QuerySet[Traeger]:
    return Traeger.objects.order_by("pk")


def service_at_locations() -> QuerySet[Any]:
    """Return which Angebot is at which place."""
    return Angebot.orte.through.objects.select_related("ort").order_by("angebot_id", "ort_id")


class _Abdruck(Func):
    """The MD5 that ``place_id`` is made of, as 32 hexadecimal digits."""

    template = f"md5(decode('{RAUM.hex}', 'hex') || convert_to(%(expressions)s, 'UTF8'))"
    output_field = CharField()


def find_service_at_location(pk: UUID) -> QuerySet[Any]:
    """Return the row with this id; two of its 32 digits say only that it is an id."""
    pair = Concat(Cast("angebot_id", CharField()), Value("|"), Cast("ort_id", CharField()))
    rows = service_at_locations().annotate(abdruck=_Abdruck(pair))
    return rows.filter(abdruck__startswith=pk.hex[:12], abdruck__endswith=pk.hex[17:])


def every_service(version: str = V30) -> Iterator[dict[str, Any]]:
    """Yield all services. Each batch is read in a short transaction of its own: a slow reader holds neither rows nor a connection."""
    last = None
    while True:
        with als(System.KUNDE):
            rows = services()
            batch = list((rows.filter(pk__gt=last) if last else rows)[:STAPEL])
        if not batch:
            return
        last = batch[-1].pk
        while batch:
            yield to_service(batch.pop(0), version)
