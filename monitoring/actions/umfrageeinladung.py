"""Who is asked: after a visit by message, on paper, and all staff once the staff council has released it."""

from datetime import timedelta
from random import SystemRandom
from typing import Any

from django.db import transaction

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.codes import new_code
from behoerde.kern.models import Person
from monitoring.models import Umfrageeinladung, Umfragewiderspruch
from monitoring.queries.umfrage_merkmale import EINGELADEN
from monitoring.umfrage import Linkzweck, Token, quarter, secret

SPAETER = timedelta(hours=1)  # a wrong click at the counter is taken back by then
ABMELDEN_GILT = timedelta(days=180)
CODE = 10  # characters on paper: 10^14 codes, and few tries


@transaction.atomic
def invite(termin: Any) -> bool:
    """Ask the contact of a visit that is over how it was, in an hour; once for a way through several counters.

    Return False when nobody may be asked: never agreed, no contact, or they want no surveys.
    """
    person = termin.kontakt
    if person is None or termin.bestaetigt_am is None or not termin.is_fuehrend:
        return False
    ziel = Empfaenger.of(person)
    if not ziel.adresse or Umfragewiderspruch.objects.filter(person_hash=person.person_hash).exists():
        return False
    token = token_of(termin, ziel.kanal)
    create_link(Linkzweck.ABMELDEN, person.pk, uhr.now() + ABMELDEN_GILT)
    made = _give_out([token])
    queue_nachricht(
        "umfrage",
        schluessel=f"umfrage-{termin.pk}-{termin.status}",
        empfaenger=ziel,
        kontext={"termin": str(termin.pk), "person": str(person.pk), "token": list(token[1:])},
        faellig_ab=uhr.now() + SPAETER,
    )
    if made:
        _count(token)
    return True


def token_of(termin: Any, kanal: str) -> Token:
    """Return the token of a visit: the same whenever it is made, whatever became of the visit."""
    return Token(secret("termin", str(termin.pk)), termin.leistung.slug, termin.standort.slug, kanal, termin.sprache)


def _count(token: Token) -> None:
    melde(EINGELADEN, leistung=token.leistung, standort=token.standort, kanal=token.kanal, sprache=token.sprache)


def _give_out(tokens: list[Token]) -> bool:
    """Keep the hashes in an order drawn by chance; return whether any of them is new."""
    rows = [Umfrageeinladung(token_hash=token.hash, periode=quarter(uhr.today())) for token in tokens]
    SystemRandom().shuffle(rows)
    before = Umfrageeinladung.objects.filter(token_hash__in=[row.pk for row in rows]).count()
    Umfrageeinladung.objects.bulk_create(rows, ignore_conflicts=True)
    return before < len(rows)


@transaction.atomic
def give_out_paper(*, anzahl: int, leistung: str = "", standort: str = "", sprache: str = "") -> list[Token]:
    """Return tokens for sheets; whoever prints them sees them once, nobody can show them again."""
    tokens = [Token(new_code(CODE), leistung, standort, "papier", sprache) for _n in range(anzahl)]
    _give_out(tokens)
    for token in tokens:
        _count(token)
    return tokens


@transaction.atomic
def refuse_surveys(*, person: Person) -> None:
    """Never ask this person again; asking twice is harmless."""
    _row, made = Umfragewiderspruch.objects.get_or_create(person_hash=person.person_hash)
    if made:
        record("umfrage_widerspruch", person)


@transaction.atomic
def accept_surveys(*, person: Person) -> None:
    """Take that back."""
    if Umfragewiderspruch.objects.filter(person_hash=person.person_hash).delete()[0]:
        record("umfrage_widerspruch_zurueck", person)
