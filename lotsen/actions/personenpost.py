"""Write to the person a Verweis is about."""

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.zugang import create_link
from lotsen.models import Verweis
from lotsen.verweis_tabelle import Verweislink

RUECKMELDUNG_TAGE = 60


def tell_person(verweis: Verweis, anlass: str, *, schluessel: str) -> bool:
    """Queue one message about ``verweis``; False without a contact."""
    if anlass == "verweis_rueckmeldung":
        create_link(Verweislink.RUECKMELDUNG, verweis.pk, uhr.now() + RUECKMELDUNG_TAGE * uhr.DAY)
    return queue_nachricht(anlass, schluessel=schluessel, person=verweis.person, kontext={"verweis": str(verweis.pk)})
