"""The way without JavaScript: a code proves the contact first, no counter is held until it is back."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person, Standort
from termine.actions.abschluss import finish_booking
from termine.actions.belegung import claim
from termine.actions.bestaetigung import check_code
from termine.actions.erfassung import assign_personen, create_personen
from termine.actions.vormerkung import create_termin, wish
from termine.angaben import Bedarf, Kontakt, PersonAngaben
from termine.enums import Kanal, Linkzweck, TerminStatus
from termine.models import Kontaktpruefung, Leistung, Termin
from termine.rules import CODE_SENDUNGEN_HOECHSTENS

NACHWEIS_GILT = timedelta(hours=2)  # from sending the code to the last try to choose a time


@transaction.atomic
def request_termin(
    *,
    leistung: Leistung,
    beginn: datetime,
    standort: Standort,
    personen: Sequence[PersonAngaben],
    kontakt: Kontakt,
    schluessel: str,
    bedarf: Bedarf | None = None,
) -> Kontaktpruefung:
    """Keep who wants which time and send a code; the time stays free for everybody until the code is back.

    The same ``schluessel`` yields the same row. Raises DomainError ``nicht_direkt``, ``zu_viele_personen``,
    ``kontakt_fehlt``, ``doppelt_genannt``.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [schluessel])
    if existing := Kontaktpruefung.objects.filter(schluessel=schluessel).first():
        return existing
    if not leistung.is_direkt or not leistung.aktiv:
        raise DomainError(_("Für dieses Anliegen können Sie nicht selbst eine Zeit wählen."), "nicht_direkt")
    wish(leistung, beginn, standort, len(personen))
    if not kontakt.is_reachable:
        raise DomainError(_("Bitte geben Sie eine E-Mail-Adresse oder eine Handynummer an."), "kontakt_fehlt")
    rows = create_personen(personen, kontakt)
    pruefung = Kontaktpruefung.objects.create(
        person=rows[0],
        schluessel=schluessel,
        gueltig_bis=uhr.now() + NACHWEIS_GILT,
        wunsch={
            "leistung": leistung.pk,
            "standort": standort.pk,
            "beginn": beginn.isoformat(),
            "personen": [str(row.pk) for row in rows],
            **asdict(bedarf or Bedarf()),
        },
    )
    create_link(Linkzweck.KONTAKT, pruefung.pk, gueltig_bis=pruefung.gueltig_bis)
    _send(pruefung)
    return pruefung


def _send(pruefung: Kontaktpruefung) -> None:
    queue_nachricht(
        "termin_kontaktcode",
        schluessel=f"kontaktpruefung-{pruefung.pk}-{pruefung.rotation}",
        person=pruefung.person,
        kontext={"kontaktpruefung": str(pruefung.pk), "rotation": pruefung.rotation},
    )


@transaction.atomic
def send_code_again(pruefung: Kontaktpruefung, kontakt: Kontakt | None = None) -> Kontaktpruefung:
    """Send a new code, to another address when ``kontakt`` is given; raises DomainError ``zu_oft_gesendet``."""
    pruefung = _lock(pruefung)
    if pruefung.bestaetigt_am:
        return pruefung
    if pruefung.rotation + 1 >= CODE_SENDUNGEN_HOECHSTENS:
        raise DomainError(
            _("Wir haben den Code schon mehrmals gesendet. Bitte rufen Sie uns an: Der Empfang bucht den Termin für Sie."),
            "zu_oft_gesendet",
        )
    if kontakt is not None:
        pruefung.person.email, pruefung.person.mobil = kontakt.email, kontakt.mobil
        pruefung.person.save(update_fields=["email", "mobil"])
    pruefung.rotation, pruefung.versuche = pruefung.rotation + 1, 0
    pruefung.save(update_fields=["rotation", "versuche"])
    _send(pruefung)
    return pruefung


def _lock(pruefung: Kontaktpruefung) -> Kontaktpruefung:
    pruefung = Kontaktpruefung.objects.select_for_update(of=("self",)).select_related("person", "termin").get(pk=pruefung.pk)
    if pruefung.gueltig_bis <= uhr.now() and pruefung.termin is None:
        raise DomainError(_("Der Code gilt nicht mehr. Bitte beginnen Sie die Buchung noch einmal."), "verfallen")
    return pruefung


def prove_contact(pruefung: Kontaktpruefung, code: str) -> Kontaktpruefung:
    """Accept the code; counts wrong ones even when the page is refused.

    Raises DomainError ``code_falsch``, ``code_gesperrt``, ``verfallen``.
    """
    with transaction.atomic():
        pruefung = _lock(pruefung)
        if pruefung.bestaetigt_am:
            return pruefung
        fault = check_code(pruefung, code)
        if fault is None:
            pruefung.bestaetigt_am = uhr.now()
            pruefung.save(update_fields=["bestaetigt_am"])
            return pruefung
    raise fault


@transaction.atomic
def book_proved(pruefung: Kontaktpruefung, *, beginn: datetime | None = None, standort: Standort | None = None) -> Termin:
    """Book the wanted time, or another one when it was taken meanwhile; asking twice yields the same Termin.

    Raises DomainError ``kontakt_fehlt``, ``verfallen``, ``vergeben``, ``anliegen_besteht``.
    """
    pruefung = _lock(pruefung)
    if pruefung.termin is not None:
        return pruefung.termin
    if not pruefung.bestaetigt_am:
        raise DomainError(_("Bitte geben Sie zuerst den Code aus unserer Nachricht ein."), "kontakt_fehlt")
    wanted = pruefung.wunsch
    by_pk = {str(person.pk): person for person in Person.objects.filter(pk__in=wanted["personen"])}
    personen = [by_pk[pk] for pk in wanted["personen"]]
    standort = standort or Standort.objects.get(pk=wanted["standort"])
    beginn = beginn or datetime.fromisoformat(wanted["beginn"])
    leistung = Leistung.objects.get(pk=wanted["leistung"])
    bedarf = Bedarf(sprache=wanted["sprache"], merkmale=wanted["merkmale"])
    wunsch = wish(leistung, beginn, standort, len(personen), bevorzugt=pruefung.person.sprache, bedarf=bedarf)
    termin = create_termin(
        wunsch,
        claim(wunsch),
        schluessel=f"kontaktpruefung-{pruefung.pk}",
        personenzahl=len(personen),
        kanal=Kanal.ONLINE,
        status=TerminStatus.VORGEMERKT,
    )
    pruefung.termin = termin
    pruefung.save(update_fields=["termin"])
    return finish_booking(assign_personen(termin, personen))
