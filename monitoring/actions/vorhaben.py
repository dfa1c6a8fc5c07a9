"""A measure goes its way: planned, decided, begun, finished or stopped; its milestones, partners and hoped-for effects."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit
from monitoring.models import Meilenstein, Vorhaben, Vorhabenbeteiligung, Vorhabenwirkung
from monitoring.queries.vorhaben import overdue_milestones, to_be_looked_at
from monitoring.strategie import ERINNERT_NACH, OHNE_ZIEL, VORHABEN_UEBERGAENGE, Vorhabenstand

OHNE_PLAN = OHNE_ZIEL | {Vorhabenstand.GEPLANT}


@transaction.atomic
def save_vorhaben(*, vorhaben: Vorhaben) -> Vorhaben:
    """Store a measure that was entered or changed. Raises DomainError ``plan`` where its state needs what is missing."""
    new = vorhaben._state.adding
    _check_plan(vorhaben, vorhaben.status)
    vorhaben.save()
    record("vorhaben_angelegt" if new else "vorhaben_geaendert", vorhaben)
    return vorhaben


@transaction.atomic
def move_vorhaben(*, vorhaben: Vorhaben, nach: str, grund: str = "") -> Vorhaben:
    """Go on to another state; the same again changes nothing. Raises DomainError ``weg``, ``grund``, ``plan``, ``meilenstein``."""
    row = _locked(vorhaben)
    if row.status == nach:
        return row
    if nach not in VORHABEN_UEBERGAENGE[row.status]:
        raise DomainError(_("Das geht in diesem Stand nicht: %(stand)s.") % {"stand": row.get_status_display()}, "weg")
    if nach == Vorhabenstand.GESTOPPT and not grund.strip():
        raise DomainError(_("Bitte schreiben Sie, warum die Maßnahme gestoppt wird."), "grund")
    _check_plan(row, nach)
    if nach == Vorhabenstand.LAUFEND and not row.meilensteine.filter(gestrichen_am=None).exists():
        raise DomainError(_("Eine laufende Maßnahme braucht mindestens einen Meilenstein."), "meilenstein")
    row.status, row.seit = nach, uhr.today()
    row.grund = grund if nach == Vorhabenstand.GESTOPPT else ""
    row.save(update_fields=["status", "seit", "grund"])
    record(f"vorhaben_{nach}", row, grund=grund)
    return row


def _check_plan(row: Vorhaben, status: str) -> None:
    if status not in OHNE_ZIEL and row.ziel_id is None:
        raise DomainError(_("Nur eine Idee darf noch kein Ziel haben."), "plan")
    if status not in OHNE_PLAN and not (row.von and row.bis and row.verantwortlich_id):
        raise DomainError(_("Dazu braucht die Maßnahme Beginn, Ende und eine verantwortliche Person."), "plan")


def _locked(vorhaben: Vorhaben) -> Vorhaben:
    return Vorhaben.objects.select_for_update(of=("self",)).get(pk=vorhaben.pk)


@transaction.atomic
def add_meilenstein(*, vorhaben: Vorhaben, titel: str, faellig_am: date) -> Meilenstein:
    """Plan what has to be there on a day."""
    row = Meilenstein.objects.create(vorhaben=_locked(vorhaben), titel=titel, faellig_am=faellig_am)
    record("meilenstein_geplant", row)
    return row


@transaction.atomic
def finish_meilenstein(*, meilenstein: Meilenstein) -> Meilenstein:
    """Say that it is there; twice changes nothing. Raises DomainError ``gestrichen``."""
    row = _own(meilenstein)
    if row.gestrichen_am:
        raise DomainError(_("Dieser Meilenstein ist gestrichen."), "gestrichen")
    if row.erledigt_am is None:
        row.erledigt_am = uhr.today()
        row.save(update_fields=["erledigt_am"])
        record("meilenstein_erledigt", row)
    return row


@transaction.atomic
def reopen_meilenstein(*, meilenstein: Meilenstein) -> Meilenstein:
    """It is not there after all, or is wanted again."""
    row = _own(meilenstein)
    row.erledigt_am, row.gestrichen_am, row.gestrichen_grund = None, None, ""
    row.save(update_fields=["erledigt_am", "gestrichen_am", "gestrichen_grund"])
    record("meilenstein_wieder_offen", row)
    return row


@transaction.atomic
def postpone_meilenstein(*, meilenstein: Meilenstein, faellig_am: date) -> Meilenstein:
    """Put it to another day; the day before stays in the history. Raises DomainError ``erledigt``."""
    row = _open(meilenstein)
    row.faellig_am = faellig_am
    row.save(update_fields=["faellig_am"])
    record("meilenstein_verschoben", row)
    return row


@transaction.atomic
def strike_meilenstein(*, meilenstein: Meilenstein, grund: str) -> Meilenstein:
    """Do without it, for a reason. Raises DomainError ``erledigt``, ``letzter``."""
    row = _open(meilenstein)
    vorhaben = row.vorhaben
    rest = vorhaben.meilensteine.filter(gestrichen_am=None).exclude(pk=row.pk)
    if vorhaben.status == Vorhabenstand.LAUFEND and not rest.exists():
        raise DomainError(_("Eine laufende Maßnahme braucht mindestens einen Meilenstein."), "letzter")
    row.gestrichen_am, row.gestrichen_grund = uhr.today(), grund
    row.save(update_fields=["gestrichen_am", "gestrichen_grund"])
    record("meilenstein_gestrichen", row, grund=grund)
    return row


def _own(meilenstein: Meilenstein) -> Meilenstein:
    """Return it as it is now; its measure is locked, so that nobody begins or strikes beside us."""
    _locked(meilenstein.vorhaben)
    return Meilenstein.objects.select_related("vorhaben").get(pk=meilenstein.pk)


def _open(meilenstein: Meilenstein) -> Meilenstein:
    row = _own(meilenstein)
    if not row.offen:
        raise DomainError(_("Dieser Meilenstein ist schon erledigt oder gestrichen."), "erledigt")
    return row


@transaction.atomic
def involve(*, vorhaben: Vorhaben, einheit: Organisationseinheit, aufgabe: str) -> Vorhabenbeteiligung:
    """Let a unit take part; the same again replaces what it does. Raises DomainError ``federfuehrend``."""
    if einheit.pk == vorhaben.einheit_id:
        raise DomainError(_("Diese Stelle ist schon federführend."), "federfuehrend")
    values = {"aufgabe": aufgabe}
    row, _new = Vorhabenbeteiligung.objects.update_or_create(vorhaben=vorhaben, einheit=einheit, defaults=values)
    record("vorhaben_beteiligt", row)
    return row


@transaction.atomic
def expect(*, vorhaben: Vorhaben, slug: str, erwartung: str, zuversicht: str, warum: str) -> Vorhabenwirkung:
    """Say which figure a measure shall move; the same figure again replaces it."""
    values = {"erwartung": erwartung, "zuversicht": zuversicht, "warum": warum}
    row, _new = Vorhabenwirkung.objects.update_or_create(vorhaben=vorhaben, slug=slug, defaults=values)
    record("vorhaben_wirkung", row)
    return row


@transaction.atomic
def take_away(*, row: Vorhabenbeteiligung | Vorhabenwirkung) -> None:
    """Take a unit or an expected effect away; the history keeps it."""
    record("vorhaben_angabe_entfernt", row)
    row.delete()


def remind_of_vorhaben() -> int:
    """Write to whoever answers for a measure about late milestones and days to look again; return how many were queued."""
    today = uhr.today()
    late = sum(_tell_late(row, (today - row.faellig_am).days) for row in overdue_milestones(today))
    return late + sum(_tell_look(row) for row in to_be_looked_at(today))


@transaction.atomic
def _tell_late(row: Meilenstein, tage: int) -> bool:
    stufe = max(days for days in ERINNERT_NACH if days <= tage)
    kontext = {"meilenstein": str(row.pk), "faellig": row.faellig_am.isoformat()}
    schluessel = f"meilenstein-{row.pk}-{row.faellig_am}-{stufe}"
    return queue_nachricht("meilenstein_ueberfaellig", schluessel=schluessel, person=row.vorhaben.verantwortlich, kontext=kontext)


@transaction.atomic
def _tell_look(row: Vorhaben) -> bool:
    kontext = {"vorhaben": str(row.pk), "tag": f"{row.wiedervorlage}"}
    schluessel = f"vorhaben-wiedervorlage-{row.pk}-{row.wiedervorlage}"
    return queue_nachricht("vorhaben_wiedervorlage", schluessel=schluessel, person=row.verantwortlich, kontext=kontext)
