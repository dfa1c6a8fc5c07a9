"""Who has a visit at counters that nobody sits at."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, Max, Min, OuterRef, QuerySet, Sum

from behoerde.kern import uhr
from termine.angaben import Bedarf
from termine.enums import TERMIN_IM_HAUS, TERMIN_OFFEN, TerminStatus
from termine.models import Ausfall, Platz, Sammelzeile, Serviceversprechen, Termin
from termine.planung import Spanne, as_range, day_bounds
from termine.queries.frei import FreieZeit, free_zeiten
from termine.queries.woche import last_day

VORHER_BESCHEID = timedelta(hours=24)  # a new time lies so far ahead that the message is read before it


def affected(plaetze: Collection[Platz] | Collection[int], spanne: Spanne) -> QuerySet[Termin]:
    """Return open visits at these counters that begin from now on and lie in ``spanne``, at least in part, by their time."""
    start, end = spanne
    return (
        Termin.objects.filter(platz__in=plaetze, status__in=TERMIN_OFFEN, starts_at__gte=uhr.now(), starts_at__lt=end)
        .filter(ends_at__gt=start)
        .select_related("leistung", "platz__team", "standort", "kontakt")
        .annotate(
            spaetestens=Min("anliegen__aufnahme__versprechen__termin_bis"),
            aus_liste=Exists(Sammelzeile.objects.filter(termin=OuterRef("pk"))),  # a visit never joins a list later
        )
        .order_by("starts_at", "platz_id")
    )


def unfinished() -> list[Ausfall]:
    """Return closed counters whose visits nobody has seen to yet."""
    return list(Ausfall.objects.unfinished().select_related("platz"))


def left_over() -> list[Ausfall]:
    """Return closed counters at which somebody still has a visit although all were looked at once; the day is not over."""
    done = Ausfall.objects.filter(versorgt_am__isnull=False, zeitraum__endswith__gt=uhr.now()).select_related("platz")
    visits = Termin.objects.filter(platz=OuterRef("platz"), status__in=TERMIN_OFFEN, starts_at__gte=uhr.now())
    inside = visits.filter(starts_at__lt=OuterRef("zeitraum__endswith"), ends_at__gt=OuterRef("zeitraum__startswith"))
    return list(done.filter(Exists(inside)))


def is_closed(plaetze: Collection[Platz], spanne: Spanne) -> bool:
    """Say whether each of these counters is closed all the time of ``spanne``."""
    closed = Ausfall.objects.filter(platz__in=plaetze, zeitraum__contains=as_range(spanne))
    return closed.values("platz").distinct().count() == len(plaetze)


def progress(plaetze: Collection[Platz], spanne: Spanne) -> tuple[int, bool, datetime | None]:
    """Return how many visits these counters had when they closed, whether all were looked at, and when the last time."""
    found = Ausfall.objects.at(plaetze, as_range(spanne))
    counted = found.aggregate(zahl=Sum("betroffen", default=0), versucht=Max("versucht_am"))
    return counted["zahl"], not found.unfinished().exists(), counted["versucht"]


def unreachable(termin: Termin) -> bool:
    """Say whether nobody would learn of another time by a message."""
    return termin.kontakt is None or not (termin.kontakt.email or termin.kontakt.mobil)


def why_not_movable(termin: Termin) -> str:
    """Return "da", "bucht", "unterwegs" or "ohne_kontakt" when a visit gets no other time by itself, else "".

    "unterwegs": the people are in the house already, at an earlier Station of their Kette.
    """
    if termin.status == TerminStatus.ANGEKOMMEN:
        return "da"
    if termin.status != TerminStatus.GEBUCHT:
        return "bucht"
    if termin.kette_id and Termin.objects.filter(kette=termin.kette_id, status__in=TERMIN_IM_HAUS).exists():
        return "unterwegs"
    return "ohne_kontakt" if unreachable(termin) else ""


def deadline(termin: Termin) -> date:
    """Return the last day a visit may move to: the promised one, else the last of the roster."""
    if hasattr(termin, "spaetestens"):  # of ``affected``
        promised = termin.spaetestens
    else:
        promised = Serviceversprechen.objects.filter(aufnahme__anliegen__termin=termin).aggregate(tag=Min("termin_bis"))["tag"]
    return min(promised or last_day(), last_day())


class AndereZeiten:
    """Free times for visits that lose theirs: each kind of visit is looked up once, taken times are struck out."""

    def __init__(self) -> None:
        self._found: dict[tuple, list[FreieZeit]] = {}
        self._full: set[tuple] = set()
        self._since = uhr.now() + VORHER_BESCHEID

    def of(self, termin: Termin, bis: date) -> Iterator[FreieZeit]:
        """Yield other free times in the same house until ``bis``: later ones first, the nearest first."""
        end = day_bounds(bis, bis, uhr.ZONE)[1]
        found = self._kind(termin)
        after = bisect_right(found, termin.starts_at, key=_begin)  # its own time would be no move
        yield from found[after : bisect_left(found, end, key=_begin)]
        yield from reversed(found[: bisect_left(found, min(end, termin.starts_at), key=_begin)])

    def strike(self, termin: Termin, zeit: FreieZeit) -> None:
        """Forget a time that turned out to be taken."""
        self._kind(termin).remove(zeit)

    def is_full(self, termin: Termin) -> bool:
        """Say whether no other counter was free just before at the time of the visit, or one of its kind found none."""
        if (*_key(termin), termin.starts_at, termin.ends_at) in self._full:
            return True
        usual = timedelta(minutes=termin.leistung.dauer(termin.personenzahl))
        if termin.starts_at <= self._since or termin.ends_at - termin.starts_at != usual:
            return False  # not among what was looked up
        found = self._kind(termin)
        here = bisect_left(found, termin.starts_at, key=_begin)
        return here == len(found) or found[here].beginn != termin.starts_at

    def note_full(self, termin: Termin) -> None:
        self._full.add((*_key(termin), termin.starts_at, termin.ends_at))

    def _kind(self, termin: Termin) -> list[FreieZeit]:
        key = _key(termin)
        if key not in self._found:
            self._found[key] = _free(termin, self._since)
        return self._found[key]


def _begin(zeit: FreieZeit) -> datetime:
    return zeit.beginn


def _key(termin: Termin) -> tuple:
    return (termin.leistung_id, termin.standort_id, termin.personenzahl, termin.dolmetschen, *sorted(termin.merkmale))


def _free(termin: Termin, start: datetime) -> list[FreieZeit]:
    end = day_bounds(last_day(), last_day(), uhr.ZONE)[1]
    bedarf = Bedarf.of(termin, sofort=True)
    return free_zeiten(
        termin.leistung, start, end, standort=termin.standort, personen=termin.personenzahl, bedarf=bedarf, fresh=True
    )
