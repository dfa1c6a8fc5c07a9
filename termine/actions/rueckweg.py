"""The office still owes a visit that it cancelled or that nobody came to: the concern is back at the triage desk."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.exceptions import DomainError
from termine.actions.aufnahme import list_unterlagen
from termine.actions.sichtung_nachricht import tell_later
from termine.actions.versprechen import owe_visit, renew_versprechen, report_anliegen
from termine.actions.vormerkung import lock_termin
from termine.enums import AnliegenStatus, Linkzweck, TerminStatus
from termine.models import Anliegen, Aufnahme, LeistungUnterlage, Termin


def return_to_desk(termin: Termin, grund: str) -> list[Aufnahme]:
    """Put the concerns of a locked visit that are in triage again on the list, with a new promise.

    What was booked without intake gets its Vorgang now.
    """
    owed = Anliegen.objects.filter(termin=termin, status=AnliegenStatus.IN_SICHTUNG)
    known = list(
        Aufnahme.objects.filter(anliegen__in=owed)
        .select_related("leistung", "team__standort", "einheit", "versprechen")
        .distinct()
    )
    for aufnahme in known:
        renew_versprechen(aufnahme)
    rows = known + _take_in_again(termin, owed.filter(aufnahme=None))
    for aufnahme in rows:
        record("anliegen_wieder_offen", aufnahme, grund=grund)
        report_anliegen(aufnahme, "anliegen_wieder_offen", ergebnis=termin.status)
    return rows


def _take_in_again(termin: Termin, owed) -> list[Aufnahme]:
    """Return the new Aufnahme of people who booked directly, none when there are none."""
    if not owed.exists():
        return []
    team = termin.platz.team
    aufnahme = Aufnahme.objects.create(
        leistung=termin.leistung,
        kontakt=termin.kontakt,
        einheit=team.organisationseinheit,
        team=team,
        sprache=termin.sprache,
        kanal=termin.kanal,
        schluessel=f"rueckweg-{termin.pk}",
        merkmale=termin.merkmale,
        dolmetschen=termin.dolmetschen,
        begleitung=termin.begleitung,
        stand=AnliegenStatus.IN_SICHTUNG,
    )
    aufnahme.refresh_from_db(fields=["nummer"])
    owed.update(aufnahme=aufnahme)
    lines = LeistungUnterlage.objects.filter(leistung=termin.leistung)
    list_unterlagen(aufnahme, set(lines.values_list("unterlage__key", flat=True)))  # they were to be brought along
    owe_visit(aufnahme, uhr.now())
    create_link(Linkzweck.ANLIEGEN, aufnahme.pk)
    create_link(Linkzweck.EINGANG, aufnahme.pk)
    return [aufnahme]


@transaction.atomic
def need_again(termin: Termin) -> list[Aufnahme]:
    """Nobody came, but the concern still stands: it goes back to the desk. Asking twice is harmless.

    Raises DomainError ``nicht_versaeumt`` when the visit was kept, or the concern is closed.
    """
    termin = lock_termin(termin)
    open_ones = Anliegen.objects.filter(termin=termin, status__in=(AnliegenStatus.TERMINIERT, AnliegenStatus.IN_SICHTUNG))
    if termin.status != TerminStatus.VERSAEUMT or not open_ones.exists():
        raise DomainError(_("Dieses Anliegen ist abgeschlossen. Bitte nehmen Sie es neu auf."), "nicht_versaeumt")
    if open_ones.filter(status=AnliegenStatus.TERMINIERT).update(status=AnliegenStatus.IN_SICHTUNG):
        rows = return_to_desk(termin, _("nicht gekommen"))
        for aufnahme in rows:
            tell_later(aufnahme, "anliegen_wieder_offen", schluessel=f"{aufnahme.pk}-{termin.pk}")
        return rows
    return list(Aufnahme.objects.filter(anliegen__in=open_ones).distinct())
