"""Where a Kette may go that loses one of its counters."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from behoerde.kern import uhr
from termine.enums import TERMIN_OFFEN
from termine.models import Termin
from termine.planung import day_bounds
from termine.queries.ausfall import VORHER_BESCHEID, deadline, why_not_movable
from termine.queries.frei import FreieZeit
from termine.queries.kette import Kettenzeit, ways_for


def keeps_order(termin: Termin, zeit: FreieZeit, stationen: Sequence[Termin]) -> bool:
    """Say whether the visit could have ``zeit`` while the other Stationen stay as they are."""
    if termin.kette is None:
        return True
    longest = timedelta(minutes=termin.kette.luecke_minuten)
    ends = {row.station: row.ends_at for row in stationen if row.status in TERMIN_OFFEN}
    starts = {row.station: row.starts_at for row in stationen if row.status in TERMIN_OFFEN}
    before, after = ends.get(termin.station - 1), starts.get(termin.station + 1)
    return (before is None or timedelta(0) <= zeit.beginn - before <= longest) and (
        after is None or timedelta(0) <= after - zeit.ende <= longest
    )


def other_ways(ahead: Sequence[Termin]) -> Iterator[Kettenzeit]:
    """Yield where else these visits of one Kette could go together, inside all promises: later ones first, the nearest first."""
    if any(why_not_movable(row) for row in ahead):
        return
    bis = min(deadline(row) for row in ahead)
    von, ende = uhr.now() + VORHER_BESCHEID, day_bounds(bis, bis, uhr.ZONE)[1]
    if von >= ende:
        return
    start = ahead[0].starts_at
    ways = ways_for(ahead, ahead[0].standort, von=von, bis=ende, sofort=True)
    yield from sorted(ways, key=lambda way: (way.beginn < start, abs(way.beginn - start)))
