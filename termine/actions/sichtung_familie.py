"""A family goes separate ways under Vorgänge of their own."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link, revoke_links
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person
from termine.actions.aufnahme import lock_aufnahmen
from termine.actions.sichtung import check_open, lock_in_sichtung
from termine.actions.sichtung_nachricht import tell_later
from termine.actions.versprechen import report_anliegen
from termine.enums import (
    ANLIEGEN_IN_SICHTUNG,
    ANLIEGEN_OFFEN,
    Linkzweck,
    UnterlageStand,
)
from termine.models import Anliegen, Aufnahme, AufnahmeUnterlage
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
