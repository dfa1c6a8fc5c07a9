"""The directory as people look for help in it: in their own words, by subject, by language, open now, near them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from math import cos, radians
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Avg, Case, Exists, F, FloatField, Func, OrderBy, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest

from behoerde.kern import uhr
from behoerde.kern.suche import GEZAEHLT_BIS, count_each
from lotsen.angebotsarten import Angebotsart, Uebergabe, angebotsarten
from lotsen.models import Angebot, Ort, Sprechzeit, Suchzeile
from lotsen.queries.suchworte import Wort, read_words

JE_SEITE = 20
ZEICHEN_HOECHSTENS = 100
OHNE_TERMIN = ("", "Offene Sprechstunde")  # other remarks restrict the hours: nobody is told that it is open
ORTE_HOECHSTENS = 4  # of one Angebot count for the distance
SPRACHEN_MERKEN = 300  # seconds


@dataclass(frozen=True)
class Punkt:
    """A place on the map, in degrees."""

    breite: float
    laenge: float


@dataclass(frozen=True)
class Suche:
    """What somebody looks for; ``nahe`` sorts by distance from there."""

    q: str = ""
    kategorie: str = ""
    sprache: str = ""
    offen: bool = False
    frei: bool = False
    barrierefrei: bool = False
    nahe: Punkt | None = None


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

    @property
    def barrierefrei(self) -> bool:
        return any(ort.barrierefrei for ort in self.angebot.orte.all())

    @cached_property
    def offen_bis(self) -> time | None:
        """Return until when it is open right now, without an appointment; None when it is not."""
        today = [zeit for zeit in self.angebot.sprechzeiten.all() if _counts(zeit, self.jetzt)]
        return max((zeit.bis for zeit in today if zeit.von <= self.jetzt.time() < zeit.bis), default=None)


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

    def __init__(self, suche: Suche):
        self.rows = found(suche)
        super().__init__(self.rows, JE_SEITE)
        self.jetzt = uhr.local(uhr.now())

    @cached_property
    def count(self) -> int:
        return count_each({"alle": self.rows.order_by})["alle"]  # unsorted, so that it stops at the thousandth

    @property
    def ungefaehr(self) -> bool:
        return self.count >= GEZAEHLT_BIS

    def page(self, number: int | str) -> "Page[Any]":
        page = super().page(number)
        page.object_list = self._shown(list(page.object_list))
        return page

    def _shown(self, rows: Sequence[Any]) -> list[Fund]:
        whole = angebote().in_bulk([row.pk for row in rows])
        return [Fund(whole[row.pk], self.jetzt, getattr(row, "km", None)) for row in rows if row.pk in whole]


def found(suche: Suche) -> QuerySet[Suchzeile]:
    """Return what fits: the best first, or the nearest, else by name."""
    rows = _narrowed(Suchzeile.objects.only("pk"), suche)
    words = read_words(suche.q[:ZEICHEN_HOECHSTENS])
    order: list[str | OrderBy] = ["name", "pk"]
    if words is not None:
        rows = with_words(rows, words)
        order = ["stufe", *order]
    if suche.nahe:
        rows = rows.annotate(km=km_from(suche.nahe))
        order = [F("km").asc(nulls_last=True), "name", "pk"]
    return rows.order_by(*order)


def _narrowed(rows: QuerySet[Suchzeile], suche: Suche) -> QuerySet[Suchzeile]:
    if suche.kategorie:
        rows = rows.filter(angebotsart__in=[slug for slug, art in angebotsarten().items() if art.kategorie == suche.kategorie])
    if suche.sprache:
        rows = rows.filter(sprachen__contains=[suche.sprache])
    if suche.frei:
        rows = rows.filter(hat_frei=True)
    if suche.barrierefrei:
        rows = rows.filter(barrierefrei=True)
    if suche.offen:
        jetzt = uhr.local(uhr.now())
        hours = Sprechzeit.objects.on(jetzt.date()).filter(von__lte=jetzt.time(), bis__gt=jetzt.time(), hinweis__in=OHNE_TERMIN)
        rows = rows.filter(Exists(hours.filter(angebot=OuterRef("pk"))))
    return rows


def with_words(rows: QuerySet[Suchzeile], words: list[Wort]) -> QuerySet[Suchzeile]:
    """Keep what fits all words, else what fits any; ``stufe`` runs from "is called so" to "mentions it"."""
    if not words:
        return rows.annotate(stufe=Value(0)).none()
    every, some = Q(), Q()
    for word in words:
        every &= word.passt
        some |= word.passt
    if len(words) > 1 and not rows.filter(every).exists():
        every = some
    called, meant = words[0].so_genannt, words[0].im_namen
    for word in words[1:]:
        called, meant = called & word.so_genannt, meant & word.im_namen
    kinds = {art for word in words for art in word.arten}
    stufe = Case(When(worte=called, then=0), When(worte=meant, then=1), When(angebotsart__in=kinds, then=2), default=3)
    return rows.filter(every).annotate(stufe=stufe)


def km_from(von: Punkt, zeile: str = "") -> Func:
    """Return how far the nearest place is: on a city's scale the earth is flat. ``zeile`` leads to the Suchzeile."""
    values = [Value(value, FloatField()) for value in (von.breite, von.laenge, cos(radians(von.breite)))]
    each = [
        Func(F(f"{zeile}breiten__{n}"), F(f"{zeile}laengen__{n}"), *values, function="lotsen_km", output_field=FloatField())
        for n in range(ORTE_HOECHSTENS)
    ]
    return Func(*each, function="LEAST", output_field=FloatField())


def place_of_plz(plz: str) -> Punkt | None:
    """Return the middle of the known places with this postal code, None when there is none."""
    middle = Ort.objects.filter(plz=plz, breite__isnull=False).aggregate(breite=Avg("breite"), laenge=Avg("laenge"))
    return Punkt(middle["breite"], middle["laenge"]) if middle["breite"] is not None else None


def offered_languages() -> list[str]:
    """Return the codes to choose from; one query, and none for some minutes after it."""
    return cache.get_or_set("lotsen:sprachen", _offered_languages, SPRACHEN_MERKEN) or []


def _offered_languages() -> list[str]:
    each = Suchzeile.objects.annotate(code=Func(F("sprachen"), function="unnest")).values_list("code", flat=True)
    return sorted(each.distinct())
