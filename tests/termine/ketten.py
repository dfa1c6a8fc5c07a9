"""Two concerns of one person at two counters of one house."""

from datetime import timedelta

from behoerde.kern.models import Standort
from termine.actions.kette import offer_ketten
from termine.actions.vorschlag import accept_vorschlag
from termine.models import Aufnahme, Leistung, Termin, Terminvorschlag
from termine.planung import as_range
from termine.queries.kette import Kettenzeit, find_ways, halt_of, people_of
from tests.factories.termine import JETZT, MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, aufnahme

BIS = JETZT + timedelta(hours=20)
LUECKE = 20
VIER_STUNDEN = as_range((MORGEN, MORGEN + timedelta(hours=4)))


def counter(standort: Standort, slug: str, *, einheit=None, plaetze: int = 1, **more) -> Leistung:
    """Return a Leistung with a team, a unit and counters of its own, on duty from MORGEN on for four hours."""
    leistung = LeistungFactory.create(
        slug=slug, name=slug.capitalize(), zugang="sichtung", versprechen_angebot_arbeitstage=5, **more
    )
    units = {"organisationseinheit": einheit} if einheit else {}
    team = TeamFactory.create(name=f"Team {slug}", standort=standort, leistungen=[leistung], **units)
    for _n in range(plaetze):
        DienstFactory.create(platz=PlatzFactory.create(team=team), herkunft="hand", zeitraum=VIER_STUNDEN)
    return leistung


def taken_in(*leistungen: Leistung, n: int = 0, personen: int = 1) -> list[Aufnahme]:
    """Return one concern of the same people for each Leistung."""
    return [aufnahme(leistung, n=n, personen=personen, schluessel=f"{leistung.slug}-{n}") for leistung in leistungen]


def way(rows: list[Aufnahme], *minutes: int) -> Kettenzeit:
    """Return the way that begins so many minutes after MORGEN at each Station."""
    standort = rows[0].team.standort
    halte = tuple(halt_of(row, len(people_of(row))) for row in rows)
    return Kettenzeit(standort, halte, tuple(MORGEN + timedelta(minutes=m) for m in minutes))


def offered(rows: list[Aufnahme], *kettenzeiten: Kettenzeit, luecke: int = LUECKE, bis=BIS, **more) -> list[Terminvorschlag]:
    return offer_ketten(rows, kettenzeiten, luecke=luecke, gueltig_bis=bis, **more)


def booked(rows: list[Aufnahme], *minutes: int, luecke: int = LUECKE) -> list[Termin]:
    """Return the visits of a way that was offered and taken."""
    first = accept_vorschlag(offered(rows, way(rows, *minutes), luecke=luecke)[0])
    return list(Termin.objects.filter(kette=first.kette_id).order_by("station"))


def ways(rows: list[Aufnahme], *, luecke: int = LUECKE, folge: str = "kurz") -> list[Kettenzeit]:
    halte = [halt_of(row, len(people_of(row))) for row in rows]
    return find_ways(halte, rows[0].team.standort, luecke=luecke, von=MORGEN, bis=MORGEN + timedelta(hours=5), folge=folge)
