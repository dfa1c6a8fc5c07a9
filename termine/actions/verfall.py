"""Holds that nobody made final end, and their counters are free again."""

from collections import Counter
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht
from termine.enums import ANLIEGEN_OFFEN, AnliegenStatus, BelegungArt, TerminStatus, VorschlagStatus
from termine.models import Anliegen, Aufnahme, Belegung, Dienst, Kette, Termin, Terminvorschlag
from termine.models.dienst import BelegungQuerySet
from termine.signals import vorschlaege_verfallen

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


def lapse_vorschlaege(vorschlaege: QuerySet[Terminvorschlag]) -> int:
    """End the given open offers and return how many; nothing here waits, as in ``lapse``.

    Whose last offer ended is told to the receivers of ``vorschlaege_verfallen``, inside the transaction.
    """
    wanted = dict(vorschlaege.filter(status=VorschlagStatus.OFFEN).order_by("platz_id").values_list("pk", "kette")[:STAPEL])
    together = Q(kette__in={kette for kette in wanted.values() if kette})  # of a Kette all Stationen end together
    rows = list(
        Terminvorschlag.objects.filter(Q(pk__in=wanted) | together, status=VorschlagStatus.OFFEN)
        .select_related("aufnahme", "belegung")
        .order_by("platz_id")
        .select_for_update(of=("self",), skip_locked=True)
    )
    aufnahmen = _free_of(Aufnahme.objects.filter(pk__in={row.aufnahme_id for row in rows if row.aufnahme_id}).order_by("pk"))
    dienste = _free_of(Dienst.objects.filter(pk__in={row.belegung.dienst_id for row in rows}).order_by("platz_id"))
    rows = _whole_ketten(
        [row for row in rows if row.belegung.dienst_id in dienste and (row.aufnahme_id is None or row.aufnahme_id in aufnahmen)]
    )
    end_vorschlaege(rows, VorschlagStatus.VERFALLEN)
    if rows:
        vorschlaege_verfallen.send(sender=Terminvorschlag, vorschlaege=rows)
    return len(rows)


def _whole_ketten(rows: list[Terminvorschlag]) -> list[Terminvorschlag]:
    """Leave a Kette alone of which somebody is working on one Station."""
    got = Counter(row.kette_id for row in rows if row.kette_id)
    if not got:
        return rows
    sizes = dict(Kette.objects.filter(pk__in=got).values_list("pk", "stationen"))
    return [row for row in rows if row.kette_id is None or got[row.kette_id] == sizes[row.kette_id]]


def _free_of(queryset: QuerySet) -> set:
    """Lock what nobody else has locked and return its keys."""
    return set(queryset.select_for_update(no_key=True, skip_locked=True).values_list("pk", flat=True))


def end_vorschlaege(rows: list[Terminvorschlag], status: VorschlagStatus) -> None:
    """Let locked offers go and give their counters back; an earlier time (``termin``) stays out of sight until its ``ablauf``."""
    belegungen = [row.belegung_id for row in rows if row.aufnahme_id]
    Terminvorschlag.objects.filter(pk__in=[row.pk for row in rows]).update(status=status, belegung=None, beantwortet_am=uhr.now())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM termine_belegung WHERE id = ANY (%s)", [belegungen])


def lapse_dienst(dienst: int, instant: datetime) -> None:
    """End what has run out at one counter on duty: holds and offers."""
    lapse(Termin.objects.filter(belegung__dienst=dienst, belegung__ablauf__lte=instant))
    lapse_vorschlaege(Terminvorschlag.objects.filter(belegung__dienst=dienst, gueltig_bis__lte=instant))
    lapse_rueckhalt(Belegung.objects.expired(instant).filter(dienst=dienst))


def lapse_rueckhalt(belegungen: BelegungQuerySet) -> int:
    """Show the given times to everybody unless they were offered meanwhile; return how many. Nothing here waits."""
    found = belegungen.rueckhalt()
    wanted = set(found.values_list("dienst", flat=True)[:STAPEL])
    locked = _free_of(Dienst.objects.filter(pk__in=wanted).order_by("platz_id"))
    pks = list(found.filter(dienst__in=locked).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM termine_belegung WHERE id = ANY (%s)", [pks])
    return len(pks)


@transaction.atomic
def sweep_expired() -> int:
    """End holds and offers that have run out, up to a hundred of each in one transaction, and return how many."""
    instant = uhr.now()
    holds = lapse(Termin.objects.filter(belegung__ablauf__lte=instant))
    offers = lapse_vorschlaege(Terminvorschlag.objects.filter(gueltig_bis__lte=instant))
    return holds + offers + lapse_rueckhalt(Belegung.objects.expired(instant))
