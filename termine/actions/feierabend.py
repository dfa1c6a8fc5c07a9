"""What the night does with everybody who is still in the queue."""

from django.db import transaction

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from termine.actions.vorsprache import lock, move, report
from termine.enums import VORSPRACHE_OFFEN, VorspracheStatus
from termine.models import Nummernkreis, Vorsprache

_S = VorspracheStatus
# A conversation nobody ended was one; who was called and never came has missed it; everybody else has gone.
ENDE = {_S.IN_BEARBEITUNG: _S.ERLEDIGT, _S.AUFGERUFEN: _S.VERSAEUMT}


@transaction.atomic
def close_days() -> int:
    """End what was left open before today, empty contacts and remarks; return how many were open."""
    past = Vorsprache.objects.filter(tag__lt=uhr.today())
    left = list(past.filter(status__in=VORSPRACHE_OFFEN).only("pk", "termin_id").order_by("termin_id", "pk"))
    for row in left:
        _end(lock(row))
    past.exclude(hinweis="").update(hinweis="")
    Nummernkreis.objects.filter(tag__lt=uhr.today()).delete()
    return len(left)


def _end(vorsprache: Vorsprache) -> None:
    if not vorsprache.is_offen:
        return
    move(vorsprache, ENDE.get(_S(vorsprache.status), _S.GEGANGEN), beendet_am=uhr.now(), mobil="")
    record("vorsprache_gegangen", vorsprache, grund="am Ende des Tages")
    report(vorsprache, f"vorsprache_{vorsprache.status}", ergebnis="tagesende")
