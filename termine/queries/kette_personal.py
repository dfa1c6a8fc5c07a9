"""A way through several counters as one of its counters sees it: what the others do is theirs."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from termine.enums import TERMIN_IM_HAUS, TerminStatus
from termine.models import Termin


@dataclass(frozen=True)
class Wegstation:
    """One Station; ``was`` is its Leistung where the reader may see that visit, else its team. ``stand``: fertig, jetzt or ""."""

    station: int
    beginn: datetime
    platz: str
    was: str
    status: str
    stand: str


def way_for_staff(termin: Termin, user) -> list[Wegstation]:
    """Return all Stationen in order, nothing for a visit that stands alone; two queries."""
    if termin.kette_id is None:
        return []
    rows = list(Termin.objects.filter(kette=termin.kette_id).select_related("leistung", "platz__team").order_by("station"))
    visible = set(Termin.objects.sichtbar_fuer(user).filter(kette=termin.kette_id).values_list("pk", flat=True))
    return [_station(row, visible=row.pk in visible, own=row.pk == termin.pk) for row in rows]


def _station(row: Termin, *, visible: bool, own: bool) -> Wegstation:
    what = row.leistung.name if visible else _("andere Stelle: %(team)s") % {"team": row.platz.team}
    state = "fertig" if row.status == TerminStatus.ERLEDIGT else "jetzt" if row.status in TERMIN_IM_HAUS else ""
    here = _("hier") if own else str(row.get_status_display())
    return Wegstation(row.station, row.starts_at, row.platz.name, what, here, state)
