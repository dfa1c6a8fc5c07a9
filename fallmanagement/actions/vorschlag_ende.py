"""A proposal ends: the employer's view goes at once, and the employer hears of it where it knew of it."""

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import Nachricht
from fallmanagement.models import Fallakte, Vorschlag
from fallmanagement.queries.vermittlung import of_vorschlag
from fallmanagement.stellenwerte import BEIM_BETRIEB, Rueckzugsgrund, VorschlagStatus


def end(vorschlag: Vorschlag, grund: Rueckzugsgrund) -> None:
    """Note the end and why; case and proposal are locked by the caller.

    Its last day was on the page from the first: of that nobody writes, nor when the person works there by now.
    """
    works_there = grund == Rueckzugsgrund.AKTE and of_vorschlag(vorschlag) is not None
    if vorschlag.status in BEIM_BETRIEB and grund != Rueckzugsgrund.FRIST and not works_there:
        _tell(vorschlag)
    vorschlag.status, vorschlag.rueckzugsgrund, vorschlag.angaben = VorschlagStatus.ZURUECKGEZOGEN, grund, ""
    vorschlag.beendet_am = uhr.now()
    vorschlag.save(update_fields=["status", "rueckzugsgrund", "angaben", "beendet_am"])
    record("vorschlag_zurueckgezogen", vorschlag, grund=grund.value)
    melde("vorschlag_zurueckgezogen", einheit=str(vorschlag.fallakte.einheit_id), ergebnis=grund.value)


def end_with_akte(akte: Fallakte) -> int:
    """End every open proposal of a case, because the case ends; return how many. The case is locked by the caller."""
    rows = Vorschlag.objects.open().filter(fallakte=akte).select_related("fallakte", "stellenangebot__betrieb").order_by("pk")
    open_ones = list(rows.select_for_update(of=("self",)))
    for vorschlag in open_ones:
        end(vorschlag, Rueckzugsgrund.AKTE)
    return len(open_ones)


def _tell(vorschlag: Vorschlag) -> None:
    betrieb = vorschlag.stellenangebot.betrieb
    if betrieb.inaktiv_seit is None:
        ziel = Empfaenger("betrieb", betrieb.pk, Nachricht.Kanal.EMAIL, betrieb.email, "de")  # no employer chose a language
        schluessel = f"vorschlag-{vorschlag.pk}-zurueck"
        queue_nachricht(
            "vorschlag_zurueckgezogen", schluessel=schluessel, empfaenger=ziel, kontext={"kennung": vorschlag.kennung}
        )
