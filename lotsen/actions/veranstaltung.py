"""A Veranstaltung is planned, announced, changed, called off, repeated, over."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from lotsen.actions.anmeldung import AUFBEWAHRT, free_places, move_up, tell
from lotsen.models import Veranstaltung
from lotsen.veranstaltung import VERANSTALTUNG_UEBERGAENGE, Anmeldelink, AnmeldungStatus, VeranstaltungStatus

S = VeranstaltungStatus
TEXTE = ("titel", "beschreibung", "programm")
WANN_UND_WO = ("beginnt_am", "endet_am", "standort_id", "ort_name", "ort_anschrift")
KOMMEN = (AnmeldungStatus.ANGEMELDET, AnmeldungStatus.WARTELISTE)


@transaction.atomic
def save_veranstaltung(*, veranstaltung: Veranstaltung, user: User) -> bool:
    """Store what was typed; True when people were told, because day, time or place of an announced one changed.

    Raises DomainError ``vorbei`` for one that is over or called off, ``zu_wenige_plaetze`` below what is taken.
    """
    if veranstaltung._state.adding:
        veranstaltung.angelegt_von = user
        veranstaltung.save()
        record("veranstaltung_angelegt", veranstaltung)
        return False
    before = _locked(veranstaltung)
    if before.status not in {S.ENTWURF, S.FREIGEGEBEN}:
        raise DomainError(_("Diese Veranstaltung ist vorbei oder abgesagt. Verdoppeln Sie sie für einen neuen Tag."), "vorbei")
    _check_places(before, veranstaltung)
    moved = any(getattr(before, name) != getattr(veranstaltung, name) for name in WANN_UND_WO)
    veranstaltung.status, veranstaltung.kalender_sequenz = before.status, before.kalender_sequenz + moved
    veranstaltung.save()
    record("veranstaltung_geaendert", veranstaltung)
    if moved:
        _follow(veranstaltung)
    move_up(veranstaltung)
    return moved and before.status == S.FREIGEGEBEN


def _check_places(before: Veranstaltung, after: Veranstaltung) -> None:
    personen, kinder = free_places(before)
    taken, looked_after = before.plaetze - personen, before.kinderplaetze - kinder
    if after.plaetze < taken or after.kinderplaetze < looked_after:
        text = _(
            "Angemeldet sind schon %(personen)s Personen, in der Betreuung %(kinder)s Kinder: So weit geht es nicht hinunter."
        )
        raise DomainError(text % {"personen": taken, "kinder": looked_after}, "zu_wenige_plaetze")


def _follow(event: Veranstaltung) -> None:
    """Tell those who come about the new time or place; their links live on accordingly."""
    event.urkunden.update(bis=event.endet_am)
    for row in event.anmeldungen.all():
        row.bis, row.folge = event.endet_am, row.folge + 1
        row.save(update_fields=["bis", "folge"])
        create_link(Anmeldelink.ANMELDUNG, row.pk, event.endet_am + AUFBEWAHRT)
        if row.status in KOMMEN:
            tell(row, "veranstaltung_geaendert")


@transaction.atomic
def release(*, veranstaltung: Veranstaltung) -> Veranstaltung:
    """Announce it: from now on people can register. Doing it twice changes nothing."""
    event = _locked(veranstaltung)
    if event.status == S.FREIGEGEBEN:
        return event
    if event.anmeldung_bis <= uhr.now():
        raise DomainError(_("Die Zeit der Anmeldung ist schon vorbei. Bitte ändern Sie sie zuerst."), "vorbei")
    _move(event, S.FREIGEGEBEN, "veranstaltung_freigegeben")
    melde(
        "veranstaltung_freigegeben", wert=event.plaetze, kanal=event.art, standort=event.standort.slug if event.standort else ""
    )
    return event


@transaction.atomic
def take_back(*, veranstaltung: Veranstaltung) -> Veranstaltung:
    """Make it a draft again, while nobody has registered."""
    event = _locked(veranstaltung)
    if event.status == S.ENTWURF:
        return event
    if event.anmeldungen.exists():
        raise DomainError(
            _("Es haben sich schon Menschen angemeldet. Sagen Sie die Veranstaltung ab, dann erfahren sie es."), "angemeldet"
        )
    return _move(event, S.ENTWURF, "veranstaltung_zurueckgenommen")


@transaction.atomic
def cancel(*, veranstaltung: Veranstaltung, grund: str) -> int:
    """Call it off and tell everybody who comes or waits; return how many could be told. Twice changes nothing."""
    event = _locked(veranstaltung)
    if event.status == S.ABGESAGT:
        return 0
    event.absagegrund, event.kalender_sequenz = grund, event.kalender_sequenz + 1
    _move(event, S.ABGESAGT, "veranstaltung_abgesagt")
    melde("veranstaltung_abgesagt", kanal=event.art, ergebnis=grund)
    return sum(tell(row, "veranstaltung_abgesagt") for row in event.anmeldungen.filter(status__in=KOMMEN))


@transaction.atomic
def duplicate(*, veranstaltung: Veranstaltung, user: User) -> Veranstaltung:
    """Return a draft with the same words four weeks later, or from today on when that is over too."""
    later = 28 * uhr.DAY
    while veranstaltung.anmeldung_bis + later <= uhr.now():
        later += 28 * uhr.DAY
    same: dict[str, Any] = {field.attname: getattr(veranstaltung, field.attname) for field in Veranstaltung._meta.concrete_fields}
    for name in ("id", "status", "absagegrund", "kalender_sequenz", "angelegt_am", "angelegt_von_id", *TEXTE):
        same.pop(name)
    for name in ("beginnt_am", "endet_am", "anmeldung_ab", "anmeldung_bis"):
        same[name] += later
    copy = Veranstaltung(**same, angelegt_von=user)
    copy.save(force_insert=True)
    record("veranstaltung_verdoppelt", copy)
    return copy


@transaction.atomic
def discard(*, veranstaltung: Veranstaltung) -> None:
    """Delete a draft."""
    event = _locked(veranstaltung)
    if event.status != S.ENTWURF or event.anmeldungen.exists():
        raise DomainError(_("Nur ein Entwurf lässt sich verwerfen."), "kein_entwurf")
    record("veranstaltung_verworfen", event)
    event.delete()


def close_past() -> None:
    """Close what is over."""
    for event in Veranstaltung.objects.filter(status=S.FREIGEGEBEN, endet_am__lte=uhr.now()):
        _close(event)


@transaction.atomic
def _close(veranstaltung: Veranstaltung) -> None:
    event = _locked(veranstaltung)
    if event.status != S.FREIGEGEBEN:
        return
    _move(event, S.BEENDET, "veranstaltung_beendet")
    came = event.anmeldungen.filter(gekommen_am__isnull=False)
    melde("veranstaltung_beendet", wert=sum(came.values_list("personen", flat=True)), kanal=event.art)
    for row in came:
        tell(row, "veranstaltung_danke")


def _locked(veranstaltung: Veranstaltung) -> Veranstaltung:
    return Veranstaltung.objects.select_for_update(of=("self",)).select_related("standort").get(pk=veranstaltung.pk)


def _move(event: Veranstaltung, status: VeranstaltungStatus, vorgang: str) -> Veranstaltung:
    if status not in VERANSTALTUNG_UEBERGAENGE[event.status]:
        raise DomainError(_("Das geht in diesem Stand der Veranstaltung nicht."), "stand")
    event.status = status
    event.save()
    record(vorgang, event)
    return event
