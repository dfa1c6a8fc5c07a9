"""A family goes separate ways, and two intakes of the same concern become one."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link, revoke_links
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Datei, Person
from termine.actions.aufnahme import drop_vorschlaege, lock_aufnahmen
from termine.actions.sichtung import check_open, lock_in_sichtung
from termine.actions.sichtung_antwort import withdraw_rueckfrage
from termine.actions.sichtung_nachricht import tell_later
from termine.actions.versprechen import report_anliegen
from termine.enums import (
    ANLIEGEN_IN_SICHTUNG,
    ANLIEGEN_OFFEN,
    ANLIEGEN_VOR_TERMIN,
    AnliegenStatus,
    Dateizweck,
    Linkzweck,
    UnterlageStand,
)
from termine.models import Anliegen, Aufnahme, AufnahmeUnterlage, Serviceversprechen
from termine.queries.anliegen_sichtung import GETEILT

MITGENOMMEN = (
    *("leistung", "einheit", "aufgenommen_in", "team", "ansprechperson", "sprache", "kanal", "worte"),
    *("titel_art", "titel_bis", "arbeit_ab", "kinder", "sprachen", "dolmetschen", "merkmale", "begleitung", "angelegt_am"),
)


@transaction.atomic
def split_aufnahme(aufnahme: Aufnahme, anliegen: Sequence[Anliegen]) -> Aufnahme:
    """Let some of the people go on under a Vorgang of their own, with what was stated and the promised dates.

    Raises DomainError ``uebergang``, ``teilung`` when nobody or everybody would go.
    """
    aufnahme = lock_in_sichtung(aufnahme)
    check_open(aufnahme, ANLIEGEN_IN_SICHTUNG)
    people = list(
        Anliegen.objects.filter(aufnahme=aufnahme, status__in=ANLIEGEN_OFFEN).select_related("person").order_by("position")
    )
    wanted = {entry.pk for entry in anliegen}
    going, staying = [a for a in people if a.pk in wanted], [a for a in people if a.pk not in wanted]
    if not going or not staying:
        raise DomainError(_("Bitte wählen Sie mindestens eine Person, und lassen Sie mindestens eine hier."), "teilung")
    new = _copy(aufnahme, _reachable(going, aufnahme.kontakt))
    if aufnahme.kontakt_id not in {entry.person_id for entry in staying}:
        aufnahme.kontakt = _reachable(staying, aufnahme.kontakt)
        aufnahme.save(update_fields=["kontakt"])
    Anliegen.objects.filter(pk__in=[entry.pk for entry in going]).update(aufnahme=new)
    for row, other in ((aufnahme, new), (new, aufnahme)):
        record("anliegen_geteilt", row, grund=other.vorgang)
    report_anliegen(aufnahme, "anliegen_geteilt", wert=len(going))
    tell_later(new, "anliegen_geteilt", schluessel=new.pk)
    return new


@transaction.atomic
def rejoin_aufnahme(aufnahme: Aufnahme, new: Aufnahme) -> Aufnahme:
    """Take a split back while nobody has done anything with the new Vorgang: its people return, its number ends.

    Raises DomainError ``uebergang``.
    """
    lock_aufnahmen([aufnahme, new])
    aufnahme, new = lock_in_sichtung(aufnahme), lock_in_sichtung(new)
    check_open(aufnahme, ANLIEGEN_IN_SICHTUNG)
    check_open(new, ANLIEGEN_IN_SICHTUNG)
    if new.rueckfragen.exists() or new.vorschlaege.exists() or new.unterlagen.filter(datei__isnull=False).exists():
        raise DomainError(_("Mit dem neuen Vorgang ist schon etwas geschehen. Führen Sie ihn weiter."), "uebergang")
    new.anliegen.update(aufnahme=aufnahme)
    record("anliegen_zusammengefuehrt", aufnahme, grund=new.vorgang)
    report_anliegen(aufnahme, "anliegen_zusammengefuehrt")
    revoke_links(new.pk)
    new.delete()
    return aufnahme


def _reachable(people: Sequence[Anliegen], kontakt: Person) -> Person:
    """Return the first of ``people``, reachable as the family was."""
    person = people[0].person
    if not person.email and not person.mobil:
        person.email, person.mobil = kontakt.email, kontakt.mobil
        person.save(update_fields=["email", "mobil"])
    return person


def _copy(aufnahme: Aufnahme, kontakt: Person) -> Aufnahme:
    values = {name: getattr(aufnahme, name) for name in MITGENOMMEN}
    new = Aufnahme.objects.create(**values, kontakt=kontakt, schluessel=f"{GETEILT}{kontakt.pk}", stand=aufnahme.stand)
    new.refresh_from_db(fields=["nummer"])
    # Files stay with the first Vorgang; what lies there is known to be there.
    AufnahmeUnterlage.objects.bulk_create(
        AufnahmeUnterlage(aufnahme=new, unterlage=line.unterlage, stand=UnterlageStand.VORHANDEN if line.datei else line.stand)
        for line in aufnahme.unterlagen.select_related("unterlage")
        if line.unterlage_id
    )
    promise = aufnahme.versprechen
    promise.pk = new.pk
    promise._state.adding = True
    promise.save(force_insert=True)
    create_link(Linkzweck.ANLIEGEN, new.pk)
    create_link(Linkzweck.EINGANG, new.pk)
    return new


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
    _move_content(bleibt, doppelt)
    _keep_earlier_promise(bleibt, doppelt)
    Anliegen.objects.filter(aufnahme=doppelt, status__in=ANLIEGEN_VOR_TERMIN).update(status=AnliegenStatus.ZURUECKGEZOGEN)
    Aufnahme.objects.filter(Q(pk=doppelt.pk) | Q(geht_auf_in=doppelt)).update(geht_auf_in=bleibt)
    for row, other in ((bleibt, doppelt), (doppelt, bleibt)):
        record("anliegen_zusammengefuehrt", row, grund=other.vorgang)
    report_anliegen(bleibt, "anliegen_zusammengefuehrt")
    tell_later(bleibt, "anliegen_zusammengefuehrt", schluessel=f"{bleibt.pk}-{doppelt.pk}")
    return bleibt


def _check_people(bleibt: Aufnahme, doppelt: Aufnahme) -> None:
    """Nobody may get lost: who stands in the second Vorgang was born on the same day as somebody in the first."""
    here = set(bleibt.anliegen.values_list("person__geburtsdatum", flat=True))
    missing = doppelt.anliegen.filter(status__in=ANLIEGEN_OFFEN).exclude(person__geburtsdatum__in=here).select_related("person")
    if entry := missing.first():
        text = _("%(name)s steht nur im anderen Vorgang. Teilen Sie die Familie dort zuerst.")
        raise DomainError(text % {"name": entry.person}, "mehr_personen")


def _move_content(bleibt: Aufnahme, doppelt: Aufnahme) -> None:
    files = AufnahmeUnterlage.objects.filter(aufnahme=doppelt, datei__isnull=False)
    Datei.objects.filter(zweck=Dateizweck.ANLIEGEN, objekt_id=doppelt.pk).update(objekt_id=bleibt.pk)
    files.update(aufnahme=bleibt)
    there = doppelt.unterlagen.exclude(stand=UnterlageStand.FEHLT).values("unterlage")
    bleibt.unterlagen.filter(unterlage__in=there, stand=UnterlageStand.FEHLT).update(stand=UnterlageStand.VORHANDEN)
    if doppelt.worte and doppelt.worte not in bleibt.worte:
        bleibt.worte = f"{bleibt.worte}\n\n{doppelt.worte}".strip()
        bleibt.save(update_fields=["worte"])


def _keep_earlier_promise(bleibt: Aufnahme, doppelt: Aufnahme) -> None:
    first, second = bleibt.versprechen, doppelt.versprechen
    days = [day for day in (first.termin_bis, second.termin_bis) if day]
    Serviceversprechen.objects.filter(pk=first.pk).update(
        angebot_bis=min(first.angebot_bis, second.angebot_bis), termin_bis=min(days, default=None)
    )
