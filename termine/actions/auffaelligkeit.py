"""Keep an eye on patterns of trading: note them, tell the management, tick them off."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.models import User
from behoerde.kern.rechte import Rolle
from termine.models import Auffaelligkeit
from termine.models.auffaelligkeit import Muster
from termine.queries.auffaelligkeit import AB, find_muster, merkmal_of, open_auffaelligkeiten

RUHE_NACH_PRUEFUNG = timedelta(days=30)
NETZ_VERGESSEN = timedelta(days=1)


def note_netz(netz: str) -> None:
    """Count one more minute in which the network (hashed) met a limit."""
    row = {"muster": Muster.NETZ, "merkmal": merkmal_of(Muster.NETZ, netz)}
    Auffaelligkeit.objects.bulk_create([Auffaelligkeit(**row)], ignore_conflicts=True)
    Auffaelligkeit.objects.filter(**row, geprueft_am=None).update(anzahl=F("anzahl") + 1, zuletzt_am=uhr.now())


@transaction.atomic
def look_for_muster() -> int:
    """Bring the list up to date and tell the management once a day when something is open; return how much is.

    What somebody has ticked off stays quiet for 30 days; single refusals of a network are forgotten after a day.
    """
    now = uhr.now()
    few = Auffaelligkeit.objects.filter(muster=Muster.NETZ, geprueft_am=None, anzahl__lt=AB[Muster.NETZ])
    few.filter(zuletzt_am__lt=now - NETZ_VERGESSEN).delete()
    quiet = set(Auffaelligkeit.objects.filter(geprueft_am__gt=now - RUHE_NACH_PRUEFUNG).values_list("muster", "merkmal"))
    for fund in find_muster():
        if (fund.muster.value, fund.merkmal) in quiet:
            continue
        key = {"muster": fund.muster, "merkmal": fund.merkmal}
        new = not Auffaelligkeit.objects.filter(**key, geprueft_am=None).exists()
        Auffaelligkeit.objects.bulk_create([Auffaelligkeit(**key)], ignore_conflicts=True)
        Auffaelligkeit.objects.filter(**key, geprueft_am=None).update(anzahl=fund.anzahl, termine=fund.termine, zuletzt_am=now)
        if new:
            melde("auffaelligkeit", ergebnis=fund.muster, wert=fund.anzahl)
    count = open_auffaelligkeiten().count()
    if count:
        _tell(now)
    return count


def _tell(now) -> None:
    heads = User.objects.filter(rollenzuweisungen__rolle=Rolle.LEITUNG).prefetch_related("rollenzuweisungen").distinct()
    for user in heads:
        if user.is_active and Rolle.LEITUNG in user.rollen:
            queue_nachricht(
                "auffaelligkeiten",
                schluessel=f"auffaelligkeiten-{user.pk}-{uhr.local(now).date().isoformat()}",
                person=user,
                kontext={},
            )


def tick_off(auffaelligkeit: Auffaelligkeit, *, von: User, vermerk: str) -> bool:
    """Say what came of it; False when somebody was faster."""
    rows = Auffaelligkeit.objects.filter(pk=auffaelligkeit.pk, geprueft_am=None)
    return bool(rows.update(geprueft_am=uhr.now(), geprueft_von=von, vermerk=vermerk))
