"""Somebody comes into the house: with an appointment, or with a number drawn at the door.

Order of locks: Platz, Termin, Vorsprache, Nummernkreis. Whoever holds a Vorsprache never waits for a Termin (SKIP LOCKED).
"""

from collections.abc import Sequence

from django.db import connection, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Standort
from termine.enums import Linkzweck, Reihe, TerminStatus
from termine.models import Leistung, Termin, Vorsprache
from termine.planung import day_bounds
from termine.queries.haus import takes_walk_ins

ZIEHEN = """
INSERT INTO termine_nummernkreis (standort_id, tag, reihe, letzte) VALUES (%s, %s, %s, 1)
ON CONFLICT (standort_id, tag, reihe) DO UPDATE SET letzte = termine_nummernkreis.letzte + 1
RETURNING letzte
"""


@transaction.atomic
def draw_number(  # noqa: PLR0913 - what a person without appointment may need
    *,
    standort: Standort,
    schluessel: str,
    leistung: Leistung | None = None,
    sprache: str = "de",
    personenzahl: int = 1,
    merkmale: Sequence[str] = (),
    dolmetschen: str = "",
    dringend: bool = False,
    am_schalter: bool = False,
) -> Vorsprache:
    """Take somebody without an appointment into the queue; the same ``schluessel`` yields the same number.

    Staff (``am_schalter``) may do so after hours too. Raises DomainError ``geschlossen``, ``nicht_ohne_termin``.
    """
    if existing := once_only(schluessel):
        return existing
    if not am_schalter:
        check_walk_in(standort, leistung)
    vorsprache = _enter(
        standort,
        Reihe.B,
        schluessel=schluessel,
        leistung=leistung,
        sprache=sprache,
        personenzahl=personenzahl,
        merkmale=list(merkmale),
        dolmetschen=dolmetschen,
        dringend_seit=uhr.now() if dringend else None,
    )
    record("vorsprache_gezogen", vorsprache)
    melde("vorsprache_gezogen", leistung=leistung.slug if leistung else "", standort=standort.slug, sprache=sprache)
    return vorsprache


def check_walk_in(standort: Standort, leistung: Leistung | None) -> None:
    """Raise DomainError when nobody will call such a number today any more."""
    if not takes_walk_ins(standort):
        raise DomainError(
            _("Heute werden keine Nummern mehr ausgegeben. Bitte buchen Sie einen Termin, oder kommen Sie an einem anderen Tag."),
            "geschlossen",
        )
    if leistung is not None and not takes_walk_ins(standort, leistung):
        raise DomainError(_("Für dieses Anliegen brauchen Sie einen Termin. Der Empfang hilft Ihnen."), "nicht_ohne_termin")


def once_only(schluessel: str) -> Vorsprache | None:
    """Let the same request in once at a time and return what it made before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [schluessel])
    return Vorsprache.objects.with_visit().filter(schluessel=schluessel).first()


def queue_visit(termin: Termin) -> Vorsprache:
    """Give a locked visit whose people have just arrived a number and a place in the queue."""
    before = Vorsprache.objects.filter(termin=termin).count()
    return _enter(
        termin.standort,
        Reihe.A,
        schluessel=f"termin-{termin.pk}-{before}",
        **_visit_fields(termin),
    )


def queue_next_station(vorsprache: Vorsprache) -> Vorsprache | None:
    """Let the people of a finished Station wait for the next one of today under the same number; its Kette is locked."""
    visit = vorsprache.termin
    if visit is None or visit.kette_id is None:
        return None
    later = Termin.objects.filter(kette=visit.kette_id, station__gt=visit.station, status=TerminStatus.GEBUCHT)
    termin = later.select_related("leistung", "standort", "platz__team").order_by("station").first()
    if termin is None or uhr.local(termin.starts_at).date() != vorsprache.tag or termin.standort_id != vorsprache.standort_id:
        return None
    termin.status = TerminStatus.ANGEKOMMEN
    termin.save(update_fields=["status"])
    record("termin_angekommen", termin)
    follower = Vorsprache.objects.create(
        standort=vorsprache.standort,
        tag=vorsprache.tag,
        reihe=vorsprache.reihe,
        nummer=vorsprache.nummer,
        station=vorsprache.station + 1,
        mobil=vorsprache.mobil,
        schluessel=f"{vorsprache.pk}-station",
        **_visit_fields(termin),
    )
    create_link(Linkzweck.NUMMER, follower.pk, gueltig_bis=day_bounds(vorsprache.tag, vorsprache.tag, uhr.ZONE)[1])
    return follower


def _visit_fields(termin: Termin) -> dict:
    return {
        "termin": termin,
        "leistung": termin.leistung,
        "team": termin.platz.team,
        "sprache": termin.sprache,
        "personenzahl": termin.personenzahl,
        "merkmale": termin.merkmale,
        "dolmetschen": termin.dolmetschen,
    }


def _enter(standort: Standort, reihe: Reihe, **fields) -> Vorsprache:
    tag = uhr.today()
    with connection.cursor() as cursor:
        cursor.execute(ZIEHEN, [standort.pk, tag, reihe])
        nummer = cursor.fetchone()[0]
    vorsprache = Vorsprache.objects.create(standort=standort, tag=tag, reihe=reihe, nummer=nummer, **fields)
    create_link(Linkzweck.NUMMER, vorsprache.pk, gueltig_bis=day_bounds(tag, tag, uhr.ZONE)[1])
    return vorsprache


def forget_arrival(termin: Termin) -> None:
    """Take the number of a locked visit back: it was checked in by mistake, or it was cancelled at the desk."""
    Vorsprache.objects.filter(termin=termin).waiting().delete()
