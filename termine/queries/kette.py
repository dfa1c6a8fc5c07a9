"""Ways through the house: free times of several Stationen one after the other, the shortest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import permutations
from uuid import UUID

from django.db.models import QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from termine.angaben import Bedarf
from termine.enums import ANLIEGEN_IN_SICHTUNG, ANLIEGEN_OFFEN, TERMIN_IM_HAUS
from termine.kettenplan import Abschnitt, chains
from termine.models import Anliegen, Aufnahme, Leistung, Termin, Terminvorschlag
from termine.planung import day_bounds
from termine.queries.frei import FreieZeit, free_zeiten
from termine.queries.vorschlagzeiten import ANZAHL, spread_days
from termine.queries.woche import last_day, standorte_of

KURZ = "kurz"  # the order that makes the way shortest
FEST = "fest"  # the order that is given


@dataclass(frozen=True)
class Halt:
    """One Station to find a time for; ``id`` is the key of the Aufnahme or the Termin behind it."""

    id: UUID
    leistung: Leistung
    personen: int
    bedarf: Bedarf

    @property
    def dauer(self) -> timedelta:
        return timedelta(minutes=self.leistung.dauer(self.personen))


@dataclass(frozen=True)
class Kettenzeit:
    """A free way: which Station begins when; ``halte`` are in the order in which they are visited."""

    standort: Standort
    halte: tuple[Halt, ...]
    beginne: tuple[datetime, ...]

    @property
    def beginn(self) -> datetime:
        return self.beginne[0]

    @property
    def ende(self) -> datetime:
        return self.beginne[-1] + self.halte[-1].dauer

    @property
    def stationen(self) -> list[tuple[Halt, datetime]]:
        return list(zip(self.halte, self.beginne, strict=True))

    @property
    def als_zeit(self) -> FreieZeit:
        """Return the whole way as one time, from its first start to its last end."""
        return FreieZeit(self.beginn, self.ende, self.standort)


def halt_of(aufnahme: Aufnahme, personen: int) -> Halt:
    return Halt(aufnahme.pk, aufnahme.leistung, personen, Bedarf.of(aufnahme, sofort=True))


def halt_of_visit(termin: Termin, *, sofort: bool) -> Halt:
    return Halt(termin.pk, termin.leistung, termin.personenzahl, Bedarf.of(termin, sofort=sofort))


def ways_for(termine: Sequence[Termin], standort: Standort, *, von: datetime, bis: datetime, sofort: bool) -> list[Kettenzeit]:
    """Return where else visits of one Kette could go together, in their order."""
    halte = [halt_of_visit(termin, sofort=sofort) for termin in termine]
    return find_ways(halte, standort, luecke=termine[0].kette.luecke_minuten, von=von, bis=bis, folge=FEST)


def ways_ahead(termin: Termin, standort: Standort | None = None, *, sofort: bool = False) -> list[FreieZeit] | None:
    """Return where the Stationen of ``termin`` that lie ahead could go within the horizon, each way as one time.

    In its own house unless ``standort`` is another; None for a visit that stands alone.
    """
    if termin.kette_id is None:
        return None
    ahead = [row for row in stations_of(termin).select_related("kette") if row.is_gebucht]
    if not ahead:
        return []
    von, bis = day_bounds(uhr.today(), last_day(), uhr.ZONE)
    return [way.als_zeit for way in ways_for(ahead, standort or termin.standort, von=von, bis=bis, sofort=sofort)]


def way_at(termine: Sequence[Termin], beginn: datetime, standort: Standort, *, sofort: bool) -> tuple[datetime, ...] | None:
    """Return when each Station could begin when the first one begins at ``beginn``, None when that can't be."""
    bis = day_bounds(uhr.local(beginn).date(), uhr.local(beginn).date(), uhr.ZONE)[1]
    ways = ways_for(termine, standort, von=beginn, bis=bis, sofort=sofort)
    return next((way.beginne for way in ways if way.beginn == beginn), None)


def find_ways(
    halte: Sequence[Halt], standort: Standort, *, luecke: int, von: datetime, bis: datetime, folge: str = KURZ
) -> list[Kettenzeit]:
    """Return every free way between two instants, one for each first start, two queries for each Station.

    ``folge``: "kurz" tries every order and keeps the one that ends soonest, else the order is that of ``halte``.
    """
    free = {halt.id: _starts(halt, standort, von, bis) for halt in halte}
    orders = list(permutations(halte)) if folge == KURZ else [tuple(halte)]
    best: dict[datetime, Kettenzeit] = {}
    for order in orders:
        parts = [Abschnitt(halt.dauer, free[halt.id]) for halt in order]
        for beginne in chains(parts, timedelta(minutes=luecke)):
            way = Kettenzeit(standort, order, beginne)
            if way.beginn not in best or way.ende < best[way.beginn].ende:
                best[way.beginn] = way
    return [best[beginn] for beginn in sorted(best)]


def _starts(halt: Halt, standort: Standort, von: datetime, bis: datetime) -> list[datetime]:
    zeiten = free_zeiten(halt.leistung, von, bis, standort=standort, personen=halt.personen, bedarf=halt.bedarf, fresh=True)
    return [zeit.beginn for zeit in zeiten]


@dataclass(frozen=True)
class Kettenvorschlaege:
    """``nach_frist``: nothing is free by the promised day, so these ways lie behind it."""

    wege: list[Kettenzeit]
    nach_frist: bool = False


def propose_ways(aufnahmen: Sequence[Aufnahme], personen: int, standort: Standort, luecke: int, folge: str) -> Kettenvorschlaege:
    """Return up to four ways on different days, the shortest of each day, inside the promises where that can be."""
    halte = [halt_of(aufnahme, personen) for aufnahme in aufnahmen]
    promised = [aufnahme.versprechen.termin_bis for aufnahme in aufnahmen if aufnahme.versprechen.termin_bis]
    latest = min([*promised, last_day()])
    inside = _spread(halte, standort, luecke, folge, latest)
    if inside or latest == last_day():
        return Kettenvorschlaege(inside)
    return Kettenvorschlaege(_spread(halte, standort, luecke, folge, last_day()), nach_frist=True)


def _spread(halte: list[Halt], standort: Standort, luecke: int, folge: str, bis: date) -> list[Kettenzeit]:
    if bis < uhr.today():
        return []
    von, ende = day_bounds(uhr.today(), bis, uhr.ZONE)
    ways = find_ways(halte, standort, luecke=luecke, von=von, bis=ende, folge=folge)
    shortest: dict[date, timedelta] = {}
    for way in ways:
        tag = uhr.local(way.beginn).date()
        shortest[tag] = min(shortest.get(tag, uhr.DAY), way.ende - way.beginn)
    by_start = {way.beginn: way for way in ways if way.ende - way.beginn == shortest[uhr.local(way.beginn).date()]}
    chosen = spread_days([way.als_zeit for way in by_start.values()], ANZAHL)
    return [by_start[zeit.beginn] for zeit in sorted(chosen, key=lambda zeit: zeit.beginn)]


def standorte_for_all(aufnahmen: Sequence[Aufnahme]) -> list[Standort]:
    """Return the houses in which all these concerns are served."""
    offers = [standorte_of(aufnahme.leistung) for aufnahme in aufnahmen]
    return [standort for standort in offers[0] if all(standort in other for other in offers[1:])] if offers else []


def people_of(aufnahme: Aufnahme) -> frozenset[str]:
    """Return who is meant by the open concerns of an Aufnahme."""
    rows = Anliegen.objects.filter(aufnahme=aufnahme, status__in=ANLIEGEN_OFFEN)
    return frozenset(rows.values_list("person_hash", flat=True))


def companions(aufnahme: Aufnahme, user) -> list[Aufnahme]:
    """Return the other concerns of exactly the same people that wait for an offer and that ``user`` may see."""
    people = people_of(aufnahme)
    same = Anliegen.objects.filter(person_hash__in=people, status__in=ANLIEGEN_IN_SICHTUNG)
    found = Aufnahme.objects.sichtbar_fuer(user).filter(pk__in=same.values("aufnahme"), stand__in=ANLIEGEN_IN_SICHTUNG)
    rows = found.exclude(pk=aufnahme.pk).select_related("leistung", "kontakt", "einheit", "team__standort", "versprechen")
    return [row for row in rows.defer("worte", "antwort", "wunsch").order_by("pk") if people_of(row) == people]


def stations_of(termin: Termin) -> QuerySet[Termin]:
    """Return every Station of the way that ``termin`` belongs to, in order; of a single visit nothing."""
    if termin.kette_id is None:
        return Termin.objects.none()
    return Termin.objects.filter(kette=termin.kette_id).with_details().select_related("kette").order_by("station")


def due_station(termin: Termin) -> Termin:
    """Return the Station somebody with the code of ``termin`` is here for: where they are already, else the next one."""
    stationen = list(stations_of(termin))
    here = next((row for row in stationen if row.status in TERMIN_IM_HAUS), None)
    return here or next((row for row in stationen if row.is_gebucht), termin)


def offered_stations(vorschlag: Terminvorschlag) -> list[Terminvorschlag]:
    """Return every Station of an offered way in order, nothing for an offer that stands alone."""
    if vorschlag.kette_id is None:
        return []
    rows = Terminvorschlag.objects.filter(kette=vorschlag.kette_id).order_by("station")
    return list(rows.select_related("aufnahme__leistung", "platz__team", "standort"))
