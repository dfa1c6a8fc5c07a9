"""A Freigabe ends before its day: the partner's copy goes at once, and the partner hears of it."""

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import User
from fallmanagement.enums_zusammenarbeit import Freigabeende
from fallmanagement.models import Fallakte, Freigabe, Freigabekopie
from fallmanagement.queries.freigaben import partner_accounts


def end(freigabe: Freigabe, grund: Freigabeende, *, user: User | None = None) -> None:
    """Note the end and why, delete the copy, tell the partner without a word about anybody; the case is locked by the caller."""
    freigabe.widerrufen_am, freigabe.widerrufen_von, freigabe.ende = uhr.now(), user, grund
    freigabe.save(update_fields=["widerrufen_am", "widerrufen_von", "ende"])
    kopie = Freigabekopie.objects.filter(freigabe=freigabe).first()
    if kopie is not None:
        _tell(kopie)
        kopie.delete()
    record("freigabe_beendet", freigabe.fallakte, grund=grund)


def end_with_akte(akte: Fallakte) -> int:
    """End whatever of a case still runs or waits, because the case ends; return how many."""
    rows = akte.freigaben.filter(widerrufen_am=None, bis__gte=uhr.today()).order_by("pk")
    for freigabe in rows:
        end(freigabe, Freigabeende.AKTE)
    return len(rows)


def _tell(kopie: Freigabekopie) -> None:
    for account in partner_accounts(kopie.einheit_id):
        schluessel = f"freigabe-{kopie.freigabe_id}-ende-{account.pk}"
        queue_nachricht("freigabe_beendet", schluessel=schluessel, person=account, kontext={"kennung": kopie.kennung})
