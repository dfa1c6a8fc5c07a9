"""People register for a Veranstaltung, change it, stay away, come.

Places count people. They go to whoever fits, in the order of arrival: no seat stays empty because a larger group waits.
The row of the Veranstaltung is locked first, by the action and once more by the trigger of the table.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.codes import new_pair
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from lotsen.models import Anmeldung, Antwortzahl, Veranstaltung
from lotsen.veranstaltung import Anmeldelink, AnmeldungStatus, Hilfreich, VeranstaltungStatus

S = AnmeldungStatus
AUFBEWAHRT = 30 * uhr.DAY


@dataclass(frozen=True)
class Gaeste:
    """How many come, and what they need."""

    personen: int = 1
    kinder: int = 0
    bedarf: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Wer:
    """Under which name, how to reach them, in which language."""

    name: str
    email: str = ""
    mobil: str = ""
    sprache: str = "de"


@transaction.atomic
def register(*, veranstaltung: Veranstaltung, wer: Wer, gaeste: Gaeste, schluessel: UUID) -> Anmeldung:
    """Give ``gaeste`` places or let them wait; the same ``schluessel`` again yields the same Anmeldung.

    Raises DomainError ``zu``, ``zu_viele``, ``voll``.
    """
    event = _locked(veranstaltung)
    if found := Anmeldung.objects.filter(schluessel=schluessel).first():
        return found
    _check_open(event, gaeste)
    anmeldung = Anmeldung(
        veranstaltung=event,
        schluessel=schluessel,
        code=_free_code(event),
        bis=event.endet_am,
        status=_status_for(event, gaeste),
        **vars(wer),
        **vars(gaeste),
    )
    anmeldung.save(force_insert=True)
    create_link(Anmeldelink.ANMELDUNG, anmeldung.pk, event.endet_am + AUFBEWAHRT)
    record("anmeldung_eingegangen", anmeldung)
    melde("veranstaltung_angemeldet", wert=gaeste.personen, sprache=wer.sprache, ergebnis=anmeldung.status, kanal=event.art)
    tell(anmeldung)
    return anmeldung


@transaction.atomic
def change(*, anmeldung: Anmeldung, gaeste: Gaeste) -> Anmeldung:
    """Come with more or fewer people; places that get free go to those who wait. Raises DomainError as ``register`` does."""
    event = _locked(anmeldung.veranstaltung)
    row = Anmeldung.objects.get(pk=anmeldung.pk)
    if row.status == S.ABGEMELDET:
        raise DomainError(_("Sie haben sich abgemeldet. Melden Sie sich bitte zuerst wieder an."), "abgemeldet")
    if Gaeste(row.personen, row.kinder, row.bedarf) == gaeste:
        return row
    _check_open(event, gaeste)
    if row.status == S.ANGEMELDET and not _fits(event, gaeste, ohne=row):
        raise DomainError(_refusal(event, ohne=row), "voll")
    row.personen, row.kinder, row.bedarf = gaeste.personen, gaeste.kinder, gaeste.bedarf
    _save(row)
    record("anmeldung_geaendert", row)
    move_up(event)
    row.refresh_from_db()
    return row


@transaction.atomic
def withdraw(*, anmeldung: Anmeldung) -> Anmeldung:
    """Stay away; the places go to those who wait. Doing it twice changes nothing."""
    event = _locked(anmeldung.veranstaltung)
    row = Anmeldung.objects.get(pk=anmeldung.pk)
    if row.status == S.ABGEMELDET:
        return row
    if row.gekommen_am or event.endet_am <= uhr.now():
        raise DomainError(_("Die Veranstaltung hat schon begonnen oder ist vorbei."), "vorbei")
    row.status = S.ABGEMELDET
    _save(row)
    record("anmeldung_zurueckgezogen", row)
    melde("veranstaltung_abgemeldet", wert=row.personen, sprache=row.sprache, kanal=event.art)
    move_up(event)
    return row


@transaction.atomic
def come_back(*, anmeldung: Anmeldung) -> Anmeldung:
    """Come after all: at the end of the line, as everybody who registers now."""
    event = _locked(anmeldung.veranstaltung)
    row = Anmeldung.objects.get(pk=anmeldung.pk)
    if row.status != S.ABGEMELDET:
        return row
    gaeste = Gaeste(row.personen, row.kinder, row.bedarf)
    _check_open(event, gaeste)
    row.status, row.eingereiht_am = _status_for(event, gaeste), uhr.now()
    _save(row)
    record("anmeldung_erneuert", row)
    tell(row)
    return row


def move_up(event: Veranstaltung) -> None:
    """Give free places to those who wait, in the order of arrival; the row of ``event`` is locked."""
    if event.status != VeranstaltungStatus.FREIGEGEBEN or event.endet_am <= uhr.now():
        return
    for row in event.anmeldungen.waiting():
        if _fits(event, Gaeste(row.personen, row.kinder)):
            row.status = S.ANGEMELDET
            _save(row)
            record("anmeldung_nachgerueckt", row)
            melde("veranstaltung_nachgerueckt", wert=row.personen, sprache=row.sprache, kanal=event.art)
            tell(row)


@transaction.atomic
def check_in(*, anmeldung: Anmeldung, user: User) -> bool:
    """Note that they came; True when that was known before. Who waited or had cancelled comes in by change, not here."""
    row = Anmeldung.objects.select_for_update().get(pk=anmeldung.pk)
    if row.gekommen_am:
        return True
    if row.status != S.ANGEMELDET:
        raise DomainError(_("Zu diesem Code gehört kein Platz: %(stand)s.") % {"stand": row.get_status_display()}, "kein_platz")
    row.gekommen_am, row.gekommen_von = uhr.now(), user
    row.save(update_fields=["gekommen_am", "gekommen_von"])
    record("anmeldung_gekommen", row)
    return False


@transaction.atomic
def undo_check_in(*, anmeldung: Anmeldung) -> None:
    """Take a check-in back that was a mistake."""
    row = Anmeldung.objects.select_for_update().get(pk=anmeldung.pk)
    if row.gekommen_am:
        row.gekommen_am, row.gekommen_von = None, None
        row.save(update_fields=["gekommen_am", "gekommen_von"])
        record("anmeldung_doch_nicht_gekommen", row)


@transaction.atomic
def say_what_helped(*, anmeldung: Anmeldung, antwort: str) -> None:
    """Count one answer; kept is that somebody answered and how often each was given, never who gave which.

    All answers of the Veranstaltung are written anew each time, and no event is reported: neither the version of a row nor
    its time leads from an answer to the Anmeldung that was changed with it.
    """
    event = _locked(anmeldung.veranstaltung)
    row = Anmeldung.objects.get(pk=anmeldung.pk)
    if row.geantwortet or row.gekommen_am is None or row.bis > uhr.now():
        raise DomainError(_("Sie haben schon geantwortet, oder die Veranstaltung ist noch nicht vorbei."), "geantwortet")
    row.geantwortet = True
    row.save(update_fields=["geantwortet"])
    chosen = Case(When(antwort=Hilfreich(antwort), then=1), default=0)
    Antwortzahl.objects.bulk_create((Antwortzahl(veranstaltung=event, antwort=wort) for wort in Hilfreich), ignore_conflicts=True)
    Antwortzahl.objects.filter(veranstaltung=event).update(anzahl=F("anzahl") + chosen)


def tell(anmeldung: Anmeldung, anlass: str = "anmeldung_stand") -> bool:
    """Write to whoever registered how it stands; False without a contact."""
    return queue_nachricht(
        anlass,
        schluessel=f"{anlass}-{anmeldung.pk}-{anmeldung.folge}",
        empfaenger=recipient(anmeldung),
        kontext={"anmeldung": str(anmeldung.pk), "status": anmeldung.status},
    )


def recipient(anmeldung: Anmeldung) -> Empfaenger:
    kanal, adresse = ("email", anmeldung.email) if anmeldung.email else ("sms", str(anmeldung.mobil or ""))
    return Empfaenger("anmeldung", anmeldung.pk, kanal, adresse, anmeldung.sprache)


def _locked(veranstaltung: Veranstaltung) -> Veranstaltung:
    return Veranstaltung.objects.select_for_update(of=("self",)).get(pk=veranstaltung.pk)


def _save(row: Anmeldung) -> None:
    row.folge += 1
    row.save()


def _check_open(event: Veranstaltung, gaeste: Gaeste) -> None:
    if not event.takes(uhr.now()):
        raise DomainError(_("Die Anmeldung ist geschlossen. Rufen Sie uns an, wenn Sie eine Frage haben."), "zu")
    if gaeste.personen > event.hoechstens:
        text = ngettext(
            "Sie können sich für höchstens %(zahl)s Person anmelden.",
            "Sie können sich für höchstens %(zahl)s Personen anmelden.",
            event.hoechstens,
        )
        raise DomainError(text % {"zahl": event.hoechstens}, "zu_viele")


def free_places(event: Veranstaltung, ohne: Anmeldung | None = None) -> tuple[int, int]:
    """Return how many people and how many children still find room."""
    rows = event.anmeldungen.taking().exclude(pk=ohne.pk if ohne else None)
    taken = rows.aggregate(personen=Sum("personen"), kinder=Sum("kinder"))
    return event.plaetze - (taken["personen"] or 0), event.kinderplaetze - (taken["kinder"] or 0)


def _fits(event: Veranstaltung, gaeste: Gaeste, ohne: Anmeldung | None = None) -> bool:
    personen, kinder = free_places(event, ohne)
    return gaeste.personen <= personen and gaeste.kinder <= kinder


def _status_for(event: Veranstaltung, gaeste: Gaeste) -> AnmeldungStatus:
    if _fits(event, gaeste):
        return S.ANGEMELDET
    # Whoever could never fit must not wait for it.
    if event.mit_warteliste and gaeste.personen <= event.plaetze and gaeste.kinder <= event.kinderplaetze:
        return S.WARTELISTE
    raise DomainError(_refusal(event), "voll")


def _refusal(event: Veranstaltung, ohne: Anmeldung | None = None) -> str:
    personen, kinder = (max(0, number) for number in free_places(event, ohne))
    text = _("So viele Plätze gibt es nicht mehr. Frei sind: %(personen)s Plätze, in der Kinderbetreuung %(kinder)s.")
    return text % {"personen": personen, "kinder": kinder}


def _free_code(event: Veranstaltung) -> str:
    taken: set[Any] = set(event.anmeldungen.values_list("code", flat=True))
    while (code := new_pair()) in taken:
        pass
    return code
