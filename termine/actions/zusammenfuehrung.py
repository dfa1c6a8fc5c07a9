"""Two intakes of the same concern become one, and are two again when that was a mistake."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Datei, Nachricht
from termine.actions.aufnahme import drop_vorschlaege, lock_aufnahmen
from termine.actions.sichtung import check_open, lock_in_sichtung
from termine.actions.sichtung_antwort import withdraw_rueckfrage
from termine.actions.sichtung_nachricht import tell_later
from termine.actions.versprechen import report_anliegen
from termine.enums import ANLIEGEN_OFFEN, ANLIEGEN_VOR_TERMIN, AnliegenStatus, Dateizweck, UnterlageStand
from termine.models import Anliegen, Aufnahme, AufnahmeUnterlage, Serviceversprechen, Zusammenfuehrung


@transaction.atomic
def merge_aufnahmen(bleibt: Aufnahme, doppelt: Aufnahme) -> Aufnahme:
    """Put what came in twice under the Vorgang ``bleibt``: files and words move, the earlier promise counts.

    The person is told once. Asking twice is harmless. Raises DomainError ``uebergang``, ``selbst``, ``mehr_personen``.
    """
    if bleibt.pk == doppelt.pk:
        raise DomainError(_("Das ist derselbe Vorgang."), "selbst")
    lock_aufnahmen([bleibt, doppelt])
    bleibt, doppelt = lock_in_sichtung(bleibt), lock_in_sichtung(doppelt)
    if doppelt.geht_auf_in_id == bleibt.pk:
        return bleibt
    check_open(bleibt)
    check_open(doppelt)
    _check_people(bleibt, doppelt)
    drop_vorschlaege(doppelt)
    withdraw_rueckfrage(doppelt)
    merge = _note(bleibt, doppelt)
    _move_content(bleibt, doppelt, merge)
    _keep_earlier_promise(bleibt, doppelt)
    Anliegen.objects.filter(pk__in=merge.anliegen).update(status=AnliegenStatus.ZURUECKGEZOGEN)
    Aufnahme.objects.filter(Q(pk=doppelt.pk) | Q(geht_auf_in=doppelt)).update(geht_auf_in=bleibt)
    for row, other in ((bleibt, doppelt), (doppelt, bleibt)):
        record("anliegen_zusammengefuehrt", row, grund=other.vorgang)
    report_anliegen(bleibt, "anliegen_zusammengefuehrt")
    tell_later(bleibt, "anliegen_zusammengefuehrt", schluessel=merge.pk, zusammenfuehrung=str(merge.pk))
    return bleibt


def _check_people(bleibt: Aufnahme, doppelt: Aufnahme) -> None:
    """Nobody may get lost: who stands in the second Vorgang was born on the same day as somebody in the first."""
    here = set(bleibt.anliegen.values_list("person__geburtsdatum", flat=True))
    missing = doppelt.anliegen.filter(status__in=ANLIEGEN_OFFEN).exclude(person__geburtsdatum__in=here).select_related("person")
    if entry := missing.first():
        text = _("%(name)s steht nur im anderen Vorgang. Teilen Sie die Familie dort zuerst.")
        raise DomainError(text % {"name": entry.person}, "mehr_personen")


def _note(bleibt: Aufnahme, doppelt: Aufnahme) -> Zusammenfuehrung:
    """Write down what is about to move."""
    files = Datei.objects.filter(zweck=Dateizweck.ANLIEGEN, objekt_id=doppelt.pk)
    there = doppelt.unterlagen.exclude(stand=UnterlageStand.FEHLT).values("unterlage")
    return Zusammenfuehrung.objects.create(
        bleibt=bleibt,
        doppelt=doppelt,
        anliegen=list(doppelt.anliegen.filter(status__in=ANLIEGEN_VOR_TERMIN).values_list("pk", flat=True)),
        dateien=list(files.values_list("pk", flat=True)),
        zeilen=list(doppelt.unterlagen.filter(datei__isnull=False).values_list("pk", flat=True)),
        vorhanden=list(bleibt.unterlagen.filter(unterlage__in=there, stand=UnterlageStand.FEHLT).values_list("pk", flat=True)),
        aufgegangen=list(doppelt.doppelte.values_list("pk", flat=True)),
        worte_dazu=bool(doppelt.worte) and doppelt.worte not in bleibt.worte,
        angebot_bis=bleibt.versprechen.angebot_bis,
        termin_bis=bleibt.versprechen.termin_bis,
    )


def _move_content(bleibt: Aufnahme, doppelt: Aufnahme, merge: Zusammenfuehrung) -> None:
    Datei.objects.filter(pk__in=merge.dateien).update(objekt_id=bleibt.pk)
    AufnahmeUnterlage.objects.filter(pk__in=merge.zeilen).update(aufnahme=bleibt)
    AufnahmeUnterlage.objects.filter(pk__in=merge.vorhanden).update(stand=UnterlageStand.VORHANDEN)
    if merge.worte_dazu:
        bleibt.worte = f"{bleibt.worte}\n\n{doppelt.worte}".strip()
        bleibt.save(update_fields=["worte"])


def _earlier(first: Serviceversprechen, second: Serviceversprechen) -> dict:
    days = [day for day in (first.termin_bis, second.termin_bis) if day]
    return {"angebot_bis": min(first.angebot_bis, second.angebot_bis), "termin_bis": min(days, default=None)}


def _keep_earlier_promise(bleibt: Aufnahme, doppelt: Aufnahme) -> None:
    Serviceversprechen.objects.filter(pk=bleibt.pk).update(**_earlier(bleibt.versprechen, doppelt.versprechen))


@transaction.atomic
def separate_aufnahmen(bleibt: Aufnahme, doppelt: Aufnahme) -> Aufnahme:
    """Take a merge back: files, words and people return to their own Vorgang, which waits for the office again.

    What was sent since stays where it is. Asking twice is harmless. Returns ``doppelt``.
    Raises DomainError ``nicht_zusammen``, ``uebergang``, ``anliegen_besteht``.
    """
    bleibt, doppelt = lock_aufnahmen([bleibt, doppelt])
    merge = Zusammenfuehrung.objects.filter(bleibt=bleibt, doppelt=doppelt).last()
    if merge is None:
        raise DomainError(_("Diese beiden Vorgänge sind nicht zusammengeführt."), "nicht_zusammen")
    if merge.zurueckgenommen_am:
        return doppelt
    if doppelt.geht_auf_in_id != bleibt.pk:
        raise DomainError(_("Der Vorgang ist inzwischen weitergewandert. Nehmen Sie das zuerst zurück."), "nicht_zusammen")
    check_open(bleibt)
    _check_still_free(merge)
    _return_content(bleibt, doppelt, merge)
    Anliegen.objects.filter(pk__in=merge.anliegen).update(status=AnliegenStatus.IN_SICHTUNG)
    Aufnahme.objects.filter(pk=doppelt.pk).update(geht_auf_in=None)
    Aufnahme.objects.filter(pk__in=merge.aufgegangen, geht_auf_in=bleibt).update(geht_auf_in=doppelt)
    merge.zurueckgenommen_am = uhr.now()
    merge.save(update_fields=["zurueckgenommen_am"])
    for row, other in ((bleibt, doppelt), (doppelt, bleibt)):
        record("anliegen_getrennt", row, grund=other.vorgang)
    report_anliegen(bleibt, "anliegen_getrennt")
    if _was_told(merge):
        tell_later(doppelt, "anliegen_geteilt", schluessel=f"{merge.pk}-getrennt")
    doppelt.refresh_from_db(fields=["stand", "geht_auf_in"])
    return doppelt


def _check_still_free(merge: Zusammenfuehrung) -> None:
    """The person may have come with the same concern again meanwhile."""
    gone = Anliegen.objects.filter(pk__in=merge.anliegen)
    living = Anliegen.objects.filter(
        person_hash__in=gone.values("person_hash"), leistung__in=gone.values("leistung"), status__in=ANLIEGEN_OFFEN
    )
    if living.exists():
        raise DomainError(_("Zu diesem Anliegen gibt es inzwischen ein neues. Bitte öffnen Sie das neue."), "anliegen_besteht")


def _return_content(bleibt: Aufnahme, doppelt: Aufnahme, merge: Zusammenfuehrung) -> None:
    Datei.objects.filter(pk__in=merge.dateien, objekt_id=bleibt.pk).update(objekt_id=doppelt.pk)
    AufnahmeUnterlage.objects.filter(pk__in=merge.zeilen, aufnahme=bleibt).update(aufnahme=doppelt)
    untouched = AufnahmeUnterlage.objects.filter(pk__in=merge.vorhanden, stand=UnterlageStand.VORHANDEN, datei=None)
    untouched.update(stand=UnterlageStand.FEHLT)
    if merge.worte_dazu and bleibt.worte.endswith(doppelt.worte):
        bleibt.worte = bleibt.worte.removesuffix(doppelt.worte).strip()
        bleibt.save(update_fields=["worte"])
    promise = Serviceversprechen.objects.filter(pk=bleibt.pk, angebot_bis=min(merge.angebot_bis, doppelt.versprechen.angebot_bis))
    promise.update(angebot_bis=merge.angebot_bis, termin_bis=merge.termin_bis)


def _was_told(merge: Zusammenfuehrung) -> bool:
    sent = Nachricht.objects.filter(schluessel=f"anliegen_zusammengefuehrt-{merge.pk}", status=Nachricht.Status.GESENDET)
    return sent.exists()
