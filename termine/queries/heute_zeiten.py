"""Free times as the front desk offers them: the next ones at once, and one week with every time."""

from dataclasses import dataclass
from datetime import date, timedelta

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from termine.angaben import Bedarf
from termine.models import Leistung, Team
from termine.queries.frei import FreieZeit
from termine.queries.woche import Tag, closures, last_day, standorte_of, upcoming
from termine.queries.zeitwahl import one_each

SOFORT = 3
WOCHE = timedelta(weeks=1)


@dataclass(frozen=True)
class Zeitangebot:
    """``vorher`` and ``danach`` are the Mondays beside this week; ``wieder`` is the first free day after an empty week."""

    standort: Standort
    naechste: list[FreieZeit]
    tage: list[Tag]
    montag: date
    vorher: date | None
    danach: date | None
    wieder: date | None

    @property
    def sonntag(self) -> date:
        return self.montag + timedelta(days=6)


def desk_times(
    leistung: Leistung,
    standort: Standort,
    ab: date | None,
    *,
    personen: int = 1,
    bedarf: Bedarf | None = None,
    wege: list[FreieZeit] | None = None,
) -> Zeitangebot:
    """Return the next times and the week of ``ab`` (default: the week of the first free time), in three queries.

    Without lead time: ``bedarf`` should say ``sofort``. ``wege``: the free ways of a Kette, each as one time.
    """
    zeiten = wege
    if zeiten is None:
        zeiten = one_each(upcoming(leistung, standort=standort, personen=personen, bedarf=bedarf, fresh=True))
    found: dict[date, list[FreieZeit]] = {}
    for zeit in zeiten:
        found.setdefault(zeit.beginn.astimezone(standort.zeitzone).date(), []).append(zeit)
    montag = _monday(ab or next(iter(found), uhr.today()))
    tage = _week(montag, found, closures(standort, montag, montag + timedelta(days=6)))
    wieder = None if any(tag.zeiten for tag in tage) else next((tag for tag in found if tag > montag), None)
    vorher = montag - WOCHE if montag > _monday(uhr.today()) else None
    danach = montag + WOCHE if montag + WOCHE <= last_day() else None
    return Zeitangebot(standort, zeiten[:SOFORT], tage, montag, vorher, danach, wieder)


def _monday(tag: date) -> date:
    tag = min(max(tag, uhr.today()), last_day())
    return tag - timedelta(days=tag.weekday())


def _week(montag: date, found: dict[date, list[FreieZeit]], closed: dict[date, str]) -> list[Tag]:
    """Return Monday to Friday, and the weekend where something is free."""
    days = [montag + timedelta(days=n) for n in range(7)]
    return [Tag(tag, found.get(tag, []), closed.get(tag, "")) for tag in days if tag.weekday() < 5 or tag in found]


def standorte_for(leistung: Leistung, teams: list[Team]) -> list[Standort]:
    """Return where ``leistung`` is offered and the own ``teams`` work."""
    own = {team.standort_id for team in teams}
    return [standort for standort in standorte_of(leistung) if standort.pk in own]
