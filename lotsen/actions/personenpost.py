"""Write to the person a Verweis is about."""

from datetime import datetime

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.zugang import create_link
from lotsen.beratung import Linkzweck
from lotsen.models import Verweis
from lotsen.verweis_tabelle import Verweislink

RUECKMELDUNG_TAGE = 60
WEGWEISER_TAGE = 365


def tell_person(verweis: Verweis, anlass: str, *, schluessel: str, faellig_ab: datetime | None = None) -> bool:
    """Queue one message about ``verweis``; False without a contact."""
    if anlass == "verweis_rueckmeldung":
        create_link(Verweislink.RUECKMELDUNG, verweis.pk, uhr.now() + RUECKMELDUNG_TAGE * uhr.DAY)
    if anlass == "verweis_mitteilung":
        create_link(Linkzweck.WEGWEISER, verweis.person_id, uhr.now() + WEGWEISER_TAGE * uhr.DAY)
    kontext = {"verweis": str(verweis.pk)}
    return queue_nachricht(anlass, schluessel=schluessel, person=verweis.person, kontext=kontext, faellig_ab=faellig_ab)
