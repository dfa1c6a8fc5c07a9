"""People are invited: one proposes a list, another releases it; whoever says no is left alone for good."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.exceptions import DomainError
from behoerde.kern.krypto import keyed_hash
from behoerde.kern.models import Organisationseinheit, Person, User
from lotsen.actions.anmeldung import Gaeste, Wer, register
from lotsen.einladung import LISTEN_UEBERGAENGE, ListenStatus
from lotsen.models import Anmeldung, Einladung, Einladungsliste, Widerspruch
from lotsen.queries.einladungen import Auswahl, against, preview, seal
from lotsen.veranstaltung import Anmeldelink

AUFBEWAHRT = 90 * uhr.DAY
S = ListenStatus


@transaction.atomic
def propose(*, auswahl: Auswahl, einheit: Organisationseinheit, user: User) -> Einladungsliste:
    """Write down whom the rule finds now, for a second person to look at; nobody is written to."""
    found = preview(auswahl)
    if not found.personen:
        raise DomainError(_("Diese Regel findet gerade niemanden."), "leer")
    liste = Einladungsliste.objects.create(
        einheit=einheit,
        regel=auswahl.regel,
        monate=auswahl.monate,
        sprachen=auswahl.sprachen,
        veranstaltung=auswahl.veranstaltung,
        vorgeschlagen_von=user,
    )
    Einladung.objects.bulk_create(Einladung(liste=liste, person=person) for person in found.personen)
    record("einladungsliste_vorgeschlagen", liste)
    return liste


@transaction.atomic
def leave_out(*, einladung: Einladung, weggelassen: bool) -> None:
    """Take somebody off a list that nobody has released, or put them back."""
    liste = _locked(einladung.liste)
    if liste.status != S.VORGESCHLAGEN:
        raise DomainError(_("Diese Liste ist schon abgeschlossen."), "abgeschlossen")
    Einladung.objects.filter(pk=einladung.pk).update(weggelassen=weggelassen)
    record("einladung_weggelassen" if weggelassen else "einladung_wieder_dabei", einladung)


@transaction.atomic
def release_list(*, liste: Einladungsliste, user: User, gesehen: str | None = None) -> int:
    """Write to everybody on the list who still wants to hear from us; return how many. Twice changes nothing.

    ``gesehen`` is the seal of the list that ``user`` looked at. Raises DomainError ``vier_augen`` for whoever proposed it,
    ``geaendert`` when it has other people on it meanwhile, ``zu`` when nobody can register any more.
    """
    row = _locked(liste)
    if row.status == S.FREIGEGEBEN:
        return row.einladungen.filter(eingeladen_am__isnull=False).count()
    if row.vorgeschlagen_von_id == user.pk:
        raise DomainError(_("Eine zweite Person muss die Liste freigeben: Sie haben sie selbst vorgeschlagen."), "vier_augen")
    if gesehen is not None and gesehen != seal(row):
        raise DomainError(_("Die Liste hat sich inzwischen geändert. Bitte sehen Sie sie noch einmal an."), "geaendert")
    if row.veranstaltung and not row.veranstaltung.takes(uhr.now()):
        raise DomainError(_("Zu dieser Veranstaltung kann man sich gerade nicht anmelden."), "zu")
    row.freigegeben_am, row.freigegeben_von = uhr.now(), user
    _move(row, S.FREIGEGEBEN, "einladungsliste_freigegeben")
    told = _invite(row)
    melde("einladungen_verschickt", wert=told, kanal=row.regel, einheit=str(row.einheit_id))
    return told


def _invite(liste: Einladungsliste) -> int:
    rows = list(liste.einladungen.filter(weggelassen=False).select_related("person"))
    said_no = against(row.person for row in rows)
    until = liste.veranstaltung.endet_am if liste.veranstaltung else uhr.now() + AUFBEWAHRT
    told = 0
    for row in rows:
        if row.person.person_hash in said_no:
            continue
        create_link(Anmeldelink.EINLADUNG, row.pk, until)
        if queue_nachricht("einladung", schluessel=f"einladung-{row.pk}", person=row.person, kontext={"einladung": str(row.pk)}):
            row.eingeladen_am = uhr.now()
            row.save(update_fields=["eingeladen_am"])
            told += 1
    return told


@transaction.atomic
def discard_list(*, liste: Einladungsliste) -> None:
    """Put a proposed list aside; it can be taken up again."""
    _move(_locked(liste), S.VERWORFEN, "einladungsliste_verworfen")


@transaction.atomic
def take_up(*, liste: Einladungsliste) -> None:
    """Propose a discarded list again."""
    _move(_locked(liste), S.VORGESCHLAGEN, "einladungsliste_wieder_vorgeschlagen")


def accept(*, einladung: Einladung, gaeste: Gaeste) -> Anmeldung:
    """Register the invited person; accepting again yields the same Anmeldung."""
    if einladung.liste.veranstaltung is None:
        raise DomainError(_("Zu dieser Einladung gehört keine Veranstaltung."), "keine_veranstaltung")
    person = einladung.person
    wer = Wer(str(person), person.email, str(person.mobil or ""), person.sprache)
    return register(veranstaltung=einladung.liste.veranstaltung, wer=wer, gaeste=gaeste, schluessel=key_of(einladung))


def key_of(einladung: Einladung) -> UUID:
    """Return the once-only key of its Anmeldung: only this office can tell from it whose invitation it was."""
    return UUID(keyed_hash("einladung", str(einladung.pk))[:32])


@transaction.atomic
def say_no(*, person: Person) -> None:
    """Remember that ``person`` wants no invitations."""
    _row, made = Widerspruch.objects.get_or_create(person_hash=person.person_hash)
    if made:
        record("einladung_widersprochen", person)
        melde("einladung_widersprochen", sprache=person.sprache)


@transaction.atomic
def say_yes_again(*, person: Person) -> None:
    """Let ``person`` be invited again, because they said so."""
    deleted, _rows = Widerspruch.objects.filter(person_hash=person.person_hash).delete()
    if deleted:
        record("einladung_wieder_erlaubt", person)


def drop_old_lists() -> None:
    """Delete lists of which the nightly erasure has left no invitation."""
    Einladungsliste.objects.filter(vorgeschlagen_am__lt=uhr.now() - AUFBEWAHRT, einladungen=None).delete()


def _locked(liste: Einladungsliste) -> Einladungsliste:
    return Einladungsliste.objects.select_for_update(of=("self",)).select_related("veranstaltung").get(pk=liste.pk)


def _move(row: Einladungsliste, status: ListenStatus, vorgang: str) -> None:
    if status not in LISTEN_UEBERGAENGE[row.status]:
        raise DomainError(_("Das geht in diesem Stand der Liste nicht."), "stand")
    row.status = status
    row.save()
    record(vorgang, row)
