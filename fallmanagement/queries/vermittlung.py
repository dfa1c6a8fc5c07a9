"""Placements of the cases somebody sees: as a board by state, as a list, of one case."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from behoerde.kern.models import User
from fallmanagement.models import Betrieb, Fallakte, Nachbetreuung, Stellenangebot, Vermittlung, Vorschlag
from fallmanagement.models.vermittlung import VermittlungQuerySet
from fallmanagement.vermittlung import LAUFEND, UEBERGAENGE, Vermittlungsstand

JE_SEITE, JE_SPALTE = 50, 30
WER = ("meine", "alle")


@dataclass(frozen=True)
class Spalte:
    """One state of the board: its latest placements, how many there are, and where they may go."""

    stand: Vermittlungsstand
    rows: list[Vermittlung]
    zahl: int

    @property
    def weitere(self) -> int:
        return self.zahl - len(self.rows)

    @property
    def ziele(self) -> list[Vermittlungsstand]:
        return steps_after(self.stand)


def steps_after(stand: str) -> list[Vermittlungsstand]:
    """Return where a placement may go, in the order of the way."""
    return [nach for nach in Vermittlungsstand if nach in UEBERGAENGE[stand]]


def visible(user: User) -> VermittlungQuerySet:
    return Vermittlung.objects.sichtbar_fuer(user).select_related("fallakte__person", "fallakte__zustaendig")


def _chosen(user: User, wer: str, art: str) -> VermittlungQuerySet:
    rows = Vermittlung.objects.sichtbar_fuer(user)
    if wer == "meine":
        rows = rows.filter(fallakte__in=Fallakte.objects.sichtbar_fuer(user).of(user))
    return rows.filter(art=art) if art else rows


def listed(user: User, *, wer: str = "meine", art: str = "", stand: str = "") -> QuerySet[Vermittlung]:
    """Return what the list shows, the last moved first; without a state also what has ended."""
    rows = _chosen(user, wer, art)
    if stand:
        rows = rows.filter(stand=stand)
    return rows.select_related("fallakte__person", "fallakte__zustaendig").order_by("-stand_seit", "-pk")


def board(user: User, *, wer: str = "meine", art: str = "") -> list[Spalte]:
    """Return the columns of what runs, in two queries; a long column shows its latest."""
    rows = _chosen(user, wer, art).running()
    counts = dict(rows.order_by().values_list("stand").annotate(Count("pk")))
    place = Window(RowNumber(), partition_by=F("stand"), order_by=[F("stand_seit").desc(), F("pk").desc()])
    latest = rows.annotate(platz=place).filter(platz__lte=JE_SPALTE).annotate(naechste=_next_look())
    latest = latest.select_related("fallakte__person", "fallakte__zustaendig").order_by("-stand_seit", "-pk")
    columns: dict[str, list[Vermittlung]] = {stand: [] for stand in LAUFEND}
    for row in latest:
        columns[row.stand].append(row)
    return [Spalte(stand, columns[stand], counts.get(stand, 0)) for stand in LAUFEND]


def _next_look() -> Subquery:
    waiting = Nachbetreuung.objects.filter(vermittlung=OuterRef("pk"), ergebnis="").order_by("faellig_am")
    return Subquery(waiting.values("faellig_am")[:1])


def of_akte(akte: Fallakte) -> QuerySet[Vermittlung]:
    return akte.vermittlungen.annotate(naechste=_next_look()).order_by("-stand_seit", "-pk")


def of_betrieb(betrieb: Betrieb, user: User) -> QuerySet[Vermittlung]:
    """Return the latest placements at an employer of cases that ``user`` sees, by file number: nobody's name is read here."""
    rows = Vermittlung.objects.sichtbar_fuer(user).filter(stellenangebot__betrieb=betrieb)
    return rows.select_related("fallakte").order_by("-stand_seit", "-pk")[:JE_SPALTE]


def of_vorschlag(vorschlag: Vorschlag) -> Vermittlung | None:
    """Return the placement that runs at the vacancy of a proposal."""
    rows = Vermittlung.objects.running().filter(fallakte=vorschlag.fallakte_id, stellenangebot=vorschlag.stellenangebot_id)
    return rows.order_by("-stand_seit", "-pk").first()


def vacancy(key: str) -> Stellenangebot | None:
    """Return the vacancy with this key; None for anything else."""
    try:
        return Stellenangebot.objects.select_related("betrieb").filter(pk=UUID(key)).first()
    except ValueError:
        return None


def looks(row: Vermittlung) -> QuerySet[Nachbetreuung]:
    return row.nachbetreuungen.select_related("erledigt_von").order_by("monat")
