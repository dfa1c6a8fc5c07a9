"""Farewell: proposed once to whoever leaves soon or started by a guide, answered without a name, with a contact only by consent."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Case, F, When
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link, revoke_links
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht, Person
from lotsen.abschied import Abschiedsfrage, Abschiedslink, Urteilswort
from lotsen.models import Abschiedszahl, Erstberatung, Netzkontakt
from lotsen.queries.abschied import leaving, told_on

UNBESTAETIGT = timedelta(days=7)


@transaction.atomic
def note_farewell(*, zeit: str, hilfe: str) -> None:
    """Count what somebody says who leaves; kept is how often each word was said, never by whom, when, or beside which other.

    All numbers of the year are written anew each time, and no event is reported: neither the version of a row nor its time
    leads from one answer to the other.
    """
    given = [(frage, wort) for frage, wort in ((Abschiedsfrage.ZEIT, zeit), (Abschiedsfrage.HILFE, hilfe)) if wort]
    if not given:
        return
    jahr = uhr.today().year
    every = [(frage, wort) for frage in Abschiedsfrage for wort in Urteilswort]
    Abschiedszahl.objects.bulk_create(
        (Abschiedszahl(jahr=jahr, frage=frage, antwort=wort) for frage, wort in every), ignore_conflicts=True
    )
    rows = Abschiedszahl.objects.filter(jahr=jahr)
    list(rows.select_for_update().order_by("pk").values_list("pk"))  # in one order: two at once never wait for each other
    said = Case(*(When(frage=frage, antwort=wort, then=1) for frage, wort in given), default=0)
    rows.update(anzahl=F("anzahl") + said)


@transaction.atomic
def ask_network(*, email: str, sprache: str) -> Netzkontakt:
    """Write to ``email``: only who opens the link there and says yes is kept."""
    row = Netzkontakt.objects.create(email=email, sprache=sprache)
    create_link(Abschiedslink.NETZ, row.pk)
    ziel = Empfaenger("netzkontakt", row.pk, Nachricht.Kanal.EMAIL, email, sprache)
    queue_nachricht("netzkontakt", schluessel=f"netzkontakt-{row.pk}", empfaenger=ziel, kontext={"netzkontakt": str(row.pk)})
    return row


@transaction.atomic
def join_network(row: Netzkontakt) -> None:
    """Keep the address: its owner said yes; again changes nothing."""
    if row.bestaetigt_am is None:
        row.bestaetigt_am = uhr.now()
        row.save(update_fields=["bestaetigt_am"])
        record("netzkontakt_bestaetigt", row)
        melde("netzkontakt_bestaetigt", sprache=row.sprache)


@transaction.atomic
def leave_network(row: Netzkontakt) -> None:
    """Delete the address and its link at once."""
    record("netzkontakt_geloescht", row)
    revoke_links(row.pk)
    row.delete()


def drop_contacts() -> int:
    """Delete addresses nobody confirmed; return how many. Confirmed ones go with the nightly erasure when their time is over."""
    rows = list(Netzkontakt.objects.filter(bestaetigt_am=None, erbeten_am__lt=uhr.now() - UNBESTAETIGT))
    for row in rows:
        leave_network(row)
    return len(rows)


def propose_farewell() -> int:
    """Write once to everybody whose stay ends soon by their own words; return how many."""
    told = 0
    for person in leaving():
        if told_on(person) is None and _write(person):
            melde("abschied_vorgeschlagen", sprache=person.sprache)
            told += 1
    return told


@transaction.atomic
def send_farewell(*, erstberatung: Erstberatung) -> None:
    """Write to somebody of whom the guide knows that they leave; again on the same day changes nothing.

    Raises DomainError ``kontakt`` when there is no contact.
    """
    person = erstberatung.person
    if not _write(person, von_hand=True):
        raise DomainError(_("Es gibt keine E-Mail-Adresse und keine Handynummer. Geben Sie das Blatt auf Papier mit."), "kontakt")
    record("abschied_gesendet", erstberatung)
    melde("abschied_vorgeschlagen", sprache=person.sprache, kanal="hand", einheit=str(erstberatung.einheit_id))


def _write(person: Person, *, von_hand: bool = False) -> bool:
    key = f"abschied-{person.pk}-{uhr.today()}" if von_hand else f"abschied-{person.pk}"
    kontext = {"person": str(person.pk), "von_hand": von_hand}
    return queue_nachricht("abschied", schluessel=key, person=person, kontext=kontext)


@transaction.atomic
def hand_out_farewell(*, erstberatung: Erstberatung) -> None:
    """Note that the farewell sheet was handed out in this talk, and count it."""
    record("abschied_mitgegeben", erstberatung)
    melde("abschied_mitgegeben", sprache=erstberatung.sprache, einheit=str(erstberatung.einheit_id))


def count_farewell(*, sprache: str) -> None:
    """Count that the farewell sheet was handed out at a visit, without saying to whom."""
    melde("abschied_mitgegeben", sprache=sprache, kanal="termin")
