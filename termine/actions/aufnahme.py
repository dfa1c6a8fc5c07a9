"""A concern comes in: named people, what they state, a number, a promise with a date. And it may be taken back."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit
from termine.actions.erfassung import assign_to_aufnahme, create_personen
from termine.actions.unterlagen import adopt_unterlagen
from termine.actions.verfall import end_vorschlaege
from termine.actions.versprechen import give_versprechen, renew_versprechen, report_anliegen
from termine.angaben import AufnahmeAngaben, Kontakt, PersonAngaben
from termine.enums import ANLIEGEN_OFFEN, AnliegenStatus, Kanal, Linkzweck, UnterlageStand, VorschlagStatus
from termine.models import Anliegen, Aufnahme, AufnahmeUnterlage, Dienst, Leistung, Team, Terminvorschlag
from termine.rules import check_anliegen_move

VOR_TERMIN = tuple(status for status in ANLIEGEN_OFFEN if status != AnliegenStatus.TERMINIERT)


@transaction.atomic
def take_in(  # noqa: PLR0913 - one argument per thing that is stated
    *,
    leistung: Leistung,
    personen: Sequence[PersonAngaben],
    kontakt: Kontakt,
    angaben: AufnahmeAngaben,
    kanal: Kanal,
    schluessel: str,
    aufgenommen_in: Organisationseinheit | None = None,
    entwurf: UUID | None = None,
) -> Aufnahme:
    """Take a concern in and promise an offer; the same ``schluessel`` yields the same Aufnahme.

    ``aufgenommen_in`` is the unit whose desk takes it in for the responsible one, ``entwurf`` the key of files that came
    with the form. The receipt is sent to the contact, if there is one.

    Raises DomainError ``nicht_zustaendig``, ``zu_viele_personen``, ``doppelt_genannt``, ``anliegen_besteht``.
    """
    if existing := _once_only(schluessel):
        return existing
    if not 1 <= len(personen) <= leistung.max_personen:
        text = _("Zu diesem Anliegen können höchstens %(anzahl)s Personen zusammen kommen.")
        raise DomainError(text % {"anzahl": leistung.max_personen}, "zu_viele_personen")
    instant = uhr.now()
    team = responsible_team(leistung)
    rows = create_personen(personen, kontakt)
    aufnahme = Aufnahme.objects.create(
        leistung=leistung,
        kontakt=rows[0],
        einheit=team.organisationseinheit,
        aufgenommen_in=aufgenommen_in,
        team=team,
        sprache=kontakt.sprache,
        kanal=kanal,
        schluessel=schluessel,
        angelegt_am=instant,
        **_stated(angaben),
    )
    aufnahme.refresh_from_db(fields=["nummer"])
    assign_to_aufnahme(aufnahme, rows)
    list_unterlagen(aufnahme, angaben.unterlagen)
    if entwurf:
        adopt_unterlagen(aufnahme, entwurf)
    give_versprechen(aufnahme, instant)
    create_link(Linkzweck.ANLIEGEN, aufnahme.pk)
    create_link(Linkzweck.EINGANG, aufnahme.pk)
    tell_aufnahme(aufnahme, "anliegen_eingang")
    record("anliegen_eingegangen", aufnahme)
    report_anliegen(aufnahme, "anliegen_eingegangen")
    return aufnahme


def tell_aufnahme(aufnahme: Aufnahme, anlass: str, runde: str = "1") -> bool:
    """Queue one message about the concern, once for each ``runde``; False when the person left no contact."""
    schluessel = f"aufnahme-{aufnahme.pk}-{anlass}-{runde}"
    return queue_nachricht(anlass, schluessel=schluessel, person=aufnahme.kontakt, kontext={"aufnahme": str(aufnahme.pk)})


def _once_only(schluessel: str) -> Aufnahme | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [schluessel])
    return Aufnahme.objects.filter(schluessel=schluessel).select_related("leistung", "kontakt").first()


def responsible_team(leistung: Leistung) -> Team:
    """Return the team that answers for ``leistung``: the first active one that offers it, the office before its branches."""
    teams = Team.objects.filter(leistungen=leistung, aktiv=True).select_related("organisationseinheit", "standort")
    team = teams.order_by(F("organisationseinheit__parent").asc(nulls_first=True), "pk").first()
    if team is None:
        text = _("Für dieses Anliegen ist gerade kein Team eingeteilt. Bitte rufen Sie uns an oder schreiben Sie uns.")
        raise DomainError(text, "nicht_zustaendig")
    return team


def _stated(angaben: AufnahmeAngaben) -> dict:
    names = ("worte", "titel_art", "titel_bis", "arbeit_ab", "kinder", "dolmetschen", "begleitung")
    return {name: getattr(angaben, name) for name in names} | {
        "sprachen": list(angaben.sprachen),
        "merkmale": list(angaben.merkmale),
    }


def list_unterlagen(aufnahme: Aufnahme, vorhanden: Collection[str], *, ohne: Collection[int] = ()) -> None:
    """Write one line per document of the catalogue, so that what is missing can be asked for.

    ``vorhanden`` are keys of documents that are at hand, ``ohne`` the documents that have a line already.
    """
    lines = aufnahme.leistung.unterlagenliste.select_related("unterlage").order_by("position")
    AufnahmeUnterlage.objects.bulk_create(
        AufnahmeUnterlage(
            aufnahme=aufnahme,
            unterlage=line.unterlage,
            stand=UnterlageStand.VORHANDEN if line.unterlage.key in vorhanden else UnterlageStand.FEHLT,
        )
        for line in lines
        if line.unterlage_id not in ohne
    )


def lock_aufnahme(aufnahme: Aufnahme) -> Aufnahme:
    """Return ``aufnahme`` as it stands now, locked until the end of the transaction, with those its open offers tie it to."""
    return lock_aufnahmen([aufnahme])[0]


def lock_aufnahmen(aufnahmen: Sequence[Aufnahme]) -> list[Aufnahme]:
    """Return them as they stand now, in the given order; locked by key, so that nobody waits in a circle."""
    pks = [row.pk for row in aufnahmen]
    related = ("leistung", "kontakt", "einheit", "team__standort", "versprechen")
    rows = Aufnahme.objects.select_for_update(of=("self",)).select_related(*related)
    wanted = rows.filter(Q(pk__in=pks) | Q(pk__in=_tied_to(pks))).order_by("pk")
    found = {row.pk: row for row in wanted}
    # Who waited while it was handed over sees unit and team as they were before, or no row at all.
    if any(pk not in found or (found[pk].team_id and found[pk].team is None) for pk in pks):
        found = {row.pk: row for row in wanted.all()}
    return [found[pk] for pk in pks]


def _tied_to(pks: Sequence[UUID]) -> QuerySet:
    """Return the keys of Aufnahmen with which these share an open chain of offers."""
    own = Terminvorschlag.objects.filter(aufnahme__in=pks, status=VorschlagStatus.OFFEN, kette__isnull=False)
    return Terminvorschlag.objects.filter(kette__in=own.values("kette")).values("aufnahme")


def partners_of(aufnahme: Aufnahme) -> list[Aufnahme]:
    """Return the other Aufnahmen, locked already, with which a locked one shares its open offers."""
    rows = Aufnahme.objects.filter(pk__in=_tied_to([aufnahme.pk])).exclude(pk=aufnahme.pk)
    return list(rows.select_related("leistung", "kontakt", "einheit", "team__standort", "versprechen").order_by("pk"))


def move_anliegen(aufnahme: Aufnahme, after: AnliegenStatus) -> None:
    """Move all open concerns of a locked Aufnahme together; raises DomainError ``uebergang``."""
    check_anliegen_move(aufnahme.stand, after)
    Anliegen.objects.filter(aufnahme=aufnahme, status=aufnahme.stand).update(status=after)
    aufnahme.refresh_from_db(fields=["stand"])


@transaction.atomic
def withdraw(aufnahme: Aufnahme) -> Aufnahme:
    """Let the person take the concern back; asking twice is harmless. Raises DomainError ``hat_termin``, ``uebergang``."""
    aufnahme = lock_aufnahme(aufnahme)
    if aufnahme.stand == AnliegenStatus.ZURUECKGEZOGEN:
        return aufnahme
    if aufnahme.stand == AnliegenStatus.TERMINIERT:
        raise DomainError(_("Zu diesem Anliegen haben Sie schon einen Termin. Bitte sagen Sie den Termin ab."), "hat_termin")
    drop_vorschlaege(aufnahme)
    move_anliegen(aufnahme, AnliegenStatus.ZURUECKGEZOGEN)
    record("anliegen_zurueckgezogen", aufnahme)
    report_anliegen(aufnahme, "anliegen_zurueckgezogen")
    return aufnahme


def withdraw_vorschlaege(aufnahme: Aufnahme, status: VorschlagStatus = VorschlagStatus.ZURUECKGENOMMEN) -> int:
    """End the open offers of a locked Aufnahme, with all Stationen of their Ketten, and return how many were its own."""
    own = Q(aufnahme=aufnahme)
    ketten = Terminvorschlag.objects.filter(own, status=VorschlagStatus.OFFEN, kette__isnull=False).values("kette")
    found = Terminvorschlag.objects.filter(own | Q(kette__in=ketten), status=VorschlagStatus.OFFEN)
    rows = list(found.order_by("platz_id").select_for_update())
    duties = Dienst.objects.filter(belegungen__vorschlag__in=rows).order_by("platz_id")
    list(duties.select_for_update(no_key=True, of=("self",)).values_list("pk"))
    end_vorschlaege(rows, status)
    return sum(row.aufnahme_id == aufnahme.pk for row in rows)


def drop_vorschlaege(aufnahme: Aufnahme, *, ohne: Collection[UUID] = ()) -> None:
    """End the open offers of a locked Aufnahme that goes another way; who shared them, but for ``ohne``, gets new ones."""
    partners = partners_of(aufnahme)
    withdraw_vorschlaege(aufnahme)
    for partner in (row for row in partners if row.pk not in ohne):
        back_to_sichtung(partner)
        record("vorschlaege_zurueckgenommen", partner, grund=aufnahme.vorgang)


def back_to_sichtung(aufnahme: Aufnahme) -> None:
    """The office is to act again on a locked Aufnahme, with a new promise."""
    move_anliegen(aufnahme, AnliegenStatus.IN_SICHTUNG)
    renew_versprechen(aufnahme)
