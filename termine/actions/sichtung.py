"""The triage desk puts a concern into the right hands: Ansprechperson, team, unit, Leistung; and looks at documents."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from termine.actions.aufnahme import list_unterlagen, lock_aufnahme, move_anliegen, responsible_team
from termine.actions.versprechen import report_anliegen
from termine.enums import ANLIEGEN_IN_SICHTUNG, ANLIEGEN_OFFEN, ANLIEGEN_VOR_TERMIN, AnliegenStatus, UnterlageStand
from termine.models import Anliegen, Aufnahme, AufnahmeUnterlage, Leistung, Team

UNGESEHEN = (UnterlageStand.FEHLT, UnterlageStand.VORHANDEN)


def lock_in_sichtung(aufnahme: Aufnahme) -> Aufnahme:
    """Return the locked concern, taken into triage when nobody has looked at it yet."""
    aufnahme = lock_aufnahme(aufnahme)
    if aufnahme.stand == AnliegenStatus.EINGEGANGEN:
        move_anliegen(aufnahme, AnliegenStatus.IN_SICHTUNG)
    return aufnahme


def check_open(aufnahme: Aufnahme, staende=ANLIEGEN_VOR_TERMIN) -> None:
    """Raise DomainError ``uebergang`` when the concern stands elsewhere."""
    if aufnahme.stand not in staende:
        text = _("Das geht jetzt nicht mehr. Stand des Anliegens: %(status)s.")
        raise DomainError(text % {"status": AnliegenStatus(aufnahme.stand).label}, "uebergang")


@transaction.atomic
def assign_ansprechperson(aufnahme: Aufnahme, user: User | None) -> Aufnahme:
    """Let ``user`` answer for the concern (None: nobody); asking twice is harmless. Raises DomainError ``uebergang``."""
    aufnahme = lock_in_sichtung(aufnahme)
    check_open(aufnahme)
    if aufnahme.ansprechperson_id == (user and user.pk):
        return aufnahme
    aufnahme.ansprechperson = user
    aufnahme.save(update_fields=["ansprechperson"])
    record("anliegen_uebernommen", aufnahme, grund=str(user or _("niemand")))
    return aufnahme


@transaction.atomic
def hand_over(aufnahme: Aufnahme, team: Team) -> Aufnahme:
    """Make ``team`` and its unit responsible; who had it so far keeps sight of it. Raises DomainError ``uebergang``."""
    aufnahme = lock_in_sichtung(aufnahme)
    check_open(aufnahme, ANLIEGEN_IN_SICHTUNG)
    if aufnahme.team_id == team.pk:
        return aufnahme
    if aufnahme.einheit_id != team.organisationseinheit_id and aufnahme.aufgenommen_in_id is None:
        aufnahme.aufgenommen_in = aufnahme.einheit
    aufnahme.team, aufnahme.einheit, aufnahme.ansprechperson = team, team.organisationseinheit, None
    aufnahme.save(update_fields=["team", "einheit", "aufgenommen_in", "ansprechperson"])
    record("anliegen_zustaendig", aufnahme, grund=team.name)
    report_anliegen(aufnahme, "anliegen_uebergeben")
    return aufnahme


@transaction.atomic
def set_leistung(aufnahme: Aufnahme, leistung: Leistung) -> Aufnahme:
    """The person meant another Leistung: team and documents follow, the promised dates stay.

    Raises DomainError ``uebergang``, ``anliegen_besteht``, ``nicht_zustaendig``.
    """
    aufnahme = lock_in_sichtung(aufnahme)
    check_open(aufnahme, (*ANLIEGEN_IN_SICHTUNG, AnliegenStatus.RUECKFRAGE))
    if aufnahme.leistung_id == leistung.pk:
        return aufnahme
    people = Anliegen.objects.filter(aufnahme=aufnahme, status__in=ANLIEGEN_OFFEN)
    _check_free(people, leistung)
    before = aufnahme.leistung
    if aufnahme.team is None or not aufnahme.team.leistungen.filter(pk=leistung.pk).exists():
        aufnahme.team = responsible_team(leistung)
        aufnahme.einheit, aufnahme.ansprechperson = aufnahme.team.organisationseinheit, None
    aufnahme.leistung = leistung
    aufnahme.save(update_fields=["leistung", "team", "einheit", "ansprechperson"])
    people.update(leistung=leistung)
    _follow_unterlagen(aufnahme)
    record("anliegen_leistung", aufnahme, grund=f"{before.name} → {leistung.name}"[:300])
    report_anliegen(aufnahme, "leistung_geaendert", ergebnis=before.slug[:40])
    return aufnahme


def _check_free(people, leistung: Leistung) -> None:
    hashes = list(people.values_list("person_hash", flat=True))
    living = Anliegen.objects.filter(person_hash__in=hashes, leistung=leistung, status__in=ANLIEGEN_OFFEN)
    if taken := living.select_related("person").first():
        text = _("Für %(name)s gibt es zu dieser Leistung schon ein Anliegen. Führen Sie die beiden zusammen.")
        raise DomainError(text % {"name": taken.person}, "anliegen_besteht")


def _follow_unterlagen(aufnahme: Aufnahme) -> None:
    """Keep what was sent or checked and what the new Leistung also needs; list what it needs beyond."""
    wanted = set(aufnahme.leistung.unterlagenliste.values_list("unterlage", flat=True))
    lines = AufnahmeUnterlage.objects.filter(aufnahme=aufnahme)
    lines.filter(datei=None, stand__in=UNGESEHEN).exclude(unterlage__in=wanted).delete()
    list_unterlagen(aufnahme, (), ohne=set(lines.values_list("unterlage", flat=True)))


@transaction.atomic
def check_unterlage(unterlage: AufnahmeUnterlage, geprueft: bool = True) -> AufnahmeUnterlage:
    """Note that a document was looked at and is right, or take that back; asking twice is harmless."""
    aufnahme = lock_in_sichtung(unterlage.aufnahme)
    unterlage = AufnahmeUnterlage.objects.select_related("unterlage").get(pk=unterlage.pk)
    back = UnterlageStand.NEU if unterlage.datei else UnterlageStand.VORHANDEN
    after = UnterlageStand.GEPRUEFT if geprueft else back
    if unterlage.stand == after:
        return unterlage
    unterlage.stand = after
    unterlage.save(update_fields=["stand"])
    if geprueft:
        record("unterlage_geprueft", aufnahme, grund=str(unterlage.unterlage or _("weitere Datei")))
    return unterlage
