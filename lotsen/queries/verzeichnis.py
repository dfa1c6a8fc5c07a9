"""The directory as people look for help in it: in their own words, by subject, by language, open now, near them."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Case, F, Func, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils.translation import get_language

from behoerde.kern import uhr
from behoerde.kern.db import vorbereitet
from behoerde.kern.expressions import among, spoken
from behoerde.kern.suche import GEZAEHLT_BIS
from lotsen.angebotsarten import Angebotsart, Uebergabe, angebotsarten
from lotsen.enums import AngebotStatus
from lotsen.models import Angebot, Ort, Sprechzeit, Suchzeile
from lotsen.queries.treffer import OHNE_TERMIN, Treffer, hours_now

JE_SEITE = 20
SPRACHEN_MERKEN = 300  # seconds
NOCH_OFFEN: list[UUID] = []


@dataclass(frozen=True)
class Fund:
    """One Angebot with what its page says about now; ``km`` is None when nobody asked how far it is, or nobody knows."""

    angebot: Angebot
    jetzt: datetime
    km: float | None = None

    @property
    def art(self) -> Angebotsart | None:
        return angebotsarten().get(self.angebot.angebotsart)

    @property
    def vertraulich(self) -> bool:
        """Say whether people may go there without anything being passed on."""
        return self.art is not None and self.art.uebergabe == Uebergabe.BEGLEITBRIEF

    @cached_property
    def orte(self) -> list[Ort]:
        return list(self.angebot.orte.all())

    @property
    def barrierefrei(self) -> bool:
        return any(ort.barrierefrei for ort in self.orte)

    @cached_property
    def offen_bis(self) -> time | None:
        """Return until when it is open right now, without an appointment; None when it is not."""
        today = [zeit for zeit in self.angebot.sprechzeiten.all() if _counts(zeit, self.jetzt)]
        return max((zeit.bis for zeit in today if zeit.von <= self.jetzt.time() < zeit.bis), default=None)


class Fundzeile(NamedTuple):
    """One line of the list; ``orte``: name and street of each place."""

    pk: UUID
    name: str
    traeger: str
    orte: list[str]
    barrierefrei: bool
    frei: int | None
    offen_bis: time | None
    km: float | None


def _counts(zeit: Sprechzeit, jetzt: datetime) -> bool:
    tag = jetzt.date()
    in_time = (zeit.gilt_ab is None or zeit.gilt_ab <= tag) and (zeit.gilt_bis is None or tag <= zeit.gilt_bis)
    return in_time and zeit.wochentag == tag.isoweekday() and zeit.hinweis in OHNE_TERMIN


def start_context(_request: HttpRequest) -> dict | None:
    """Return what the door on the start page shows; None while the directory is empty: no door leads to nothing."""
    return {} if Angebot.objects.offered().exists() else None


def angebote() -> QuerySet[Angebot]:
    """Return what is offered, with everything a page shows of it; three queries."""
    rows = Angebot.objects.offered().select_related("traeger").prefetch_related("orte", "sprechzeiten")
    return rows.order_by("name_de", "id")  # other languages have a name of their own only where somebody wrote it


class Funde(Paginator):
    """Pages of a search. Beyond GEZAEHLT_BIS hits nobody counts and nobody turns pages."""

    def __init__(self, treffer: Treffer):
        super().__init__([], JE_SEITE)
        self.treffer = treffer
        self.jetzt = uhr.local(uhr.now())

    @cached_property
    def count(self) -> int:
        return self.treffer.anzahl

    @property
    def ungefaehr(self) -> bool:
        return self.count >= GEZAEHLT_BIS

    def page(self, number: int | str) -> "Page[Any]":
        number = self.validate_number(number)
        return Page(self._shown(self.treffer.best(number * JE_SEITE)[(number - 1) * JE_SEITE :]), number, self)

    def _shown(self, hits: list[tuple[UUID, float | None]]) -> list[Fundzeile]:
        """Read what a line of the list shows and nothing else, in one query: whole objects took three times as long."""
        sql, values = _lines(get_language() or "de", int(self.jetzt.timestamp()) // 60)
        with vorbereitet() as cursor:
            cursor.execute(sql, [[pk for pk, _km in hits] if value == NOCH_OFFEN else value for value in values])
            whole = {row[0]: row for row in cursor.fetchall()}
        return [Fundzeile._make((*whole[pk], km)) for pk, km in hits if pk in whole]


@lru_cache(maxsize=32)
def _lines(_sprache: str, _minute: int) -> tuple[str, tuple[Any, ...]]:
    """Return the statement for lines of the list; which ones is NOCH_OFFEN among its values. To build it takes longer than to ask."""
    street = Case(When(strasse="", then=Value("")), default=Concat(Value(", "), "strasse"))
    orte = Ort.objects.filter(angebote=OuterRef("pk")).order_by("name", "pk").annotate(zeile=Concat("name", street))
    until = hours_now().order_by("-bis").values("bis")[:1]
    rows = Suchzeile.objects.filter(among(NOCH_OFFEN), angebot__status=AngebotStatus.AKTIV)
    columns = ("pk", spoken("angebot__name"), "angebot__traeger__name", ArraySubquery(orte.values("zeile")))
    found = rows.values_list(*columns, "barrierefrei", "angebot__frei", Subquery(until))
    return found.query.sql_with_params()


def offered_languages() -> list[str]:
    """Return the codes to choose from; one query, and none for some minutes after it."""
    return cache.get_or_set("lotsen:sprachen", _offered_languages, SPRACHEN_MERKEN) or []


def _offered_languages() -> list[str]:
    each = Suchzeile.objects.annotate(code=Func(F("sprachen"), function="unnest")).values_list("code", flat=True)
    return sorted(each.distinct())
