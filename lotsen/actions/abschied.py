"""Farewell: proposed once to whoever leaves soon, answered without a name, with a contact only by consent."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Case, F, When

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link, revoke_links
from behoerde.kern.models import Nachricht, Person
from behoerde.kern.regeln.zeit import last_day
from lotsen.abschied import Abschiedsfrage, Abschiedslink, Urteilswort
from lotsen.beratung import Antwortstand
from lotsen.models import Abschiedszahl, Antwort, Netzkontakt
from lotsen.regeln import tatsachen as t

VORHER = timedelta(days=60)  # time enough to give notice of a flat
UNBESTAETIGT = timedelta(days=7)
BLEIBT = timedelta(days=730)


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
    """Delete addresses nobody confirmed and those kept long enough; return how many."""
    now = uhr.now()
    old = Netzkontakt.objects.filter(bestaetigt_am=None, erbeten_am__lt=now - UNBESTAETIGT)
    rows = [*old, *Netzkontakt.objects.filter(bestaetigt_am__isnull=False, erbeten_am__lt=now - BLEIBT)]
    for row in rows:
        leave_network(row)
    return len(rows)


def propose_farewell() -> int:
    """Write once to everybody who stays for a while only, leaves within VORHER and wants to hear from us; return how many."""
    today, told = uhr.today(), 0
    for person, ende in _leaving():
        schluessel = f"abschied-{person.pk}"
        if today <= ende <= today + VORHER and not Nachricht.objects.filter(schluessel=schluessel).exists():
            queued = queue_nachricht("abschied", schluessel=schluessel, person=person, kontext={"person": str(person.pk)})
            if queued:
                melde("abschied_vorgeschlagen", sprache=person.sprache)
            told += queued
    return told


def _leaving() -> Iterator[tuple[Person, date]]:
    """Yield who said that they stay for a while only, with the last day of their title."""
    wanted = (t.VORUEBERGEHEND.name, t.TITEL_AM.name, t.TITEL_MONATE.name)
    rows = Antwort.objects.filter(tatsache__in=wanted, stand=Antwortstand.GESAGT, erstberatung__erinnern=True)
    said: dict = {}
    for row in rows.select_related("erstberatung__person").order_by("gegeben_am"):
        said.setdefault(row.erstberatung.person, {})[row.tatsache] = row.value
    for person, facts in said.items():
        begin, months = facts.get(t.TITEL_AM.name), facts.get(t.TITEL_MONATE.name)
        if facts.get(t.VORUEBERGEHEND.name) is True and begin and months:
            yield person, last_day(begin, monate=int(months), tage=0)
