"""Tell people who gave a mobile number when to come back and that they are next."""

from datetime import timedelta

from django.db import transaction

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import Nachricht, Standort
from termine import warteschlange
from termine.actions.vorsprache import lock
from termine.enums import VORSPRACHE_WARTET
from termine.models import Vorsprache
from termine.queries.haus import lage, open_schalter, waiting

GLEICH = 2  # people still before somebody who hears "you are next"
VORHER = timedelta(minutes=10)  # how long before the estimated call somebody should be back


def announce(standort: Standort) -> None:
    """Queue "you are next" for whoever is near the front and gave a mobile number; each once."""
    everybody = waiting(standort)
    if not any(vorsprache.mobil and not vorsprache.angekuendigt_am for vorsprache in everybody):
        return
    now, offen = uhr.now(), open_schalter(standort)
    others = [vorsprache.wartend for vorsprache in everybody]
    for vorsprache in everybody:
        if not vorsprache.mobil or vorsprache.angekuendigt_am or _is_early(vorsprache):
            continue
        if warteschlange.vor(vorsprache.wartend, others, now, offen) <= GLEICH:
            _send(vorsprache, "vorsprache_gleich")
            Vorsprache.objects.filter(pk=vorsprache.pk).update(angekuendigt_am=now)


def _is_early(vorsprache: Vorsprache) -> bool:
    return warteschlange.ist_frueh(vorsprache.wartend, uhr.now())


@transaction.atomic
def remember_mobile(vorsprache: Vorsprache, mobil: str) -> Vorsprache:
    """Keep a mobile number until the visit is over and send when to come back."""
    vorsprache = lock(vorsprache)
    if vorsprache.status not in VORSPRACHE_WARTET:
        return vorsprache
    vorsprache.mobil = mobil
    vorsprache.save(update_fields=["mobil"])
    record("vorsprache_sms_gewuenscht", vorsprache)
    minutes = lage(vorsprache.wartend, vorsprache.standort).minuten
    back = uhr.now() + timedelta(minutes=minutes) - VORHER if minutes else None
    _send(vorsprache, "vorsprache_nummer", zurueck_um=back.isoformat() if back and back > uhr.now() else "")
    return vorsprache


def _send(vorsprache: Vorsprache, anlass: str, **more: str) -> None:
    queue_nachricht(
        anlass,
        schluessel=f"{anlass}-{vorsprache.pk}",
        empfaenger=Empfaenger("vorsprache", vorsprache.pk, Nachricht.Kanal.SMS, vorsprache.mobil, vorsprache.sprache),
        kontext={"vorsprache": str(vorsprache.pk), **more},
    )
