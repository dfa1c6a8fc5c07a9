"""Ask a Träger whether its Angebote are still true, and take its answer: no account, one link, no person in it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.zugang import renew_link
from behoerde.kern.models import Nachricht
from lotsen.actions.pflege import confirm, save_angebot
from lotsen.models import Angebot, Angebotsfassung, Herkunft, Traeger
from lotsen.pflegelink import PFLEGE
from lotsen.queries.pflege import to_ask

ABSTAND, GILT = timedelta(days=30), timedelta(days=45)
SPRACHE = "de"  # Träger are organisations of the city


def ask_traeger() -> int:
    """Queue at most one mail per Träger and month where something of it has not been confirmed for long."""
    heute = uhr.today()
    due = Q(gefragt_am__isnull=True) | Q(gefragt_am__lte=heute - ABSTAND)
    stale = to_ask().filter(traeger=OuterRef("pk"))
    rows = Traeger.objects.filter(due, Exists(stale)).exclude(email="")
    return sum(_ask(traeger) for traeger in rows.order_by("pk"))


@transaction.atomic
def _ask(traeger: Traeger) -> bool:
    heute = uhr.today()
    due = Q(gefragt_am__isnull=True) | Q(gefragt_am__lte=heute - ABSTAND)
    if not Traeger.objects.filter(due, pk=traeger.pk).update(gefragt_am=heute):
        return False  # another run was first
    renew_link(PFLEGE, traeger.pk, uhr.now() + GILT)
    queued = queue_nachricht(
        "verzeichnis_pruefen",
        schluessel=f"pflege-{traeger.pk}-{heute}",
        empfaenger=Empfaenger("traeger", traeger.pk, Nachricht.Kanal.EMAIL, traeger.email, SPRACHE),
        kontext={"traeger": str(traeger.pk)},
    )
    if queued:
        melde("traeger_gefragt")
    return queued


@transaction.atomic
def confirm_all(*, traeger: Traeger) -> int:
    """Note that everything a Träger offers is true today; return how many Angebote."""
    rows = list(Angebot.objects.shown_to_traeger(traeger))
    for angebot in rows:
        confirm(angebot=angebot, herkunft=Herkunft.TRAEGER)
    return len(rows)


@transaction.atomic
def correct(*, angebot: Angebot, aenderungen: dict[str, Any], gesehen: str) -> Angebotsfassung | None:
    """Write what a Träger corrected, which also confirms the rest; see ``save_angebot``."""
    written = save_angebot(angebot=angebot, aenderungen=aenderungen, gesehen=gesehen, herkunft=Herkunft.TRAEGER)
    confirm(angebot=angebot, herkunft=Herkunft.TRAEGER)
    if written:
        melde("angebot_berichtigt", leistung=angebot.angebotsart, kanal=Herkunft.TRAEGER.value)
    return written
