"""The page "Wann passt es Ihnen?": the next times at once, places, and five open days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from termine.angaben import Bedarf
from termine.models import Leistung, Termin
from termine.queries.frei import FreieZeit
from termine.queries.woche import closures, last_day, standorte_of, upcoming

TAGE = 5
ZEITEN_JE_TAG = 5
SOFORT = 3


@dataclass(frozen=True)
class Suche:
    """What the address of the page says; ``tag`` is the day whose times are all shown."""

    personen: int = 1
    ort: str = ""
    ab: date | None = None
    tag: date | None = None
    bedarf: Bedarf = field(default_factory=Bedarf)

    @property
    def mit_bedarf(self) -> bool:
        """Say whether more times would be free without needs."""
        return bool(self.bedarf.merkmale or self.bedarf.sprache or self.bedarf.dolmetschen)

    @classmethod
    def for_visit(cls, termin: Termin, **more) -> "Suche":
        """Return what a visit needs that already has a time."""
        return cls(personen=termin.personenzahl, bedarf=Bedarf.of(termin), **more)


@dataclass(frozen=True)
class Spalte:
    """One day: ``gezeigt`` are at most five of its ``zeiten``, spread over the day."""

    datum: date
    zeiten: list[FreieZeit]
    gezeigt: list[FreieZeit]
    geschlossen: str = ""

    @property
    def weitere(self) -> int:
        return len(self.zeiten) - len(self.gezeigt)


@dataclass(frozen=True)
class Zeitwahl:
    """``frueher`` and ``spaeter`` start the neighbouring pages; ``wieder`` is the first free day after an empty page."""

    dauer: int  # minutes
    sofort: list[FreieZeit]
    standorte: list[Standort]
    standort: Standort | None
    spalten: list[Spalte]
    frueher: date | None
    spaeter: date | None
    wieder: date | None

    @property
    def von(self) -> date:
        return self.spalten[0].datum

    @property
    def bis(self) -> date:
        return self.spalten[-1].datum


def time_choice(
    leistung: Leistung, suche: Suche, *, fresh: bool = False, wege: list[FreieZeit] | None = None, dauer: int | None = None
) -> Zeitwahl:
    """Return everything the page shows, the whole horizon in four queries.

    ``wege``: the free ways of a Kette, each as one time; ``dauer``: how many minutes it takes.
    """
    zeiten = wege if wege is not None else upcoming(leistung, personen=suche.personen, bedarf=suche.bedarf, fresh=fresh)
    standorte = standorte_of(leistung)
    standort = next((ort for ort in standorte if ort.slug == suche.ort), standorte[0] if len(standorte) == 1 else None)
    here = one_each(zeit for zeit in zeiten if standort is None or zeit.standort == standort)
    closed = closures(standort, uhr.today(), last_day()) if standort else {}
    tage = _days(here, closed)
    page, frueher, spaeter = _page(tage, here, suche.ab)
    spalten = [_column(tag, eintraege, closed.get(tag, ""), suche.tag) for tag, eintraege in page]
    wieder = None
    if page and not any(spalte.zeiten for spalte in spalten):
        wieder = next((tag for tag, eintraege in tage if eintraege and tag > page[-1][0]), None)
    return Zeitwahl(
        dauer or leistung.dauer(suche.personen), one_each(zeiten)[:SOFORT], standorte, standort, spalten, frueher, spaeter, wieder
    )


def one_each(zeiten: Iterable[FreieZeit]) -> list[FreieZeit]:
    """Return every start once, whichever place has it first."""
    return list({zeit.beginn: zeit for zeit in reversed(list(zeiten))}.values())[::-1]


def _days(zeiten: list[FreieZeit], closed: dict[date, str]) -> list[tuple[date, list[FreieZeit]]]:
    """Return the days of the horizon on which the office works, free or not."""
    found: dict[date, list[FreieZeit]] = {}
    for zeit in zeiten:
        found.setdefault(zeit.beginn.astimezone(zeit.standort.zeitzone).date(), []).append(zeit)
    start = uhr.today()
    every = [start + timedelta(days=n) for n in range((last_day() - start).days + 1)]
    return [(tag, found.get(tag, [])) for tag in every if tag in found or tag.weekday() < 5]


def _page(
    tage: list[tuple[date, list[FreieZeit]]], zeiten: list[FreieZeit], ab: date | None
) -> tuple[list[tuple[date, list[FreieZeit]]], date | None, date | None]:
    """Return the five days from ``ab`` on (default: the first free one) and where the pages beside it start."""
    if not zeiten:
        return [], None, None
    first = next(at for at, (_tag, eintraege) in enumerate(tage) if eintraege)
    start = first if ab is None else next((at for at, (tag, _e) in enumerate(tage) if tag >= ab), first)
    start = max(start, first)
    frueher = tage[max(first, start - TAGE)][0] if start > first else None
    spaeter = tage[start + TAGE][0] if start + TAGE < len(tage) else None
    return tage[start : start + TAGE], frueher, spaeter


def _column(tag: date, zeiten: list[FreieZeit], geschlossen: str, offen: date | None) -> Spalte:
    gezeigt = zeiten if tag == offen else spread(zeiten, ZEITEN_JE_TAG)
    return Spalte(tag, zeiten, gezeigt, geschlossen)


def spread(zeiten: list[FreieZeit], count: int) -> list[FreieZeit]:
    """Return at most ``count`` times spread evenly, with the first and the last one."""
    if len(zeiten) <= count:
        return zeiten
    return [zeiten[round(at * (len(zeiten) - 1) / (count - 1))] for at in range(count)]
