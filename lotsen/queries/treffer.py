"""What fits a search of the directory, the best first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, reduce
from heapq import nsmallest
from operator import and_, or_
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.db.models.lookups import IsNull

from behoerde.kern import uhr
from behoerde.kern.suche import BEMERKT, GEZAEHLT_BIS, count_each
from lotsen.angebotsarten import angebotsarten
from lotsen.models import Sprechzeit, Suchzeile
from lotsen.models.angebot import SprechzeitQuerySet
from lotsen.queries.naehe import Punkt, nearest
from lotsen.queries.suchworte import Wort, read_words

ZEICHEN_HOECHSTENS = 100
SPALTEN = ("name", "angebot_id", "angebotsart", "sprachen", "hat_frei", "barrierefrei")
_ANZAHL = "(SELECT count(*) FROM lotsen_suchzeile)"
# What is found takes the name of the table, so that what ranks a row of the table ranks one that was found; too many are not.
_LESEN = f"WITH lotsen_suchzeile AS MATERIALIZED ({{found}}) {{lines}} LIMIT CASE WHEN {_ANZAHL} < %s THEN %s ELSE 1 END"
OHNE_TERMIN = ("", "Offene Sprechstunde")  # other remarks restrict the hours: nobody is told that it is open


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

    @cached_property
    def arten(self) -> frozenset[str]:
        """Return the kinds of the subject."""
        return frozenset(slug for slug, art in angebotsarten().items() if art.kategorie == self.kategorie)

    @property
    def gefiltert(self) -> bool:
        """Say whether a filter is set that counts hits beside its values."""
        return bool(self.kategorie or self.sprache or self.frei or self.barrierefrei)


class Zeile(NamedTuple):
    """One hit; ``stufe`` runs from 0, "is called so", to "mentions it"."""

    stufe: int
    name: str
    pk: UUID
    angebotsart: str
    sprachen: list[str]
    frei: bool
    barrierefrei: bool

    def misses(self, suche: Suche) -> list[str]:
        """Return which filters it does not fit."""
        fits = {
            "thema": not suche.kategorie or self.angebotsart in suche.arten,
            "sprache": not suche.sprache or suche.sprache in self.sprachen,
            "frei": not suche.frei or self.frei,
            "barrierefrei": not suche.barrierefrei or self.barrierefrei,
        }
        return [name for name, fit in fits.items() if not fit]


class Treffer:
    """The hits of one search. Fewer than GEZAEHLT_BIS are read at once and sorted here, of more only what a page shows."""

    def __init__(self, suche: Suche):
        self.suche = suche
        words = read_words(suche.q[:ZEICHEN_HOECHSTENS])
        self.worte = None if words is None else look_for(_narrowed(_open(suche), suche), words)

    @property
    def zeilen(self) -> list[Zeile]:
        """Return all hits, also those that only miss a filter beside whose values hits are counted; of too many none."""
        return self._gelesen[1]

    @cached_property
    def _gelesen(self) -> tuple[int, list[Zeile]]:
        """Find up to GEZAEHLT_BIS hits and read them when they are fewer; return how many were found, and them."""
        rows = self._weit(_open(self.suche)).values(*SPALTEN, "namensworte").order_by()[:GEZAEHLT_BIS]
        stufe = Value(0) if self.worte is None else self.worte.stufe
        ranked = Suchzeile.objects.annotate(zahl=RawSQL(_ANZAHL, []), stufe=stufe).order_by()  # noqa: S611 - written here
        try:
            found, values = rows.query.sql_with_params()
        except EmptyResultSet:
            return 0, []
        lines, ranks = ranked.values_list("zahl", "stufe", *SPALTEN).query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(_LESEN.format(found=found, lines=lines), [*values, *ranks, GEZAEHLT_BIS, GEZAEHLT_BIS])
            read = cursor.fetchall()
        zahl = read[0][0] if read else 0
        return zahl, [Zeile._make(row[1:]) for row in read if zahl < GEZAEHLT_BIS]

    @cached_property
    def genau(self) -> bool:
        """Say whether ``zeilen`` are all of them; that there are more is believed for a minute, without looking for them."""
        viele = f"viele{hash((self.suche.q, self.suche.offen)):x}"
        if caches["prozess"].get(viele):
            return False
        genau = self._gelesen[0] < GEZAEHLT_BIS
        if not genau:
            caches["prozess"].set(viele, True, BEMERKT)
        return genau

    @cached_property
    def anzahl(self) -> int:
        """Return how many there are, GEZAEHLT_BIS for so many or more."""
        if self.genau:
            return len(self._passend)
        if not self.suche.gefiltert:
            return GEZAEHLT_BIS
        return count_each({"alle": self._alle.order_by}, kennung=replace(self.suche, nahe=None))["alle"]

    def best(self, anzahl: int) -> list[tuple[UUID, float | None]]:
        """Return the first ``anzahl`` with their distance, where somebody asked for it and it is known."""
        if self.suche.nahe:
            return nearest(self._alle, self.suche.nahe, anzahl)
        if self.genau:
            return [(zeile.pk, None) for zeile in nsmallest(anzahl, self._passend)]
        found: list[UUID] = []
        for folge in self._folgen():
            found.extend(folge.values_list("pk", flat=True)[: anzahl - len(found)])
            if len(found) >= anzahl:
                break
        return [(pk, None) for pk in found]

    @cached_property
    def _passend(self) -> list[Zeile]:
        if not self.suche.gefiltert:
            return self.zeilen
        return [zeile for zeile in self.zeilen if not zeile.misses(self.suche)]

    def _weit(self, rows: QuerySet[Suchzeile]) -> QuerySet[Suchzeile]:
        return rows if self.worte is None else rows.filter(self.worte.passt)

    @property
    def _alle(self) -> QuerySet[Suchzeile]:
        return self._weit(_narrowed(_open(self.suche), self.suche))

    def _folgen(self) -> Iterator[QuerySet[Suchzeile]]:
        """Yield all hits as lists of which each is better than the next; most pages need the first one only."""
        rows = _narrowed(_open(self.suche), self.suche)
        if self.worte is None:
            yield rows.order_by("name", "pk")
            return
        *better, rest = self.worte.folgen
        # Not along the index of names: those that begin with the word lie side by side in it, behind thousands of others.
        yield from (rows.filter(step).order_by(Lower("name"), "pk") for step in better)
        yield rows.filter(rest).order_by("name", "pk")


@dataclass(frozen=True)
class Wortsuche:
    """What is looked for: ``passt`` all in all, and better: called ``genannt``, ``gemeint`` in the name, a kind that is meant.

    ``art_genuegt``: one word is enough, so who is of the kind fits anyhow and need not be looked up by words too.
    """

    passt: Q
    genannt: Q
    gemeint: Q
    art: Q
    art_genuegt: bool = False

    @property
    def stufe(self) -> Case:
        each = (self.genannt, self.gemeint, self.art)
        return Case(*(When(step, then=Value(n)) for n, step in enumerate(each)), default=Value(len(each)))

    @property
    def folgen(self) -> list[Q]:
        """Return the same steps as conditions of which a row fulfils one: what the name says, its words say too."""
        kind = self.art if self.art_genuegt else self.passt & self.art
        return [self.genannt, self.gemeint & ~self.genannt, kind & ~self.gemeint, self.passt & ~self.gemeint & ~self.art]


def look_for(rows: QuerySet[Suchzeile], words: list[Wort]) -> Wortsuche:
    """Look for all words or, where none of ``rows`` has them all, for any; without a word for nothing."""
    if not words:
        nothing = Q(pk__in=[])
        return Wortsuche(nothing, nothing, nothing, nothing)
    passt, one_is_enough = Q(worte=_joined(and_, (word.worte for word in words))), len(words) == 1
    if not one_is_enough and not rows.filter(passt).exists():
        one_is_enough, passt = True, Q(worte=_joined(or_, (word.worte for word in words)))
    return Wortsuche(
        passt,
        Q(namensworte=_joined(and_, (word.so_genannt for word in words))),
        Q(namensworte=_joined(and_, (word.im_namen for word in words))),
        Q(angebotsart__in={art for word in words for art in word.arten}),
        one_is_enough,
    )


def _joined(operator: Callable, each: Iterable[SearchQuery]) -> SearchQuery:
    return reduce(operator, each)


def _narrowed(rows: QuerySet[Suchzeile], suche: Suche) -> QuerySet[Suchzeile]:
    if suche.kategorie:
        rows = rows.filter(angebotsart__in=suche.arten)
    if suche.sprache:
        rows = rows.filter(sprachen__contains=[suche.sprache])
    if suche.frei:
        rows = rows.filter(hat_frei=True)
    if suche.barrierefrei:
        rows = rows.filter(barrierefrei=True)
    return rows


def _open(suche: Suche) -> QuerySet[Suchzeile]:
    """Keep what is open now where somebody asked for that.

    While much is open the row of the search says it. When little is open, as at night, the database begins with that.
    """
    rows = Suchzeile.objects.all()
    if not suche.offen:
        return rows
    if count_each({"offen": _running}, kennung="offen")["offen"] < GEZAEHLT_BIS:
        return rows.filter(Exists(hours_now()))
    # A value is no condition to be joined: hours are looked at for the few rows that have some for a time only.
    for_a_time = IsNull(Subquery(hours_now().values("bis")[:1]), False)
    return rows.filter(Q(_each_week(uhr.local(uhr.now()))) | Q(Q(offen_zeitweise=True), for_a_time))


def _each_week(now: datetime) -> Func:
    second = (now.weekday() * 24 + now.hour) * 3600 + now.minute * 60 + now.second
    return Func(F("offen"), Value(second), template="%(expressions)s::int", arg_joiner=" @> ", output_field=BooleanField())


def hours_now() -> SprechzeitQuerySet:
    """Return, of the row around, the hours during which one may come right now without an appointment."""
    return _running().filter(angebot=OuterRef("pk"))


def _running() -> SprechzeitQuerySet:
    now = uhr.local(uhr.now())
    return Sprechzeit.objects.on(now.date()).filter(von__lte=now.time(), bis__gt=now.time(), hinweis__in=OHNE_TERMIN).order_by()
