"""Holds that nobody made final end, and their counters are free again."""

from django.db import connection, transaction
from django.db.models import QuerySet

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht
from termine.enums import ANLIEGEN_OFFEN, AnliegenStatus, BelegungArt, TerminStatus
from termine.models import Anliegen, Dienst, Termin

STAPEL = 100
OHNE_ZUSAGE = (TerminStatus.VORGEMERKT, TerminStatus.BESTAETIGUNG_OFFEN)


def lapse(termine: QuerySet[Termin], *, wait: bool = False) -> int:
    """End the given unconfirmed visits and return how many.

    Without ``wait`` nothing here waits: a visit or counter that somebody is working on is left alone.
    """
    rows = list(
        termine.filter(status__in=OHNE_ZUSAGE, belegung__art=BelegungArt.VORMERKUNG)
        .select_related("kontakt", "leistung", "standort", "belegung")
        .order_by("platz_id")
        .select_for_update(of=("self",), skip_locked=not wait)[:STAPEL]
    )
    dienste = Dienst.objects.filter(pk__in={termin.belegung.dienst_id for termin in rows}).order_by("platz_id")
    locked = set(dienste.select_for_update(no_key=True, skip_locked=not wait).values_list("pk", flat=True))
    rows = [termin for termin in rows if termin.belegung.dienst_id in locked]
    _end(rows)
    return len(rows)


def _end(rows: list[Termin]) -> None:
    pks = [termin.pk for termin in rows]
    Anliegen.objects.filter(termin__in=pks, status__in=ANLIEGEN_OFFEN).update(status=AnliegenStatus.ZURUECKGEZOGEN)
    Termin.objects.filter(pk__in=pks).update(status=TerminStatus.VERFALLEN, belegung=None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM termine_belegung WHERE id = ANY (%s)", [[termin.belegung_id for termin in rows]])
    for termin in rows:
        _tell(termin)


def _tell(termin: Termin) -> None:
    melde(
        "vormerkung_verfallen",
        leistung=termin.leistung.slug,
        standort=termin.standort.slug,
        kanal=termin.kanal,
        sprache=termin.sprache,
        ergebnis=termin.status,
    )
    if termin.status == TerminStatus.BESTAETIGUNG_OFFEN and termin.kontakt:
        queue_nachricht(
            "termin_verfallen",
            schluessel=f"termin-{termin.pk}-verfallen",
            person=termin.kontakt,
            kontext={"termin": str(termin.pk)},
        )


@transaction.atomic
def sweep_expired() -> int:
    """End holds that have run out, up to a hundred in one transaction, and return how many."""
    return lapse(Termin.objects.filter(belegung__ablauf__lte=uhr.now()))
